"""From a stored delivery to a signal: the source says what it means, and what is the same for all is done here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from pydantic import JsonValue

from breachbot.intake.redact import findings
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.source import Document, Read


def read(source: str, headers: Mapping[str, str], body: bytes, digest: Callable[[str], str]) -> Read:
    """Read an authenticated delivery with the source that took it. Never raises on any body.

    headers: those that the source keeps. digest: keyed, in hex; see `redact.findings`. A signal for which the sender
    gave no lasting id is a series of its own.
    """
    if source not in SOURCES:
        return Unreadable(f"this version of breachbot does not know the source “{source}”")
    document = _parsed(body)
    if isinstance(document, Unreadable):
        return document
    seen = SOURCES[source].read(document, headers)
    if not isinstance(seen, Signal):
        return seen
    series = seen.series or f"body:{digest(body.decode('utf-8'))[:16]}"
    return replace(seen, series=series, findings=findings(dict(document), digest))


def _parsed(body: bytes) -> Document | Unreadable:
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
    return document if isinstance(document, dict) else Unreadable("the body is not a JSON object")
