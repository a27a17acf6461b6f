"""One combination that is on record and seldom true: both sides, with who said what when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from breachbot.assessment.contradictions import said_to
from breachbot.assessment.facts import Settled
from breachbot.incident.twice import utc


@dataclass(frozen=True)
class Said:
    """One side: what is on record, in words, and who said so when (UTC)."""

    words: str
    sources: tuple[tuple[str, datetime], ...]

    @property
    def by(self) -> tuple[str, ...]:
        """Who said so."""
        return tuple(who for who, _ in self.sources)


@dataclass(frozen=True)
class Doubt:
    """One combination that is on record. `asks`: what people are asked about it."""

    id: str
    affected_set: str
    asks: str
    said: tuple[Said, ...]

    @property
    def key(self) -> str:
        """What a form names it by: another one once something else is on record."""
        return sha256(json.dumps([self.id, self.affected_set, *self.words]).encode()).hexdigest()[:16]

    @property
    def words(self) -> tuple[str, ...]:
        """What is on record, whoever said it: an explanation is for that."""
        return tuple(one.words for one in self.said)


def answer(known: Settled) -> Said:
    """The answer to a question, as one side."""
    by = {view.by: view.at for view in known.views if view.value == known.value}
    value = known.value
    if isinstance(value, str) and (moment := _moment(value)):
        value = utc(moment)
    return Said(said_to(known.fact, value), tuple(by.items()))


def _moment(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else None
