"""The register as a spreadsheet reads it: CSV of which no cell is run."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from breachbot.register.entry import Entry

FORMULA = tuple("=+-@\N{MINUS SIGN}")
"""Beginnings that a spreadsheet takes for a formula."""


def as_csv(entries: Iterable[Entry]) -> str:
    """The register for a spreadsheet, one line for each entry, as `guarded` and `register.flat` say."""
    return "\n".join(csv_lines(entries))


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The same, line by line."""
    empty = True
    for flat in (entry.flat() for entry in entries):
        if empty:
            yield _csv_line(flat)
        yield _csv_line(guarded(value) for value in flat.values())
        empty = False
    if empty:
        yield "id"


def _csv_line(cells: Iterable[str]) -> str:
    written: list[str] = []
    csv.writer(_Into(written.append), lineterminator="").writerow(cells)
    return "".join(written)


class _Into:
    """What a writer of CSV writes to."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self.write = write


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs (OWASP, CSV injection): an apostrophe before what may be a formula.

    What begins with an apostrophe of its own gets a second, so that the first is always ours.
    """
    return f"'{cell}" if cell.startswith("'") or looks_like_formula(cell) else cell


def looks_like_formula(cell: str) -> bool:
    """Whether a spreadsheet may take it for one: also after blanks, and in the wide marks of East Asian keyboards."""
    first = unicodedata.normalize("NFKC", cell.lstrip()[:1])
    return first[:1] in FORMULA or cell[:1] in ("\t", "\r", "\n")
