"""Which paths of a table lead to nothing: a table with a typo reads every body, and merely finds less in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from breachbot.intake.paths import inside, values
from breachbot.playbook.table import Match, Paths, Table

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Idle:
    """A path that leads to nothing. where: its field in the table. number: which of its paths, from 0. alone: no other
    path of the field leads to anything, and it is one that alerts are expected to have."""

    where: Where
    number: int
    path: str
    alone: bool


def idle(table: Table, bodies: Sequence[JsonValue]) -> list[Idle]:
    """Each path that leads to nothing in any of the bodies."""
    found = []
    if table.alerts and not any(isinstance(inside(one, table.alerts.split(".")), list) for one in bodies):
        found.append(Idle(("alerts",), 0, table.alerts, alone=True))
    known = any(
        _leads(path, bodies) for paths in (*(table.series or ()), *(table.series_of or ())) for path in paths
    )
    for where, paths, expected in _fields(table):
        led = [_leads(path, bodies) for path in paths]
        # Parts of what groups alerts may be missing, as long as something is left to group them by.
        alone = expected and not any(led) and not (known and where[0] == "series_of")
        found += [Idle(where, n, path, alone) for n, path in enumerate(paths) if not led[n]]
    return found


def _leads(path: str, bodies: Sequence[JsonValue]) -> bool:
    return any(True for one in bodies for _ in values(one, (path,)))


def _fields(table: Table) -> Iterator[tuple[Where, Paths, bool]]:
    """Each field that holds paths, and whether alerts are expected to have one of them."""
    known: dict[Where, Paths | None] = {
        **{(name, n): paths for name in _LISTS for n, paths in enumerate(getattr(table, name) or ())},
        ("what",): table.what,
        ("type", "path"): table.type.path,
        ("severity", "path"): table.severity.path if table.severity else None,
        **{(name,): getattr(table, name) for name in _PLAIN},
    }
    yield from ((where, paths, True) for where, paths in known.items() if paths)
    for name in _MARKS:
        marks: tuple[Match, ...] = getattr(table, name)
        yield from (((name, n, "path"), mark.path, False) for n, mark in enumerate(marks))


_LISTS = ("series", "series_of")
_PLAIN = ("project", "environment", "time", "link", "count", "texts", "people")
_MARKS = ("test", "no_alert", "nothing_new")
