"""Forms about an unusual moment of awareness: whether the person means it, and the DPO's word on it afterwards."""

from __future__ import annotations

from datetime import datetime

from breachbot.incident import bounds
from breachbot.incident.awareness import refuse_settled
from breachbot.incident.events import AwarenessMoved, BecameAware, Unusual
from breachbot.incident.outcome import clock
from breachbot.incident.plausible import Question
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.blocks import ask, line, modal, moment, say, small
from breachbot.slack.modals import View
from breachbot.slack.refs import moment_ref
from breachbot.slack.words import left, person, when

WHY: dict[Unusual, str] = {
    "before_detection": "it lies before the incident was detected",
    "little_time": "little or nothing is left of the 72 hours",
}


def is_it_so(incident: Incident, act: Act, asked: Question, basis: str, now: datetime) -> View:
    """The question, in place of the form that was sent. Sent again as it is, it states exactly that moment."""
    return modal(
        act,
        "Is this so?",
        "Yes, start the clock" if act is Act.AWARE else "Yes, correct it",
        moment_ref(incident.id, asked.aware_at),
        say(f"*Aware since {when(asked.aware_at)}*: {said_of(asked.unusual)}.\n{_ends(asked, now)}"),
        small("The DPO or a deputy is asked to confirm it afterwards. Until then the clock runs by it."),
        ask("aware_at", "If not: aware since", moment(), hint="Leave it empty if it is so.", optional=True),
        ask("basis", "What does that rest on?", line(basis, tall=True, most=bounds.BASIS)),
    )


def confirm(incident: Incident, policy: Policy, now: datetime) -> View:
    """What the DPO confirms, and why. Raises Refused where nothing waits."""
    refuse_settled(incident)
    stated = incident.unconfirmed
    assert stated is not None, "refuse_settled has looked"
    due = clock(incident, policy)
    ends = f"\nThe 72 hours end {when(due)}: {left(due, now)}." if due else ""
    said = f"{person(stated.by)} stated *aware since {when(stated.aware_at)}*: {said_of(stated.unusual)}."
    return modal(
        Act.CONFIRM_AWARE,
        "Confirm awareness",
        "Confirm",
        moment_ref(incident.id, stated.aware_at),
        say(f"{said}{ends}\nIf it is wrong, close this and choose “Correct awareness”."),
        ask("reason", "What shows that it is right?", line(tall=True, most=bounds.BASIS)),
    )


def waits_for_word(stated: BecameAware | AwarenessMoved) -> str:
    """What the DPO or a deputy is asked to do about an unusual moment, for a card and the Home tab."""
    return (
        f"confirm or correct the moment of awareness, {when(stated.aware_at)}. It is unusual: "
        f"{said_of(stated.unusual)}. Until then the clock runs by it."
    )


def said_of(unusual: tuple[Unusual, ...]) -> str:
    """Why a moment is unusual, in words that go on after it."""
    return ", and ".join(WHY[one] for one in unusual)


def _ends(asked: Question, now: datetime) -> str:
    if asked.due is None:
        return "No number of hours applies. Is this so?"
    if asked.due < now:
        return f"The 72 hours would have ended on {when(asked.due)}, {left(asked.due, now)}. Is this so?"
    return f"The 72 hours would end on {when(asked.due)}, {left(asked.due, now)}. Is this so?"
