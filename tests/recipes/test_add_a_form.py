"""docs/how-to/add-a-form.md, carried out: one YAML file, and the pack of that authority follows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.incident.filing.pack import occasion_of, pack_of
from breachbot.store.forms import own_forms
from tests.cli.commands import run_here
from tests.incident import cast
from tests.incident.filing.incidents import DEMOS, desk, directory, told
from tests.recipes.tree import ROOT, code_of


@pytest.fixture
def playbooks(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    (folder / "forms").mkdir(parents=True)
    (text,) = code_of("add-a-form.md", language="yaml")
    (folder / "forms/at-dsb.yaml").write_text(text)
    (folder / "gdpr.yaml").write_text((ROOT / "playbooks/gdpr.yaml").read_text())
    return folder


def test_the_pack_follows_it(playbooks: Path) -> None:
    to = directory().by_id["at-dsb"]
    form = own_forms(playbooks).of_authority(to, cast.NOON.date(), None)
    pack = pack_of(told(DEMOS), form, desk(), occasion_of(cast.aware(), cast.NOON, "at-dsb"), to)
    assert [one.section for one in pack.fields] == ["About the report"] * 3 + ["What happened"] * 5
    assert pack.count("value") == 7
    assert [one.field.id for one in pack.of("to_type")] == ["harms"]


def test_a_typo_is_one_sentence_of_the_check(playbooks: Path) -> None:
    path = playbooks / "forms/at-dsb.yaml"
    path.write_text(path.read_text().replace("aware_at:", "aware_since:"))
    ended = run_here(
        playbooks, "check", "--without-slack", playbooks_dir=str(playbooks), data_dir=str(playbooks)
    )
    assert (
        f"wrong: {path}:16: sections[2].fields.aware_since: there is no field “aware_since”" in ended.stdout
    )
