"""A table: where in a sender's JSON the few things lie that breachbot reads. Read by `intake/table.py`.

It holds plain paths and lists of words, and nothing that is run. A path is the keys on the way, with dots between
them; a key may hold dots itself (`kibana.alert.uuid` finds both spellings). In a list, every item is looked at.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from breachbot.playbook.conditions import Data
from breachbot.playbook.triage import FindingType, Severity
from breachbot.playbook.words import Mark, Sentence


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,40}$")]
Path = Annotated[str, Field(pattern=r"^[^.\s]+(\.[^.\s]+){0,19}$")]
Paths = Annotated[tuple[Path, ...], BeforeValidator(_several), Field(min_length=1, max_length=20)]
"""The first that leads to something counts. One alone may be written without a list."""
Words = Annotated[tuple[str, ...], BeforeValidator(_several), Field(min_length=1)]
Header = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]


class Shown(Data):
    """A header that holds a prefix and then the signature or the token."""

    header: Header
    prefix: str = ""


class Match(Data):
    """A field holds one of these words; without words: it is there. Capitals do not matter."""

    path: Paths
    words: Words | None = Field(None, alias="is")


class Told(Match):
    """The same, with what to say of it."""

    says: Sentence


class Types(Data):
    """What a finding is about: the first of the words that any of these fields holds; else `otherwise`."""

    path: Paths | None = None
    words: Mapping[str, FindingType] = Field(default_factory=dict)
    otherwise: FindingType


class Severities(Data):
    """How grave: by the sender's own words, or by the highest threshold that a number reaches. Words that all senders
    use (critical, high, warning, …) need no entry."""

    path: Paths
    words: Mapping[str, Severity] = Field(default_factory=dict)
    at_least: Mapping[Severity, float] = Field(default_factory=dict)


class Table(Data):
    """One sender. Its name is that of its file, and of its hook.

    documentation, mark: where the shape was read, and how sure we are of it. signature: the header with the lowercase
    hex HMAC-SHA256 of the body; token: the header that shows the secret; neither: either way that is ours.
    alerts: the list of alerts in a body, each read with what surrounds that list.
    series: what tells one matter from another; all of it must be there. series_of: the same where parts may be missing.
    test: the platform itself marks a test; no_alert: it reports nothing; nothing_new: news of an old finding. Name only
    fields in these that nobody can set from outside. texts: what is read for its wording. people: where names and
    e-mail addresses are expected, as of a rule's owner. time: with a zone, or in seconds or milliseconds since 1970.
    """

    title: Annotated[str, Field(min_length=1, max_length=60)]
    documentation: Annotated[str, Field(pattern=r"^https://\S+$")]
    mark: Mark
    signature: Shown | None = None
    token: Shown | None = None
    alerts: Path | None = None
    series: Annotated[tuple[Paths, ...], Field(min_length=1)] | None = None
    series_of: Annotated[tuple[Paths, ...], Field(min_length=1)] | None = None
    what: Paths | None = None
    otherwise: Annotated[str, Field(pattern=r"^[a-z][a-z ]{0,60}$")] = "alert"
    type: Types
    severity: Severities | None = None
    project: Paths | None = None
    environment: Paths | None = None
    time: Paths | None = None
    link: Paths | None = None
    count: Paths | None = None
    texts: Paths | None = None
    people: Paths | None = None
    test: tuple[Match, ...] = ()
    no_alert: tuple[Told, ...] = ()
    nothing_new: tuple[Told, ...] = ()
