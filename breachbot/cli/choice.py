"""A word out of a few that somebody types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import typer

from breachbot.visible import quoted


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """What reads one of these words, and names them all where it is another."""

    def read(typed: str) -> str:
        if typed not in words:
            raise typer.BadParameter(f"{quoted(typed)} is none of {', '.join(words)}.")
        return typed

    read.__name__ = "WORD"
    return read
