"""The values of this room: what was read from a sender, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from breachbot.playbook.triage import FindingType, Hint, Severity

Kind = Literal[
    "special_category",
    "criminal_record",
    "credential",
    "national_id",
    "payment_card",
    "iban",
    "date_of_birth",
    "email",
    "phone",
    "name",
    "postal_address",
    "location",
    "username",
    "user_id",
    "ip_address",
    "scrubbed",
    "not_examined",
]
"""What a finding is about, gravest first. `scrubbed`: the sender's scrubber took something out there.
`not_examined`: there was more than is looked at."""

Weight = Literal["likely", "candidate", "note", "ignore", "test"]
"""What triage makes of a signal: somebody must look now; it is kept and counted; it only tried the connection."""
WEIGHT: dict[Weight, int] = {"test": 0, "ignore": 1, "note": 2, "candidate": 3, "likely": 4}
ASKING: frozenset[Weight] = frozenset({"candidate", "likely"})
"""Those for which somebody is asked to look."""
QUIET: frozenset[Weight] = frozenset({"note", "ignore"})
"""Those that get no card."""


UNREADABLE = "unreadable"
"""How the series of what cannot be read begins; after it, what kept it from being read, so that each has its card."""


def is_unreadable(series: str) -> bool:
    """Whether a series is of what cannot be read. Those of before had nothing after the word."""
    return series.partition(":")[0] == UNREADABLE


SAME: dict[str, str] = {
    UNREADABLE: "cannot be read",
    "body": "says exactly the same",
    "labels": "has the same labels",
    "fields": "names the same rule and place",
}
"""What the deliveries of a series have in common, by how its key begins. Any other key holds the sender's own id."""


def in_common(series: str) -> str | None:
    """What each delivery of a series does; None where they have the sender's own id in common."""
    return SAME.get(series.partition(":")[0])


@dataclass(frozen=True)
class Finding:
    """A kind of personal data seen: which, where (a generalised path), how often, keyed digests of the values.

    The values themselves are never kept here. Events hold it: its kinds stay readable for ever.
    """

    kind: Kind
    where: str
    count: int
    digests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signal:
    """What is known of one delivery without any text of the sender.

    type: what the finding is about, in the words that all sources share. severity: as grave as the sender holds it.
    nothing_new: why it is no finding but only news of one (solved, assigned), in a sentence. again: why it is more than
    a repeat of what is known (back after it was solved), in one as well.
    series: the sender's own lasting id, the same for every delivery about the same thing; empty where it gave none.
    what: the class of the error or a short kind. project: its slug, or its number where no slug was given.
    occurred_at: aware UTC, as the sender says. count_hint, people_hint: how
    often the sender saw it, and how many people. sample: the platform itself
    marked it as a test. hints: what the wording suggests. reported: kinds of data that the sender itself says it found.
    None everywhere means: not given.
    """

    resource: str
    action: str
    series: str
    what: str
    type: FindingType = "error"
    severity: Severity | None = None
    nothing_new: str | None = None
    again: str | None = None
    project: str | None = None
    project_id: str | None = None
    environment: str | None = None
    level: str | None = None
    link: str | None = None
    occurred_at: datetime | None = None
    count_hint: int | None = None
    people_hint: int | None = None
    sample: bool = False
    hints: tuple[Hint, ...] = ()
    findings: tuple[Finding, ...] = ()
    reported: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class NotASignal:
    """An authenticated delivery that reports no error: an installation, a comment, a resource unknown here."""

    resource: str
    action: str
    why: str


@dataclass(frozen=True)
class Unreadable:
    """An authenticated body that cannot be read; a person has to look at the source.

    why: a sentence without any text of the sender. about: the same in a word that holds no number, one for all of the
    kind. lost: why even the same once more is news, in a sentence, as where alerts were left out.
    """

    why: str
    about: str = "form"
    lost: str | None = None


@dataclass(frozen=True)
class Verdict:
    """How much a signal weighs, with reasons in our own words.

    rules: what the verdict rests on, by id: rules of the playbook, and what is built in (`wording:…`, `data:…`). opens:
    whether one of the rules says that an incident begins at once.
    """

    kind: Weight
    reasons: tuple[str, ...]
    rules: tuple[str, ...] = ()
    opens: bool = False
