"""The pack of docs/how-to/add-a-regime.md, carried out: one new file, switched on, and confirmed for an incident."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from breachbot.errors import BadFile
from breachbot.incident.acts.confirm_regime import ConfirmRegime
from breachbot.incident.acts.record_duty import RecordDuty
from breachbot.store.playbooks import load_playbook, load_regimes, pack_files
from breachbot.store.store import DatabaseStore
from tests.cli.commands import run_here
from tests.incident import cast
from tests.recipes.tree import code_of
from tests.usecases.stage import Stage

WHY = "The log-ins of customers in Brazil were readable for others."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the playbooks with the pack of the page."""
    copy = tmp_path / "playbooks"
    shutil.copytree(bundled("playbooks"), copy)
    _regime, code = code_of("add-a-regime.md", language="yaml")
    (copy / "packs/lgpd.yaml").write_text(code)
    return copy


def switched_on(folder: Path, *names: str) -> None:
    load_regimes(folder, pack_files(names, folder, bundled("playbooks")))


def test_it_sets_clocks_in_working_days_of_its_country(store: DatabaseStore, folder: Path) -> None:
    stage = Stage(store).team()
    regimes = load_regimes(folder, pack_files(("gdpr", "lgpd"), folder))
    stage.house = replace(stage.house, policy=replace(cast.policy(), regimes=regimes))
    incident = stage.aware()
    assert "lgpd_communication" not in {row.obligation for row in store.read(lambda tx: tx.deadlines())}
    yes = ConfirmRegime(regime="lgpd", applies=True, criteria=("relevant_risk",), reason=WHY)
    stage.take(incident, yes)
    rows = {row.obligation: row for row in store.read(lambda tx: tx.deadlines())}
    # Aware on Tuesday 24 November: Wednesday, Thursday, Friday, to the end of it in São Paulo.
    assert rows["lgpd_communication"].due_at == datetime(2026, 11, 28, 3, tzinfo=UTC)
    assert "lgpd_supplement" not in rows
    done = RecordDuty(
        obligation="lgpd_communication", done_at=stage.clock(), channel="ANPD portal", reference="BR-1"
    )
    stage.take(incident, done)
    rows = {row.obligation: row for row in store.read(lambda tx: tx.deadlines())}
    # Twenty working days: four in November, and to the 22nd of December.
    assert rows["lgpd_supplement"].due_at == datetime(2026, 12, 23, 3, tzinfo=UTC)


def test_the_command_checks_it(folder: Path, tmp_path: Path) -> None:
    given = {"playbooks_dir": str(folder), "regimes": "gdpr,lgpd"}
    assert "ok: BREACHBOT_REGIMES" in run_here(tmp_path, "check", **given).stdout
    wrong = run_here(tmp_path, "check", **(given | {"regimes": "gdpr,hipaa"})).stdout
    assert "there is no pack “hipaa”; there are: cra, dora, eprivacy," in wrong


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("country: BR\n", "", "working days need the country"),
        ("country: BR\n", "country: Brazil\n", "must be a country"),
        ("zone: America/Sao_Paulo", "zone: Brazil", "names no time zone"),
        ("after: lgpd_communication", "after: lgpd_other", "there is no other obligation “lgpd_other”"),
        ("    stage: notification\n", "    criterion: grave\n", "there is no criterion “grave”"),
        ("    stage: notification\n", "    met_by: filing\n", "belongs to what is met by “filing”"),
        ("within: P3D", "within: PT36H", "days are counted whole"),
    ],
)
def test_what_is_wrong_in_it_is_refused_with_its_place(
    folder: Path, right: str, wrong: str, said: str
) -> None:
    path = folder / "packs/lgpd.yaml"
    text = path.read_text()
    assert right in text
    path.write_text(text.replace(right, wrong, 1))
    with pytest.raises(BadFile) as bad:
        load_playbook(path)
    assert str(bad.value).startswith(f"{path}:")
    assert said in str(bad.value)


def test_a_country_that_nobody_knows_is_refused_when_it_is_read(folder: Path) -> None:
    path = folder / "packs/lgpd.yaml"
    path.write_text(path.read_text().replace("country: BR", "country: XX"))
    with pytest.raises(BadFile, match="public holidays are known"):
        load_playbook(path)


def test_a_proposal_cannot_be_switched_on(folder: Path) -> None:
    with pytest.raises(BadFile, match="is a proposal and no law"):
        switched_on(folder, "gdpr_proposal_2025")


def test_an_own_pack_takes_the_place_of_one_that_comes_along(folder: Path) -> None:
    path = folder / "packs/nis2.yaml"
    path.write_text(path.read_text().replace("title: NIS 2 Directive", "title: NIS 2 in Ireland"))
    (pack,) = load_regimes(folder, pack_files(("nis2",), folder, bundled("playbooks"))).packs
    assert pack.playbook.title == "NIS 2 in Ireland"
