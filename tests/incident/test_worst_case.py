"""Before awareness: by when to decide, and the clock as if the company had been aware since detection."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from breachbot.cli.register_page import page
from breachbot.incident.act import Context
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.guidance import Guidance, guide
from breachbot.incident.state import Incident
from breachbot.register.entry import incident_entry
from breachbot.slack.clock_card import clock_card
from breachbot.usecases.register import Outlook
from tests.incident import cast
from tests.incident.cast import ENGINEER, HOUR, NOON, TEAM
from tests.slack.judges import text_of

SECOND = timedelta(seconds=1)
LATER = NOON + 20 * HOUR


def guidance(incident: Incident, now: object = NOON) -> Guidance:
    return guide(incident, Context(ENGINEER, TEAM, cast.policy(), now, "1:00"))  # type: ignore[arg-type]


def aware_later() -> Incident:
    """Somebody is certain twenty hours after it was detected."""
    said = BecomeAware(aware_at=LATER, basis="Foreign rows seen in the export")
    return cast.taking(cast.opened(), said, now=LATER)


def detected(incident: Incident) -> object:
    assert incident.opened is not None
    return incident.opened.detected_at


def test_while_nobody_has_said_what_it_is_the_step_says_by_when_to_decide() -> None:
    found = guidance(cast.opened())
    assert found.decide_by == NOON + 24 * HOUR
    assert found.next.words.startswith(
        "Look into it, and decide by 2026-11-25 12:00 UTC (time from memory, check it). Then state awareness"
    )


@pytest.mark.parametrize(
    ("offset", "said"),
    [(-SECOND, "and decide by"), (timedelta(0), "and decide by"), (SECOND, "which was due by")],
)
def test_afterwards_it_says_that_it_was_due(offset: timedelta, said: str) -> None:
    assert said in guidance(cast.opened(), NOON + 24 * HOUR + offset).next.words


def test_once_somebody_has_decided_there_is_nothing_to_decide() -> None:
    assert guidance(aware_later(), LATER).decide_by is None


def test_a_playbook_that_says_nothing_of_it_sets_no_time() -> None:
    policy = cast.changed(investigation=None)
    found = guide(cast.opened(), Context(ENGINEER, TEAM, policy, NOON, "1:00"))
    assert found.decide_by is None
    assert found.next.words.startswith("Look into it. Then state awareness")


def test_the_worst_case_stands_beside_the_real_clock() -> None:
    found = guidance(aware_later(), LATER)
    assert found.due_at == LATER + 72 * HOUR
    assert found.worst_case == NOON + 72 * HOUR
    assert guidance(cast.opened()).worst_case == NOON + 72 * HOUR
    assert guidance(cast.aware()).worst_case is None, "awareness and detection are the same moment"


def test_it_goes_once_the_authority_has_a_notice() -> None:
    assert guidance(cast.told_everything()).worst_case is None


def test_it_is_on_the_card_and_in_the_register() -> None:
    incident, policy = aware_later(), cast.policy()
    card = text_of(clock_card(incident, Context(ENGINEER, TEAM, policy, LATER, "1:00")))
    assert "As if aware since detection, the 72 hours would end" in card
    ahead = Outlook("the clock runs", (), None, guidance(incident, LATER).worst_case)
    lines = [*page(incident_entry(incident, policy), policy, None, ahead, None)]
    assert any("As if aware since detection, the 72 hours" in line for line in lines)
    none = replace(ahead, worst_case=None)
    assert not any(
        "As if" in line for line in page(incident_entry(incident, policy), policy, None, none, None)
    )
