"""What an operator did on the command line on somebody's word, and whether that person has countersigned it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Command, Context, Told
from breachbot.incident.state import Incident

OPEN_NOTICE = "open_notice"
"""What stands in the place of an act where an operator read a notice out to somebody."""


class Operator(Command):
    """Who typed it, and why the person whose word it is did not do it themselves."""

    name: Annotated[str, Told("Say who you are: it stays on record.", least=2, most=bounds.SHORT)]
    because: Annotated[
        str, Told("Say in a sentence why they do not do it themselves.", least=10, most=bounds.BASIS)
    ]


@dataclass(frozen=True)
class OnBehalf:
    """One time. number: its place among them, from 1. answer: what the person said of it; None: nothing yet."""

    number: int
    taken: e.TakenForSomebody
    answer: e.Countersigned | None

    @property
    def seq(self) -> int:
        """The number of the event itself, which comes next after those that it names."""
        return self.taken.events[-1] + 1


def taken(
    incident: Incident, news: Sequence[e.IncidentEvent], act: str, operator: Operator, context: Context
) -> list[e.TakenForSomebody]:
    """What goes on record after `news`, which an operator brought about for the person in the context; nothing of
    nothing."""
    first = incident.seen + 1
    said = e.TakenForSomebody(
        at=context.now,
        by=e.OPERATOR,
        person=context.by,
        act=act,
        events=tuple(range(first, first + len(news))),
        operator=operator.name,
        because=operator.because,
    )
    return [said] if news else []


def on_behalf(incident: Incident) -> tuple[OnBehalf, ...]:
    """Each time, in the order in which it happened. Somebody's first answer is the one that counts."""
    answers = {one.number: one for one in reversed(incident.countersigned)}
    return tuple(
        OnBehalf(number, one, answers.get(number)) for number, one in enumerate(incident.taken_for, start=1)
    )


def unsigned(incident: Incident) -> tuple[OnBehalf, ...]:
    """Those that still wait for the word of the person."""
    return tuple(one for one in on_behalf(incident) if one.answer is None)


def unsigned_by(incident: Incident, user: str) -> tuple[OnBehalf, ...]:
    """Those that wait for this person's word."""
    return tuple(one for one in unsigned(incident) if one.taken.person == user)
