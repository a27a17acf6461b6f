"""Text from outside, made fit for one line of a terminal or a log: nothing in it can act, and none of it is hidden."""

from __future__ import annotations

import unicodedata

CUT = 80
"""Characters of a word that is quoted: enough to find it again."""


def visible(text: str, most: int | None = None) -> str:
    """`text` in printable marks alone, without a line end, and cut after `most` characters.

    What does not print (line ends, escape codes, marks that turn the reading direction, halves of characters) is
    written as an escape of Python's, such as `\\x1b`; blanks of any kind are blanks.
    """
    shown = "".join(map(_mark, text if most is None else text[:most]))
    return shown if most is None or len(text) <= most else f"{shown}…"


def quoted(text: str) -> str:
    """A word from outside in quotation marks, cut where it is long."""
    return f"“{visible(text, CUT)}”"


def escaped(mark: str) -> str:
    """A mark as an escape of Python's."""
    return mark.encode("unicode_escape").decode("ascii")


def _mark(mark: str) -> str:
    if mark.isprintable():
        return mark
    return " " if unicodedata.category(mark) == "Zs" else escaped(mark)
