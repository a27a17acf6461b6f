"""In whose place a substitute decided is on record with the decision, and with nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from breachbot.incident import events as e
from breachbot.incident.acts.approve import Approve
from breachbot.incident.acts.have_it import HaveIt
from breachbot.incident.team import Absence, Team
from breachbot.register.lines import by_whom
from breachbot.slack.notes import channel_note
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, TEAM
from tests.slack.judges import text_of
from tests.slack.samples import at

SECOND = timedelta(seconds=1)


def while_away(user: str, substitute: str) -> Team:
    """Until an hour after noon."""
    stated = e.AwayStated(at=NOON, by=user, person=user, until=NOON + HOUR, substitute=substitute)
    return replace(TEAM, absences={user: (Absence(stated, stated.until),)})


def approval(by: str, team: Team, after: timedelta) -> e.NoticeApproved:
    incident = cast.drafted()
    draft = cast.the_draft(incident, "authority")
    incident = cast.opening(incident, "authority", by, NOON + after, team)
    asked = Approve.of(
        audience="authority", version=draft.version, sha256=draft.sha256, capacity="controller_decision"
    )
    (event,) = [
        one
        for one in cast.following(incident, asked, by, NOON + after, team)
        if isinstance(one, e.NoticeApproved)
    ]
    return event


@pytest.mark.parametrize(
    ("after", "by", "instead_of"),
    [
        (HOUR - SECOND, DEPUTY, (DPO,)),
        (HOUR, DEPUTY, ()),
        (HOUR + SECOND, DEPUTY, ()),
        (timedelta(), DPO, ()),
    ],
)
def test_a_decision_says_in_whose_place(after: timedelta, by: str, instead_of: tuple[str, ...]) -> None:
    event = approval(by, while_away(DPO, DEPUTY), after)
    assert event.instead_of == instead_of
    assert ("instead_of" in json.loads(e.encode(event))) == bool(instead_of)
    assert e.decode(e.encode(event)) == event
    assert by_whom(event) == (f"{by} in place of {DPO}, away" if instead_of else by)


def test_the_channel_says_it_too() -> None:
    incident = cast.drafted()
    event = approval(DEPUTY, while_away(DPO, DEPUTY), timedelta())
    words = text_of(channel_note(cast.after(incident, [event]), event, at()))
    assert f"In place of {DPO}, away." in words


def test_whoever_stands_in_for_a_responder_decides_in_nobodys_place() -> None:
    assert approval(DPO, while_away(ENGINEER, DPO), timedelta()).instead_of == ()


def test_who_has_it_says_for_whom() -> None:
    raised = e.ReminderRaised(
        at=NOON,
        by=e.SYSTEM,
        obligation="notify_authority",
        rung="48h_left",
        due_at=None,
        missed=(),
        late_minutes=0,
    )
    incident = cast.after(cast.aware(), [raised])
    (event,) = cast.following(incident, HaveIt(), DPO, NOON, while_away(ENGINEER, DPO))
    assert (event.by, event.instead_of) == (DPO, (ENGINEER,))
