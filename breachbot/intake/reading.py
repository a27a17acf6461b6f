"""From a stored delivery to signals: the source says what each means, and what is the same for all is done here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from pydantic import JsonValue

from breachbot.intake import allowed
from breachbot.intake.clear import cleared
from breachbot.intake.passing import told
from breachbot.intake.redact import findings
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import MOST_ALERTS, Read, Source, left_out


class Written(Protocol):
    """A delivery, unsealed."""

    @property
    def source(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def body(self) -> bytes: ...


def read(
    source: str,
    headers: Mapping[str, str],
    body: bytes,
    digest: Callable[[str], str],
    sources: Mapping[str, Source] = SOURCES,
) -> tuple[Read, ...]:
    """Read an authenticated delivery with the source that took it: one answer for each alert in it. Never raises.

    headers: those that the source keeps. digest: keyed, in hex; see `redact.findings`. sources: every source there is,
    by name. One bad alert loses none of the others. A signal for which the sender gave no lasting id is a series of its
    own.
    """
    if source not in sources:
        return (Unreadable(f"this version of breachbot does not know the source “{source}”", "source"),)
    if note := told(headers):
        return (Unreadable(note, "too-large"),)
    known = sources[source]
    document = _parsed(known.unpack(body))
    if isinstance(document, Unreadable):
        return (document,)
    parts = known.split(document, headers)
    if not parts:
        return (NotASignal("empty", "", "the body holds no alert"),)
    seen = tuple(_one(known, part, headers, digest) for part in parts[:MOST_ALERTS])
    if len(parts) <= MOST_ALERTS:
        return seen
    return (*seen, left_out(f"it holds {len(parts)} alerts, and only the first {MOST_ALERTS} were read"))


def written(
    delivery: Written, series: str, digest: Callable[[str], str], sources: Mapping[str, Source] = SOURCES
) -> str:
    """What the sender wrote of one series, for a person to read: the first alert of that series, or else all that came.

    Never raises, and is never blank.
    """
    if note := told(delivery.headers):
        return f"It was not kept: {note}."
    whole = delivery.body.decode("utf-8", "replace")
    if not whole.strip():
        return "The body is empty."
    if delivery.source not in sources:
        return whole
    source = sources[delivery.source]
    document = _parsed(source.unpack(delivery.body))
    if isinstance(document, Unreadable):
        return whole
    try:
        parts = source.split(document, delivery.headers)[:MOST_ALERTS]
        mine = (part for part in parts if _is_of(source, part, delivery.headers, digest, series))
        return json.dumps(next(mine, document), indent=2, ensure_ascii=False)
    except RecursionError:
        return whole


def _is_of(
    source: Source, part: JsonValue, headers: Mapping[str, str], digest: Callable[[str], str], series: str
) -> bool:
    seen = _one(source, part, headers, digest)
    return isinstance(seen, Signal) and seen.series == series


def _one(source: Source, part: JsonValue, headers: Mapping[str, str], digest: Callable[[str], str]) -> Read:
    if not isinstance(part, dict):
        return Unreadable("what should be an alert is not a JSON object", "not-an-object")
    try:
        seen = source.read(part, headers)
        if not isinstance(seen, Signal):
            return seen
        series = allowed.keyed(seen.series, digest) or f"body:{digest(json.dumps(part, sort_keys=True))[:16]}"
    except RecursionError:
        return Unreadable("the body is nested too deeply", "nested")
    seen = replace(seen, series=series, findings=findings(part, source.places, digest))
    return cleared(seen, digest)


def _parsed(body: bytes) -> JsonValue | Unreadable:
    if not body.strip():
        return Unreadable("the body is empty", "empty")
    try:
        document: JsonValue = json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unreadable("the body is not UTF-8", "not-utf8")
    except RecursionError:
        return Unreadable("the body is nested too deeply", "nested")
    except ValueError:
        return Unreadable("the body is not JSON", "not-json")
    return document
