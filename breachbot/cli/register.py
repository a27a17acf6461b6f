"""`breachbot register` and `breachbot notices`: what an inspector asks for."""

from __future__ import annotations

import csv
import io
import json
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.cli import assessments
from breachbot.cli.number import whole
from breachbot.errors import Refused
from breachbot.register.flat import one_line

if TYPE_CHECKING:
    from breachbot.incident.policy import Policy
    from breachbot.register.entry import Entry
    from breachbot.register.verify import Proof
    from breachbot.store.store import DatabaseStore
    from breachbot.usecases.ports import Transaction
    from breachbot.usecases.register import Outlook

register = typer.Typer(
    help="The register: every incident, including those judged no breach, with reasons.",
    no_args_is_help=True,
)
register.command()(assessments.assessments)
register.command()(assessments.compare)
register.command()(assessments.replay)
PAGE, WIDEST = 50, 40
"""Entries on a page of `list`, and marks of a cell."""
FORMULA = tuple("=+-@\N{MINUS SIGN}")
"""Beginnings that a spreadsheet takes for a formula."""


@register.command("list")
def list_entries(
    page: Annotated[
        int,
        typer.Option(
            parser=whole(), metavar="NUMBER", help=f"Which page of {PAGE} entries; 1 is the oldest."
        ),
    ] = 1,
    every: Annotated[bool, typer.Option("--all", help="Every entry, without pages.")] = False,
) -> None:
    """One line for each entry, a page at a time."""
    from breachbot.usecases.register import entries

    skip, limit = (0, None) if every else ((page - 1) * PAGE, PAGE)
    with _opened() as (store, policy):
        flat, size, wrong = store.read(
            lambda tx: (
                [_shown(entry, policy) for entry in entries(tx, policy, skip=skip, limit=limit)],
                tx.register_size(),
                _fault_in(tx, tx.register_streams(skip, limit)),
            )
        )
    _warn(wrong)
    columns = _columns(policy)
    widths = {name: max([len(name), *(len(row[name]) for row in flat)]) for name in columns}
    for row in ({name: name for name in columns}, *flat):
        print("  ".join(row[name].ljust(widths[name]) for name in columns).rstrip())
    if not every and size > PAGE:
        print(_where(page, skip, len(flat), size))


def _columns(policy: Policy) -> tuple[str, ...]:
    """What a line of a terminal holds; of the outcomes those on which people may rule."""
    return ("id", "phase", "opened_at", "aware_at", "due_at", *policy.regimes.decidable, "title")


def _shown(entry: Entry, policy: Policy) -> dict[str, str]:
    """As much of an entry as a line of a terminal holds."""
    flat = entry.flat()
    return {name: flat[name][:WIDEST] for name in _columns(policy)}


def _where(page: int, skip: int, shown: int, size: int) -> str:
    """Which part of the register was shown, and how to see more of it."""
    if not shown:
        return f"There is no page {page}: the register has {size} entries on {-(-size // PAGE)} pages."
    here = f"Entries {skip + 1} to {skip + shown} of {size}"
    more = size - skip - shown
    next_page = f"; {more} more: `breachbot register list --page {page + 1}`" if more else ""
    return f"{here}{next_page}."


@register.command()
def show(entry: Annotated[str, typer.Argument(help="The id, such as pdb-k7m2q9xw.")]) -> None:
    """Everything about one entry, and what comes next. Only this entry's rows of the log are checked."""
    from breachbot.usecases.register import entry as read_entry
    from breachbot.usecases.register import outlook

    now = datetime.now(UTC)
    with _opened() as (store, policy):
        found, wrong, ahead = store.read(
            lambda tx: (
                read_entry(tx, policy, entry),
                _fault_in(tx, [entry]),
                outlook(tx, policy, entry, now),
            ),
        )
    _warn(wrong)
    if found is None:
        print(f"breachbot: there is no entry {entry} in the register.", file=sys.stderr)
        raise typer.Exit(2)
    for name, value in found.flat().items():
        print(f"{name}: {value or 'none'}")
    for line in _ahead(ahead) if ahead else ():
        print(line)


