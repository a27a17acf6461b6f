"""Since when it is the turn of those who have the next step. Only the log of an incident tells, so it is replayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import accumulate

from breachbot.incident.act import Context
from breachbot.incident.events import Happened
from breachbot.incident.state import Incident, evolve
from breachbot.incident.steps import steps


def held_since(incident_id: str, events: Sequence[Happened], context: Context) -> datetime | None:
    """When what happened last gave the next step to those who hold it now. None where there is none, and where time
    alone has moved it on since, so that nobody can say."""
    history = list(accumulate(events, evolve, initial=Incident(incident_id)))
    turn, since = _turn(history[-1], context), None
    for number in range(len(events), 0, -1):
        at = events[number - 1].at
        if at == since:
            continue  # of one transaction the last event counts
        if _turn(history[number], replace(context, now=at)) != turn:
            break
        since = at
    return since if turn else None


def _turn(incident: Incident, context: Context) -> tuple[str | None, tuple[str, ...]] | None:
    """What comes next and who can take it."""
    found = steps(incident, context)
    return (found[0].act, found[0].holders) if found else None
