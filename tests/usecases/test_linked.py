"""Two incidents in one transaction: what takes one in is reminded of before the other falls silent."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.merge import Merge
from breachbot.incident.acts.split_off import SplitOff
from breachbot.usecases import incidents
from breachbot.usecases.rewriting import look_again
from breachbot.usecases.take import take
from tests.incident.cast import DPO, ENGINEER
from tests.usecases.stage import HOUR, MINUTE, Stage, export_alert

WHY = "Both exports were taken with the same stolen key."


def reminded(stage: Stage, incident: str) -> Sequence[str]:
    rows = stage.store.read(lambda tx: tx.deadlines())
    return [row.obligation for row in rows if row.incident == incident]


def merge(stage: Stage, goes: str, stays: str) -> None:
    stage.take(goes, Merge(into=stays, reason=WHY), DPO)


def from_signal(stage: Stage, issue: str) -> str:
    """An incident that was opened from a signal of its own; its codename."""
    known = {row.id for row in stage.store.read(lambda tx: tx.signals())}
    stage.deliver(export_alert(issue))
    (fresh,) = {row.id for row in stage.store.read(lambda tx: tx.signals())} - known
    return incidents.open_from_signal(stage.house, fresh, by=ENGINEER, request=stage.request()).id


def test_its_clock_moves_back_and_its_reminders_are_planned_as_the_other_falls_silent(stage: Stage) -> None:
    goes = stage.aware()
    stage.clock.move(10 * HOUR)
    stays = stage.aware()
    before = stage.store.read(lambda tx: tx.deadline(stays, "notify_authority"))
    merge(stage, goes, stays)
    after = stage.store.read(lambda tx: tx.deadline(stays, "notify_authority"))
    assert before
    assert after
    assert before.due_at
    assert after.due_at == before.due_at - 10 * HOUR
    assert reminded(stage, goes) == []
    said = [(kind, args) for kind, args in stage.waiting() if kind == "channel_note"]
    assert len(said) > 2
    for incident in (goes, stays):
        look_again(stage.house, incident)
    assert (reminded(stage, goes), stage.incident(goes).phase) == ([], "merged")


def test_what_the_other_was_to_be_reminded_of_is_reminded_of_here(quick_stage: Stage) -> None:
    goes = quick_stage.aware()
    stays = quick_stage.reported()
    quick_stage.clock.move(23 * HOUR)
    merge(quick_stage, goes, stays)
    quick_stage.clock.move(HOUR)
    quick_stage.remind()
    assert "48h_left" in [one.rung for one in quick_stage.incident(stays).reminders]
    assert quick_stage.incident(goes).reminders == ()


@pytest.mark.parametrize("own", [0, 30], ids=["it is new there", "it was reminded there too"])
def test_what_nobody_answered_is_raised_at_once_where_it_goes_on(quick_stage: Stage, own: int) -> None:
    """The clock moves back by days: without it nobody would hear of the last day before the next rung."""
    stage = quick_stage
    goes = stage.aware()
    stage.clock.move((49 - own) * HOUR)
    stage.remind()
    stays = stage.aware()
    stage.clock.move(own * HOUR)
    while stage.remind():
        pass
    stage.clock.move(MINUTE)
    before = len(stage.incident(stays).reminders)
    merge(stage, goes, stays)
    stage.clock.move(MINUTE)
    stage.remind()
    raised = [one for one in stage.incident(stays).reminders[before:] if one.obligation == "notify_authority"]
    assert [(one.rung, one.everybody, one.missed, one.late_minutes) for one in raised] == [
        ("24h_left", True, (), 1)
    ]
    stage.clock.move(MINUTE)
    stage.remind()
    after = [one for one in stage.incident(stays).reminders if one.obligation == "notify_authority"]
    assert after[-1:] == raised


def test_so_is_the_question_that_nobody_answered(quick_stage: Stage) -> None:
    stage = quick_stage
    goes = stage.reported()
    stage.clock.move(19 * HOUR)
    stays = stage.reported()
    merge(stage, goes, stays)
    stage.clock.move(MINUTE)
    stage.remind()
    assert [(one.obligation, one.rung, one.everybody) for one in stage.incident(stays).reminders] == [
        ("undecided", "6h_left", True)
    ]


@pytest.mark.parametrize("named", ["team", "pdb-nothing1", "sig-"])
def test_what_is_no_incident_takes_none_in(quick_stage: Stage, named: str) -> None:
    goes = quick_stage.aware()
    quick_stage.deliver(export_alert())
    into = quick_stage.signal().id if named == "sig-" else named
    with pytest.raises(Refused, match="There is no such incident beside this one"):
        merge(quick_stage, goes, into)


def test_the_same_click_twice_does_it_once(stage: Stage) -> None:
    goes, stays = stage.aware(), stage.aware()
    request = stage.request()
    for _ in range(2):
        take(stage.house, goes, Merge(into=stays, reason=WHY), by=DPO, request=request)
    assert stage.kinds(stays).count("IncidentTakenIn") == 1
    assert stage.kinds(goes).count("IncidentMerged") == 1


def test_what_is_refused_changes_neither(stage: Stage) -> None:
    goes, stays = stage.aware(), stage.aware()
    stage.judge_no_breach(stays)
    before = stage.events(goes), stage.events(stays)
    with pytest.raises(Refused):
        merge(stage, goes, stays)
    assert (stage.events(goes), stage.events(stays)) == before


def test_its_signals_follow_and_what_comes_of_them_later_is_about_the_other(quick_stage: Stage) -> None:
    stage = quick_stage
    goes = from_signal(stage, "1")
    stays = stage.aware()
    (signal,) = stage.incident(goes).signals
    merge(stage, goes, stays)
    row = stage.store.read(lambda tx: tx.signal_row(signal))
    assert row
    assert row.incident == stays
    assert stage.incident(stays).signals == (signal,)


def test_a_part_becomes_an_incident_of_its_own(stage: Stage) -> None:
    incident = stage.aware()
    stage.clock.move(5 * HOUR)
    stage.take(incident, AddSet(title="Mailbox", breach="same"))
    said = SplitOff(title="Mailbox read by a stranger", reason=WHY, affected_sets=("set-2",))
    stage.take(incident, said, DPO)
    (part,) = stage.incident(incident).parts
    fresh = stage.incident(part.incident)
    assert fresh.aware_at == stage.incident(incident).aware_at
    assert fresh.part_of
    assert fresh.part_of.of == incident
    assert "notify_authority" in reminded(stage, fresh.id)
    assert ("open_channel", {}) in stage.waiting()


def test_signals_that_came_along_can_go_into_an_incident_of_their_own(quick_stage: Stage) -> None:
    stage = quick_stage
    one, another = from_signal(stage, "1"), from_signal(stage, "2")
    merge(stage, another, one)
    first, second = stage.incident(one).signals
    said = SplitOff(title="Another error after all", reason=WHY, signals=(second,))
    stage.take(one, said, DPO)
    (part,) = stage.incident(one).parts
    assert (stage.incident(one).signals, stage.incident(part.incident).signals) == ((first,), (second,))
    row = stage.store.read(lambda tx: tx.signal_row(second))
    assert row
    assert row.incident == part.incident
