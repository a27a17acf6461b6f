"""What the law leaves to judgement: the DPO advises, the controller decides, and until then it counts as required."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.decide import Decide
from breachbot.incident.guidance import guide
from breachbot.incident.outcome import outcome
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.register.entry import incident_entry
from tests.assessment.test_cases import CASES
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, FACTS, HOUR, NOON, ONE_DPO, TEAM, policy
from tests.yaml_cases import parsed

WHY = "The chat is for staff only, nobody outside is in it, and the sheet was taken down after five hours."
MINUTE = timedelta(minutes=1)
TELLING: dict[str, Any] = {"obligation": "communicate", "reason": WHY}


def payroll_in_the_chat() -> dict[str, Any]:
    """A payroll sheet in the chat of all staff, as a careful witness puts it: nobody can say whether that is a high
    risk."""
    said = parsed((CASES / "decisions" / "E3.yaml").read_text())["encodings"]["careful"]
    accounts = ("what_happened", "consequences", "measures_taken", "measures_planned", "advice", "ongoing")
    return {**said, **{name: FACTS[name] for name in accounts}}


@pytest.fixture
def left_open() -> Incident:
    found = cast.stating(cast.aware(), **payroll_in_the_chat())
    assert outcome(found, "communicate") == "weigh"
    return found


def offered(incident: Incident, user: str, team: Team = TEAM) -> list[str]:
    return [step.words for step in guide(incident, Context(user, team, policy(), NOON, "1:00")).mine]


def test_the_dpo_advises_first_and_then_somebody_else_records_the_decision(left_open: Incident) -> None:
    advise = (
        "The law leaves open whether the people affected must be told: the DPO advises first, with reasons."
    )
    decide = (
        "The law leaves open whether the people affected must be told: the controller decides, and the DPO or a deputy "
        "records it with the reasons."
    )
    assert advise in offered(left_open, DPO)
    assert advise not in offered(left_open, ENGINEER)
    advised = cast.taking(left_open, Advise.of(outcome="not_required", **TELLING), DPO)
    assert decide in offered(advised, DEPUTY)
    assert decide not in offered(advised, DPO)
    decided = cast.taking(advised, Decide.of(outcome="not_required", **TELLING), DEPUTY)
    assert outcome(decided, "communicate") == "not_required"


def test_whoever_advised_does_not_lift_the_duty(left_open: Incident) -> None:
    command = Decide.of(outcome="not_required", **TELLING)
    with pytest.raises(Refused, match=r"The DPO advises first"):
        cast.taking(left_open, command, DEPUTY)
    advised = cast.taking(left_open, Advise.of(outcome="not_required", **TELLING), DPO)
    with pytest.raises(Refused, match="You advised on this"):
        cast.taking(advised, command, DPO)


def test_where_there_is_nobody_else_the_register_says_that_one_person_did_both(left_open: Incident) -> None:
    incident = cast.taking(left_open, Advise.of(outcome="not_required", **TELLING), DPO, team=ONE_DPO)
    assert any("controller decides" in words for words in offered(incident, DPO, ONE_DPO))
    incident = cast.taking(incident, Decide.of(outcome="not_required", **TELLING), DPO, team=ONE_DPO)
    flags = incident_entry(incident, policy()).flags
    assert f"advice and decision on communicate (main) by the same person: {DPO}" in flags


def test_that_a_duty_holds_takes_one_person(left_open: Incident) -> None:
    decided = cast.taking(left_open, Decide.of(outcome="required", **TELLING), DPO)
    assert outcome(decided, "communicate") == "required"


def test_it_counts_as_required_for_drafts_and_nothing_goes_out_on_it_before_the_decision(
    left_open: Incident,
) -> None:
    drafted = cast.drafting(left_open)
    with pytest.raises(Refused, match="Whether the people affected must be told is not decided yet"):
        cast.approving(drafted, "page")
    assert cast.approving(drafted, "authority").approval("authority")


def undecided(**facts: Any) -> Incident:
    """An incident of which the law leaves open whether the authority must be told."""
    said = parsed((CASES / "decisions" / "E8.yaml").read_text())["encodings"]["careful"]
    incident = cast.stating(cast.aware(), **said, what_happened=FACTS["what_happened"], **facts)
    assert outcome(incident, "notify_authority") == "weigh"
    return incident


def first_with(incident: Incident, left: timedelta) -> str:
    """What comes first with so much left of the 72 hours."""
    return cast.next_steps(incident, NOON + 72 * HOUR - left)[0]


@pytest.mark.parametrize(
    ("left", "presses"),
    [
        (24 * HOUR + MINUTE, False),
        (24 * HOUR, True),
        (24 * HOUR - MINUTE, True),
        (12 * HOUR + MINUTE, True),
        (12 * HOUR, True),
        (12 * HOUR - MINUTE, True),
        (MINUTE, True),
    ],
)
def test_with_few_hours_left_the_authority_gets_an_initial_notice_decided_or_not(
    left: timedelta, presses: bool
) -> None:
    first = first_with(undecided(), left)
    assert ("the DPO advises first" not in first) is presses
    assert first.startswith("Draft the notices now, with what is known.") is presses
    assert ("The first may be completed later (GDPR Art. 33(4))." in first) is presses


def test_the_initial_notice_is_then_approved_and_filed_before_anybody_decides() -> None:
    at = NOON + 60 * HOUR
    for facts in ({}, {name: FACTS[name] for name in ("consequences", "measures_taken", "measures_planned")}):
        drafted = cast.drafting(undecided(**facts), at)
        assert "the notice to the authority" in first_with(drafted, 12 * HOUR)
        approved = cast.approving(drafted, "authority", now=at)
        assert first_with(approved, 12 * HOUR).startswith("File the approved notice")
        filed = cast.filing(approved, at)
        assert filed.filed_as == "initial"
        assert "the DPO advises first" in first_with(filed, 12 * HOUR)


def test_the_register_says_what_speaks_for_what(left_open: Incident) -> None:
    entry = incident_entry(left_open, policy())
    (computed,) = [line for line in entry.computed if line.startswith("main: communicate")]
    assert computed.startswith("main: communicate weigh (")
    assert "for a risk: " in computed


def test_what_lifts_a_duty_waits_for_facts_that_nobody_has_looked_for() -> None:
    incident = cast.aware()
    assert outcome(incident, "communicate") == "undetermined"
    advised = cast.taking(incident, Advise.of(outcome="not_required", **TELLING), DPO)
    with pytest.raises(
        Refused, match=r"Facts are missing on which this duty hangs\. First: For these data, who"
    ):
        cast.taking(advised, Decide.of(outcome="not_required", **TELLING), DEPUTY)
