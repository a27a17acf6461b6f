"""How a value reads in plain English, and how a free text falls into paragraphs and lists.

Nothing comes out blank: what is not known reads "not known yet".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from breachbot.notices.values import UNKNOWN, Absent, Count

NOT_KNOWN = "not known yet"
NOT_ASKED = "not applicable"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Spelled out here, since strftime would follow the locale of the machine."""


def say(value: object) -> str:
    """One line for any value that a notice can hold. Raises TypeError for anything else, None included."""
    match value:
        case str():
            return " ".join(value.split())
        case Absent():
            return NOT_KNOWN if value == UNKNOWN else NOT_ASKED
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case Count():
            return say_count(value)
        case datetime():
            return say_time(value)
        case tuple() | list():
            return "; ".join(say(item) for item in value)
    raise TypeError(f"a notice cannot say a {type(value).__name__}")


def say_time(at: datetime) -> str:
    """`24 November 2026, 09:15 UTC`."""
    utc = at.astimezone(UTC)
    return f"{utc.day} {MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"


def say_count(count: Count) -> str:
    """`about 2,300 (at least 2,000, at most 2,500)`."""
    bounds = []
    if count.min is not None:
        bounds.append(f"at least {count.min:,}")
    if count.max is not None:
        bounds.append(f"at most {count.max:,}")
    if count.estimate is None:
        return " and ".join(bounds)
    about = f"about {count.estimate:,}"
    return f"{about} ({', '.join(bounds)})" if bounds else about


@dataclass(frozen=True)
class Block:
    """A paragraph (one text) or a list (its items); no line breaks inside."""

    kind: str
    texts: tuple[str, ...]


_ITEM = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)")


def blocks(text: str) -> list[Block]:
    """A free text as paragraphs (ended by an empty line) and lists (lines that begin like an item)."""
    found: list[Block] = []
    open_paragraph = False
    for line in (" ".join(raw.split()) for raw in text.split("\n")):
        is_item = bool(_ITEM.match(line))
        last = found[-1] if found else None
        if is_item:
            items = last.texts if last and last.kind == "list" else ()
            found[len(found) - (1 if items else 0) :] = [Block("list", (*items, _ITEM.sub("", line)))]
        elif line and last and open_paragraph:
            found[-1] = Block("paragraph", (f"{last.texts[0]} {line}",))
        elif line:
            found.append(Block("paragraph", (line,)))
        open_paragraph = bool(line) and not is_item
    return found
