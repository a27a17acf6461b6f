"""A source of alerts: what breachbot has to know of one sender, and nothing that it does with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from pydantic import JsonValue

from breachbot.intake.listing import Listing
from breachbot.intake.passing import Passing
from breachbot.intake.places import Place
from breachbot.intake.signal import NotASignal, Signal, Unreadable

Given = Mapping[str, str]
"""The settings of one source that are set, by name."""
Document = Mapping[str, JsonValue]
"""One alert, parsed: a JSON object, the whole body or a part of it."""
Body = bytes | Passing
"""What came, or, where it is too large to be kept, what passes by."""
MOST_ALERTS = 5_000
"""Alerts of one body that are read: as many as 1 MiB holds of short ones. That there were more is told."""
MOST_KEPT = 200
"""Characters of a header."""
Read = Signal | NotASignal | Unreadable


@dataclass(frozen=True)
class Request:
    """What came to the hook: headers by their names in small letters, the raw body, and when (aware UTC).

    keys: what lies at the addresses of the public keys that were fetched, by address.
    """

    headers: Mapping[str, str]
    body: Body
    at: datetime
    keys: Mapping[str, bytes] = field(default_factory=dict)


def left_out(why: str) -> Unreadable:
    """Alerts that nobody will ever read here: each time it happens is news."""
    return Unreadable(why, "left-out", "alerts were left out once more")


def whole(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """A body is one alert."""
    return [body]


def plain(body: bytes) -> bytes:
    """A body is JSON as it is."""
    return body


def silent(request: Request, given: Given) -> bytes | None:
    """A sender that never asks who we are."""
    return None


def no_preflight(request: Request, given: Given) -> dict[str, str] | None:
    """A sender that never asks whether it may deliver."""
    return None


def nothing(request: Request, given: Given) -> str | None:
    """Nothing of the network is needed."""
    return None


def no_fault(given: Given) -> str | None:
    """Whatever is set will do."""
    return None


@dataclass(frozen=True)
class Manners:
    """How a sender takes an answer that is late or refuses it; None where that is not known.

    waits: seconds until it gives up on an answer. again: whether it sends what it could not deliver again.
    leaves: after how many such failures, within how long, it stops to send at all.
    """

    waits: float | None = None
    again: Literal["never", "once", "for_a_while"] | None = None
    leaves: tuple[int, timedelta] | None = None


@dataclass(frozen=True)
class Source:
    """One sender. Everything here is pure, and nothing raises on whatever was sent.

    name: that of its file; its hook is `/hooks/<name>`. title: what people call it.
    settings: what it reads, each with what it is for. All are kept as secrets; the source is on if the first is set.
    keeps: the headers that reading needs, each by the name under which it is stored with the body.
    authenticate: whether the sender is who it says, compared in constant time.
    sign: the headers that `authenticate` accepts for a body sent at a moment, once for each active secret; none where
    the sender alone has the key.
    read: what one alert says, given the kept headers.
    places: the spots that the sender documents. ordinary: those where a name or an e-mail address is expected, as of
    the colleague whom an issue is assigned to. prose: free text of a program; that a scrubber took something out there
    says that personal data got into it.
    split: the alerts that one body holds, each with what it needs from around it. unpack: the JSON in a body that is
    something else around it. greet: the JSON that answers a sender who asks by GET, before it sends anything, whether
    the hook is ours; None where a request is no such question. Anybody can ask, so what it repeats is short and plain.
    admit: the headers that answer a sender who asks by OPTIONS whether it may deliver; None as for greet.
    key: the https address of the public key that `authenticate` needs and does not find in the request; never one that
    a stranger can choose. confirm: the https address to call before an authenticated request is taken, by which the
    sender begins to deliver. An edge fetches both.
    fault: why it cannot work as it is set up, in a sentence that names the variable, or None.
    manners: how it takes an answer that is late or refuses it. listing: how it can be asked what it knows itself.
    wants: what a person sets at the sender so that it shows who it is, in a line: which setting, and which header.
    """

    name: str
    title: str
    settings: Mapping[str, str]
    keeps: Mapping[str, str]
    authenticate: Callable[[Request, Given], bool]
    sign: Callable[[bytes, Given, datetime], list[dict[str, str]]]
    read: Callable[[Document, Mapping[str, str]], Read]
    places: Place
    ordinary: frozenset[str] = frozenset()
    prose: frozenset[str] = frozenset()
    split: Callable[[JsonValue, Mapping[str, str]], Sequence[JsonValue]] = whole
    unpack: Callable[[bytes], bytes] = plain
    greet: Callable[[Request, Given], bytes | None] = silent
    admit: Callable[[Request, Given], dict[str, str] | None] = no_preflight
    key: Callable[[Request, Given], str | None] = nothing
    confirm: Callable[[Request, Given], str | None] = nothing
    fault: Callable[[Given], str | None] = no_fault
    manners: Manners = Manners()
    listing: Listing | None = None
    wants: str = ""

    def kept(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Those of a request's headers that are stored with the body; a long one is cut."""
        return {name: headers[key][:MOST_KEPT] for name, key in self.keeps.items() if key in headers}
