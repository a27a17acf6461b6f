"""How rows are printed: as a table for people, or as a JSON object on a line for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any


def as_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print each row as a JSON object on a line."""
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def when(moment: datetime | None) -> str | None:
    """`2026-11-24T09:15:00Z`, or None."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None


def cell(value: Any) -> str:
    """One value in one line; a dash for what is None."""
    from breachbot.register.flat import one_line

    return "–" if value is None else one_line(str(value))


def table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Print these columns of the rows, with headings."""
    cells = [[cell(row[name]) for name in columns] for row in rows]
    headings = [name.replace("_", " ") for name in columns]
    widths = [max(len(row[n]) for row in (headings, *cells)) for n in range(len(columns))]
    for row in (headings, *cells):
        print("  ".join(one.ljust(width) for one, width in zip(row, widths, strict=True)).rstrip())
