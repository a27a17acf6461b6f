"""A source that is data: it reads a sender's JSON by a table of paths. What goes in and out is as for every source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from breachbot.intake import allowed
from breachbot.intake.paths import Scalar, Tree, every, inside, pruned, put_in, texts, values
from breachbot.intake.places import BODY, Place
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.signature import WANTS, same, sign, signed_or_bearing, signing
from breachbot.intake.source import MOST_ALERTS, Body, Document, Given, Read, Request, Source
from breachbot.intake.wording import hints
from breachbot.playbook.table import Match, Paths, Table, Told
from breachbot.playbook.triage import FindingType, Severity

MOST_WORDS = 3
_EPOCH = re.compile(r"[0-9]{9,14}(?:\.[0-9]{1,9})?")
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")


def source_of(name: str, table: Table) -> Source:
    """The source of a table."""
    way = _Way(name, table)
    return Source(
        name=name,
        title=table.title,
        settings={
            f"{name}_secret": f"{table.title}: the secret with which it signs, or the token that it shows.",
            f"{name}_secret_previous": f"{table.title}: the secret before it, still accepted while you rotate.",
        },
        keeps={},
        authenticate=way.authenticate,
        sign=way.sign,
        wants=_wants(table),
        read=way.read,
        split=way.split,
        places=Place(BODY).grow(_paths(table)).expect(table.people or ()),
    )


def _wants(table: Table) -> str:
    """What a person sets at the sender."""
    if shown := table.signature:
        return f"the secret; it signs with it (header “{shown.header}”: {shown.prefix}hex HMAC-SHA256 of the body)"
    if shown := table.token:
        return f"header “{f'{shown.header}: {shown.prefix}'.rstrip(': ')}” and the secret"
    return WANTS


@dataclass(frozen=True)
class _Way:
    name: str
    table: Table

    def authenticate(self, request: Request, given: Given) -> bool:
        if self.table.signature is None and self.table.token is None:
            return signed_or_bearing(request, given.values())
        wanted = self.sign(request.body, given, request.at)
        return same(request.headers.get(self._header()), [shown for one in wanted for shown in one.values()])

    def sign(self, body: Body, given: Given, at: datetime) -> list[dict[str, str]]:
        secrets = [secret for secret in given.values() if secret]
        if shown := self.table.signature:
            return [{shown.header: f"{shown.prefix}{sign(body, secret)}"} for secret in secrets]
        if shown := self.table.token:
            return [{shown.header: f"{shown.prefix}{secret}"} for secret in secrets]
        return [signing(body, secret) for secret in secrets]

    def _header(self) -> str:
        shown = self.table.signature or self.table.token
        return shown.header if shown else ""

    def split(self, body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
        if not self.table.alerts:
            return body if isinstance(body, list) else [body]
        path = self.table.alerts.split(".")
        found = inside(body, path)
        if isinstance(body, dict) and isinstance(found, list):
            return _each(body, path, found, [one.split(".") for one in _paths(self.table)])
        return [body if _is_marked(body, self.table.no_alert, self.table.test) else None]

    def read(self, document: Document, headers: Mapping[str, str]) -> Read:
        holds_one = self.table.alerts and inside(document, self.table.alerts.split("."))
        if not holds_one and (told := _first(document, self.table.no_alert)):
            return NotASignal("message", "", told.says)
        if not _is_its_own(self.table, document):
            return Unreadable(
                f"nothing that the table of {self.table.title} asks for is there", "nothing-found"
            )
        return _signal(self.table, document)


def _each(
    body: JsonValue, path: Sequence[str], found: Sequence[JsonValue], paths: Sequence[Sequence[str]]
) -> list[JsonValue]:
    """Each alert with what the paths of the table name around it. The first comes with all that is around it, so that
    personal data there are found, once."""
    around = pruned(body, paths)
    first = next((n for n, one in enumerate(found) if isinstance(one, dict)), 0)
    parts = [put_in(body if n == first else around, path, one) for n, one in enumerate(found[:MOST_ALERTS])]
    return [*parts, *found[MOST_ALERTS:]]


def _is_its_own(table: Table, document: Tree) -> bool:
    """Whether anything is there by which an alert of this sender is known. A table that asks for nothing knows all.

    What surrounds a list of alerts says nothing of one of them, and an `id` is in everybody's alerts.
    """
    graded = table.severity.path if table.severity else ()
    lasting, grouped = table.series or (), table.series_of or ()
    asked = _in_one(table, (*lasting, table.what or (), table.type.path or (), graded))
    telling = [path for path in asked if path != "id"] or [*asked, *_in_one(table, grouped)]
    marked = _is_marked(document, table.test, table.nothing_new)
    return marked or not telling or any(True for _ in every(document, telling))


def _in_one(table: Table, several: Iterable[Paths]) -> list[str]:
    """Those of the paths that lead into one alert."""
    within = f"{table.alerts}." if table.alerts else ""
    return [path for paths in several for path in paths if path.startswith(within)]


def _signal(table: Table, document: Tree) -> Signal:
    severity = _severity(table, document)
    news = _first(document, table.nothing_new)
    return Signal(
        resource="alert",
        action="closed" if news else "reported",
        series=_series(table, document),
        what=_what(table, document),
        type=_type(table, document),
        severity=severity,
        nothing_new=news.says if news else None,
        project=_name(document, table.project),
        environment=_name(document, table.environment),
        level=severity,
        link=next(filter(None, map(allowed.link, texts(document, table.link))), None),
        occurred_at=_time(table, document),
        count_hint=next(filter(None, map(allowed.count, texts(document, table.count))), None),
        sample=_is_marked(document, table.test),
        hints=hints(_told(table, document)),
    )


# --- what a table asks for ------------------------------------------------------------------------------------


def _what(table: Table, document: Tree) -> str:
    """The first few words for the kind that may be shown."""
    shown = dict.fromkeys(allowed.kind(text) for text in texts(document, table.what))
    fit = [one for one in shown if one and one != allowed.UNREADABLE]
    return ", ".join(fit[:MOST_WORDS]) or table.otherwise


def _series(table: Table, document: Tree) -> str:
    """The sender's own id, or a digest of what stays the same whenever it reports the matter again."""
    ids = [next(texts(document, paths), None) for paths in table.series or ()]
    if ids and (series := allowed.lasting("alert", *ids)):
        return series
    parts = [list(texts(document, paths)) for paths in table.series_of or ()]
    if not any(parts):
        return ""
    return f"fields:{allowed.marked(parts)}"


