"""Along plain paths through parsed JSON: the values that lie there, whatever the body is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from pydantic import JsonValue

from breachbot.intake.lenient import whole

Tree = JsonValue | Mapping[str, JsonValue]
Scalar = str | int | float | bool
MOST = 1_000
"""Values of one path that are looked at."""
MOST_AROUND = 20
"""Items of a list that surrounds alerts; it is looked at once for each of them."""
_UNFILLED = re.compile(r"\$[A-Z_]{1,60}|\{\{[^{}]{1,100}\}\}")
"""A variable of a template that the sender did not fill in."""


def texts(document: Tree, paths: Iterable[str] | None) -> Iterator[str]:
    """The values of the first path that leads to any, as texts. Yes and no are written as in JSON."""
    for value in values(document, paths):
        yield whole(value) if isinstance(value, str) else _written(value)


def _written(value: int | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, float) or abs(value) < 10**18 else ""


def values(document: Tree, paths: Iterable[str] | None) -> Iterator[Scalar]:
    """The values of the first path that leads to any; what is blank or was not filled in is none."""
    for path in paths or ():
        if found := list(islice(_along(document, path.split(".")), MOST)):
            yield from found
            return


def every(document: Tree, paths: Iterable[str] | None) -> Iterator[str]:
    """The values of all paths."""
    for path in paths or ():
        yield from texts(document, (path,))


def _along(node: Tree, path: Sequence[str]) -> Iterator[Scalar]:
    if isinstance(node, list):
        for item in node:
            if not isinstance(item, list):
                yield from _along(item, path)
    elif isinstance(node, Mapping):
        for key, rest in _keys(node, path):
            yield from _along(node[key], rest)
    elif not path and node is not None and not _is_blank(node):
        yield node


def _is_blank(value: Scalar) -> bool:
    return isinstance(value, str) and (not value.strip() or bool(_UNFILLED.fullmatch(value)))


def _keys(node: Mapping[str, JsonValue], path: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The keys of an object that a path may go on with, each with what is then left of the path."""
    for cut in range(1, len(path) + 1):
        if (key := ".".join(path[:cut])) in node:
            yield key, path[cut:]


def inside(node: Tree, path: Sequence[str]) -> Tree:
    """What lies at a path of objects alone."""
    for key in path:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node


def put_in(body: JsonValue, path: Sequence[str], one: JsonValue) -> JsonValue:
    """The body with one of its alerts in place of the list of them; None if that is no object."""
    if not path:
        return one if isinstance(one, dict) else None
    inner = put_in(body.get(path[0]) if isinstance(body, dict) else None, path[1:], one)
    return {**body, path[0]: inner} if isinstance(body, dict) and inner is not None else None


def pruned(body: JsonValue, paths: Sequence[Sequence[str]]) -> JsonValue:
    """The body with what lies along these paths alone, and of a list with its first items."""
    if isinstance(body, dict):
        inner: dict[str, list[Sequence[str]]] = {}
        for path in paths:
            for key, rest in _keys(body, path):
                inner.setdefault(key, []).append(rest)
        return {key: pruned(body[key], rests) for key, rests in inner.items()}
    if isinstance(body, list):
        return [pruned(item, paths) for item in body[:MOST_AROUND] if not isinstance(item, list)]
    return None if all(paths) else body
