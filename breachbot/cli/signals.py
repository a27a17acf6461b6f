"""`breachbot signals`: what came, and what came of what each rule found. Also without Slack."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from breachbot.cli.choice import one_of
from breachbot.cli.house import opened_house
from breachbot.cli.number import whole as whole_number
from breachbot.cli.table import as_lines, table, when

if TYPE_CHECKING:
    from breachbot.usecases.ports.signals import Those


class Later(StrEnum):
    """Where later deliveries of a series go after a split."""

    here, alike, new = "here", "alike", "new"


signals = typer.Typer(invoke_without_command=True)
VERDICTS = ("likely", "candidate", "note", "ignore", "test")
PHASES = ("open", "claimed", "dismissed", "opened")
PAGE = 50
"""Signals on a page."""
COLUMNS = ("id", "last_seen", "count", "verdict", "phase", "source", "what", "project", "incident")
LIKENESS = ("what", "project", "environment")
Json = Annotated[bool, typer.Option("--json", help="A JSON object on a line for each.")]


@signals.callback()
def list_signals(
    context: typer.Context,
    page: Annotated[
        int,
        typer.Option(
            parser=whole_number(), metavar="NUMBER", help=f"Which page of {PAGE} signals; 1 is the newest."
        ),
    ] = 1,
    source: Annotated[str | None, typer.Option("--source", help="Only those of one source.")] = None,
    verdict: Annotated[
        str | None,
        typer.Option(parser=one_of(VERDICTS), metavar="WORD", help=f"Only those: {', '.join(VERDICTS)}."),
    ] = None,
    phase: Annotated[
        str | None,
        typer.Option(parser=one_of(PHASES), metavar="WORD", help=f"Only those: {', '.join(PHASES)}."),
    ] = None,
    as_json: Json = False,
) -> None:
    """One line for each signal, those heard of last first: no text of a sender or a person."""
    from breachbot.cli.signal_whole import listed
    from breachbot.settings import load
    from breachbot.store.open import open_to_read
    from breachbot.usecases.ports.signals import Those
    from breachbot.usecases.read import came

    if context.invoked_subcommand:
        return
    with open_to_read(load()) as store:
        those = Those(source, verdict, phase)
        size, found = store.read(lambda tx: came(tx, those, skip=(page - 1) * PAGE, limit=PAGE))
        unread = store.read(lambda tx: tx.backlog()).deliveries
    rows = [listed(one) for one in found]
    if as_json:
        as_lines(rows)
        return
    if unread:
        typer.echo(f"{unread} deliveries are stored and not read yet.", err=True)
    if rows:
        table(COLUMNS, rows)
    if said := _page(page, len(rows), size, those):
        print(said)


def _page(page: int, shown: int, size: int, those: Those) -> str:
    """What there is besides the signals of a page; nothing below the last one."""
    if not size:
        of = {" of a source": those.source, " with the verdict": those.verdict, " in the phase": those.phase}
        return f"No signal has come{''.join(f'{words} “{word}”' for words, word in of.items() if word)} yet."
    if not shown:
        return f"There is no page {page}: {size} signals have come."
    last = (page - 1) * PAGE + shown
    if last >= size:
        return ""
    more = f"more: `--page {page + 1}`. One whole: `breachbot signals show ID`."
    return f"Signals {last - shown + 1} to {last} of {size}; {more}"


@signals.command("show")
def show_signal(
    signal: Annotated[str, typer.Argument(help="Id of the signal, as `breachbot signals` shows it.")],
    deliveries: Annotated[
        int,
        typer.Option(
            parser=whole_number(1000), metavar="NUMBER", help="How many deliveries to list; the newest ones."
        ),
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """All that is on record of one signal: verdict and reasons, deliveries and why they count together, what became of
    it. No text of the sender: that is sealed, see `breachbot signals read`."""
    from breachbot.cli.signal_whole import entire, in_words
    from breachbot.settings import load
    from breachbot.store.open import open_to_read
    from breachbot.usecases.read import whole

    settings = load()
    with open_to_read(settings) as store:
        found = store.read(lambda tx: whole(tx, signal, deliveries))
    source = settings.sources.get(found.came.row.source)
    told = entire(found, source.title if source else found.came.row.source)
    if as_json:
        as_lines([told])
        return
    for line in in_words(told):
        print(line)


@signals.command("rules")
def list_rules(as_json: Json = False) -> None:
    """A line for each rule of triage: how often it asked for a person, and what became of that."""
    from breachbot.policy import build_policy
    from breachbot.settings import load
    from breachbot.store.open import open_to_read
    from breachbot.usecases.feedback import feedback

    settings = load()
    rules = build_policy(settings).triage
    with open_to_read(settings) as store:
        rows = [asdict(one) for one in store.read(lambda tx: feedback(tx, rules))]
    if as_json:
        as_lines(rows)
        return
    names = ("rule", "candidates", "waiting", "dismissed", "incidents", "breaches", "no_breaches", "says")
    table(names, rows)


@signals.command("read")
def read_signal(
    signal: Annotated[str, typer.Argument(help="Id of the signal, as `breachbot signals` shows it.")],
    reason: Annotated[str, typer.Option(help="Why you have to read it; a sentence that stays on record.")],
    delivery: Annotated[
        int | None,
        typer.Option(
            parser=whole_number(),
            metavar="NUMBER",
            help="Which delivery, as `breachbot signals show` numbers them. Not given: the one that last was news.",
        ),
    ] = None,
) -> None:
    """Print what the sender wrote. It may hold personal data; that it was read is recorded first."""
    from breachbot.incident.events import OPERATOR
    from breachbot.usecases.signals import read_sealed
    from breachbot.visible import visible

    with opened_house() as house:
        text = read_sealed(
            house,
            signal,
            reason=reason,
            by=OPERATOR,
            request=f"cli:{uuid4()}",
            number=delivery,
        )
    for line in text.splitlines():
        print(visible(line))


@signals.command("deliveries")
def list_deliveries(
    signal: Annotated[str, typer.Argument(help="Id of the signal, as `breachbot signals` shows it.")],
    until: Annotated[str | None, typer.Option(help="Only this delivery and older ones.")] = None,
    as_json: Json = False,
) -> None:
    """A line for each of the newest deliveries of a signal that can be split: when it came, and what it is."""
    from breachbot.incident.events import OPERATOR
    from breachbot.usecases.split import choices

    with opened_house(write=False) as house:
        found = choices(house, signal, by=OPERATOR, until=until)
    rows = [
        {"id": one.id, "at": when(one.at)}
        | (one.shows.model_dump() if one.shows else dict.fromkeys(LIKENESS))
        for one in found.deliveries
    ]
    if as_json:
        as_lines(rows)
        return
    table(("id", "at", *LIKENESS), rows)


@signals.command("split")
def split_signal(
    signal: Annotated[str, typer.Argument(help="Id of the signal.")],
    delivery: Annotated[
        str, typer.Argument(help="Id of the delivery, as `breachbot signals deliveries` shows it.")
    ],
    reason: Annotated[str, typer.Option(help="Why it is something else; a sentence that stays on record.")],
    onward: Annotated[bool, typer.Option("--onward", help="Also all that came after it.")] = False,
    later: Annotated[
        Later,
        typer.Option(
            help="Where later ones go; alike: to the new signal if they are like what is taken out."
        ),
    ] = Later.here,
) -> None:
    """Take a delivery that is something else out of a signal, into one of its own; print its id."""
    from breachbot.incident.events import OPERATOR
    from breachbot.incident.split import Split
    from breachbot.usecases.split import split

    wish = Split(delivery, reason, onward, later.value)
    with opened_house() as house:
        new = split(house, signal, wish, by=OPERATOR, request=f"cli:{uuid4()}")
    print(f"{signal} was split: {new.id}, {new.verdict}.")
