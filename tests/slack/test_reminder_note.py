"""Reminders in words: what is missing, for how long, and the button that leads on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from breachbot.deadlines.reminders import CLOCK_CORRECTED
from breachbot.incident import events as e
from breachbot.incident.state import Incident
from breachbot.incident.team import Absence
from breachbot.slack.actions import Act
from breachbot.slack.bundle import bundled
from breachbot.slack.direct import direct_note
from breachbot.slack.notes import channel_note
from breachbot.usecases.reminders import Part
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON
from tests.slack.judges import judged_message, text_of
from tests.slack.samples import HEAD, at


def raising(
    incident: Incident, *obligations: str, now: datetime = NOON + 24 * HOUR, **given: Any
) -> Incident:
    about = {"rung": "48h_left", "due_at": None, "missed": (), "late_minutes": 0} | given
    return cast.after(
        incident,
        [e.ReminderRaised(at=now, by=e.SYSTEM, obligation=name, **about) for name in obligations],
    )


def actions_of(note: dict[str, Any]) -> list[str]:
    """The names of its buttons, each beside its sentence."""
    return [block["accessory"]["action_id"] for block in note["blocks"] if "accessory" in block]


def told(incident: Incident, now: datetime = NOON + 24 * HOUR, number: int = -1, by: str = DPO) -> Any:
    note = direct_note(incident, incident.reminders[number], at(now, by=by, team=cast.TEAM), head=HEAD)
    judged_message(note)
    return note


def test_it_says_what_is_missing_and_how_long_is_left() -> None:
    words = text_of(told(raising(cast.assessed(), "notify_authority")))
    assert "Authority (Art. 33(1))*: nothing is filed yet, *48 h left*, until" in words
    assert "late" not in words
    assert "not running" not in words


@pytest.mark.parametrize(
    ("hours", "shown"), [(71, "1 h left"), (72, "the time is up"), (75, "overdue by 3 h")]
)
def test_it_knows_before_at_and_after_the_deadline(hours: int, shown: str) -> None:
    now = NOON + hours * HOUR
    assert shown in text_of(told(raising(cast.assessed(), "notify_authority", now=now), now))


def test_a_duty_without_hours_says_for_how_long_it_has_been_open() -> None:
    words = text_of(told(raising(cast.assessed(), "communicate")))
    assert "nothing is on the security page yet, for 24 h by now" in words


def test_while_nobody_has_said_it_asks_whether_it_is_a_breach_with_the_button() -> None:
    note = told(raising(cast.opened(), "undecided"))
    assert "Nobody has said for 24 h whether this is a breach" in text_of(note)
    assert actions_of(note) == [Act.AWARE, Act.HAVE_IT]


@pytest.mark.parametrize(
    ("hours", "shown"), [(20, "*4 h left*, until"), (24, "*the time is up*"), (26, "*overdue by 2 h*")]
)
def test_it_says_how_long_is_left_to_decide(hours: int, shown: str) -> None:
    now = NOON + hours * HOUR
    words = text_of(told(raising(cast.opened(), "undecided", now=now), now))
    assert f"To decide it: {shown}" in words
    assert "time from memory, check it" in words


def test_the_button_resolves_it_for_whom_it_is_their_turn() -> None:
    drafted = raising(cast.drafted(), "notify_authority", "communicate")
    assert actions_of(told(drafted)) == [Act.READ, Act.READ, Act.HAVE_IT]
    approved = raising(cast.approving(cast.drafted(), "authority"), "notify_authority")
    assert actions_of(told(approved)) == [Act.FILE, Act.HAVE_IT]
    assert actions_of(told(raising(cast.assessed(), "notify_authority"), by=ENGINEER)) == [
        Act.DRAFT,
        Act.HAVE_IT,
    ]


def test_in_the_channel_there_is_no_button_that_is_the_dpos() -> None:
    now = at(NOON + 24 * HOUR, by="", team=cast.TEAM)
    drafted = raising(cast.drafted(), "notify_authority")
    assert actions_of(channel_note(drafted, drafted.reminders[-1], now)) == [Act.HAVE_IT]
    assessed = raising(cast.assessed(), "notify_authority")
    note = channel_note(assessed, assessed.reminders[-1], now)
    judged_message(note)
    assert actions_of(note) == [Act.DRAFT, Act.HAVE_IT]
    assert note["text"].startswith("pdb-test0001: *Authority")


def test_several_that_fall_together_are_one_message_and_no_button_comes_twice() -> None:
    note = told(raising(cast.assessed(), "notify_authority", "communicate"))
    words = text_of(note)
    assert "nothing is filed yet" in words
    assert "nothing is on the security page yet" in words
    assert len(actions_of(note)) == len(set(actions_of(note)))
    assert words.count("Next:") == 1


def test_a_late_one_says_when_it_should_have_come_and_why_it_did_not() -> None:
    slept: dict[str, Any] = {"late_minutes": 20 * 60 + 12, "idle_minutes": 20 * 60 + 15}
    late = raising(cast.assessed(), "notify_authority", missed=("48h_left",), **slept)
    assert "This should have come 20 h ago; breachbot was not running." in text_of(told(late))
    some = raising(cast.assessed(), "notify_authority", late_minutes=40)
    assert "This should have come 40 min ago" in text_of(told(some))
    assert "should have come" not in text_of(
        told(raising(cast.assessed(), "notify_authority", late_minutes=4))
    )
    corrected = raising(cast.assessed(), "notify_authority", rung=CLOCK_CORRECTED, late_minutes=90)
    assert "clock was wrong and has been corrected" in text_of(told(corrected))


@pytest.mark.parametrize("idle", [None, 0, 19 * 60])
def test_what_is_not_known_to_have_stood_still_is_not_said_to_have(idle: int | None) -> None:
    """A clock that jumped, or what could not be worked on, makes a reminder late as well."""
    late = raising(cast.assessed(), "notify_authority", late_minutes=20 * 60 + 12, idle_minutes=idle)
    words = text_of(told(late))
    assert "This should have come 20 h ago." in words
    assert "not running" not in words


def test_in_the_channel_it_is_replaced_and_marked_as_done_too() -> None:
    now = at(NOON + 50 * HOUR, by="", team=cast.TEAM)
    incident = raising(cast.assessed(), "communicate")
    newer = raising(incident, "communicate", now=NOON + 48 * HOUR)
    assert "a newer reminder has replaced" in text_of(channel_note(newer, newer.reminders[0], now))
    done = cast.approving(cast.drafting(incident), "page")
    done = cast.telling(cast.publishing(done), 2300)
    note = channel_note(done, done.reminders[0], now)
    judged_message(note)
    assert "✓ done: *People affected (Art. 34)*" in text_of(note)


def test_of_several_incidents_one_message_names_each_with_at_most_four_buttons() -> None:
    parts = []
    for n in range(6):
        one = raising(replace(cast.assessed(), id=f"pdb-aaaa000{n}"), "notify_authority")
        parts.append(Part(f"key{n}", one, one.reminders[-1], at(NOON + 24 * HOUR, by=DPO, team=cast.TEAM)))
    note = bundled(parts, head=HEAD)
    judged_message(note)
    words = text_of(note)
    assert note["text"].startswith("Reminders of 6 incidents. *pdb-aaaa0000*")
    assert all(part.incident.id in words for part in parts)
    assert len(actions_of(note)) == 4


def test_an_older_one_is_replaced_and_has_no_button() -> None:
    incident = raising(cast.assessed(), "notify_authority")
    incident = raising(incident, "notify_authority", now=NOON + 48 * HOUR)
    note = told(incident, NOON + 48 * HOUR, number=0)
    assert "a newer reminder has replaced this one" in text_of(note)
    assert actions_of(note) == []


def test_once_it_is_done_it_says_so_and_the_button_goes() -> None:
    incident = raising(cast.assessed(), "communicate")
    incident = cast.approving(cast.drafting(incident), "page")
    incident = cast.telling(cast.publishing(incident), 2300)
    note = told(incident)
    assert "✓ done: *People affected (Art. 34)*" in text_of(note)
    assert actions_of(note) == []


def test_of_several_what_is_done_is_marked_and_the_rest_stays() -> None:
    incident = raising(cast.assessed(), "notify_authority", "communicate")
    incident = cast.approving(cast.drafting(incident), "page")
    incident = cast.telling(cast.publishing(incident), 2300)
    words = text_of(told(incident))
    assert "nothing is filed yet" in words
    assert ": done." in words


def test_it_says_in_whose_place_the_reader_is_told() -> None:
    away = e.AwayStated(at=NOON, by=DPO, person=DPO, until=NOON + 100 * HOUR, substitute=DEPUTY)
    team = replace(cast.TEAM, absences={DPO: (Absence(away, away.until),)})
    incident, now = raising(cast.aware(), "notify_authority"), NOON + 24 * HOUR
    for reader, said in ((DEPUTY, True), (ENGINEER, False)):
        note = direct_note(incident, incident.reminders[-1], at(now, by=reader, team=team), head=HEAD)
        judged_message(note)
        assert (f"You stand in for {DPO}, who is away until" in text_of(note)) == said
