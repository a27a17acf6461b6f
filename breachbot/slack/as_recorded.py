"""What stands on record of an act, field by field, for whoever has to say whether that was their word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import accumulate, islice

from pydantic import BaseModel

from breachbot.assessment.facts import FACTS
from breachbot.incident import events as e
from breachbot.slack.fact_words import answer, question
from breachbot.slack.kit.blocks import Block, paragraphs, say, small
from breachbot.slack.kit.limits import VIEW_BYTES
from breachbot.slack.kit.words import escape, person, utc, when

MOST = 80
"""Pieces that one form shows; an act seldom brings about more, and Slack takes a hundred."""
AROUND = 20_000
"""Bytes that are left for everything but what was recorded."""
SHORT = 100
"""Characters of a text that fits into a line; a longer one is a paragraph, in which nothing can act."""
ABOUT_IT = frozenset({"at", "by", "kind", "instead_of", "sha256", "files", "head", "pack", "source"})
"""Fields that say how an event was recorded, or name by a hash what its version names already."""
PEOPLE = frozenset({"to", "of", "owner", "person", "invited"})
"""Fields that name people by their Slack user ids."""
NONE = "none given"


def as_recorded(events: Sequence[e.Happened], user: str) -> list[Block]:
    """What these events say in the name of this person (a Slack user id), without what breachbot concluded from it.

    Texts are shown whole; where there is more than a form shows, it says so.
    """
    pieces = [piece for event in events if event.by == user for piece in _pieces(event)]
    rest = small("There is more than fits here. Read all of it in the register before you answer.")
    fit = _that_fit(pieces)
    return pieces if fit == len(pieces) else [*pieces[:fit], rest]


def _that_fit(pieces: Sequence[Block]) -> int:
    """How many of them Slack takes in one form, beside its questions."""
    sizes = accumulate(len(json.dumps(piece)) for piece in pieces)
    return sum(1 for size in islice(sizes, MOST) if size <= VIEW_BYTES - AROUND)


def _pieces(event: e.Happened) -> Iterator[Block]:
    if isinstance(event, e.FactStated):
        said = answer(FACTS[event.fact], event.value) if event.fact in FACTS else str(event.value)
        of = "" if event.affected_set == e.MAIN else f" ({event.affected_set})"
        yield say(f"*{escape(question(event.fact))}*{of}")
        yield from paragraphs(said)
        return
    shown = {name: value for name, value in event if name not in ABOUT_IT}
    lines = [f"{_words(name)}: {_shown(name, one)}" for name, one in shown.items() if not _long(one)]
    yield say("\n".join([f"*{_words(str(getattr(event, 'kind', ''))).capitalize()}*", *lines]))
    for name, value in shown.items():
        if _long(value):
            yield say(f"{_words(name)}:")
            yield from paragraphs(_plain(value))


def _long(value: object) -> bool:
    """Whether a value is a paragraph of its own."""
    text = _plain(value)
    return len(text) > SHORT or "\n" in text


def _words(name: str) -> str:
    return name.replace("_", " ")


def _shown(name: str, value: object) -> str:
    """A value in a line: people as mentions, moments in the reader's own time as well."""
    if isinstance(value, datetime):
        return f"{when(value)} ({utc(value)})"
    if name in PEOPLE and value:
        return ", ".join(map(person, value if isinstance(value, tuple) else (str(value),)))
    return escape(_plain(value))


def _plain(value: object) -> str:
    match value:
        case None | "" | ():
            return NONE
        case bool():
            return "yes" if value else "no"
        case datetime():
            return utc(value)
        case date():
            return value.isoformat()
        case tuple():
            return "; ".join(map(_plain, value))
        case BaseModel():
            return ", ".join(f"{_words(name)} {_plain(one)}" for name, one in value)
        case _:
            return str(value)
