"""What became known after a notice was written, as far as that notice speaks of it.

What the company did meanwhile (published, filed, told) is no news here: only facts, outcomes and the moment of
awareness are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from breachbot.incident import events as e
from breachbot.incident.known import settled_facts
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident, once
from breachbot.notices.fields import STAMPS, Fields, shown

_UNTITLED = {
    "authority_because": "The reasons for notifying the authority",
    "people_because": "The reasons for telling people or not",
    "phase": "Whether the notice is complete",
    "own_clocks": "The times of data with a clock of their own",
    "still_out": "Whether others still have the data",
    "everybody_told": "Whether everybody was told",
    "contact_role": "Whom to ask",
    "awaited": "Which answers are awaited",
}


@dataclass(frozen=True)
class News:
    """The titles of what a notice would say otherwise today, and since when (UTC) it would."""

    titles: tuple[str, ...]
    since: datetime


@once
def news_since(incident: Incident, draft: e.NoticeDrafted, policy: Policy) -> News | None:
    """What changed since `draft` was made, or None if it still says what is known."""
    then = incident.as_drafted(draft)
    now = replace(
        then,
        statements=incident.statements,
        assessments=incident.assessments,
        sets=incident.sets,
        decisions=incident.decisions,
        awareness=incident.awareness,
        aware_at=incident.aware_at,
    )
    edition = Edition(draft.audience, draft.version, draft.as_of, draft.state, draft.change, draft.form)
    said = fields_of(edition, then, settled_facts(then), policy)
    known = fields_of(edition, now, settled_facts(now), policy)
    names = changed(said, known, draft.form)
    if not names:
        return None
    return News(titled(names, draft.audience, policy), _since(then, incident, frozenset(names)))


def changed(said: Fields, known: Fields, form: int) -> tuple[str, ...]:
    """The fields of a notice that it would say otherwise."""
    return tuple(
        name
        for name in type(said).model_fields
        if name in shown(said, form) - STAMPS and getattr(said, name) != getattr(known, name)
    )


def titled(names: Iterable[str], audience: e.Audience, policy: Policy) -> tuple[str, ...]:
    """These fields as a notice calls them."""
    words = {**_UNTITLED, **policy.templates.words.titles[audience]}
    return tuple(words.get(name, name) for name in names)


def _since(then: Incident, incident: Incident, names: frozenset[str]) -> datetime:
    """When the first of these came to be known: an outcome with its assessment, a fact with its statement. A decision
    that lifts a duty ends with whatever is said after it."""
    said = incident.statements[len(then.statements) :]
    stated = [s.at for s in said if s.fact in names]
    moved = [m.at for m in incident.awareness[len(then.awareness) :]]
    judged = [one.event.at for one in incident.assessments[len(then.assessments) :]][-1:]
    decided = [one.event.at for one in incident.decisions[len(then.decisions) :]][-1:]
    return min(stated or moved or judged or decided or [s.at for s in said])
