"""What a fact is: one question to which a witness or a document may give an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["choice", "choices", "count", "text", "instant"]
Group = Literal["nature", "data", "people", "protection", "reach", "aftermath", "account"]

GROUPS: Mapping[Group, str] = {
    "nature": "What happened",
    "data": "The data",
    "people": "The people",
    "protection": "Protection",
    "reach": "Who got at them",
    "aftermath": "What followed",
    "account": "In your own words",
}
"""The titles under which people are asked."""


@dataclass(frozen=True)
class Fact:
    """One question.

    options: the answers of a choice or of choices, each stored value with the words shown for it (75 characters at
    most: Slack's limit), from the harmless to the harmful: of several sets the most harmful answer counts. What was
    ever an answer stays one, since it is on record. apart: those of which a list holds one at most.
    """

    id: str
    group: Group
    kind: Kind
    question: str
    options: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()

    @property
    def for_rules(self) -> bool:
        """Whether a rule may ask it."""
        return self.group != "account"

    @property
    def worst_first(self) -> Mapping[str, str]:
        """The options as the catalogue shows them, from worse to milder where rules may ask; else as they stand."""
        return dict(reversed(list(self.options.items()))) if self.for_rules else self.options

    def label(self, value: str) -> str:
        """The words shown for a stored value of a choice; an outdated value shows as itself."""
        return self.options.get(value, value)
