"""Until when a reminder waits for somebody's morning: never beyond the moment from which it presses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.incident import events as e
from breachbot.incident.delay import presses_from, undisturbed_until, waits_until
from breachbot.incident.duties import to_remind
from breachbot.incident.team import Team
from tests.incident import cast
from tests.incident.cast import DPO, HOUR, NOON

HOURS = st.integers(0, 24 * 60 - 1).map(lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}")
ZONES = st.sampled_from(
    [None, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"]
)
MOMENTS = st.integers(0, 4 * 366 * 24 * 60).map(
    lambda m: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=m)
)


def sleeping(begins: str, until: str, zone: str | None) -> Team:
    said = e.HabitsSet(
        at=NOON, by=DPO, person=DPO, zone=zone, quiet_from=begins, quiet_until=until, ways=("slack",)
    )
    return Team(dpo=DPO, habits={DPO: said})


@given(HOURS, HOURS, ZONES, MOMENTS, st.none() | st.integers(-100, 100))
def test_nothing_waits_once_it_presses_and_nothing_longer_than_a_night(
    begins: str, until: str, zone: str | None, at: datetime, hours: int | None
) -> None:
    if begins == until:
        return
    presses = None if hours is None else at + hours * HOUR
    found = undisturbed_until(DPO, at, presses, sleeping(begins, until, zone), cast.policy())
    if presses and presses <= at:
        assert found is None
    if found:
        assert at < found <= at + timedelta(hours=25)
        assert presses is None or found <= presses


@given(HOURS, HOURS, ZONES, MOMENTS)
def test_whoever_has_no_quiet_hours_waits_for_nothing(
    begins: str, until: str, zone: str | None, at: datetime
) -> None:
    assert undisturbed_until("U0OTHER", at, None, sleeping(begins, until, zone), cast.policy()) is None


def test_the_law_presses_with_a_day_left_and_a_decision_with_six_hours() -> None:
    policy = cast.policy()
    assert presses_from(to_remind(cast.aware(), policy), policy) == NOON + 48 * HOUR
    assert presses_from(to_remind(cast.opened(), policy), policy) == NOON + 18 * HOUR


@pytest.mark.parametrize(("why", "waits"), [("unanswered", True), ("undelivered", True), ("snoozed", False)])
def test_what_somebody_put_off_comes_at_the_time_that_they_chose(why: Any, waits: bool) -> None:
    incident, team = cast.aware(), sleeping("11:00", "15:00", None)
    passed = e.ReminderPassedOn(at=NOON, by=e.SYSTEM, reminder=1, to=(DPO,), channel="slack", why=why)
    assert (waits_until(incident, passed, DPO, team, cast.policy()) is not None) == waits
