"""`breachbot register` and `breachbot notices`: what an inspector asks for."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.cli import assessments, register_list, register_show
from breachbot.cli.register_log import opened, read_incident, warn
from breachbot.errors import Refused
from breachbot.visible import visible

if TYPE_CHECKING:
    from breachbot.incident.addressees import Form
    from breachbot.register.entry import Entry
    from breachbot.register.verify import Proof
    from breachbot.usecases.ports.store import Transaction

register = typer.Typer(
    help="The register: every incident, including those judged no breach, with reasons.",
    no_args_is_help=True,
)
register.command("list")(register_list.list_entries)
register.command()(register_show.show)
register.command()(register_show.timeline)
register.command()(assessments.assessments)
register.command()(assessments.compare)
register.command()(assessments.replay)


@register.command()
def export(
    form: Annotated[str, typer.Option("--format", metavar="json|csv", help="json or csv.")] = "json",
    timelines: Annotated[
        Path | None,
        typer.Option(
            "--timelines", metavar="FOLDER", help="Write the timeline of each incident there (SVG)."
        ),
    ] = None,
) -> None:
    """Write the whole register to standard output, after checking the whole log."""
    if form not in ("json", "csv"):
        raise Refused(f"--format: “{form}” is not a format of the register: use json or csv.")
    from breachbot.register.sheet import csv_lines
    from breachbot.usecases.register import each_entry, proof

    def write(tx: Transaction) -> None:
        warn(proof(tx).why)
        for text in (csv_lines if form == "csv" else json_lines)(each_entry(tx, policy)):
            print(text)
        if timelines:
            register_show.write_timelines(tx, policy, timelines, datetime.now(UTC))

    with opened() as (store, policy):
        store.read(write)


@register.command()
def verify() -> None:
    """Recompute the chain over the whole log, compare every sealed event with its row, and compare the heads inside
    approvals with the chain.

    Exit code 1 where something is wrong, naming the first bad row, or where something could not be compared: a row
    whose key is gone is in the chain, and nobody can read it.
    """
    from breachbot.settings import load
    from breachbot.store.open import open_to_read
    from breachbot.usecases.register import proof

    with open_to_read(load()) as store:
        found, head, erased = store.read(lambda tx: (proof(tx), tx.head(), len(tx.erased())))
    if not found.ok:
        print(f"BROKEN{f' at row {found.first_bad}' if found.first_bad else ''}: {found.why}")
        raise typer.Exit(1)
    counted = f"{_many(found.rows, 'row')}, {_many(erased, 'stream')} erased, head {head}"
    print(f"verified: {counted}" if found.complete else f"INCOMPLETE: verified {counted}")
    print("\n".join(_limits(found)))
    if not found.complete:
        raise typer.Exit(1)


def _limits(found: Proof) -> Iterator[str]:
    """What the proof does not show."""
    if found.erased:
        yield (
            f"not compared: {_many(found.erased, 'row')} without a key. No command of breachbot deletes a key: "
            "compare the database with a backup."
        )
    if found.unreadable:
        yield f"not compared: {_many(found.unreadable, 'row')} that only a newer version of breachbot can read."
    if found.vouched:
        yield (
            f"An approval vouches for the log up to row {found.vouched}. Only a head that was kept elsewhere shows "
            "whether rows after that one were cut off."
        )
    else:
        yield (
            "No approval vouches for the log yet: only a head that was kept elsewhere shows whether rows were removed."
        )


def _many(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def notices(
    incident: Annotated[str, typer.Argument(help="The id of the incident.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")],
) -> None:
    """Write the newest approved notices of an incident as files: to file them, or to send them.

    A line for each file says whether its approval holds, and when and how it went out. If the approval is void, the
    file's name begins with void-, or with was-filed-, was-published- or was-sent-. versions.txt has all versions.
    """
    from breachbot.incident.addressees import forms
    from breachbot.policy import build_policy
    from breachbot.publish.documents import not_written, write_documents, write_on_paper
    from breachbot.settings import load

    settings = load()
    policy = build_policy(settings)
    found = read_incident(settings, incident)
    documents = write_documents(found, out)
    for written in documents:
        print(f"{written.path}: {written.says}")
    for path, name in write_on_paper(documents, policy.templates):
        print(f"{path}: {name} on paper.")
    if any(one.draft.audience == "authority" for one in documents):
        for form in forms(found, policy):
            for sentence in _form(form):
                print(visible(sentence))
    for sentence in not_written(found):
        print(sentence)


def _form(one: Form) -> Iterator[str]:
    """Where an authority takes the notice, and how sure that is."""
    who = one.name or "The authority"
    yield (
        f"{who} takes the notice at {one.url}."
        if one.url
        else f"{who}: the address of its form is not known."
    )
    if one.doubt:
        yield f"How sure that address is: {one.doubt}."


def json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The register as one JSON array, entry by entry."""
    held: str | None = None
    for entry in entries:
        yield "[" if held is None else f"{held},"
        held = textwrap.indent(json.dumps(entry.columns(), indent=2), "  ")
    yield from ("[]",) if held is None else (held, "]")
