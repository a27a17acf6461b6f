"""Whether every condition of a playbook can turn out either way, and every rule can decide something.

A condition that can never hold, or always holds, is a slip of the pen, and a rule that another one always outweighs
would look like law and never be applied. Asked only of playbooks whose names resolve.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from breachbot.assessment.cubes import Cube, Cubes, Language, any_one, every_one, implies, together
from breachbot.assessment.flaw import Flaw, Place
from breachbot.assessment.rulebook import language_of, possible
from breachbot.playbook.conditions import All, AnyOf, Condition, Holds, Not
from breachbot.playbook.obligation import Obligation
from breachbot.playbook.rules import Rule
from breachbot.playbook.types import Playbook


def unreachable(playbook: Playbook) -> Iterator[Flaw]:
    """The conditions that ask nothing, and the rules that cannot decide, in the order of the file."""
    reach = _Reach(playbook, language_of(playbook))
    for n, concept in enumerate(playbook.concepts):
        yield from reach.pointless(concept.when, ("concepts", n, "when"))
    for n, obligation in enumerate(playbook.obligations):
        if obligation.applies_when is not None:
            yield from reach.pointless(obligation.applies_when, ("obligations", n, "applies_when"))
    for n, consideration in enumerate(playbook.considerations):
        yield from reach.pointless(consideration.when, ("considerations", n, "when"))
    for n, rule in enumerate(playbook.rules):
        yield from reach.pointless(rule.when, ("rules", n, "when"))
        yield from reach.outweighed(rule, ("rules", n))


MOST_TRIED = 1_000
"""Combinations of cubes, before a condition is multiplied out after all."""


@dataclass(frozen=True)
class _Reach:
    playbook: Playbook
    language: Language
    required: dict[str, Cubes] = field(default_factory=dict)
    """What leads to an obligation, by its id: multiplied out once for all rules that it is held against."""

    def pointless(self, condition: Condition, place: Place) -> Iterator[Flaw]:
        """The parts first: of a whole that can never hold, the part at fault is the one to mend."""
        found = [flaw for part, step in _parts(condition) for flaw in self.pointless(part, (*place, *step))]
        yield from found
        if found:
            return
        if not self._meetable(condition):
            yield Flaw(place, "this can never hold")
        elif not self._meetable(condition, negated=True):
            yield Flaw(place, "this always holds, so it asks nothing")

    def _meetable(self, condition: Condition, *, negated: bool = False) -> bool:
        """Whether consistent answers can meet a condition, or its opposite. What can be met can mostly be met in many
        ways, and one will do: only where none of the first is one, the condition is multiplied out."""
        tried = self._tried(condition, negated=negated)
        return any(islice(tried, MOST_TRIED)) or bool(
            self._possible(self.language.cubes(condition, negated=negated))
        )

    def _tried(self, condition: Condition, *, negated: bool) -> Iterator[bool]:
        """For one combination of the parts' cubes after the other, whether consistent answers can meet it."""
        match condition:
            case All() if not negated:
                return self._combined([self.language.cubes(part) for part in condition.all])
            case AnyOf() if negated:
                return self._combined([self.language.cubes(part, negated=True) for part in condition.any])
            case Not():
                return self._tried(condition.negated, negated=not negated)
            case Holds():
                return self._tried(self.language.concepts[condition.concept].when, negated=negated)
        return map(self.language.consistent, self.language.cubes(condition, negated=negated))

    def _combined(self, each: Sequence[Cubes], so_far: Cube | None = None) -> Iterator[bool]:
        """Tries one cube of each; as soon as some of them do not go together, it tries others."""
        if not each:
            yield True
            return
        for cube in each[0]:
            both = together(so_far or {}, cube)
            if both is not None and self.language.consistent(both):
                yield from self._combined(each[1:], both)
            else:
                yield False

    def outweighed(self, rule: Rule, place: Place) -> Iterator[Flaw]:
        """What goes before a rule in the order of the law (docstring of `assess.py`) must leave it something."""
        obligation = self.playbook.obligation(rule.obligation)
        if obligation is None:
            yield Flaw((*place, "obligation"), f"there is no obligation “{rule.obligation}”")
            return
        reached = self._possible(every_one([self._applies(obligation), self._cubes(rule)]))
        if not reached:
            yield Flaw(place, f"this rule can never decide: “{obligation.id}” does not apply where it holds")
        elif rule.effect == "not_required" and _covered(reached, self._required(obligation)):
            yield Flaw(place, "this rule can never decide: wherever it holds, another one requires the duty")

    def _applies(self, obligation: Obligation) -> Cubes:
        return [{}] if obligation.applies_when is None else self.language.cubes(obligation.applies_when)

    def _required(self, obligation: Obligation) -> Cubes:
        if obligation.id not in self.required:
            rules = self.playbook.rules_for(obligation.id, "required")
            self.required[obligation.id] = any_one(self._cubes(rule) for rule in rules)
        return self.required[obligation.id]

    def _cubes(self, rule: Rule) -> Cubes:
        return self.language.cubes(rule.when)

    def _possible(self, cubes: Cubes) -> Cubes:
        return possible(cubes, self.language)


def _covered(cubes: Cubes, by: Cubes) -> bool:
    return all(any(implies(cube, other) for other in by) for cube in cubes)


def _parts(condition: Condition) -> Sequence[tuple[Condition, Place]]:
    match condition:
        case All():
            return [(part, ("all", n)) for n, part in enumerate(condition.all)]
        case AnyOf():
            return [(part, ("any", n)) for n, part in enumerate(condition.any)]
        case Not():
            return [(condition.negated, ("not",))]
    return []
