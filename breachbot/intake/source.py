"""A source of alerts: what breachbot has to know of one sender, and nothing that it does with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from breachbot.intake.signal import NotASignal, Signal, Unreadable

Given = Mapping[str, str]
"""The settings of one source that are set, by name."""
Document = Mapping[str, JsonValue]
"""A body, parsed: its outermost JSON object."""
Read = Signal | NotASignal | Unreadable


@dataclass(frozen=True)
class Request:
    """What came to the hook: headers by their names in small letters, the raw bytes, and when (aware UTC)."""

    headers: Mapping[str, str]
    body: bytes
    at: datetime


@dataclass(frozen=True)
class Source:
    """One sender. Everything here is pure, and nothing raises on whatever was sent.

    name: that of its file; its hook is `/hooks/<name>`.
    settings: what it reads, each with what it is for. All are kept as secrets; the source is on if the first is set.
    keeps: the headers that reading needs, each by the name under which it is stored with the body.
    authenticate: whether the sender is who it says, compared in constant time.
    sign: the headers that `authenticate` accepts for a body sent at a moment, once for each active secret.
    read: what a stored body says, given its kept headers.
    """

    name: str
    settings: Mapping[str, str]
    keeps: Mapping[str, str]
    authenticate: Callable[[Request, Given], bool]
    sign: Callable[[bytes, Given, datetime], list[dict[str, str]]]
    read: Callable[[Document, Mapping[str, str]], Read]
