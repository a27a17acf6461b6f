"""Conditions multiplied out: a set of cubes, of which any one suffices.

A cube asks something of each of a few facts, all at once ("the data were not encrypted, and a stranger has them").
A condition is met if every part of one cube is met; it is refuted if every cube has a part that fails; as long as
a fact is unknown, the cubes that remain say what is still needed. That is Kleene's logic of three values, in a
form in which the ways to a result can be counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from breachbot.assessment.domains import Domain
from breachbot.assessment.vocabulary import FACTS
from breachbot.playbook.conditions import All, AnyOf, AtLeast, Condition, Holds, Includes, Is, Not, Only
from breachbot.playbook.rules import Concept


@dataclass(frozen=True)
class Part:
    """What a cube asks of one fact: its answer stays within `only`, and meets each of `hits`."""

    only: int
    hits: frozenset[int] = frozenset()

    def holds(self, bits: int) -> bool:
        """Whether an answer meets this."""
        if bits & ~self.only:
            return False
        return not self.hits or all(bits & hit for hit in self.hits)

    def both(self, other: "Part") -> "Part | None":
        """What asks for this and the other; None if no answer can meet both."""
        if not other.hits and not self.only & ~other.only:
            return self
        only = self.only & other.only
        hits = frozenset(hit & only for hit in self.hits | other.hits)
        return Part(only, hits) if only and all(hits) else None

    def implies(self, other: "Part") -> bool:
        """Whether every answer that meets this meets the other."""
        if self.only & ~other.only:
            return False
        return not other.hits or all(
            not self.only & ~wanted or any(not hit & ~wanted for hit in self.hits) for wanted in other.hits
        )


Cube = Mapping[str, Part]
"""What is asked of each fact, all at once. Without facts it is met by everything."""

Cubes = list[Cube]
"""Any one of them suffices. Without cubes nothing meets it."""


@dataclass(frozen=True)
class Language:
    """What conditions are read with: the domains of the facts, the playbook's concepts, and the contradictions, which
    no consistent answers meet."""

    domains: Mapping[str, Domain]
    concepts: Mapping[str, Concept]
    clashes: "Cubes"
    known: dict[tuple[Condition, bool], Cubes] = field(default_factory=dict, compare=False, repr=False)
    """What was multiplied out, and its opposite: many rules share their parts."""

    @cached_property
    def _clashes_by_fact(self) -> Mapping[str, Cubes]:
        """Each contradiction under one fact that it asks: most cubes ask few facts."""
        found: dict[str, Cubes] = {}
        for clash in self.clashes:
            found.setdefault(next(iter(clash)), []).append(clash)
        return found

    def consistent(self, cube: Cube) -> bool:
        """Whether something other than a contradiction can meet a cube."""
        by_fact = self._clashes_by_fact
        return not any(implies(cube, clash) for fact in cube for clash in by_fact.get(fact, ()))

    def cubes(self, condition: Condition, *, negated: bool = False) -> Cubes:
        """A condition, or its opposite, multiplied out."""
        key = condition, negated
        if key not in self.known:
            self.known[key] = self._multiplied(condition, negated=negated)
        return self.known[key]

    def _multiplied(self, condition: Condition, *, negated: bool) -> Cubes:
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
    return _unpacked(_shortest(_packed(cube) for cubes in each for cube in cubes))


def every_one(each: Iterable[Cubes]) -> Cubes:
    """The cubes of "all of these"."""
    found = [_packed({})]
    for cubes in sorted(each, key=len):
        others = [_packed(cube) for cube in cubes]
        found = _shortest(both for one in found for both in _with_one_of(one, others))
    return _unpacked(found)


def together(one: Cube, other: Cube) -> Cube | None:
    """What asks for both of two cubes; None if no answers can meet both."""
    found = dict(one)
    for fact, part in other.items():
        both = found[fact].both(part) if fact in found else part
        if both is None:
            return None
        found[fact] = both
    return found


def implies(one: Cube, other: Cube) -> bool:
    """Whether whatever meets one cube meets the other."""
    if not other.keys() <= one.keys():
        return False
    for fact, part in other.items():
        mine = one[fact]
        # The cheap half of `Part.implies` first: this is asked a million times.
        if mine.only & ~part.only or (part.hits and not mine.implies(part)):
            return False
    return True


class _Packed(NamedTuple):
    """A cube in three numbers, since a playbook multiplies out to many thousands: which facts it asks, and its part of
    every fact in a lane of its own, side by side; a fact that is not asked has its lane full."""

    facts: int
    part: Part

    def implies(self, other: "_Packed") -> bool:
        """Whether whatever meets this meets the other."""
        return not other.facts & ~self.facts and self.part.implies(other.part)


_LANE = 64
"""Bits; more than a fact has options."""
_FULL = (1 << _LANE) - 1
_NAMES = tuple(FACTS)
_LANES = {fact: n * _LANE for n, fact in enumerate(_NAMES)}
_FIRST_BITS = sum(1 << lane for lane in _LANES.values())
_LAST_BITS = _FIRST_BITS << _LANE - 1
_EVERYTHING = (1 << _LANE * len(FACTS)) - 1


def _packed(cube: Cube) -> _Packed:
    facts, only = 0, _EVERYTHING
    hits = []
    for fact, part in cube.items():
        lane = _LANES[fact]
        facts |= 1 << lane // _LANE
        only ^= (_FULL ^ part.only) << lane
        hits += [hit << lane for hit in part.hits]
    return _Packed(facts, Part(only, frozenset(hits)))


def _unpacked(found: Iterable[_Packed]) -> Cubes:
    return [{_NAMES[n]: _lane(one.part, n * _LANE) for n in ones(one.facts)} for one in found]


def _lane(part: Part, lane: int) -> Part:
    return Part(part.only >> lane & _FULL, frozenset(hit >> lane for hit in part.hits if hit >> lane & _FULL))


def ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _with_one_of(one: _Packed, others: list[_Packed]) -> Iterator[_Packed]:
    """What asks for a cube and one of the others. Whatever meets the cube may meet one of them anyway: then that one is
    enough, since each of the rest would only ask for more."""
    enough = next((other for other in others if one.implies(other)), None)
    return (
        both for other in (others if enough is None else [enough]) if (both := _both(one, other)) is not None
    )


def _both(one: _Packed, other: _Packed) -> _Packed | None:
    part = one.part.both(other.part)
    if part is None or part.only - _FIRST_BITS & ~part.only & _LAST_BITS:
        return None  # in some lane there is no bit left
    return _Packed(one.facts | other.facts, part)


def _shortest(found: Iterable[_Packed]) -> list[_Packed]:
    """Without the cubes that say no more than another does: one that asks fewer facts, or the same."""
    kept: dict[int, list[_Packed]] = {}
    for cube in sorted(found, key=lambda cube: cube.facts.bit_count()):
        fewer = (others for facts, others in kept.items() if not facts & ~cube.facts)
        if not any(cube.part.implies(other.part) for others in fewer for other in others):
            same = kept.get(cube.facts, [])
            kept[cube.facts] = [other for other in same if not other.part.implies(cube.part)] + [cube]
    return [cube for alike in kept.values() for cube in alike]


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
