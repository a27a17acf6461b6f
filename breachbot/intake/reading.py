"""From a stored delivery to signals: the source says what each means, and what is the same for all is done here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from pydantic import JsonValue

from breachbot.intake.redact import findings
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import Read, Source

MOST = 1_000
"""Alerts of one body that are read. That there were more is told."""


def read(
    source: str, headers: Mapping[str, str], body: bytes, digest: Callable[[str], str]
) -> tuple[Read, ...]:
    """Read an authenticated delivery with the source that took it: one answer for each alert in it. Never raises.

    headers: those that the source keeps. digest: keyed, in hex; see `redact.findings`. One bad alert loses none of the
    others. A signal for which the sender gave no lasting id is a series of its own.
    """
    if source not in SOURCES:
        return (Unreadable(f"this version of breachbot does not know the source “{source}”"),)
    known, document = SOURCES[source], _parsed(body)
    if isinstance(document, Unreadable):
        return (document,)
    parts = known.split(document, headers)
    if not parts:
        return (NotASignal("empty", "", "the body holds no alert"),)
    seen = tuple(_one(known, part, headers, digest) for part in parts[:MOST])
    return (
        seen
        if len(parts) <= MOST
        else (*seen, Unreadable(f"it holds {len(parts)} alerts, more than are read"))
    )


def _one(source: Source, part: JsonValue, headers: Mapping[str, str], digest: Callable[[str], str]) -> Read:
    if not isinstance(part, dict):
        return Unreadable("what should be an alert is not a JSON object")
    seen = source.read(part, headers)
    if not isinstance(seen, Signal):
        return seen
    try:
        series = seen.series or f"body:{digest(json.dumps(part, sort_keys=True))[:16]}"
    except RecursionError:
        return Unreadable("the body is nested too deeply")
    return replace(seen, series=series, findings=findings(part, source.places, digest))


def _parsed(body: bytes) -> JsonValue | Unreadable:
    if not body.strip():
        return Unreadable("the body is empty")
    try:
        document: JsonValue = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError:
        return Unreadable("the body is not UTF-8")
    except RecursionError:
        return Unreadable("the body is nested too deeply")
    except ValueError:
        return Unreadable("the body is not JSON")
    return document
