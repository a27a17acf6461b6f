"""Conditions multiplied out: a set of cubes, of which any one suffices.

A cube asks something of each of a few facts, all at once ("the data were not encrypted, and a stranger has them").
A condition is met if every part of one cube is met; it is refuted if every cube has a part that fails; as long as
a fact is unknown, the cubes that remain say what is still needed. That is Kleene's logic of three values, in a
form in which the ways to a result can be counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from breachbot.assessment.domains import Domain
from breachbot.playbook.conditions import All, AnyOf, AtLeast, Condition, Holds, Includes, Is, Not, Only
from breachbot.playbook.types import Concept


@dataclass(frozen=True)
class Part:
    """What a cube asks of one fact: its answer stays within `only`, and meets each of `hits`."""

    only: int
    hits: frozenset[int] = frozenset()

    def holds(self, bits: int) -> bool:
        """Whether an answer meets this."""
        return not bits & ~self.only and all(bits & hit for hit in self.hits)

    def both(self, other: "Part") -> "Part | None":
        """What asks for this and the other; None if no answer can meet both."""
        if not other.hits and not self.only & ~other.only:
            return self
        only = self.only & other.only
        hits = frozenset(hit & only for hit in self.hits | other.hits)
        return Part(only, hits) if only and all(hits) else None

    def implies(self, other: "Part") -> bool:
        """Whether every answer that meets this meets the other."""
        return not self.only & ~other.only and all(
            not self.only & ~wanted or any(not hit & ~wanted for hit in self.hits) for wanted in other.hits
        )


Cube = Mapping[str, Part]
"""What is asked of each fact, all at once. Without facts it is met by everything."""

Cubes = list[Cube]
"""Any one of them suffices. Without cubes nothing meets it."""


@dataclass(frozen=True)
class Language:
    """What conditions are read with: the domains of the facts and the playbook's concepts."""

    domains: Mapping[str, Domain]
    concepts: Mapping[str, Concept]

    def cubes(self, condition: Condition, *, negated: bool = False) -> Cubes:
        """A condition, or its opposite, multiplied out."""
        match condition:
            case All():
                return self._several(condition.all, every=not negated, negated=negated)
            case AnyOf():
                return self._several(condition.any, every=negated, negated=negated)
            case Not():
                return self.cubes(condition.negated, negated=not negated)
            case Holds():
                return self.cubes(self.concepts[condition.concept].when, negated=negated)
            case _:
                part = self._part(condition, negated=negated)
                return [{condition.fact: part}] if part.only and all(part.hits) else []

    def _several(self, parts: Iterable[Condition], *, every: bool, negated: bool) -> Cubes:
        each = [self.cubes(part, negated=negated) for part in parts]
        return every_one(each) if every else any_one(each)

    def _part(self, condition: Is | Includes | Only | AtLeast, *, negated: bool) -> Part:
        domain = self.domains[condition.fact]
        match condition:
            case Is():
                wanted = domain.bits(condition.one_of)
            case AtLeast():
                wanted = domain.at_least(condition.at_least)
            case Includes():
                wanted = domain.bits(condition.includes)
                return Part(domain.full & ~wanted) if negated else Part(domain.full, frozenset({wanted}))
            case Only():
                wanted = domain.bits(condition.only)
                others = frozenset({domain.full & ~wanted})
                return Part(domain.full, others) if negated else Part(wanted)
        return Part(domain.full & ~wanted if negated else wanted)


def any_one(each: Iterable[Cubes]) -> Cubes:
    """The cubes of "at least one of these"."""
    return _shortest(cube for cubes in each for cube in cubes)


def every_one(each: Iterable[Cubes]) -> Cubes:
    """The cubes of "all of these"."""
    found: Cubes = [{}]
    for cubes in sorted(each, key=len):
        found = _shortest(both for one in found for other in cubes if (both := _both(one, other)) is not None)
    return found


def implies(one: Cube, other: Cube) -> bool:
    """Whether whatever meets one cube meets the other."""
    return other.keys() <= one.keys() and all(one[fact].implies(part) for fact, part in other.items())


def _both(one: Cube, other: Cube) -> Cube | None:
    merged = dict(one)
    for fact, part in other.items():
        both = merged[fact].both(part) if fact in merged else part
        if both is None or not both.only:
            return None
        merged[fact] = both
    return merged


def _shortest(cubes: Iterable[Cube]) -> Cubes:
    """Without the cubes that say no more than another does."""
    kept: Cubes = []
    for cube in sorted(cubes, key=len):
        if not any(implies(cube, other) for other in kept):
            kept = [other for other in kept if not implies(other, cube)] + [cube]
    return kept


def numbers(conditions: Iterable[Condition]) -> Iterator[tuple[str, int]]:
    """The numbers that conditions ask of counts, with their fact."""
    for condition in conditions:
        match condition:
            case All():
                yield from numbers(condition.all)
            case AnyOf():
                yield from numbers(condition.any)
            case Not():
                yield from numbers([condition.negated])
            case AtLeast():
                yield condition.fact, condition.at_least
