"""The answers of each fact as bits, so that whole rule sets can be compared with a few operations.

A choice is one bit, a list the bits of its options, a count the bits of the bands in which it may lie. Bands end
where a rule asks for a number, so that all numbers of a band lead to the same outcome.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import JsonValue

from breachbot.assessment.fact import Fact
from breachbot.assessment.vocabulary import as_of


@dataclass(frozen=True)
class Domain:
    """The possible answers of one fact. `starts` holds the first number of each band of a count."""

    fact: Fact
    starts: tuple[int, ...] = ()

    @cached_property
    def size(self) -> int:
        """How many bits there are."""
        return len(self.starts) if self.fact.kind == "count" else len(self.fact.options)

    @cached_property
    def full(self) -> int:
        """All bits."""
        return (1 << self.size) - 1

    def bits(self, options: Iterable[object]) -> int:
        """The bits of some options; what is no option has none."""
        return sum(1 << n for n, option in enumerate(self.fact.options) if option in set(options))

    def at_least(self, number: int) -> int:
        """The bands from a number on."""
        return sum(1 << n for n, start in enumerate(self.starts) if start >= number)

    def encode(self, value: JsonValue) -> int | None:
        """A stored answer as bits; None where it says nothing: not known, or no answer (any more, or yet)."""
        if self.fact.kind == "count":
            return self._bands(value)
        items = value if isinstance(value, list) else [value]
        known = [item for item in items if isinstance(item, str) and item in self.fact.options]
        return self.bits(known) if known and len(known) == len(items) else None

    def _bands(self, value: JsonValue) -> int | None:
        low, high = (value.get("min"), value.get("max")) if isinstance(value, dict) else (value, value)
        if not (isinstance(low, int) and isinstance(high, int)):
            return None
        ends = [*self.starts[1:], high + 1]
        bands = zip(self.starts, ends, strict=True)
        return sum(
            1 << n for n, (start, end) in enumerate(bands) if start <= high and low < max(end, start + 1)
        )

    def decode(self, bits: int) -> JsonValue:
        """The answer that has these bits; for a count the number of its band next to another band."""
        if self.fact.kind == "count":
            n = bits.bit_length() - 1
            return self.starts[n] if n == self.size - 1 else self.starts[n + 1] - 1
        options = [option for n, option in enumerate(self.fact.options) if bits >> n & 1]
        return list(options) if self.fact.kind == "choices" else options[0]


def domains(numbers: Mapping[str, set[int]], edition: int) -> Mapping[str, Domain]:
    """The domain of every fact that rules may ask, in an edition of the vocabulary; `numbers` are those that the rules
    ask of each count."""
    return {
        fact.id: Domain(fact, tuple(sorted({0, *numbers.get(fact.id, ())})) if fact.kind == "count" else ())
        for fact in as_of(edition)
        if fact.for_rules
    }
