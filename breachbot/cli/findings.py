"""What `breachbot doctor` finds: one line each, either well, or with what to do about it, or honestly not known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from breachbot.errors import BreachbotError, NotReady


@dataclass(frozen=True)
class Examined:
    """The name of what was looked at, its state, and a sentence without secrets or people's names."""

    name: str
    state: Literal["ok", "wrong", "unknown"]
    says: str


class Unknown(NotReady):
    """It could not be found out, and why not. That is no fault by itself, and it is never shown as well."""


def look(name: str, examine: Callable[[], str]) -> Examined:
    """Examine: the sentence of what is well, or an error of ours with what to do."""
    try:
        return Examined(name, "ok", examine())
    except BreachbotError as error:
        return _failed(name, error)


async def ask(name: str, examine: Awaitable[str]) -> Examined:
    """The same for what has to be asked over a network."""
    try:
        return Examined(name, "ok", await examine)
    except BreachbotError as error:
        return _failed(name, error)


def _failed(name: str, error: BreachbotError) -> Examined:
    return Examined(name, "unknown" if isinstance(error, Unknown) else "wrong", str(error))
