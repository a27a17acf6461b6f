"""The exceptions of a playbook, each as a decision: given, not given or open, with its reason and its law.

For the GDPR these are the grounds of Art. 34(3): (a) and (b) lift the duty to tell the people, (c) changes its form.
An exception has to be shown, so only confirmed facts give one. That an effort is disproportionate for a reason that no
fact tells is not decided here: it is the DPO's decision, in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from breachbot.assessment.position import Answered, Position, answered, position
from breachbot.assessment.rulebook import Ground, Rulebook, Stance, compiled
from breachbot.assessment.statements import Settled
from breachbot.assessment.ways import awaited, ways_to
from breachbot.playbook.rules import Rule
from breachbot.playbook.types import Playbook


@dataclass(frozen=True)
class Exemption:
    """One exception as the facts stand. `hangs_on`: while it is open, the fewest facts that can give it."""

    rule: Rule
    state: Literal["given", "not_given", "open"]
    hangs_on: tuple[str, ...] = ()


def exceptions(playbook: Playbook, settled: Mapping[str, Settled], obligation: str) -> tuple[Exemption, ...]:
    """Every exception to an obligation, in the order of the playbook; none where the obligation does not apply."""
    book = compiled(playbook)
    answers = answered(book, settled)
    here = position(book, answers)
    return tuple(
        _decided(book, answers, here, stance, ground)
        for stance in book.stances
        if stance.obligation.id == obligation and not here.lacking(stance)
        for ground in (*stance.exceptions, *stance.in_public)
    )


def _decided(
    book: Rulebook, answers: Mapping[str, Answered], here: Position, stance: Stance, ground: Ground
) -> Exemption:
    rule, cubes = ground
    if here.firm.met(cubes):
        return Exemption(rule, "given")
    ways = ways_to(book, answers, stance, book.numbered(here.firm.alive(cubes)))
    if not ways:
        return Exemption(rule, "not_given")
    return Exemption(rule, "open", awaited([min(ways, key=lambda way: len(way.asks))]))
