"""How what is explained is laid out on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTH = 110


@dataclass(frozen=True)
class Line:
    """A text and how deep it stands: a title (0), a line with a dash (1), or what belongs to such a line (2)."""

    depth: int
    text: str


def line(text: str) -> Line:
    """A line with a dash."""
    return Line(1, text)


def inner(text: str) -> Line:
    """What belongs to the line above."""
    return Line(2, text)


_BEGINS = {0: ("", "    "), 1: ("  - ", "    "), 2: ("      ", "      ")}


Group = tuple[Line, ...]
"""A line with what belongs to it."""


def laid_out(lines: Iterable[Line], said: set[Group]) -> list[str]:
    """The lines of a terminal. A line that was said already, with all that belongs to it, is left out."""
    new = [group for group in dict.fromkeys(_groups(lines)) if group not in said]
    said.update(new)
    return [part for group in new for one in group for part in _wrapped(one)]


def _groups(lines: Iterable[Line]) -> Iterator[Group]:
    group: list[Line] = []
    for one in lines:
        if one.depth < 2 and group:
            yield tuple(group)
            group = []
        group.append(one)
    if group:
        yield tuple(group)


def _wrapped(one: Line) -> list[str]:
    first, rest = _BEGINS[one.depth]
    text = one.text.replace("Art. ", "Art.\u00a0")  # so that no line ends between the two
    lines = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [part.replace("\u00a0", " ") for part in lines]
