"""One factor of ENISA's score: a number or, while facts are missing, a range, with the reason for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from breachbot.playbook.words import Mark

Known = Mapping[str, JsonValue]
"""The facts that are known, by id."""


@dataclass(frozen=True)
class Factor:
    """A factor of the score. `why` names the facts it rests on or lacks; `mark` is that of the table it comes from."""

    name: str
    low: float
    high: float
    why: str
    mark: Mark

    @property
    def numbers(self) -> str:
        """The number or the range."""
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"


def has(known: Known, fact: str, *values: str) -> bool:
    """Whether a fact is known to be, or to hold, one of these values."""
    value = known.get(fact)
    return any(one in values for one in (value if isinstance(value, list) else [value]))
