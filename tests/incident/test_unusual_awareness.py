"""An unusual moment of awareness is asked about and never refused; the clock runs by it, and the DPO has a word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.confirm_awareness import ConfirmAwareness
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.plausible import question
from breachbot.incident.state import Incident
from breachbot.incident.times import clock
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, policy

SECOND = timedelta(seconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
YEAR_ONE = datetime(1, 1, 1, tzinfo=UTC)


def stating(incident: Incident, aware_at: datetime, by: str = ENGINEER, now: datetime = NOON) -> Incident:
    return cast.taking(incident, BecomeAware(aware_at=aware_at, basis="The log shows foreign rows"), by, now)


def moving(incident: Incident, aware_at: datetime, by: str, now: datetime = NOON) -> Incident:
    return cast.taking(incident, MoveAwareness(aware_at=aware_at, basis="It was so in truth"), by, now)


def confirming(incident: Incident, by: str = DPO, **given: Any) -> Incident:
    asked: dict[str, Any] = {"aware_at": incident.aware_at, "reason": "The letter bears that date"}
    return cast.taking(incident, ConfirmAwareness.of(**(asked | given)), by)


class TestTheRule:
    @pytest.mark.parametrize(("seconds", "asked"), [(-1, True), (0, False), (1, False)])
    def test_before_the_minute_of_detection(self, seconds: int, asked: bool) -> None:
        incident = cast.opened(NOON + 42 * SECOND)  # a form knows whole minutes only
        found = question(incident, policy(), NOON + seconds * SECOND, NOON + HOUR)
        assert (found is not None) is asked
        assert found is None or found.unusual == ("before_detection",)

    @pytest.mark.parametrize(("seconds", "asked"), [(-1, True), (0, True), (1, False)])
    def test_with_a_day_left_or_less(self, seconds: int, asked: bool) -> None:
        incident = cast.opened(NOON - 1000 * HOUR)
        found = question(incident, policy(), NOON - 48 * HOUR + seconds * SECOND, NOON)
        assert (found is not None) is asked
        assert found is None or found.unusual == ("little_time",)

    @pytest.mark.parametrize("aware_at", [YEAR_ONE, EPOCH, NOON - 1000 * HOUR])
    def test_names_the_deadline_that_follows(self, aware_at: datetime) -> None:
        found = question(cast.opened(), policy(), aware_at, NOON)
        assert found is not None
        assert found.due == aware_at + 72 * HOUR
        assert found.unusual == ("before_detection", "little_time")


class TestTheClock:
    @pytest.mark.parametrize("aware_at", [YEAR_ONE, EPOCH, NOON - 73 * HOUR, NOON - SECOND])
    def test_runs_by_what_was_stated_and_the_event_keeps_that_it_was_unusual(
        self, aware_at: datetime
    ) -> None:
        incident = stating(cast.opened(), aware_at)
        assert clock(incident, policy()) == aware_at + 72 * HOUR
        assert incident.awareness[-1].unusual
        assert incident.unconfirmed == incident.awareness[-1]

    def test_of_a_usual_moment_waits_for_nobody(self) -> None:
        incident = stating(cast.opened(), NOON)
        assert (incident.awareness[-1].unusual, incident.unconfirmed) == ((), None)

    @pytest.mark.parametrize("by", [DPO, DEPUTY])
    def test_stated_by_who_would_confirm_it_waits_for_nobody(self, by: str) -> None:
        incident = stating(cast.opened(), EPOCH, by)
        assert incident.awareness[-1].unusual
        assert incident.unconfirmed is None

    def test_the_future_stays_refused(self) -> None:
        with pytest.raises(Refused, match="future"):
            stating(cast.opened(), NOON + SECOND)


class TestTheWordOfTheDpo:
    @pytest.mark.parametrize("by", [DPO, DEPUTY])
    def test_ends_the_wait_and_moves_nothing(self, by: str) -> None:
        before = stating(cast.opened(), EPOCH)
        incident = confirming(before, by)
        assert incident.unconfirmed is None
        assert incident.aware_at == EPOCH
        assert incident.confirmations[-1].reason == "The letter bears that date"
        with pytest.raises(Refused, match="No moment of awareness is waiting"):
            confirming(incident)

    def test_is_theirs_wants_a_reason_and_is_about_the_moment_that_was_shown(self) -> None:
        incident = stating(cast.opened(), EPOCH)
        with pytest.raises(Refused, match="Only the DPO or a deputy"):
            confirming(incident, ENGINEER)
        with pytest.raises(Refused, match="Say what shows"):
            confirming(incident, reason=" yes ")
        with pytest.raises(Refused, match="corrected meanwhile"):
            confirming(moving(incident, EPOCH - HOUR, ENGINEER), aware_at=EPOCH)

    def test_may_be_a_correction(self) -> None:
        incident = moving(stating(cast.opened(), EPOCH), NOON, DPO)
        assert (incident.aware_at, incident.unconfirmed) == (NOON, None)

    def test_is_asked_for_again_when_a_responder_moves_it_further(self) -> None:
        incident = moving(confirming(stating(cast.opened(), EPOCH)), EPOCH - HOUR, ENGINEER)
        assert incident.unconfirmed == incident.awareness[-1]

    def test_comes_before_the_end(self) -> None:
        done = cast.told_everything()
        end = Close(
            effects="Unwanted mail to some.", measures="The export is off.", lessons="Test each export."
        )
        assert cast.following(done, end, DPO)
        waiting = moving(done, EPOCH, ENGINEER)
        with pytest.raises(Refused, match="awareness is unusual"):
            cast.following(waiting, end, DPO)
        with pytest.raises(Refused, match="Settle or explain: The company was aware of it before it began"):
            cast.following(confirming(waiting), end, DPO)
