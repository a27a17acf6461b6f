"""A number that somebody types: the library's own words for a wrong one are for programmers."""

from __future__ import annotations

import re
from collections.abc import Callable

import typer

from breachbot.visible import quoted

MOST = 10**9


def whole(most: int = MOST) -> Callable[[str], int]:
    """What reads a whole number from 1 to `most`, and says so where it is none."""

    def read(typed: str) -> int:
        text = str(typed)  # the default is given as the number that it is
        number = int(text) if re.fullmatch(r"[0-9]{1,20}", text) else 0
        if not 1 <= number <= most:
            raise typer.BadParameter(f"{quoted(text)} is no whole number from 1 to {most:,}.")
        return number

    read.__name__ = "NUMBER"
    return read