def _type(table: Table, document: Tree) -> FindingType:
    said = {text.lower() for text in every(document, table.type.path)}
    return next(
        (kind for word, kind in table.type.words.items() if word.lower() in said), table.type.otherwise
    )


def _severity(table: Table, document: Tree) -> Severity | None:
    if table.severity is None:
        return None
    by_word = {word.lower(): grade for word, grade in table.severity.words.items()}
    for text in every(document, table.severity.path):
        known = by_word.get(text.strip().lower()) or _reached(text, table.severity.at_least)
        if found := known or allowed.severity(text):
            return found
    return None


def _reached(text: str, at_least: Mapping[Severity, float]) -> Severity | None:
    """The grade of the highest threshold that a number reaches."""
    if not _NUMBER.fullmatch(text):
        return None
    reached = [(least, grade) for grade, least in at_least.items() if float(text) >= least]
    return max(reached)[1] if reached else None


def _name(document: Tree, paths: Paths | None) -> str | None:
    """A name or an owner and a name; “unreadable” if something else was given."""
    shown = [
        allowed.repository(text) if "/" in text else allowed.name(text) for text in texts(document, paths)
    ]
    return allowed.readable(*shown) or next(filter(None, shown), None)


def _told(table: Table, document: Tree) -> Iterator[str]:
    """What is read for its wording; the platform's own words for a test say nothing."""
    tests = {word.lower() for one in table.test for word in one.words or ()}
    return (text for text in every(document, table.texts) if text.lower() not in tests)


def _time(table: Table, document: Tree) -> datetime | None:
    known = map(_moment, values(document, table.time))
    return next(filter(None, known), None)


def _moment(value: Scalar) -> datetime | None:
    """A time as text, or seconds or milliseconds since 1970: what is one cannot be the other."""
    number = float(value) if isinstance(value, str) and _EPOCH.fullmatch(value) else value
    if isinstance(number, str):
        return allowed.instant(number)
    return allowed.milliseconds(number) if abs(number) > 10**11 else allowed.instant(number)


def _first(document: Tree, known: Sequence[Told]) -> Told | None:
    return next((one for one in known if _matches(document, one)), None)


def _is_marked(document: Tree, *marks: Sequence[Match]) -> bool:
    return any(_matches(document, one) for each in marks for one in each)


def _matches(document: Tree, match: Match) -> bool:
    said = [text.lower() for text in texts(document, match.path)]
    if match.words is None:
        return bool(said)
    return any(word.lower() in said for word in match.words)


def _paths(table: Table) -> Iterator[str]:
    """Every path that a table names."""
    graded = table.severity.path if table.severity else None
    told = (one.path for one in (*table.test, *table.no_alert, *table.nothing_new))
    known = (table.what, table.type.path, graded, table.project, table.environment, table.time, table.link)
    more = (table.count, table.texts, *(table.series or ()), *(table.series_of or ()), *told)
    yield from (path for paths in (*known, *more) for path in paths or ())
