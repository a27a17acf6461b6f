"""`breachbot register show` and `timeline`: one entry, for people, for machines, and as a picture."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.cli.register_log import fault_in, no_entry, opened, warn
from breachbot.errors import Refused

if TYPE_CHECKING:
    from breachbot.incident.policy import Policy
    from breachbot.usecases.ports.store import Transaction

ENTRY = typer.Argument(help="The id, such as pdb-k7m2q9xw.")


def show(
    entry: Annotated[str, ENTRY],
    as_json: Annotated[bool, typer.Option("--json", help="Every column as one JSON object.")] = False,
) -> None:
    """Everything about one entry, what comes next, and whom reminders reached.

    Only this entry's rows of the log are checked. Times are those of this machine's zone (TZ sets another), with UTC
    beside them.
    """
    from breachbot.cli.register_page import page
    from breachbot.usecases.register import entry as read_entry
    from breachbot.usecases.register import outlook, receipts, timeline_of

    now = datetime.now(UTC)
    with opened() as (store, policy):
        found, wrong, ahead, points, reached = store.read(
            lambda tx: (
                read_entry(tx, policy, entry),
                fault_in(tx, [entry]),
                outlook(tx, policy, entry, now),
                timeline_of(tx, policy, entry, now),
                receipts(tx, entry),
            ),
        )
    warn(wrong)
    if found is None:
        raise no_entry(entry)
    if as_json:
        print(json.dumps(found.columns() | {"reached": reached}, indent=2))
        return
    for line in page(found, policy, points, ahead, None, reached):
        print(line)


def timeline(
    incident: Annotated[str, ENTRY],
    output: Annotated[Path | None, typer.Option("--output", help="The file to write, instead.")] = None,
    text: Annotated[bool, typer.Option("--text", help="A plain table instead of a picture.")] = False,
) -> None:
    """When an incident was detected, known, drafted, decided, filed, told and closed: a picture (SVG)."""
    from breachbot.cli.register_page import timeline_lines
    from breachbot.private import write
    from breachbot.register.drawing import draw, svg
    from breachbot.usecases.register import timeline_of

    now = datetime.now(UTC)
    with opened() as (store, policy):
        found, wrong = store.read(
            lambda tx: (timeline_of(tx, policy, incident, now), fault_in(tx, [incident]))
        )
    warn(wrong)
    if found is None:
        raise no_entry(incident)
    shown = "\n".join([found.summary, *timeline_lines(found, None)]) + "\n" if text else svg(draw(found))
    if output is None:
        print(shown, end="")
        return
    try:
        write(output, shown.encode())
    except OSError as error:
        raise Refused(f"--output: {output} cannot be written: {error.strerror}.") from None
    print(f"{output}: {found.summary}")


def write_timelines(tx: Transaction, policy: Policy, folder: Path, now: datetime) -> None:
    """The picture of each incident that can be read, as a file with its codename. Raises Refused."""
    from breachbot.private import make_folder, write
    from breachbot.register.drawing import draw, svg
    from breachbot.usecases.register import timeline_of

    try:
        make_folder(folder)
        for stream in tx.register_streams():
            if found := timeline_of(tx, policy, stream, now):
                write(folder / f"{stream}.svg", svg(draw(found)).encode())
    except OSError as error:
        raise Refused(f"--timelines: {folder} cannot be written: {error.strerror}.") from None
