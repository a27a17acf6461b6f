"""`breachbot outbox`: what is not carried out yet, and what was given up and needs a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.cli.number import whole

if TYPE_CHECKING:
    from breachbot.usecases.ports.outbox import EffectRow
    from breachbot.usecases.ports.store import Transaction

outbox = typer.Typer(
    help="What is still to be shown, sent or published. What was given up or stepped aside needs a person.",
    no_args_is_help=True,
)
Ids = Annotated[
    list[int], typer.Argument(help="Numbers that `breachbot outbox list` shows.", parser=whole(2**63 - 1))
]
HEADINGS = ("id", "state", "kind", "stream", "age", "tries", "last error")


@outbox.command("list")
def list_effects() -> None:
    """One line for each thing that waits or was given up: no text of a person and no name."""
    from breachbot.settings import load
    from breachbot.store.open import open_to_read

    with open_to_read(load()) as store:
        rows = [_cells(row) for row in store.read(lambda tx: tx.undone())]
    if not rows:
        print("Nothing is waiting and nothing was given up.")
        return
    widths = [max(len(row[n]) for row in (HEADINGS, *rows)) for n in range(len(HEADINGS))]
    for row in (HEADINGS, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@outbox.command()
def retry(ids: Ids) -> None:
    """Try again now what was given up, or failed and waits. A server that runs takes it up within a second."""
    _each(ids, lambda tx, effect: tx.try_again(effect), "waits again")


@outbox.command()
def dismiss(ids: Ids) -> None:
    """Drop for good what was given up, or failed and waits, once a person has dealt with it in another way."""
    _each(ids, lambda tx, effect: tx.set_aside(effect), "is dismissed")


def _each(ids: list[int], change: Callable[[Transaction, int], bool], done: str) -> None:
    """Change them all, or none if one of them neither was given up nor failed and waits (exit code 2)."""
    from breachbot.errors import Refused
    from breachbot.settings import load
    from breachbot.store.open import open_beside

    def work(tx: Transaction) -> None:
        for effect in dict.fromkeys(ids):
            if not change(tx, effect):
                raise Refused(
                    f"{effect} was neither given up nor is it waiting after a failure. Nothing was changed."
                )

    with open_beside(load()) as store:
        store.write(work)
    for effect in ids:
        print(f"{effect} {done}")


def _cells(row: EffectRow) -> tuple[str, ...]:
    from breachbot.register.flat import one_line

    return (
        str(row.id),
        _state(row),
        one_line(row.kind),
        one_line(row.stream),
        age(row.age_seconds),
        str(row.attempts),
        _word(row.error),
    )


def _state(row: EffectRow) -> str:
    if row.state == "failed":
        return "given up"
    return "stepped aside" if row.aside else "waits"


def age(seconds: float) -> str:
    """`45s`, `12m`, `3h` or `9d`, rounded down."""
    for unit, length in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds >= length:
            return f"{int(seconds // length)}{unit}"
    return f"{int(max(seconds, 0))}s"


def _word(error: str) -> str:
    """A code of ours or of Slack's; it holds no text of a person, and nothing that moves a terminal's cursor."""
    from breachbot.visible import visible

    return visible(error) or "none"
