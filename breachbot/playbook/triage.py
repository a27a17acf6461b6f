"""How signals are weighed: a company's own rules over what a source says, as data. Evaluated by `intake/triage.py`."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, PositiveInt, model_validator

from breachbot.playbook.conditions import Data
from breachbot.playbook.timing import Duration
from breachbot.playbook.words import Id, Sentence, Version

FindingType = Literal[
    "error",
    "feedback",
    "metric",
    "secret_exposed",
    "sensitive_data",
    "public_access",
    "exfiltration",
    "account_takeover",
    "unauthorised_access",
    "suspicious_access",
    "malware",
    "vulnerability",
    "misconfiguration",
    "other",
]
"""What a finding is about, in words that all sources share; each source says which of its own kinds is which."""

Severity = Literal["critical", "high", "medium", "low", "info"]
"""How grave the sender holds it to be, gravest first."""

Rated = Severity | Literal["unknown"]
"""The same, or that no severity was given or none that is known."""

Hint = Literal[
    "access_control",
    "cross_tenant",
    "exposure",
    "attack",
    "loss",
    "misdirected",
    "malicious_code",
    "committed",
    "vulnerability",
    "not_read_in_full",
]
"""What the wording of a sender's text suggests."""

Ruled = Literal["likely", "candidate", "note", "ignore"]
"""What a rule can make of a signal, the heaviest first."""

Some = Annotated[tuple[str, ...], Field(min_length=1)]


class When(Data):
    """All that is given must hold. Each is a list of values, and any one of them is enough.

    source, what, project, environment: as the card shows them. severity: `unknown` where none was given, or none that
    is known. holds: kinds of data that the data map has for the project (the names of `breachbot schema facts`).
    """

    source: Some | None = None
    type: Annotated[tuple[FindingType, ...], Field(min_length=1)] | None = None
    what: Some | None = None
    severity: Annotated[tuple[Rated, ...], Field(min_length=1)] | None = None
    project: Some | None = None
    environment: Some | None = None
    holds: Some | None = None


class TriageRule(Data):
    """One rule; `says` is the reason that people read. opens: what begins at once with what it makes likely."""

    id: Id
    says: Sentence
    verdict: Ruled
    when: When
    opens: Literal["incident"] | None = None

    @model_validator(mode="after")
    def _only_what_is_likely(self) -> Self:
        if self.opens and self.verdict != "likely":
            raise ValueError("only a rule with the verdict likely can open an incident")
        return self


class Holding(Data):
    """What a project, bucket or repository of the company holds, by kinds of the vocabulary."""

    project: str
    source: str | None = None
    kinds: Annotated[tuple[str, ...], Field(min_length=1)]


class Storm(Data):
    """When there is too much for a card and a message of each.

    A candidate belongs to the burst of the one before it if that came at most `within` before and the burst began at
    most `at_most` before. alone: how many of a burst get a card of their own. reports: of people, how many open an
    incident by themselves within an hour.
    """

    alone: PositiveInt
    within: Duration
    at_most: Duration
    reports: PositiveInt


class TriageRules(Data):
    """All of it. A signal that no rule names is a note.

    telling: the types in whose texts personal data and the wording are evidence; in the others every alert names people
    or weaknesses. heard: for such other types, the wording that is evidence all the same. data_map: the company's own.
    """

    id: Id
    title: Sentence
    version: Version
    telling: Annotated[tuple[FindingType, ...], Field(min_length=1)]
    heard: Mapping[FindingType, tuple[Hint, ...]] = Field(default_factory=dict)
    rules: tuple[TriageRule, ...]
    storm: Storm
    data_map: tuple[Holding, ...] = ()

    def held(self, source: str, project: str | None) -> frozenset[str]:
        """The kinds of data in a project; none where the map does not name it."""
        found = (
            one.kinds for one in self.data_map if one.project == project and one.source in (None, source)
        )
        return frozenset(kind for kinds in found for kind in kinds)
