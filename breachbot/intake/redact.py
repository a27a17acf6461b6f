"""Which kinds of personal data a body holds and where, never the data themselves.

The work is bounded whatever the body is: so many values, so many finds, so many calls of a library. What lies beyond
is reported as `not_examined`, since not having looked is not the same as not having found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, get_args
from urllib.parse import parse_qsl

from pydantic import JsonValue

from breachbot.intake import keys, patterns
from breachbot.intake.places import Place
from breachbot.intake.signal import Finding, Kind

MOST_VALUES = 20_000
MOST_FINDS = 10_000
MOST_CHECKS = 1_500
"""Distinct finds that are put to a library; later ones count as they are."""
MOST_DIGESTS = 20
LONGEST_NESTED = 64 * 1024

_DIGESTED: frozenset[Kind] = frozenset(
    {"email", "phone", "iban", "payment_card", "national_id", "name", "username", "user_id", "ip_address"}
)
"""Kinds that tell one person from another. A digest of a password or a diagnosis would serve nobody."""
_ORDER = {kind: rank for rank, kind in enumerate(get_args(Kind))}

Node = tuple[Place, Kind | None, JsonValue]
Known = dict[str, Kind | None]


def findings(document: JsonValue, places: Place, digest: Callable[[str], str]) -> tuple[Finding, ...]:
    """The kinds of personal data in a parsed body, gravest first.

    places: the known spots of the body. digest: a keyed digest in hex; the value never leaves in another form. The same
    value gives the same digest in every place and body, so that people can be counted without being known.
    """
    tally = _Tally(digest)
    room = MOST_VALUES
    known: Known = {}
    stack: list[Node] = [(places, None, document)]
    while stack:
        place, kind, value = stack.pop()
        if isinstance(value, dict | list):
            taken = min(len(value), room)
            room -= taken
            tally.add("not_examined", place, times=len(value) - taken)
            inner = _fields if isinstance(value, dict) else _items
            stack.extend(inner(place, kind, value, taken, known, tally))
        elif isinstance(value, str) and room > 0 and (packed := _unpacked(place, value)):
            stack.append((place, kind, packed))
        else:
            _leaf(place, kind, value, tally)
    return tally.findings()


@dataclass
class _Tally:
    digest: Callable[[str], str]
    finds: int = 0
    remarks: dict[str, int] = field(default_factory=dict)
    checked: dict[tuple[Kind, str], str | None] = field(default_factory=dict)
    counts: dict[tuple[Kind, str], int] = field(default_factory=dict)
    values: dict[tuple[Kind, str], dict[str, None]] = field(default_factory=dict)

    def propose(self, kind: Kind, found: str, place: Place) -> None:
        """Count what a pattern found, if a library agrees."""
        self.finds += 1
        if (kind, found) not in self.checked:
            # Imported here: a server should not wait for the libraries' tables before it answers.
            from breachbot.intake.checked import check

            fresh = len(self.checked) < MOST_CHECKS
            self.checked[kind, found] = check(kind, found) if fresh else found
        value = self.checked[kind, found]
        if value is not None:
            self.add(kind, place, value)

    def add(self, kind: Kind, place: Place, value: str | None = None, *, times: int = 1) -> None:
        """Count a find; zero times is no find."""
        if not times:
            return
        where = (kind, place.path)
        self.counts[where] = self.counts.get(where, 0) + times
        values = self.values.setdefault(where, {})
        if value is not None and kind in _DIGESTED and len(values) < MOST_DIGESTS:
            values[value] = None

    def findings(self) -> tuple[Finding, ...]:
        """All of it. What a scrubber took out shows twice, as a mask and as a remark: the larger count holds."""
        for path, times in self.remarks.items():
            self.counts["scrubbed", path] = max(times, self.counts.get(("scrubbed", path), 0))
        order = sorted(self.counts, key=lambda it: (_ORDER[it[0]], it[1]))
        return tuple(Finding(*where, self.counts[where], self._digests(where)) for where in order)

    def _digests(self, where: tuple[Kind, str]) -> tuple[str, ...]:
        # Half a character cannot be digested, so it is replaced.
        whole = [value.encode("utf-8", "replace").decode("utf-8") for value in self.values.get(where, ())]
        return tuple(self.digest(f"{where[0]}:{value}")[:16] for value in whole)


# --- one step of the walk -------------------------------------------------------------------------------------


def _fields(
    place: Place, kind: Kind | None, value: Any, most: int, known: Known, tally: _Tally
) -> Iterator[Node]:
    """The fields of an object. A name is looked at as well: maps are keyed by whatever the sender likes."""
    names = list(islice(value, most))
    kinds = keys.kinds_of(names, known)
    for name in names:
        if name == place.marks:
            _count_scrubbed(place, value[name], tally)
            continue
        if "@" in name or len(name) > 10:
            _scan(place, name, None, tally)
        yield place.at(name), kinds.get(name) or kind or place.kinds.get(name), value[name]


def _items(place: Place, kind: Kind | None, value: Any, most: int, known: Known, _: _Tally) -> Iterator[Node]:
    """The items of a list. Sentry writes tags, headers and cookies as a list of pairs of a name and a value."""
    for item in islice(value, most):
        if isinstance(item, list) and len(item) == 2 and isinstance(item[0], str):
            name = item[0]
            yield place.at(name), keys.kinds_of((name,), known).get(name) or kind, item[1]
            yield place, None, name
        else:
            yield place, kind, item


def _leaf(place: Place, kind: Kind | None, value: str | int | float | bool | None, tally: _Tally) -> None:
    """Count what is in one value: by the name of its field, then by what the text shows."""
    if isinstance(value, str) and keys.is_masked(value):
        return tally.add("scrubbed", place)
    found = keys.plausible(kind, value) if kind else None
    if kind and found is not None:
        tally.add(kind, place, found)
        if kind == "credential":
            return None
    if isinstance(value, str):
        _scan(place, value, kind if found is not None else None, tally)
    elif isinstance(value, int) and value > 10**11:
        _scan(place, str(value), kind if found is not None else None, tally)
    return None


def _scan(place: Place, text: str, counted: Kind | None, tally: _Tally) -> None:
    """Look into a text. `counted`: a kind already counted by the name of the field."""
    if len(text) < 5:
        return
    for kind, found in patterns.candidates(text, source_code=place.code):
        if tally.finds >= MOST_FINDS:
            tally.add("not_examined", place)
            return
        if kind != counted:
            tally.propose(kind, found, place)


def _unpacked(place: Place, text: str) -> JsonValue:
    """JSON or form fields inside a text, so that their names count too; None if there are none."""
    if not 2 < len(text) <= LONGEST_NESTED:
        return None
    if text[0] in "{[" and text[-1] in "}]":
        try:
            packed: JsonValue = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return packed if isinstance(packed, dict | list) else None
    if place.form and "=" in text:
        return [[name, value] for name, value in parse_qsl(text)]
    return None


def _count_scrubbed(event: Place, meta: JsonValue, tally: _Tally) -> None:
    """Where Sentry's own scrubber took something out.

    `_meta` mirrors the event; under the empty name lie remarks `[rule, what was done, …]`. A rule that begins with `!`
    is housekeeping, such as cutting a long text. https://develop.sentry.dev/sdk/data-model/event-payloads/#_meta
    """
    stack = [(event, meta)]
    room = MOST_VALUES
    while stack:
        place, node = stack.pop()
        if not isinstance(node, dict):
            continue
        remarks = node.get("")
        if isinstance(remarks, dict) and _took_out(remarks.get("rem")):
            tally.remarks[place.path] = tally.remarks.get(place.path, 0) + 1
        taken = min(len(node), room)
        room -= taken
        tally.add("not_examined", place, times=len(node) - taken)
        names = [name for name in islice(node, taken) if name]
        stack.extend((place if name.isdigit() else place.at(name), node[name]) for name in names)


def _took_out(remarks: JsonValue) -> bool:
    return isinstance(remarks, list) and any(
        isinstance(remark, list) and remark and isinstance(remark[0], str) and not remark[0].startswith("!")
        for remark in remarks
    )
