"""`breachbot register` and `breachbot notices`: what an inspector asks for."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.cli import assessments
from breachbot.errors import Refused

if TYPE_CHECKING:
    from breachbot.register.entry import Entry

register = typer.Typer(
    help="The register of Art. 33(5): every incident, also those judged no breach, with reasons.",
    no_args_is_help=True,
)
register.command()(assessments.assessments)
register.command()(assessments.compare)
register.command()(assessments.replay)
COLUMNS = ("id", "phase", "opened_at", "aware_at", "due_at", "notify_authority", "communicate", "title")
FORMULA = tuple("=+-@\N{MINUS SIGN}")
"""Beginnings that a spreadsheet takes for a formula."""


@register.command("list")
def list_entries() -> None:
    """One line for each entry."""
    rows = [entry.flat() for entry in _entries()]
    widths = {name: max([len(name), *(len(row[name][:40]) for row in rows)]) for name in COLUMNS}
    for row in ({name: name for name in COLUMNS}, *rows):
        print("  ".join(row[name][:40].ljust(widths[name]) for name in COLUMNS).rstrip())


@register.command()
def show(entry: Annotated[str, typer.Argument(help="The id, such as pdb-k7m2q9xw.")]) -> None:
    """Everything about one entry."""
    found = next((one for one in _entries() if one.id == entry), None)
    if found is None:
        print(f"breachbot: there is no entry {entry} in the register.", file=sys.stderr)
        raise typer.Exit(2)
    for name, value in found.flat().items():
        print(f"{name}: {value or 'none'}")


@register.command()
def export(
    form: Annotated[str, typer.Option("--format", metavar="json|csv", help="json or csv.")] = "json",
) -> None:
    """Write the whole register to standard output."""
    if form not in ("json", "csv"):
        raise Refused(f"--format: “{form}” is no format of the register; json and csv are.")
    print(
        as_csv(_entries())
        if form == "csv"
        else json.dumps([one.model_dump() for one in _entries()], indent=2)
    )


@register.command()
def verify() -> None:
    """Recompute the chain of hashes over the whole log. Exit code 1 names the first bad row.

    The line also counts the streams whose content was erased: their rows are in the chain, and nobody can read them.
    """
    from breachbot.register.chain import verify as verify_chain
    from breachbot.settings import load
    from breachbot.store.open import open_to_read

    with open_to_read(load()) as store:
        verdict, head, erased = store.read(
            lambda tx: (verify_chain(tx.chain_rows(), tx.chain_head()), tx.head(), len(tx.erased()))
        )
    if not verdict.ok:
        print(f"BROKEN at row {verdict.first_bad}: {verdict.why}")
        raise typer.Exit(1)
    print(f"verified: {_many(verdict.rows, 'row')}, {_many(erased, 'stream')} erased, head {head}")


def _many(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def notices(
    incident: Annotated[str, typer.Argument(help="The id of the incident.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")],
) -> None:
    """Write the newest approved notices of an incident as files: to file them, or to send them.

    A line for each file says whether its approval holds; if not, the file's name begins with void-.
    """
    from breachbot.incident.state import replay
    from breachbot.publish.documents import not_written, write_documents
    from breachbot.settings import load
    from breachbot.store.open import open_to_read

    with open_to_read(load()) as store:
        found = store.read(lambda tx: replay(incident, tx.events(incident)))
    for written in write_documents(found, out):
        print(f"{written.path}: {written.says}")
    for sentence in not_written(found):
        print(sentence)


def as_csv(entries: list[Entry]) -> str:
    """The register for a spreadsheet, one line for each entry, as `guarded` and `register.flat` say."""
    text = io.StringIO()
    rows = [entry.flat() for entry in entries]
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else ["id"], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: guarded(value) for name, value in row.items()})
    return text.getvalue().rstrip("\n")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs (OWASP, CSV injection): an apostrophe before what may be a formula.

    What begins with an apostrophe of its own gets a second, so that the first is always ours.
    """
    return f"'{cell}" if cell.startswith("'") or looks_like_formula(cell) else cell


def looks_like_formula(cell: str) -> bool:
    """Whether a spreadsheet may take it for one: also after blanks, and in the wide marks of East Asian keyboards."""
    first = unicodedata.normalize("NFKC", cell.lstrip()[:1])
    return first[:1] in FORMULA or cell[:1] in ("\t", "\r", "\n")


def _entries() -> list[Entry]:
    """What the register shows, after a line of warning if the chain of the log is broken."""
    from breachbot.app import build_policy
    from breachbot.register.chain import verify as verify_chain
    from breachbot.settings import load
    from breachbot.store.open import open_to_read
    from breachbot.usecases.register import entries

    settings = load()
    policy = build_policy(settings)
    with open_to_read(settings) as store:
        verdict = store.read(lambda tx: verify_chain(tx.chain_rows(), tx.chain_head()))
        if not verdict.ok:
            print(
                f"breachbot: warning: the log is not whole: {verdict.why}. Run `breachbot register verify`.",
                file=sys.stderr,
            )
        return store.read(lambda tx: entries(tx, policy))
