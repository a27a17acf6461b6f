"""What stands on record of an act, field by field, for whoever has to say whether that was their word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from pydantic import BaseModel

from breachbot.assessment.facts import FACTS
from breachbot.incident import events as e
from breachbot.slack.fact_words import answer, question
from breachbot.slack.kit.blocks import Block, say, small
from breachbot.slack.kit.limits import SECTION_LIMIT, clip
from breachbot.slack.kit.words import escape, person, utc, when

MOST = 20
"""Events that one form shows; an act seldom brings about more."""
LONGEST = 1000
"""Characters of one value."""
ABOUT_IT = frozenset({"at", "by", "kind", "instead_of", "sha256", "files", "head", "pack", "source"})
"""Fields that say how an event was recorded, or name by a hash what its version names already."""


def as_recorded(events: Sequence[e.Happened], user: str) -> list[Block]:
    """What these events say in the name of this person (a Slack user id), without what breachbot concluded from it."""
    theirs = [event for event in events if event.by == user]
    shown = [say(clip("\n".join(_lines(event)), SECTION_LIMIT)) for event in theirs[:MOST]]
    more = len(theirs) - MOST
    return [*shown, *([small(f"And {more} more entries; the register has all of them.")] if more > 0 else [])]


def _lines(event: e.Happened) -> Iterator[str]:
    if isinstance(event, e.FactStated):
        said = answer(FACTS[event.fact], event.value) if event.fact in FACTS else str(event.value)
        of = "" if event.affected_set == e.MAIN else f" ({event.affected_set})"
        yield f"*{escape(question(event.fact))}*{of}\n{escape(clip(said, LONGEST))}"
        return
    yield f"*{str(getattr(event, 'kind', '')).replace('_', ' ').capitalize()}*"
    for name, value in event:
        if name not in ABOUT_IT and value not in (None, "", ()):
            yield f"{name.replace('_', ' ')}: {_value(value)}"


def _value(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{when(value)} ({utc(value)})"
        case date():
            return value.isoformat()
        case tuple():
            return "; ".join(_value(one) for one in value)
        case BaseModel():
            return ", ".join(f"{name.replace('_', ' ')} {_value(one)}" for name, one in value)
        case _:
            return person(clip(str(value), LONGEST))
