"""docs/how-to/add-a-regime.md, carried out on a copy of the playbooks: one new file, and incidents have its duties."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from breachbot.errors import BadFile, Refused
from breachbot.incident.act import Context
from breachbot.incident.acts.record_duty import RecordDuty
from breachbot.incident.guidance import guide
from breachbot.incident.outcome import outcome
from breachbot.incident.policy import Policy
from breachbot.incident.registry import ACTS
from breachbot.incident.state import Incident
from breachbot.register.sheet import as_csv
from breachbot.slack.owed import owed_lines
from breachbot.store.playbooks import load_regimes
from breachbot.store.store import DatabaseStore
from breachbot.usecases import register
from breachbot.usecases.assessments import STREAM, adopt_playbooks
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, TEAM
from tests.recipes.tree import code_of
from tests.usecases.stage import HOUR, Stage

WARNING = "nis2_early_warning"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the playbooks with the file of the page."""
    copy = tmp_path / "playbooks"
    shutil.copytree(bundled("playbooks"), copy)
    code, _pack = code_of("add-a-regime.md", language="yaml")
    (copy / "nis2.yaml").write_text(code)
    return copy


@pytest.fixture
def stage(store: DatabaseStore, folder: Path) -> Stage:
    made = Stage(store).team()
    made.house = replace(made.house, policy=replace(cast.policy(), regimes=load_regimes(folder)))
    return made


def policy(stage: Stage) -> Policy:
    return stage.house.policy


def words(stage: Stage, incident: Incident) -> list[str]:
    context = Context(ENGINEER, TEAM, policy(stage), stage.clock())
    return [step.words for step in guide(incident, context).steps]


def test_an_incident_gets_its_outcome_deadline_step_and_reminders(stage: Stage) -> None:
    incident = stage.aware()
    known = stage.state(incident)
    assert outcome(known, WARNING) == "required"
    assert outcome(known, "notify_authority") == "required"
    assert {one.playbook for one in known.assessed_set("main")} == {"gdpr", "nis2"}

    rows = {row.obligation: row for row in stage.store.read(lambda tx: tx.deadlines())}
    assert rows[WARNING].due_at == known.aware_at + 24 * HOUR if known.aware_at else None
    assert "Send the early warning to the CSIRT (NIS 2 Art. 23(4)(a)), then record it here." in words(
        stage, known
    )

    stage.clock.move(12 * HOUR)
    assert stage.remind() >= 1
    raised = [one for one in stage.incident(incident).reminders if one.obligation == WARNING]
    assert [one.rung for one in raised] == ["12h_left"]


def test_recording_it_meets_it_and_ends_its_reminders(stage: Stage) -> None:
    incident = stage.aware()
    stage.state(incident)
    stage.clock.move(25 * HOUR)
    done = RecordDuty(obligation=WARNING, done_at=stage.clock(), channel="CSIRT portal", reference="CS-1")
    with pytest.raises(Refused, match="It is later than 24 hours"):
        stage.take(incident, done)
    late = done.model_copy(update={"delay_reasons": "The portal was down for most of the day."})
    recorded = stage.take(incident, late)
    assert not any("early warning" in said for said in words(stage, recorded))
    assert WARNING not in {row.obligation for row in stage.store.read(lambda tx: tx.deadlines())}
    with pytest.raises(Refused, match="No duty is left"):
        stage.take(incident, late)


def test_the_card_shows_it_with_its_deadline_and_then_as_done_whatever_is_still_open(stage: Stage) -> None:
    incident = stage.aware()
    seen = Context(ENGINEER, TEAM, policy(stage), stage.clock())
    (line,) = owed_of(stage.incident(incident), seen)
    assert "Early warning (NIS 2 Art. 23(4)(a)) (time from memory, check it), by 2026-11-25 12:00 UTC" in line
    done = RecordDuty(obligation=WARNING, done_at=stage.clock(), channel="CSIRT portal", reference="CS-1")
    (line,) = owed_of(stage.take(incident, done), seen)
    assert line.startswith(
        "Early warning (NIS 2 Art. 23(4)(a)) (time from memory, check it) – undetermined ✓ done"
    )


def owed_of(incident: Incident, context: Context) -> list[str]:
    lines = owed_lines(incident, guide(incident, context).duties, context.policy)
    return [line for line in lines if "Early warning" in line]


def test_it_has_a_row_in_the_register_with_outcome_reason_and_receipt(stage: Stage) -> None:
    incident = stage.aware()
    stage.state(incident)
    stage.take(
        incident,
        RecordDuty(obligation=WARNING, done_at=stage.clock(), channel="CSIRT portal", reference="CS-1"),
    )
    text = stage.store.read(lambda tx: as_csv(register.entries(tx, policy(stage))))
    (row,) = csv.DictReader(text.splitlines())
    assert row[WARNING] == "required"
    assert row[f"{WARNING}_because"].startswith("Whether the incident is significant is for people to decide")
    assert "CSIRT portal, reference CS-1" in row["recorded"]
    assert row["notify_authority"] == "required"


def test_both_playbooks_are_remembered(stage: Stage) -> None:
    for _ in range(2):
        adopt_playbooks(stage.house)
    assert stage.kinds(STREAM) == ["PlaybookAdopted", "PlaybookAdopted"]


def test_a_regime_that_comes_later_joins_the_incidents_that_are_open(stage: Stage) -> None:
    both = stage.house
    stage.house = replace(both, policy=cast.policy())
    incident = stage.aware()
    assert WARNING not in {one.obligation for one in stage.state(incident).assessments[-1].event.rulings}
    stage.house = both
    known = stage.state(incident, people_count=5000)
    assert outcome(known, WARNING) == "required"


def test_the_controller_may_decide_that_it_does_not_apply(stage: Stage) -> None:
    incident = stage.aware()
    stage.state(incident)
    about = {
        "obligation": WARNING,
        "outcome": "not_required",
        "reason": "The entity is neither essential nor important.",
    }
    stage.take(incident, ACTS["advise"].command(**about), DPO)
    ruled = stage.take(incident, ACTS["decide"].command(**about), DEPUTY)
    assert outcome(ruled, WARNING) == "not_required"
    assert not any("early warning" in said for said in words(stage, ruled))


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("id: nis2\n", "id: gdpr\n", "obligations[1].id: must begin with “gdpr_”"),
        ("  - id: nis2_early", "  - id: early", "obligations[1].id: must begin with “nis2_”"),
        ("met_by: record", "met_by: register", "an obligation that is met by “register” is in"),
        (
            "source: Directive (EU) 2022/2555\n\n",
            "source: x\ngrowth: {times: 3}\n",
            "growth: the key “growth” is in",
        ),
    ],
)
def test_what_only_one_file_can_say_is_refused_with_file_and_line(
    folder: Path, right: str, wrong: str, said: str
) -> None:
    path = folder / "nis2.yaml"
    path.write_text(path.read_text().replace(right, wrong, 1))
    with pytest.raises(BadFile) as bad:
        load_regimes(folder)
    assert said in str(bad.value)
    assert str(bad.value).startswith(f"{path}:")
    assert bad.value.line


def test_a_folder_without_what_every_incident_needs_is_refused(folder: Path) -> None:
    (folder / "gdpr.yaml").unlink()
    with pytest.raises(
        BadFile, match="no playbook in this folder has an obligation that is met by “register”"
    ):
        load_regimes(folder)
