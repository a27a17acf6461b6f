"""How signals are weighed: a company's own rules over what a source says, as data. Evaluated by `intake/triage.py`."""

from typing import Annotated, Literal

from pydantic import Field

from breachbot.playbook.conditions import Data
from breachbot.playbook.types import Id, Sentence, Version

FindingType = Literal[
    "error",
    "feedback",
    "metric",
    "secret_exposed",
    "sensitive_data",
    "public_access",
    "exfiltration",
    "account_takeover",
    "suspicious_access",
    "malware",
    "vulnerability",
    "misconfiguration",
    "other",
]
"""What a finding is about, in words that all sources share; each source says which of its own kinds is which."""

Severity = Literal["critical", "high", "medium", "low", "info"]
"""How grave the sender holds it to be, gravest first."""

Ruled = Literal["likely", "candidate", "note", "ignore"]
"""What a rule can make of a signal, the heaviest first."""

Some = Annotated[tuple[str, ...], Field(min_length=1)]


class When(Data):
    """All that is given must hold. Each is a list of values, and any one of them is enough.

    source, what, project, environment: as the card shows them. holds: kinds of data that the data map has for the
    project (the names of `breachbot schema facts`).
    """

    source: Some | None = None
    type: Annotated[tuple[FindingType, ...], Field(min_length=1)] | None = None
    what: Some | None = None
    severity: Annotated[tuple[Severity, ...], Field(min_length=1)] | None = None
    project: Some | None = None
    environment: Some | None = None
    holds: Some | None = None


class TriageRule(Data):
    """One rule; `says` is the reason that people read."""

    id: Id
    says: Sentence
    verdict: Ruled
    when: When


class Holding(Data):
    """What a project, bucket or repository of the company holds, by kinds of the vocabulary."""

    project: str
    source: str | None = None
    kinds: Annotated[tuple[str, ...], Field(min_length=1)]


class TriageRules(Data):
    """All of it. A signal that no rule names is a note.

    telling: the types in whose texts personal data and the wording are evidence; in the others every alert names people
    or weaknesses. data_map: the company's own.
    """

    id: Id
    title: Sentence
    version: Version
    telling: Annotated[tuple[FindingType, ...], Field(min_length=1)]
    rules: tuple[TriageRule, ...]
    data_map: tuple[Holding, ...] = ()

    def held(self, source: str, project: str | None) -> frozenset[str]:
        """The kinds of data in a project; none where the map does not name it."""
        found = (
            one.kinds for one in self.data_map if one.project == project and one.source in (None, source)
        )
        return frozenset(kind for kinds in found for kind in kinds)
