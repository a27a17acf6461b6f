"""A set that was held to be of the same breach turns out to be another one: what was held stays on record, and from now
on it has awareness and 72 hours of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.acts.tell_apart import TellApart
from breachbot.incident.duties import open_duties
from breachbot.incident.guidance import offered
from breachbot.incident.state import Incident
from breachbot.incident.times import clocks, stopped
from breachbot.register.entry import incident_entry
from tests.incident import cast
from tests.incident.cast import ENGINEER, FACTS, HOUR, NOON, policy
from tests.incident.test_times import FOUND, apart, the_notice, together

WHY = "The backup was copied a week later, with a key that was stolen in between."


def apart_later(incident: Incident, now: datetime = FOUND, by: str = ENGINEER, **given: Any) -> Incident:
    said = {"affected_set": "set-2", "reason": WHY, "aware_at": now, "basis": "The log shows the key"}
    return cast.taking(incident, TellApart.of(**(said | given)), by, now)


def test_it_has_its_own_awareness_and_72_hours() -> None:
    incident = apart_later(together(cast.assessed()))
    one = incident.affected_set("set-2")
    assert one is not None
    assert (one.breach, one.aware_at) == ("own", FOUND)
    own = clocks(incident, policy())[-1]
    assert (own.affected_set, own.aware_at, own.due_at) == ("set-2", FOUND, FOUND + 72 * HOUR)
    assert incident.aware_at == NOON


def test_it_opens_a_duty_that_a_filing_had_met() -> None:
    both = cast.taking(together(cast.assessed()), StateFacts(answers=FACTS, affected_set="set-2"))
    filed = cast.filing(cast.approving(cast.drafting(both), "authority"), NOON)
    assert stopped(filed, policy())
    again = apart_later(filed)
    assert not stopped(again, policy())
    (owed,) = [one for one in open_duties(again, policy()) if one.obligation == "notify_authority"]
    assert (owed.gap, owed.due_at, owed.clock) == ("notice", FOUND + 72 * HOUR, "set-2")


def test_the_register_keeps_what_was_held_before_and_why_no_longer() -> None:
    entry = incident_entry(apart_later(together(cast.assessed())), policy())
    line = entry.affected_sets[1]
    assert f"held to be the same breach until {FOUND.isoformat()}, when {ENGINEER} found otherwise" in line
    assert WHY in line


def test_a_notice_shows_its_times() -> None:
    text = the_notice(cast.drafting(apart_later(together(cast.assessed())), FOUND))
    _, _, own = text.partition("Data of another breach")
    assert "The log shows the key" in own


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"affected_set": "main"}, "do not share the clock"),
        ({"affected_set": "set-9"}, "no such affected set"),
        ({"reason": "It is so."}, "why it is another breach"),
        ({"basis": "  "}, "based on"),
        ({"aware_at": FOUND + HOUR}, "future"),
    ],
)
def test_it_is_refused_with_one_sentence(given: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=rf"(?i){why}"):
        apart_later(together(cast.assessed()), **given)


def test_it_is_offered_only_where_a_set_shares_the_clock() -> None:
    def offered_now(incident: Incident) -> bool:
        return "tell_apart" in offered(incident, Context("", cast.TEAM, policy(), FOUND))

    assert not offered_now(cast.assessed())
    assert not offered_now(apart(cast.assessed()))
    assert offered_now(together(cast.assessed()))
    once = apart_later(together(cast.assessed()))
    assert not offered_now(once)
    with pytest.raises(Refused, match="No set of data shares the clock"):
        apart_later(once)


def test_an_unusual_moment_waits_for_the_dpo() -> None:
    early = apart_later(together(cast.assessed()), aware_at=NOON - HOUR)
    assert [one.affected_set for one in early.waiting] == ["set-2"]
