"""Times that are in an order in which they seldom happen: aware before the beginning or before detection, or detected
before the beginning. That it ended before it began is refused, since both are answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from breachbot.incident import events as e
from breachbot.incident.doubt import Doubt, Said, answer
from breachbot.incident.known import facts_of
from breachbot.incident.state import Incident
from breachbot.incident.twice import utc

AWARE_FIRST, AWARE_UNSEEN = "aware_before_it_began", "aware_before_it_was_detected"
DETECTED_FIRST = "detected_before_it_began"


def about_times(incident: Incident, affected_set: str) -> Iterator[Doubt]:
    """The doubts about the times of one affected set, by the clock by which it goes."""
    if incident.opened is None:
        return
    clock = incident.clock_of(affected_set)
    begun, stated = facts_of(incident, affected_set).get("occurred_from"), incident.awareness_of(clock)
    detected = _detected(incident.opened)
    if begun and begun.firm:
        began = datetime.fromisoformat(str(begun.value))
        if stated and stated[-1].aware_at < began:
            asks = "The company was aware of it before it began. Which moment is right?"
            yield Doubt(AWARE_FIRST, affected_set, asks, (_aware(stated[-1]), answer(begun)))
        # Another breach may begin after this one was detected.
        if clock == e.MAIN and incident.opened.detected_at < began:
            asks = "It was detected before it began. Which moment is right?"
            yield Doubt(DETECTED_FIRST, affected_set, asks, (detected, answer(begun)))
    if stated and clock == affected_set and stated[-1].aware_at < _minute(incident.opened.detected_at):
        asks = "The company was aware of it before it was detected. Which moment is right?"
        yield Doubt(AWARE_UNSEEN, affected_set, asks, (_aware(stated[-1]), detected))


def _minute(at: datetime) -> datetime:
    """Forms know whole minutes only."""
    return at.replace(second=0, microsecond=0)


def _aware(stated: e.BecameAware | e.AwarenessMoved) -> Said:
    return Said(f"“aware since {utc(stated.aware_at)}”", ((stated.by, stated.at),))


def _detected(opened: e.IncidentOpened) -> Said:
    return Said(f"“detected on {utc(opened.detected_at)}”", ((opened.by, opened.at),))
