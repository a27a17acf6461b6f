"""Candidates that come close together: which of them belong together, and which have a card of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from breachbot.incident.effect import Effect
from breachbot.incident.events import Burst
from breachbot.playbook.triage import Storm

SLOT = "card"
"""Of the one message of a burst."""


@dataclass(frozen=True)
class Running:
    """A burst as it is on record. size: how many candidates are in it; counted up to `Storm.alone` at least."""

    id: str
    began_at: datetime
    last_at: datetime
    size: int


def joined(last: Running | None, fresh: str, now: datetime, storm: Storm) -> Burst:
    """The burst of a candidate that comes now: the last one if it goes on, else a new one with the id `fresh`."""
    if last is None or now > over_at(last.began_at, last.last_at, storm):
        return Burst(id=fresh, began_at=now, own_card=True)
    return Burst(id=last.id, began_at=last.began_at, own_card=last.size < storm.alone)


def over_at(began_at: datetime, last_at: datetime, storm: Storm) -> datetime:
    """Up to when another candidate still belongs to a burst."""
    return min(last_at + storm.within, began_at + storm.at_most)


def storm_effect(burst: str, stamp: str) -> Effect:
    """Show the burst as it is now; `stamp` makes the wish unique."""
    key = f"storm_card:{burst}:{stamp}"
    return Effect(kind="storm_card", key=key, lane=f"storm:{burst}", stream=burst, slot=SLOT)
