"""`breachbot sources`: from whom something may come, whether it still does, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breachbot.cli.table import as_lines, table, when

if TYPE_CHECKING:
    from breachbot.intake.source import Given, Source
    from breachbot.settings import Settings
    from breachbot.usecases.ports.watch import Stretch
    from breachbot.usecases.watch import Fared

COLUMNS = ("name", "state", "hook", "last_signal", "expected_every", "silence", "setting", "at_the_sender")
"""The last one is a sentence."""


def sources(
    url: Annotated[
        str | None,
        typer.Option(
            "--url", help="Where senders reach breachbot. Not given: where it answers on this machine."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object on a line for each source.")] = False,
) -> None:
    """One line for each source: whether it is on, its hook, its last signal, its silence, what to set at the sender.

    Below them: when alerts were refused or answered late.
    """
    from breachbot.cli.address import check_address, local_address
    from breachbot.settings import load

    if url:
        check_address(url)
    settings = load()
    base, found = (url or local_address(settings)).rstrip("/"), _fared(settings)
    rows = [_source(settings, base, name, found) for name in sorted(settings.sources)]
    if as_json:
        as_lines(rows)
        return
    table(COLUMNS, rows)
    for row in rows:
        for gap in row["gaps"] or ():
            print(f"{row['name']}: {_gap(gap)}")


def _source(settings: Settings, base: str, name: str, found: Mapping[str, Fared] | None) -> dict[str, Any]:
    from breachbot.playbook.timing import written_duration
    from breachbot.settings import variable
    from breachbot.web.webhooks import PATH

    source = settings.sources[name]
    given, every = settings.of_source(source), settings.rhythm(source)
    fared = found[name] if found else None
    last = (when(fared.last_signal) or "none yet") if fared else "unknown"
    return {
        "name": name,
        "title": source.title,
        "state": "on" if given else "off",
        "hook": f"{base}{PATH}{name}",
        "at_the_sender": _shows(source, given or dict.fromkeys(source.settings, "x")),
        "last_signal": last,
        "expected_every": written_duration(every) if every else None,
        "silence": _silence(fared, on=bool(given)),
        "gaps": [_stretch(one) for one in fared.gaps] if fared else None,
        "setting": variable(next(iter(source.settings))),
    }


def _shows(source: Source, given: Given) -> str:
    """What a person sets at the sender; of a source that does not say so, the headers by which it shows who it is."""
    if source.wants:
        return source.wants
    headers = {name for one in source.sign(b"", given, datetime.now(UTC)) for name in one}
    return " and ".join(sorted(headers)) or f"nothing: the key is that of {source.title}"


def _fared(settings: Settings) -> Mapping[str, Fared] | None:
    """How each source fared; None if there is no database that says it."""
    from breachbot.errors import NotReady
    from breachbot.store.open import open_to_read
    from breachbot.usecases.watch import fared

    try:
        with open_to_read(settings) as store:
            now, rhythms = datetime.now(UTC), settings.rhythms()
            return store.read(lambda tx: fared(tx, settings.sources, rhythms, now))
    except NotReady:
        return None


def _silence(fared: Fared | None, *, on: bool) -> str | None:
    """Whether it is silent, in a word or two; None of one that is off."""
    if not on:
        return None
    if fared is None:
        return "unknown"
    if fared.silence is None:
        return "not watched"
    return f"since {when(fared.silence.since)}" if fared.silence.broken else "no"


def _stretch(one: Stretch) -> dict[str, Any]:
    return {
        "how": one.how,
        "from": when(one.started_at),
        "to": when(one.ended_at),
        "count": one.count,
    }


GAPS = {
    "refused": "refused with 503",
    "unread": "refused with 503 before it was known whose they were",
    "late": "stored, but answered later than the sender waits",
}


def _gap(gap: Mapping[str, Any]) -> str:
    return f"between {gap['from']} and {gap['to']}, {gap['count']} requests {GAPS[gap['how']]}"
