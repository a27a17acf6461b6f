"""A playbook applied to what is known: one ruling for each obligation.

The order of an obligation's grounds, which is that of the law:

1. It must apply at all (`applies_when`): no security incident with personal data, or not our role, no duty.
2. An exception that is shown lifts it (Art. 34(3)). One that is merely possible lifts nothing: the controller
   has to show it (Art. 5(2), recital 85).
3. A ground that requires it, then a ground that says it is not required.
4. Otherwise the law's default. Where it has none, the outcome is `weigh`: everything that could decide it is known
   and decides nothing. Then the considerations of the playbook that hold are named, with the facts behind each.

Where the people are to be told, a ground for telling them in public instead (Art. 34(3)(c)) stands beside these; it
changes the form and lifts nothing.

`rulebook.py` multiplies this order out; `position.py` says which words count for what.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from breachbot.assessment.position import Answered, Position, answered, position
from breachbot.assessment.rulebook import Ground, Rulebook, Stance, compiled
from breachbot.assessment.statements import Settled
from breachbot.assessment.ways import ORDER, awaited, ways
from breachbot.playbook.rules import Rule
from breachbot.playbook.types import Playbook
from breachbot.playbook.words import Outcome

UNDECIDED = "What is known and confirmed so far leaves this open. Until it is decided, it counts as required."


class Weighed(BaseModel):
    """One consideration of the playbook that holds: whether it speaks for a risk, its sentence, the facts behind it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    id: str
    speaks: Literal["for", "against"]
    because: str
    facts: tuple[str, ...]


class Ruling(BaseModel):
    """The outcome for one obligation, the grounds that decided it with their sentences, and, while it is
    undetermined, the facts still unknown that matter: those with the fewest answers to a result first. Where it is to
    be weighed, what speaks for a risk and what against it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    obligation: str
    outcome: Outcome
    rules: tuple[str, ...]
    because: tuple[str, ...]
    waiting_for: tuple[str, ...] = ()
    considerations: tuple[Weighed, ...] = ()


class Assessment(BaseModel):
    """The rulings on all obligations of a playbook, in its order."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    rulings: tuple[Ruling, ...]

    def ruling(self, obligation: str) -> Ruling | None:
        """The ruling on one obligation, or None where the playbook does not have it."""
        return next((one for one in self.rulings if one.obligation == obligation), None)


def assess(playbook: Playbook, settled: Mapping[str, Settled]) -> Assessment:
    """What follows from the settled facts. Disputed facts count as unknown."""
    book = compiled(playbook)
    answers = answered(book, settled)
    here = position(book, answers)
    return Assessment(rulings=tuple(_ruled(book, answers, here, stance) for stance in book.stances))


def _ruled(book: Rulebook, answers: Mapping[str, Answered], here: Position, stance: Stance) -> Ruling:
    match here.outcome(stance):
        case "undetermined":
            return _undetermined(
                stance, awaited(ways(book, answers, here, stance)) or _clashing(book, here, stance)
            )
        case "weigh":
            weighed = tuple(_weighed(book, here))
            return _ruling(stance, "weigh", [], stance.obligation.otherwise.because, weighed=weighed)
    return _decided(stance, here)


def _clashing(book: Rulebook, here: Position, stance: Stance) -> tuple[str, ...]:
    """The facts that contradict each other."""
    clashes = book.numbered(here.stated.met(stance.impossible))
    return tuple(sorted({fact for clash in clashes for fact in clash}, key=ORDER.__getitem__))


def _weighed(book: Rulebook, here: Position) -> Iterator[Weighed]:
    for one, cubes in book.considerations:
        if met := here.stated.met(cubes):
            facts = sorted({fact for cube in book.numbered(met) for fact in cube}, key=ORDER.__getitem__)
            yield Weighed(id=one.id, speaks=one.speaks, because=one.because, facts=tuple(facts))


def _decided(stance: Stance, here: Position) -> Ruling:
    if here.outcome(stance) == "required":
        rules = _met(stance.fors, here.stated.met)
        in_public = _met(stance.in_public, here.firm.met)
        return _ruling(stance, "required", rules, stance.obligation.otherwise.because, in_public)
    if lacking := here.lacking(stance):
        duty = stance.obligation.id
        return Ruling(obligation=duty, outcome="not_required", rules=(), because=lacking)
    rules = _met(stance.exceptions, here.firm.met) or _met(stance.againsts, here.firm.met)
    return _ruling(stance, "not_required", rules, stance.obligation.otherwise.because)


def _met(grounds: Iterable[Ground], met: Callable[[int], int]) -> list[Rule]:
    return [rule for rule, cubes in grounds if met(cubes)]


def _undetermined(stance: Stance, waiting_for: tuple[str, ...]) -> Ruling:
    duty = stance.obligation.id
    return Ruling(
        obligation=duty, outcome="undetermined", rules=(), because=(UNDECIDED,), waiting_for=waiting_for
    )


def _ruling(
    stance: Stance,
    outcome: Outcome,
    rules: list[Rule],
    otherwise: str,
    form: Iterable[Rule] = (),
    weighed: tuple[Weighed, ...] = (),
) -> Ruling:
    """`form`: rules that do not decide, and say in which form the duty can be met."""
    return Ruling(
        obligation=stance.obligation.id,
        outcome=outcome,
        rules=(*(rule.id for rule in rules), *(rule.id for rule in form)),
        because=(*(_because(rules, otherwise)), *(rule.because for rule in form)),
        considerations=weighed,
    )


def _because(rules: list[Rule], otherwise: str) -> tuple[str, ...]:
    return tuple(rule.because for rule in rules) or (otherwise,)
