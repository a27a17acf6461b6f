"""Texts for one line of a table: nothing that a person wrote can pass for another value, column or row.

A backslash, and each mark that does not print (line ends among them), is written as an escape of Python's, such as
`\\n`; a bar within one of several values as `\\|`. So a cell can be taken apart again without loss.
"""

from __future__ import annotations

from collections.abc import Iterable

from breachbot.visible import escaped

BETWEEN = " | "
"""What parts several values of one column."""


def one_line(text: str) -> str:
    """`text` in printable marks alone, without a line end. A lone surrogate, which no file can hold, is escaped too."""
    return "".join(mark if mark.isprintable() else escaped(mark) for mark in text.replace("\\", "\\\\"))


def in_one(texts: Iterable[str]) -> str:
    """Several texts in one line; a bar within one of them does not look like the next."""
    return BETWEEN.join(one_line(text).replace("|", "\\|") for text in texts)
