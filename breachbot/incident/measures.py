"""The follow-up measures of an incident: what is to be done after its end, by whom and until when, and what is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from breachbot.incident.events import IncidentClosed, MeasureAdded, MeasureDone
from breachbot.incident.events import Measure as Agreed
from breachbot.incident.state import Incident
from breachbot.incident.team import Team

MEASURE = "measure"
"""What the reminders of a measure are kept under, before its number."""


@dataclass(frozen=True)
class Measure:
    """One of them. number: its place, from 1. until: the day at whose end its time is up. agreed: what put it on
    record, the end or an addition after it. done: None: not yet."""

    number: int
    what: str
    owner: str
    until: date
    agreed: IncidentClosed | MeasureAdded
    done: MeasureDone | None

    @property
    def due_at(self) -> datetime:
        """When the day is over everywhere, in UTC."""
        return end_of(self.until)

    @property
    def key(self) -> str:
        """What its reminders and deadlines are kept under."""
        return f"{MEASURE}@{self.number}"


def end_of(day: date) -> datetime:
    """When a day is over everywhere on earth, in UTC: at 12:00 of the next day, since no zone is further behind than 12
    hours. Nobody's own day is over before that, wherever they are. Raises OverflowError for the last day of all."""
    return datetime.combine(day, time(12), UTC) + timedelta(days=1)


def measures(incident: Incident) -> tuple[Measure, ...]:
    """All that were agreed at the end, then those that were added after it; none before it."""
    ended = incident.ended
    agreed: list[tuple[IncidentClosed | MeasureAdded, Agreed]] = []
    if isinstance(ended, IncidentClosed):
        agreed = [(ended, one) for one in ended.follow_up]
    added = [(one, one.measure) for one in incident.measures_added]
    done = {one.number: one for one in reversed(incident.measures_done)}
    return tuple(
        Measure(number, one.what, one.owner, one.until, event, done.get(number))
        for number, (event, one) in enumerate([*agreed, *added], start=1)
    )


def open_measures(incident: Incident) -> tuple[Measure, ...]:
    """Those that nobody has recorded as done."""
    return tuple(one for one in measures(incident) if one.done is None)


def recordable(incident: Incident, team: Team, user: str) -> tuple[Measure, ...]:
    """Those of the open ones that a person may record as done: their own; the DPO and deputies all."""
    return tuple(one for one in open_measures(incident) if user == one.owner or user in team.approvers)


def owns(incident: Incident, user: str) -> bool:
    """Whether a person was given something to do, whatever has become of it."""
    return any(one.owner == user for one in measures(incident))
