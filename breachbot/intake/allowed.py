"""The few values that may stay in clear, each forced into a narrow shape.

What was given but does not fit is shown as `unreadable`, which is neither its text nor a claim that there was nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from breachbot.playbook.triage import Severity

UNREADABLE = "unreadable"
MOST_PARTS = 12
"""Fewer parts than these make the path of a repository."""

_PART = r"[A-Za-z_$][A-Za-z0-9_$]*(?:-[A-Za-z0-9_$]+)*"
_CLASS = re.compile(
    rf"[*&]{{0,2}}{_PART}(?:(?:\.|::|\\|/|\+){_PART})*(?:\[[*&]?{_PART}(?:[./]{_PART})*\]|`[0-9])?"
    r"|[A-Z][A-Z0-9_]+(?: / (?:[A-Z][A-Z0-9_]+|0x[0-9a-f]{1,8}))+"
)
"""`ValueError`, `*errors.errorString`, `Foo::Bar`, `App\\Denied`, `EXC_BAD_ACCESS / KERN_INVALID_ADDRESS`: as languages
write them."""
_SAID = (
    "Another|Assertion|Error|Exception|Failed|Failure|Fatal|Internal|Network|Non-Error|Promise|Rejection|Request"
    "|Runtime|Script|Server|Timeout|Type|Uncaught|Unexpected|Unhandled|Unknown|Warning"
)
_SPOKEN = re.compile(rf"(?:{_SAID})(?: (?:{_SAID})){{1,4}}(?: #[0-9]{{1,3}})?")
"""Kinds of errors that programs write as words, such as `Unhandled Rejection`. Other words may be anybody's name."""
_KIND = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[._:/!-][A-Za-z0-9]+)*")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MARK = re.compile(r"#([0-9a-f]{64})")
_LONG_NUMBER = re.compile(r"\d{6}")
"""Six digits in a row may be part of a telephone or an account number."""
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]*)*")
_GRADES: dict[Severity, tuple[str, ...]] = {
    "critical": (
        *("critical", "crit", "emergency", "fatal", "disaster", "alert", "page", "urgent", "blocker"),
        *("p0", "p1", "sev0", "sev1"),
    ),
    "high": ("high", "error", "major", "severe", "p2", "sev2"),
    "medium": ("medium", "moderate", "warning", "warn", "average", "p3", "sev3"),
    "low": ("low", "minor", "notice", "p4", "sev4"),
    "info": ("info", "informational", "information", "debug", "none", "ok", "p5", "sev5"),
}
_LEVELS = frozenset({"fatal", "error", "warning", "info", "debug", "sample"})


def class_name(value: str | None) -> str | None:
    """The class of an error, if it looks like an identifier of a program or is one of the usual words for it."""
    return value if value and _SPOKEN.fullmatch(value) else _shown(value, _CLASS, 100)


def kind(value: str | None) -> str | None:
    """What a platform calls a kind of finding, such as `Recon:IAMUser/TorIPCaller` or `com.example.alert.raised`."""
    return _shown(value, _KIND, 100)


def readable(*shown: str | None) -> str | None:
    """The first of several values that was given and may be shown, or None."""
    return next((one for one in shown if one and one != UNREADABLE), None)


def name(value: str | None) -> str | None:
    """The slug of a project or the name of an environment."""
    return _shown(value, _NAME, 64)


def level(value: str | None) -> str | None:
    """One of Sentry's levels."""
    return None if not value else value if value in _LEVELS else UNREADABLE


def severity(value: str | None) -> Severity | None:
    """How grave something is, from the words that senders use for it; None for one that is not known."""
    known = (value or "").strip().lower()
    return next((grade for grade, words in _GRADES.items() if known in words), None)


def repository(value: str | None) -> str | None:
    """An owner and a name, as `example/shop`, or a project in groups of groups."""
    if not value:
        return None
    parts = [name(part) for part in value.split("/", MOST_PARTS)]
    fits = 2 <= len(parts) < MOST_PARTS and None not in parts and UNREADABLE not in parts
    return value if fits else UNREADABLE


def titled(kind: str, shown: str | None) -> str:
    """A short kind, and after it the name that one of the others here lets through, if it is readable."""
    return kind if shown in (None, UNREADABLE) else f"{kind}: {shown}"


def word(value: str | None, known: Iterable[str]) -> str:
    """One of the known words, or `unknown`."""
    return value if value is not None and value in known else "unknown"


def identifier(value: str | int | None) -> str | None:
    """An id that the platform gives out, or None."""
    text = "" if value is None else str(value)
    return text if _ID.fullmatch(text) else None


def lasting(kind: str, *ids: str | int | None) -> str:
    """The key of a series from the sender's own ids; an id that may hold anything is marked. Empty if one of them is
    missing."""
    if any(one is None or one == "" for one in ids):
        return ""
    return ":".join((kind, *(identifier(one) or marked(one) for one in ids)))


def marked(value: object) -> str:
    """A mark in a series, in place of what may hold anything; `keyed` then puts the digest there."""
    return f"#{sha256(str(value).encode('utf-8', 'replace')).hexdigest()}"


def keyed(series: str, digest: Callable[[str], str]) -> str:
    """A series with a keyed digest in place of each mark: whoever tries all ids finds none without the key."""
    return _MARK.sub(lambda mark: digest(f"series:{mark[1]}")[:32], series)


def link(value: str | None) -> str | None:
    """An http(s) address without credentials, query or fragment: the last two may hold personal data."""
    if not value or len(value) > 1000:
        return None
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    plain = (
        parts.username is None
        and parts.password is None
        and _HOST.fullmatch(host)
        and _PATH.fullmatch(parts.path)
    )
    if parts.scheme not in ("http", "https") or not plain:
        return None
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path}"


def instant(value: str | int | float | None) -> datetime | None:
    """A time with a zone, or seconds since 1970; what cannot be the time of an error is None."""
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
        elif value is None or isinstance(value, bool) or not math.isfinite(value):
            return None
        else:
            moment = datetime.fromtimestamp(value, UTC)
        if moment.tzinfo is None or not 2000 <= moment.year < 2200:
            return None
        return moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def milliseconds(value: str | int | float | None) -> datetime | None:
    """The same for a time given in milliseconds since 1970."""
    if value is None or isinstance(value, str | bool):
        return instant(value)
    return instant(value / 1000) if abs(value) < 1e15 else None


def count(value: str | int | None) -> int | None:
    """A number of occurrences; Sentry writes it as a text."""
    text = "" if value is None or isinstance(value, bool) else str(value)
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _shown(value: str | None, shape: re.Pattern[str], longest: int) -> str | None:
    if not value:
        return None
    fits = len(value) <= longest and shape.fullmatch(value) and not _LONG_NUMBER.search(value)
    return value if fits else UNREADABLE
