"""A reminder that somebody puts off for themselves: never past the next one, and never in the last hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from breachbot.deadlines.local import next_morning
from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.have_it import HaveIt
from breachbot.incident.acts.snooze import Snooze
from breachbot.incident.duties import to_remind
from breachbot.incident.guidance import decide, guide
from breachbot.incident.reach import Receipt, next_step
from breachbot.incident.snoozed import come_again, moments, waits_for
from breachbot.incident.state import Incident
from breachbot.register.entry import incident_entry
from breachbot.slack.direct import direct_note
from breachbot.usecases.reminders import reminder_due
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, TEAM
from tests.slack.judges import judged_message, text_of
from tests.slack.samples import HEAD, at

SECOND = timedelta(seconds=1)


def context(now: datetime, by: str = DPO) -> Context:
    return Context(by, TEAM, cast.policy(), now, "1:00")


def raised(hours: int) -> tuple[Incident, datetime]:
    """The incident just after the reminder that comes so many hours after awareness, and that moment."""
    now, incident = NOON + hours * HOUR, cast.assessed()
    owed = [one.key for one in to_remind(incident, cast.policy())]
    found = [one for key in owed if (one := reminder_due(incident, key, cast.policy(), now))]
    wide = any(one.rung == f"{n}h_left" for n in (24, 6, 1) for one in found)
    return cast.after(incident, [one.model_copy(update={"everybody": wide}) for one in found]), now


def snoozing(incident: Incident, now: datetime, wait: Any = "1h", by: str = DPO, **given: Any) -> Incident:
    return cast.after(incident, decide(incident, Snooze(wait=wait, **given), context(now, by)))


def refused(incident: Incident, now: datetime, **given: Any) -> str:
    with pytest.raises(Refused) as found:
        snoozing(incident, now, **given)
    return str(found.value)


def test_it_comes_again_to_that_person_alone_at_the_moment_that_they_chose() -> None:
    incident, now = raised(24)
    after = snoozing(incident, now)
    for offset, count in ((-SECOND, 0), (timedelta(0), 1), (SECOND, 1)):
        found = [*come_again(after, TEAM, cast.policy(), now + HOUR + offset)]
        assert [(one.to, one.channel, one.why) for one in found] == [((DPO,), "slack", "snoozed")] * count
    again = cast.after(after, [*come_again(after, TEAM, cast.policy(), now + HOUR)])
    assert [*come_again(again, TEAM, cast.policy(), now + 2 * HOUR)] == []


def test_it_does_not_come_again_to_whoever_left_the_team() -> None:
    incident, now = raised(24)
    after = snoozing(incident, now)
    without = replace(TEAM, dpo=None)
    assert [*come_again(after, without, cast.policy(), now + HOUR)] == []
    assert waits_for(after, DPO, without, cast.policy()) is None


def test_it_holds_nobody_else_up() -> None:
    incident, now = raised(24)
    policy = cast.policy()
    number = incident.reminded_at[-1]
    seen = [Receipt(number, DPO, "slack", now, now)]
    before = next_step(incident, TEAM, policy, seen, now)
    after = snoozing(incident, now)
    assert next_step(after, TEAM, policy, seen, now) == before
    again = cast.after(after, [*come_again(after, TEAM, policy, now + HOUR)])
    assert next_step(again, TEAM, policy, seen, now) == before


@pytest.mark.parametrize("hours", [48, 66, 71])
def test_the_last_rungs_cannot_be_put_off(hours: int) -> None:
    incident, now = raised(hours)
    assert "snooze" not in guide(incident, context(now)).offers
    assert "cannot be put off" in refused(incident, now)
    assert "Remind me later" not in text_of(direct_note(incident, incident.reminders[-1], at(now), head=HEAD))


@pytest.mark.parametrize(("offset", "offered"), [(-SECOND, True), (timedelta(0), False), (SECOND, False)])
def test_it_is_never_put_off_to_the_next_rung(offset: timedelta, offered: bool) -> None:
    """The reminder of 24 hours left comes 48 hours after awareness."""
    incident, _ = raised(36)
    now = NOON + 44 * HOUR + offset
    assert ("4h" in moments(incident, context(now))) is offered
    assert "1h" in moments(incident, context(now))
    if not offered:
        assert "Choose less" in refused(incident, now, wait="4h")


def test_nor_where_the_next_rung_comes_within_the_hour() -> None:
    incident, _ = raised(36)
    now = NOON + 47 * HOUR + 1 * SECOND
    assert "can wait no longer than 2026-11-26 12:00 UTC" in refused(incident, now)


def test_who_did_not_get_it_has_nothing_to_put_off() -> None:
    incident, now = raised(24)
    assert "did not come to you" in refused(incident, now, by=ENGINEER)
    passed = e.ReminderPassedOn(
        at=now,
        by=e.SYSTEM,
        reminder=incident.reminded_at[-1],
        to=(DEPUTY,),
        channel="slack",
        why="unanswered",
    )
    assert snoozing(cast.after(incident, [passed]), now, by=DEPUTY).snoozed[-1].by == DEPUTY


def test_a_newer_one_ends_it_and_an_old_button_says_so() -> None:
    incident, now = raised(24)
    older = incident.reminded_at[-1]
    after = snoozing(incident, now)
    later = now + 12 * HOUR
    newer = reminder_due(after, "communicate", cast.policy(), later)
    assert newer is not None
    after = cast.after(after, [newer])
    assert [*come_again(after, TEAM, cast.policy(), later)] == []
    assert "A newer reminder has come" in refused(after, later, reminder=older)


def test_it_is_put_off_once_at_a_time() -> None:
    incident, now = raised(24)
    after = snoozing(incident, now)
    assert "reminded of it again at 2026-11-25 13:00 UTC" in refused(after, now)
    again = cast.after(after, [*come_again(after, TEAM, cast.policy(), now + HOUR)])
    assert snoozing(again, now + HOUR).snoozed[-1].until == now + 2 * HOUR


def test_the_message_has_the_button_and_then_says_until_when() -> None:
    incident, now = raised(24)
    note = direct_note(incident, incident.reminders[-1], at(now, by=DPO, team=TEAM), head=HEAD)
    judged_message(note)
    assert "Remind me later" in text_of(note)
    after = snoozing(incident, now)
    note = direct_note(after, after.reminders[-1], at(now, by=DPO, team=TEAM), head=HEAD)
    judged_message(note)
    assert "It comes to you again" in text_of(note)
    assert "Remind me later" not in text_of(note)


def test_whoever_has_it_may_put_it_off_too_and_the_register_says_all_of_it() -> None:
    incident, now = raised(24)
    incident = cast.after(incident, decide(incident, HaveIt(), context(now)))
    after = snoozing(incident, now)
    lines = incident_entry(after, cast.policy()).reminders
    assert any("put off by U_DPO, for themselves, until 2026-11-25T13:00:00+00:00" in one for one in lines)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-10-24T07:00+02:00", "2026-10-25T09:00+01:00"),
        ("2026-10-24T23:59+02:00", "2026-10-25T09:00+01:00"),
        ("2026-10-25T00:00+02:00", "2026-10-26T09:00+01:00"),
    ],
)
def test_tomorrow_is_nine_on_the_clocks_of_the_place(moment: str, expected: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    assert next_morning(datetime.fromisoformat(moment), 9, zone) == datetime.fromisoformat(expected)


def test_it_is_nine_on_the_person_s_own_clocks() -> None:
    """In Brisbane that is an hour before the next reminder, and in Dublin after it."""
    incident, now = raised(24)
    habits = e.HabitsSet(
        at=NOON,
        by=DPO,
        person=DPO,
        zone="Australia/Brisbane",
        quiet_from=None,
        quiet_until=None,
        ways=("slack",),
    )
    asked = replace(context(now), team=replace(TEAM, habits={DPO: habits}))
    assert moments(incident, asked)["tomorrow"] == NOON + 35 * HOUR
    assert "tomorrow" not in moments(incident, context(now))
