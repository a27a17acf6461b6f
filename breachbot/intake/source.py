"""A source of alerts: what breachbot has to know of one sender, and nothing that it does with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from breachbot.intake.places import Place
from breachbot.intake.signal import NotASignal, Signal, Unreadable

Given = Mapping[str, str]
"""The settings of one source that are set, by name."""
Document = Mapping[str, JsonValue]
"""One alert, parsed: a JSON object, the whole body or a part of it."""
Read = Signal | NotASignal | Unreadable


@dataclass(frozen=True)
class Request:
    """What came to the hook: headers by their names in small letters, the raw bytes, and when (aware UTC)."""

    headers: Mapping[str, str]
    body: bytes
    at: datetime


def whole(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """A body is one alert."""
    return [body]


@dataclass(frozen=True)
class Source:
    """One sender. Everything here is pure, and nothing raises on whatever was sent.

    name: that of its file; its hook is `/hooks/<name>`. title: what people call it.
    settings: what it reads, each with what it is for. All are kept as secrets; the source is on if the first is set.
    keeps: the headers that reading needs, each by the name under which it is stored with the body.
    authenticate: whether the sender is who it says, compared in constant time.
    sign: the headers that `authenticate` accepts for a body sent at a moment, once for each active secret.
    read: what one alert says, given the kept headers.
    places: the spots that the sender documents. ordinary: those where a name or an e-mail address is expected, as of
    the colleague whom an issue is assigned to. prose: free text of a program; that a scrubber took something out there
    says that personal data got into it.
    split: the alerts that one body holds, each with what it needs from around it.
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
