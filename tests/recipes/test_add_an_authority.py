"""docs/how-to/add-an-authority.md, carried out: one YAML file, and the notices name that authority."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.policy import build_policy
from breachbot.settings import Settings
from tests.cli.commands import run_here
from tests.recipes.tree import ROOT, code_of


@pytest.fixture
def playbooks(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    (folder / "authorities").mkdir(parents=True)
    (text,) = code_of("add-an-authority.md", language="yaml")
    (folder / "authorities/xx-dpa.yaml").write_text(text)
    (folder / "gdpr.yaml").write_text((ROOT / "playbooks/gdpr.yaml").read_text())
    return folder


def test_it_is_listed_with_what_is_known_and_what_is_not(playbooks: Path) -> None:
    said = run_here(playbooks, "authorities", "--country", "XX", playbooks_dir=str(playbooks)).stdout
    assert "needs: An account, which takes a day to get." in said
    assert "fallback: not known" in said
    assert "live page seen on 2026-11-30" in said


def test_the_notices_name_it(playbooks: Path) -> None:
    firm = build_policy(Settings(playbooks_dir=playbooks, authority="xx-dpa")).firm
    assert (firm.authority_name, firm.authority_form_url, firm.authority_form_doubt) == (
        "Data Protection Authority of Ruritania",
        "https://dpa.example/breach",
        None,
    )


def test_a_typo_is_one_sentence_of_the_check(playbooks: Path) -> None:
    path = playbooks / "authorities/xx-dpa.yaml"
    path.write_text(path.read_text().replace("receipt:", "reciept:"))
    ended = run_here(
        playbooks, "check", "--without-slack", playbooks_dir=str(playbooks), data_dir=str(playbooks)
    )
    assert f"wrong: {path}:19: filing.reciept: this key is not known; did you mean “receipt”?" in ended.stdout
