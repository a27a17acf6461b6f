"""Small checks of JSON values, put together into the shapes that Slack accepts.

A check takes a JSON pointer and the value found there and yields a Problem for each thing that is wrong.
It never raises, whatever the value is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """What Slack would refuse: where (a JSON pointer), a short code, and a sentence in Slack's wording."""

    pointer: str
    code: str
    message: str


Check = Callable[[str, Any], Iterator[Problem]]


def string(most: int, *, least: int = 1, pattern: str = "") -> Check:
    """A string of `least` to `most` characters that matches `pattern` as a whole."""

    def check(at: str, value: Any) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(at, "wrong_type", "must be a string")
        elif len(value) < least:
            yield Problem(at, "too_short", f"must be more than {least - 1} characters")
        elif len(value) > most:
            yield Problem(at, "too_long", f"must be less than {most + 1} characters")
        elif pattern and not re.fullmatch(pattern, value):
            yield Problem(at, "wrong_format", f"must match {pattern}")

    return check


def integer(least: int, most: int) -> Check:
    """A whole number from `least` to `most`."""

    def check(at: str, value: Any) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(at, "wrong_type", "must be an integer")
        elif not least <= value <= most:
            yield Problem(at, "out_of_range", f"must be between {least} and {most}")

    return check


def flag(at: str, value: Any) -> Iterator[Problem]:
    """true or false."""
    if not isinstance(value, bool):
        yield Problem(at, "wrong_type", "must be a boolean")


def anything(at: str, value: Any) -> Iterator[Problem]:
    """Nothing to object to here: another check judges this value."""
    yield from ()


def one_of(*allowed: str) -> Check:
    """One of the strings `allowed`."""

    def check(at: str, value: Any) -> Iterator[Problem]:
        if value not in allowed:
            yield Problem(at, "unknown_value", f"must be one of: {', '.join(allowed)}")

    return check


def many(least: int, most: int, item: Check) -> Check:
    """An array of `least` to `most` items, each of which passes `item`."""

    def check(at: str, value: Any) -> Iterator[Problem]:
        if not isinstance(value, list | tuple):
            yield Problem(at, "wrong_type", "must be an array")
            return
        if len(value) < least:
            yield Problem(at, "too_few", f"no fewer than {least} items allowed")
        if len(value) > most:
            yield Problem(at, "too_many", f"no more than {most} items allowed")
        for index, each in enumerate(value):
            yield from item(f"{at}/{index}", each)

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with all `required` fields, any of the `optional` ones, no others. Null counts as absent."""
    known = {**required, **(optional or {})}

    def check(at: str, value: Any) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(at, "wrong_type", "must be an object")
            return
        for name in required:
            if value.get(name) is None:
                yield Problem(at, "missing_field", f"missing required field: {name}")
        for name, part in value.items():
            if name not in known:
                yield Problem(f"{at}/{name}", "unknown_field", f"invalid additional property: {name}")
            elif part is not None:
                yield from known[name](f"{at}/{name}", part)

    return check


def by_type(what: str, kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` names the check in `kinds` that it has to pass."""

    def check(at: str, value: Any) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, dict) else None
        known = kinds.get(kind) if isinstance(kind, str) else None
        if known is None:
            yield Problem(at, "unknown_type", f"unsupported type of {what}: {kind}")
        else:
            yield from known(at, value)

    return check
