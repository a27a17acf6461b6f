"""Cubes by their numbers, so that sets of them are bits: what each answer rules out, leaves open or does not meet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from breachbot.assessment.cubes import Cube, Part, ones
from breachbot.assessment.domains import Domain

MOST_REMEMBERED = 20_000
"""Effects of answers; a list of many options has more sets than need be kept."""


class Effect(NamedTuple):
    """What one answer does: the cubes that it rules out, and those that it leaves open."""

    ruled_out: int
    open: int


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """`asks` holds for each fact its distinct parts with the bits of their cubes; `about` all cubes that ask of it:
    what stays open while it is unknown."""

    domains: Mapping[str, Domain]
    cubes: tuple[Cube, ...]
    asks: Mapping[str, tuple[tuple[Part, int], ...]]
    about: Mapping[str, int]
    effects: dict[tuple[str, int | None], Effect] = field(default_factory=dict, compare=False, repr=False)

    def effect(self, fact: str, bits: int | None) -> Effect:
        """What an answer (None: not known) does to the cubes. Remembered, since the same answers come again."""
        found = self.effects.get((fact, bits))
        if found is None:
            if len(self.effects) > MOST_REMEMBERED:
                self.effects.clear()
            found = self.effects[fact, bits] = self._effect(fact, bits)
        return found

    def _effect(self, fact: str, bits: int | None) -> Effect:
        if bits is None:
            return Effect(0, self.about[fact])
        ruled_out = left_open = 0
        band = self.domains[fact].fact.kind == "count"
        for part, cubes in self.asks[fact]:
            if part.holds(bits):
                continue
            if band and bits & part.only:
                left_open |= cubes
            else:
                ruled_out |= cubes
        return Effect(ruled_out, left_open)

    def numbered(self, bits: int) -> Iterable[Cube]:
        """The cubes of some bits."""
        return (self.cubes[n] for n in ones(bits))

    def by_distance(self, bits: int, known: Mapping[str, int | None]) -> Iterator[Iterable[Cube]]:
        """The cubes of some bits by how many of their facts the known answers do not meet: none, one, two and so on."""
        layers = [bits]
        for fact, answer in known.items():
            effect = self.effect(fact, answer)
            unmet, further = effect.ruled_out | effect.open, 0
            for n, layer in enumerate(layers):
                layers[n] = layer & ~unmet | further
                further = layer & unmet
            if further:
                layers.append(further)
        return map(self.numbered, layers)


def numbered(cubes: Sequence[Cube], domains: Mapping[str, Domain]) -> Numbered:
    """Number these cubes in their order."""
    asks: dict[str, dict[Part, int]] = {fact: {} for fact in domains}
    for n, cube in enumerate(cubes):
        for fact, part in cube.items():
            asks[fact][part] = asks[fact].get(part, 0) | 1 << n
    return Numbered(
        domains=domains,
        cubes=tuple(cubes),
        asks={fact: tuple(parts.items()) for fact, parts in asks.items()},
        about={fact: _union(parts.values()) for fact, parts in asks.items()},
    )


def _union(bits: Iterable[int]) -> int:
    found = 0
    for one in bits:
        found |= one
    return found
