"""A table beside bodies of its sender: each path that leads to nothing, with file, line and field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from breachbot.errors import BadFile
from breachbot.intake.table_paths import idle
from breachbot.playbook.table import Table
from breachbot.store.source_tables import FOLDER
from breachbot.store.strict_yaml import leads, model_of, near, tree, wrong
from breachbot.text_file import read_bytes, read_text
from breachbot.visible import quoted

DEEPEST, MOST_KEYS = 20, 2_000
"""Of a body, where a path is looked for that was perhaps meant."""


@dataclass(frozen=True)
class Looked:
    """Which paths lead to nothing. wrong: a sentence with file, line and field for each path of a field that finds
    nothing at all. rest: one for all others, which may be as it should be; None if there is none."""

    wrong: tuple[str, ...]
    rest: str | None


def samples_of(table: Path) -> list[Path]:
    """The bodies that lie beside a table: `lookout.json`, `lookout-closed.json`."""
    alone = table.with_suffix(".json")
    return [path for path in (alone, *sorted(table.parent.glob(f"{table.stem}-*.json"))) if path.is_file()]


def body_of(path: Path) -> JsonValue:
    """The body in a file. Raises BadFile."""
    try:
        body: JsonValue = json.loads(read_bytes(path))
    except (ValueError, RecursionError):
        raise BadFile(str(path), "is no JSON, so no alert can be read from it") from None
    return body


def table_file(name: str, folders: Sequence[Path]) -> Path | None:
    """The file of the table of that name; the first of the folders with playbooks that has it counts."""
    found = (folder / FOLDER / f"{name}.yaml" for folder in folders)
    return next((path for path in found if path.is_file()), None)


def look(path: Path, bodies: Sequence[JsonValue], them: str) -> Looked:
    """Look for each path of a table in these bodies, called so. Raises BadFile if the table is wrong."""
    root, name = tree(read_text(path), str(path)), str(path)
    keys = sorted({key for body in bodies for key in _paths_in(body)})
    told: list[tuple[BadFile, str]] = []
    rest: list[tuple[BadFile, str]] = []
    for one in idle(model_of(Table, root, name), bodies):
        place = (*one.where, one.number)
        meant = near(one.path, [key for key in keys if key != one.path])
        sentence = f"the path {quoted(one.path)} leads to nothing in {them}{meant}"
        error = wrong(root, name, place if leads(root, place) else one.where, sentence)
        (told if one.alone else rest).append((error, one.path))
    others = ", ".join(f"{quoted(at)} (line {error.line}, {error.field})" for error, at in rest)
    return Looked(
        tuple(str(error) for error, _ in told),
        f"{name}: in {them} these lead to nothing either, which may be right, since another path of their field does, "
        f"or since only some bodies hold them: {others}"
        if rest
        else None,
    )


def _paths_in(body: JsonValue, way: tuple[str, ...] = ()) -> Iterator[str]:
    if isinstance(body, dict) and len(way) < DEEPEST:
        for key, value in list(body.items())[:MOST_KEYS]:
            yield ".".join((*way, key))
            yield from _paths_in(value, (*way, key))
    for item in body[:DEEPEST] if isinstance(body, list) else ():
        yield from _paths_in(item, way)