def _ahead(ahead: Outlook) -> Iterator[str]:
    """Where an incident stands, each next step and who can take it, and what has to happen before it can be closed."""
    yield f"now: {ahead.headline}"
    for step in ahead.steps:
        waits = f" Waits for: {', '.join(step.holders)}." if step.holders else ""
        yield f"next: {one_line(step.words)}{waits}"
    if ahead.closing:
        yield f"before it can be closed: {one_line(ahead.closing)}"


@register.command()
def export(
    form: Annotated[str, typer.Option("--format", metavar="json|csv", help="json or csv.")] = "json",
) -> None:
    """Write the whole register to standard output, after checking the whole log."""
    if form not in ("json", "csv"):
        raise Refused(f"--format: “{form}” is not a format of the register: use json or csv.")
    from breachbot.usecases.register import each_entry, proof

    def write(tx: Transaction) -> None:
        _warn(proof(tx).why)
        for text in (csv_lines if form == "csv" else json_lines)(each_entry(tx, policy)):
            print(text)

    with _opened() as (store, policy):
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
    from breachbot.incident.state import replay
    from breachbot.publish.documents import not_written, write_documents
    from breachbot.settings import load
    from breachbot.store.open import open_to_read

    settings = load()
    with open_to_read(settings) as store:
        found = store.read(lambda tx: replay(incident, tx.events(incident)))
    documents = write_documents(found, out)
    for written in documents:
        print(f"{written.path}: {written.says}")
    if settings.authority_form_url and any(one.draft.audience == "authority" for one in documents):
        print(f"The authority takes the notice at {settings.authority_form_url}.")
    for sentence in not_written(found):
        print(sentence)


def as_csv(entries: Iterable[Entry]) -> str:
    """The register for a spreadsheet, one line for each entry, as `guarded` and `register.flat` say."""
    return "\n".join(csv_lines(entries))


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The same, line by line."""
    empty = True
    for flat in (entry.flat() for entry in entries):
        if empty:
            yield _csv_line(flat)
        yield _csv_line(guarded(value) for value in flat.values())
        empty = False
    if empty:
        yield "id"


def _csv_line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The register as one JSON array, entry by entry."""
    held: str | None = None
    for entry in entries:
        yield "[" if held is None else f"{held},"
        held = textwrap.indent(json.dumps(entry.columns(), indent=2), "  ")
    yield from ("[]",) if held is None else (held, "]")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs (OWASP, CSV injection): an apostrophe before what may be a formula.

    What begins with an apostrophe of its own gets a second, so that the first is always ours.
    """
    return f"'{cell}" if cell.startswith("'") or looks_like_formula(cell) else cell


def looks_like_formula(cell: str) -> bool:
    """Whether a spreadsheet may take it for one: also after blanks, and in the wide marks of East Asian keyboards."""
    first = unicodedata.normalize("NFKC", cell.lstrip()[:1])
    return first[:1] in FORMULA or cell[:1] in ("\t", "\r", "\n")


@contextmanager
def _opened() -> Iterator[tuple[DatabaseStore, Policy]]:
    from breachbot.policy import build_policy
    from breachbot.settings import load
    from breachbot.store.open import open_to_read

    settings = load()
    policy = build_policy(settings)
    with open_to_read(settings) as store:
        yield store, policy


def _fault_in(tx: Transaction, streams: list[str]) -> str | None:
    from breachbot.usecases.register import fault

    return fault(tx, streams)


def _warn(wrong: str | None) -> None:
    """A line if the log is broken. Silence is no proof: a page is checked alone, `verify` checks the whole log."""
    if wrong:
        print(
            f"breachbot: warning: the log is not whole: {wrong}. Run `breachbot register verify`.",
            file=sys.stderr,
        )
