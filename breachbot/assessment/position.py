"""Where the known answers leave the cubes of a rulebook: seen with every word that was said, and with firm ones only.

A fact that is not confirmed may raise an outcome and never lower it: what leads to a duty is asked of all facts,
what leads away from it of the firm ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from breachbot.assessment.numbered import Effect
from breachbot.assessment.rulebook import Rulebook, Stance
from breachbot.assessment.statements import Settled
from breachbot.playbook.words import Outcome


class View(NamedTuple):
    """The cubes that are ruled out by some answer, and those that still wait for one."""

    ruled_out: int
    open: int

    def met(self, cubes: int) -> int:
        """Those of these cubes that are met."""
        return cubes & ~self.ruled_out & ~self.open

    def alive(self, cubes: int) -> int:
        """Those of these cubes that are neither met nor ruled out."""
        return cubes & self.open & ~self.ruled_out

    def with_(self, effect: Effect) -> "View":
        """This view and one more answer."""
        return View(self.ruled_out | effect.ruled_out, self.open | effect.open)


class Position(NamedTuple):
    """Both views. `stated` counts words that nobody confirmed, `firm` does not."""

    stated: View
    firm: View

    def outcome(self, stance: Stance) -> Outcome:
        """What follows for one obligation. What contradicts itself ends no duty, and is not for anybody to weigh; what
        is weighed is what no answer to the unknown could decide, an exception aside."""
        contradictory = self.stated.met(stance.impossible)
        if self.firm.met(stance.not_required) and not contradictory:
            return "not_required"
        if self.stated.met(stance.required):
            return "required"
        open = contradictory or self.stated.alive(stance.required) or self.firm.alive(stance.away)
        return "undetermined" if open else "weigh"

    def lacking(self, stance: Stance) -> tuple[str, ...]:
        """Why an obligation does not apply: a sentence for each of its needs that firm answers refute."""
        return tuple(why for why, cubes in stance.lacking if self.firm.met(cubes))

    def with_(self, stated: Effect, firm: Effect) -> "Position":
        """This position and one more fact."""
        return Position(self.stated.with_(stated), self.firm.with_(firm))


START = Position(View(0, 0), View(0, 0))


@dataclass(frozen=True, slots=True)
class Answered:
    """One fact as it stands: its answer as bits (None: not known) as stated and as firm."""

    stated: int | None
    firm: int | None


def answered(book: Rulebook, settled: Mapping[str, Settled]) -> dict[str, Answered]:
    """Every fact that the rules ask, as it stands."""
    found = {}
    for fact, domain in book.domains.items():
        one = settled.get(fact)
        bits = None if one is None or one.value is None else domain.encode(one.value)
        found[fact] = Answered(bits, bits if one is not None and one.firm else None)
    return found


def position(book: Rulebook, answers: Mapping[str, Answered]) -> Position:
    """The position of these answers."""
    stated = _view(book.effect(fact, one.stated) for fact, one in answers.items())
    if all(one.firm == one.stated for one in answers.values()):
        return Position(stated, stated)
    return Position(stated, _view(book.effect(fact, one.firm) for fact, one in answers.items()))


def _view(effects: Iterable[Effect]) -> View:
    ruled_out = left_open = 0
    for effect in effects:
        ruled_out |= effect.ruled_out
        left_open |= effect.open
    return View(ruled_out, left_open)
