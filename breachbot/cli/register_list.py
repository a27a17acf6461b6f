"""`breachbot register list`: a line for each entry, a page at a time; all of them, or those that are asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.cli.number import whole
from breachbot.cli.register_log import fault_in, opened, warn
from breachbot.errors import Refused
from breachbot.visible import quoted

if TYPE_CHECKING:
    from breachbot.incident.policy import Policy
    from breachbot.register.entry import Entry
    from breachbot.usecases.ports.store import Transaction
    from breachbot.usecases.register import Wanted

PAGE, WIDEST = 50, 40
"""Entries on a page of `list`, and marks of a cell."""


def _day(typed: str) -> date:
    """A day that somebody types."""
    try:
        return date.fromisoformat(str(typed))
    except ValueError:
        raise typer.BadParameter(f"{quoted(typed)} is no day, such as 2026-11-24.") from None


_day.__name__ = "DAY"


def list_entries(
    page: Annotated[
        int,
        typer.Option(
            parser=whole(), metavar="NUMBER", help=f"Which page of {PAGE} entries; 1 is the oldest."
        ),
    ] = 1,
    every: Annotated[bool, typer.Option("--all", help="Every entry, without pages.")] = False,
    over: Annotated[
        bool | None,
        typer.Option("--closed/--open", help="Only what has ended, or only what has not."),
    ] = None,
    start: Annotated[
        date | None,
        typer.Option(
            "--from", parser=_day, metavar="DAY", help="Only what was opened on this day or later (UTC)."
        ),
    ] = None,
    end: Annotated[
        date | None,
        typer.Option(
            "--to", parser=_day, metavar="DAY", help="Only what was opened on this day or before (UTC)."
        ),
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only what is late: hours that are over, or follow-up measures.")
    ] = False,
    text: Annotated[
        str, typer.Option("--text", metavar="WORDS", help="Only entries that hold all of these words.")
    ] = "",
) -> None:
    """One line for each entry, a page at a time."""
    from breachbot.usecases.register import Wanted

    if start and end and start > end:
        raise Refused(f"--from: {start} is later than --to, {end}.")
    wanted = Wanted(
        datetime.now(UTC),
        over=over,
        start=_midnight(start),
        end=_midnight(end + timedelta(days=1)) if end and end < date.max else None,  # no day is later
        overdue=overdue,
        words=tuple(text.split()),
    )
    skip, limit = (0, None) if every else ((page - 1) * PAGE, PAGE)
    with opened() as (store, policy):
        shown, size, wrong = store.read(lambda tx: _found(tx, policy, wanted, skip, limit))
        erased = 0 if wanted.anything else store.read(lambda tx: len(tx.erased()))
    warn(wrong)
    if wanted.anything and not (size or wrong):  # of a broken log nobody can say that nothing was in it
        print("The register is empty: nothing was reported, and no incident was opened yet.")
        return
    _print([_shown(entry, policy) for entry in shown], _columns(policy))
    for line in _below(wanted, page, every, len(shown), size, erased):
        print(line)


def _found(
    tx: Transaction, policy: Policy, wanted: Wanted, skip: int, limit: int | None
) -> tuple[list[Entry], int, str | None]:
    """The entries of a page, how many there are on all of them, and what is wrong with the log of those shown."""
    from breachbot.usecases.register import entries, wanted_entries

    if wanted.anything:
        shown = entries(tx, policy, skip=skip, limit=limit)
        return shown, tx.register_size(), fault_in(tx, tx.register_streams(skip, limit))
    found = wanted_entries(tx, policy, wanted)
    shown = found[skip:] if limit is None else found[skip : skip + limit]
    return shown, len(found), fault_in(tx, [one.id for one in shown])


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


def _print(flat: list[dict[str, str]], columns: tuple[str, ...]) -> None:
    widths = {name: max([len(name), *(len(row[name]) for row in flat)]) for name in columns}
    for row in ({name: name for name in columns}, *flat):
        print("  ".join(row[name].ljust(widths[name]) for name in columns).rstrip())


def _columns(policy: Policy) -> tuple[str, ...]:
    """What a line of a terminal holds; of the outcomes those on which people may rule."""
    return ("id", "phase", "opened_at", "aware_at", "due_at", *policy.regimes.decidable, "title")


def _shown(entry: Entry, policy: Policy) -> dict[str, str]:
    """As much of an entry as a line of a terminal holds."""
    flat = entry.flat()
    return {name: flat[name][:WIDEST] for name in _columns(policy)}


def _below(wanted: Wanted, page: int, every: bool, shown: int, size: int, erased: int) -> list[str]:
    """Which part was shown, how to see more of it, and what could not be asked."""
    lines = []
    if not every and size > PAGE:
        lines.append(_where(page, shown, size, "the register" if wanted.anything else "what you asked for"))
    elif not wanted.anything:
        lines.append(f"{size} {'entry' if size == 1 else 'entries'} like that.")
    if erased:
        lines.append(f"Not looked at: {erased} whose content was erased.")
    return lines


def _where(page: int, shown: int, size: int, of: str) -> str:
    if not shown:
        return f"There is no page {page}: {of} has {size} entries on {-(-size // PAGE)} pages."
    skip = (page - 1) * PAGE
    here = f"Entries {skip + 1} to {skip + shown} of {size}"
    more = size - skip - shown
    next_page = f"; {more} more: `breachbot register list --page {page + 1}`" if more else ""
    return f"{here}{next_page}."
