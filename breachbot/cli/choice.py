"""A word out of a few that somebody types, and the id of a person."""

from __future__ import annotations

import re
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


def person_in_slack(typed: str) -> str:
    """The id of a person."""
    if not re.fullmatch(r"[UW][A-Z0-9]{2,63}", typed):
        raise typer.BadParameter(f"{quoted(typed)} is not the id of a person in Slack, such as U012AB3CD.")
    return typed


person_in_slack.__name__ = "USER"
