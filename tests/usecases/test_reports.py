"""Reports by people: a handful opens incidents, further ones of the same hour wait in triage, whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from breachbot.incident.acts.report import Report
from breachbot.incident.signal import Signal
from breachbot.incident.state import Incident
from breachbot.usecases import incidents, storms
from breachbot.usecases.reports import report
from tests.incident.cast import ENGINEER, OUTSIDER, REPORTER
from tests.usecases.stage import HOUR, Stage, export_alert

SECOND = timedelta(seconds=1)


def reported(stage: Stage, by: str = REPORTER, request: str = "") -> Incident | Signal:
    said = Report(title="Lost laptop", detected_at=stage.clock(), personal_data="yes")
    return report(stage.house, said, by=by, request=request or stage.request())


def opened(stage: Stage) -> int:
    return len(stage.streams("pdb-"))


def test_five_in_an_hour_open_an_incident_and_the_sixth_is_kept_whole(stage: Stage) -> None:
    for _ in range(5):
        assert isinstance(reported(stage), Incident)
    stage.waiting()
    kept = reported(stage, by=OUTSIDER)
    assert opened(stage) == 5
    assert isinstance(kept, Signal)
    assert kept.received
    assert kept.received.report
    assert (kept.received.by, kept.received.report.title) == (OUTSIDER, "Lost laptop")
    assert [kind for kind, _ in stage.waiting()] == ["signal_nudge", "signal_card"]
    incident = incidents.open_from_signal(stage.house, kept.id, by=ENGINEER, request=stage.request())
    assert incident.opened
    assert incident.opened.title == "Lost laptop"


@pytest.mark.parametrize(("seconds", "opens"), [(-1, False), (0, False), (1, True)])
def test_an_hour_after_the_first_one_the_next_opens_an_incident_again(
    quick_stage: Stage, seconds: int, opens: bool
) -> None:
    for _ in range(5):
        reported(quick_stage)
        quick_stage.clock.move(SECOND)
    quick_stage.clock.move(HOUR + (seconds - 5) * SECOND)
    assert isinstance(reported(quick_stage), Incident) is opens


def test_what_a_clock_that_was_wrong_recorded_does_not_count(quick_stage: Stage) -> None:
    quick_stage.clock.move(24 * HOUR)
    for _ in range(5):
        reported(quick_stage)
    quick_stage.clock.move(-24 * HOUR)
    assert isinstance(reported(quick_stage), Incident)


def test_the_same_request_again_gives_what_it_gave(quick_stage: Stage) -> None:
    for _ in range(5):
        reported(quick_stage)
    first, second = (reported(quick_stage, request="again") for _ in range(2))
    assert isinstance(first, Signal)
    assert second == first
    assert len(quick_stage.streams("sig-")) == 1


def test_what_a_responder_opens_from_an_alert_takes_nobodys_place(quick_stage: Stage) -> None:
    for number in range(6):
        quick_stage.deliver(export_alert(str(number)))
    for signal in quick_stage.streams("sig-"):
        incidents.open_from_signal(quick_stage.house, signal, by=ENGINEER, request=quick_stage.request())
    assert isinstance(reported(quick_stage), Incident)


def test_fifty_make_five_incidents_four_cards_one_message_and_one_word(quick_stage: Stage) -> None:
    for _ in range(50):
        reported(quick_stage)
    quick_stage.hurry()
    sent = [kind for kind, _ in quick_stage.waiting()]
    assert opened(quick_stage) == 5
    assert [sent.count(kind) for kind in ("signal_card", "storm_card", "signal_nudge")] == [4, 1, 1]


def test_a_persons_report_is_not_lost_among_alerts(quick_stage: Stage) -> None:
    for number in range(8):
        quick_stage.deliver(export_alert(str(number)))
    for _ in range(5):
        reported(quick_stage)
    quick_stage.hurry()
    quick_stage.waiting()
    kept = reported(quick_stage)
    assert [kind for kind, _ in quick_stage.waiting()] == ["signal_nudge", "signal_card"]
    assert isinstance(kept, Signal)
    assert kept.burst
    assert storms.load_burst(quick_stage.house, kept.burst.id).size == 1
