"""The command of an act out of what is typed as `field=value`, and how its fields are shown to who types."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from breachbot.errors import Refused
from breachbot.incident.act import Act, Command
from breachbot.model_words import in_words
from breachbot.visible import quoted

WRITTEN = {
    "date-time": "a time with its offset, such as 2026-11-24T03:12+01:00",
    "date": "a day, such as 2026-12-24",
    "integer": "a whole number",
    "boolean": "yes or no",
    "array": "a list in JSON",
    "object": "one value each: {name}.KEY=VALUE",
    "string": "text",
}
"""How a value is typed, by its format or type in JSON Schema."""


def fields(act: Act[Any]) -> Iterator[tuple[str, str, bool]]:
    """Each field of an act: its name, how it is typed, and whether it may be left out."""
    schema = act.command.model_json_schema()
    needed = schema.get("required", [])
    for name, about in schema.get("properties", {}).items():
        yield name, _written(name, _plain(about)), name not in needed


def command(act: Act[Any], words: Iterable[str]) -> Command:
    """What these words ask for. Raises Refused, with the field, for what does not fit."""
    given = _given(act, words)
    try:
        found: Command = act.command.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or act.name
        if first["type"] == "missing":
            raise Refused(f"{where}: is needed; `breachbot incident acts {act.name}` lists them.") from None
        raise Refused(f"{where}: {in_words(first)}") from None
    return found


def _given(act: Act[Any], words: Iterable[str]) -> dict[str, Any]:
    kinds = {name: _plain(about) for name, about in _properties(act).items()}
    given: dict[str, Any] = {}
    for word in words:
        path, sign, value = word.partition("=")
        name, dot, key = path.partition(".")
        if not sign or name not in kinds:
            known = ", ".join(kinds) or "none"
            raise Refused(f"{quoted(path)} is no field of {act.name}: type FIELD=VALUE, with one of {known}.")
        place, at = (given.setdefault(name, {}), key) if dot else (given, name)
        if not isinstance(place, dict) or at in place:
            raise Refused(f"{path}: is given twice.")
        place[at] = _loose(value) if dot else _read(path, value, kinds[name])
    return given


def _properties(act: Act[Any]) -> dict[str, Any]:
    found: dict[str, Any] = act.command.model_json_schema().get("properties", {})
    return found


def _plain(about: dict[str, Any]) -> dict[str, Any]:
    """What a field holds where it holds something."""
    options = [one for one in about.get("anyOf", []) if one.get("type") != "null"]
    return options[0] if options else about


def _read(path: str, value: str, kind: dict[str, Any]) -> Any:
    if kind.get("type") not in ("array", "object"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        how = _written(path, kind)
        raise Refused(f"{path}: cannot be read; type {how}.") from None


def _loose(value: str) -> Any:
    """An answer to a question: a number, a list or a range as JSON has them, anything else as it is."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def _written(name: str, kind: dict[str, Any]) -> str:
    if "enum" in kind:
        return " | ".join(map(str, kind["enum"]))
    how = WRITTEN.get(kind.get("format", "")) or WRITTEN.get(kind.get("type", ""), "text")
    return how.format(name=name)
