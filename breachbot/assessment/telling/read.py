"""Everything that a text says, as proposals in the order of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from pydantic import JsonValue

from breachbot.assessment.telling import kinds, numbers, roles
from breachbot.assessment.telling.scope import Scope, Span, scope_of
from breachbot.assessment.vocabulary import FACTS

LONGEST_WORDS = 60
"""Characters that are quoted of a text at most."""

_WHOLE = frozenset({"data_categories", "cause"})
"""Quoted with all of the list's entry: a few words of it alone may read as something else."""
_NEXT = re.compile(r"\s(?:and|or)\s|[+/]", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """One proposal: a fact, a value that `validate` takes (of a list one option), and the words that it rests on."""

    fact: str
    value: JsonValue
    words: str


def read(text: str, now: datetime, zone: tzinfo) -> tuple[Told, ...]:
    """What a text says. now: when it was written (aware). zone: that of the hours in it. Of each fact one value, of a
    list each option once."""
    scope = scope_of(text)
    found: dict[tuple[str, str], Told] = {}
    for fact, value, span in _said(scope, now, zone):
        many = FACTS[fact].kind == "choices"
        found.setdefault(
            (fact, str(value) if many else ""),
            Told(fact, value, _quoted(text, _entry(scope, span) if fact in _WHOLE else span)),
        )
    order = list(FACTS)
    return tuple(sorted(found.values(), key=lambda told: order.index(told.fact)))


def _said(scope: Scope, now: datetime, zone: tzinfo) -> Iterator[tuple[str, JsonValue, Span]]:
    yield from numbers.counts(scope)
    yield from roles.times(scope, now, zone)
    yield from kinds.kinds(scope)


def _entry(scope: Scope, span: Span) -> Span:
    """The entry of a list, or the clause, that these words stand in; the words alone where that is long."""
    begin, end = scope.clause(span[0])
    begin = max((at.end() for at in _NEXT.finditer(scope.text, begin, span[0])), default=begin)
    end = min((at.start() for at in _NEXT.finditer(scope.text, span[1], end)), default=max(end, span[1]))
    return (begin, end) if len(scope.text[begin:end].strip()) <= LONGEST_WORDS else span


def _quoted(text: str, span: Span) -> str:
    """The words on one line, cut in the middle if they are many."""
    words = " ".join(text[slice(*span)].split()).rstrip(".,;:")
    if len(words) <= LONGEST_WORDS:
        return words
    half = LONGEST_WORDS // 2 - 2
    return f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
