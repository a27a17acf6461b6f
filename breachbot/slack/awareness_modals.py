"""The question back about an unusual moment of awareness, and the words in which it is spoken of."""

from __future__ import annotations

from datetime import datetime

from breachbot.incident import bounds
from breachbot.incident.act import Context
from breachbot.incident.events import MAIN, AwarenessMoved, BecameAware, Unusual
from breachbot.incident.guidance import ends
from breachbot.incident.plausible import Question, question
from breachbot.playbook.obligation import Obligation
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, View
from breachbot.slack.kit.blocks import Block, ask, line, modal, moment, say, small
from breachbot.slack.kit.refs import moment_ref, read_moment, read_stream
from breachbot.slack.kit.words import day, left, utc, when

WHY: dict[Unusual, str] = {
    "before_detection": "it lies before the incident was detected",
    "little_time": "little or nothing of the time is left",
}


IN_THESE_WORDS = "The notice to the authority gives it in these words: no names, please."
"""Below the question for what awareness rests on."""


def deadline(aware_at: datetime, filing: Obligation) -> str:
    """What follows from the moment that a form holds, in the reader's own time and in UTC."""
    due = ends(aware_at, filing)
    if due is None:
        return "The authority must be told without undue delay from the moment that you give."
    return (
        f"The {filing.hours} run from the moment that you give. From the one above they end *{day(due)}*, your time "
        f"({utc(due)})."
    )


def is_it_so(
    asked: Asked, act: Act, aware_at: datetime, basis: str, *more: Block, affected_set: str = MAIN
) -> View | None:
    """The question back about an unusual moment, in place of the form that was sent; None for a usual one, and for the
    one that was asked about. Sent again as it is, it states exactly that moment. `more`: what the form asks besides."""
    now = asked.context.now
    doubt = question(asked.incident, asked.context.policy, aware_at, now)
    if doubt is None or aware_at == read_moment(asked.ref):
        return None
    return modal(
        act,
        "Is that right?",
        "Yes, correct it" if act is Act.MOVE else "Yes, start the clock",
        moment_ref(read_stream(asked.ref), aware_at, affected_set),
        say(f"*Aware since {when(aware_at)}*: {said_of(doubt.unusual)}.\n{_ends(doubt, asked.context)}"),
        small("The DPO or a deputy is asked to confirm it afterwards. Until then the clock runs by it."),
        ask(
            "aware_at",
            "If not: aware since",
            moment(),
            hint="Leave this empty if it is right.",
            optional=True,
        ),
        ask("basis", "What is that based on?", line(basis, tall=True, most=bounds.BASIS)),
        *more,
    )


def of_whom(affected_set: str) -> str:
    """Whose moment of awareness it is, to go on in a sentence that shows no word of what happened."""
    return "" if affected_set == MAIN else " of data with a clock of their own"


def waits_for_word(stated: BecameAware | AwarenessMoved) -> str:
    """What the DPO or a deputy is asked to do about an unusual moment, for a card and the Home tab."""
    return (
        f"confirm or correct the moment of awareness{of_whom(stated.affected_set)}, {when(stated.aware_at)}. It is "
        f"unusual: "
        f"{said_of(stated.unusual)}. Until then the clock runs by it."
    )


def said_of(unusual: tuple[Unusual, ...]) -> str:
    """Why a moment is unusual, in words that go on after it."""
    return ", and ".join(WHY[one] for one in unusual)


def _ends(asked: Question, context: Context) -> str:
    now, hours = context.now, context.policy.regimes.filing.hours
    if asked.due is None:
        return "No number of hours applies. Is that right?"
    if asked.due < now:
        return f"The {hours} would have ended on {when(asked.due)}, {left(asked.due, now)}. Is that right?"
    return f"The {hours} would end on {when(asked.due)}, {left(asked.due, now)}. Is that right?"
