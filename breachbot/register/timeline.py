"""When an incident was detected, known, drafted, decided, filed, told and closed, beside the hours for the notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from breachbot.deadlines.clock import is_late
from breachbot.incident.events import MAIN, IncidentMerged, JudgedNoBreach
from breachbot.incident.outcome import outcome
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.times import Clock, beyond, clocks, first_heard

Stage = Literal["detected", "aware", "drafted", "decided", "filed", "told", "due", "now", "ended"]
Verdict = Literal["in time", "late", "open", "not needed", "no clock"]

MINUTE = timedelta(minutes=1)
_FILED = {"initial": "Filed, initial", "follow_up": "Filed, follow-up", "complete": "Filed, complete"}
NONE_YET, NONE_EVER = "not yet", "none on record"
"""What is said of a point that is not on record, while the incident is open and once it has ended."""


@dataclass(frozen=True)
class Point:
    """One thing in the life of an incident: what, and when in UTC; None if it is not on record.

    late: it came after the hours that it was to keep.
    """

    stage: Stage
    label: str
    at: datetime | None
    late: bool = False


@dataclass(frozen=True)
class Timeline:
    """The points of an incident in the order of time, those that are not on record behind them.

    aware_at, due_at: of the incident's own clock. verdict, summary: whether the authority was told in time, as a word
    and as a sentence. over: whether the incident has ended.
    """

    incident: str
    points: tuple[Point, ...]
    aware_at: datetime | None
    due_at: datetime | None
    verdict: Verdict
    summary: str
    over: bool

    def since(self, point: Point) -> str:
        """How long from awareness a point lies: `41 h 3 min after`, `2 h before`; that it is not on record, if so."""
        if point.at is None:
            return NONE_EVER if self.over else NONE_YET
        if self.aware_at is None or point.stage == "aware":
            return ""
        span = point.at - self.aware_at
        return "at once" if abs(span) < MINUTE else f"{apart(span)} {side(span)}"


def timeline(incident: Incident, policy: Policy, now: datetime) -> Timeline:
    """The timeline of an incident at a moment, which counts only while the incident is open.

    Raises ValueError for an incident that was never opened.
    """
    if incident.opened is None:
        raise ValueError(f"{incident.id} was never opened")
    found = clocks(incident, policy)
    own = next(iter(found), None)
    moment = None if incident.ended else now
    points = [
        *_points(incident, found),
        *_hours(found, policy),
        *([Point("now", "Now", moment)] if moment else []),
    ]
    known = sorted((one for one in points if one.at), key=lambda one: one.at or now)
    verdict, summary = _verdict(incident, found, policy, now)
    return Timeline(
        incident=incident.id,
        points=(*known, *(one for one in points if one.at is None)),
        aware_at=own.aware_at if own else None,
        due_at=own.due_at if own else None,
        verdict=verdict,
        summary=summary,
        over=incident.ended is not None,
    )


def rows(found: Timeline) -> Iterator[tuple[str, str, str]]:
    """Each point as what, when in UTC, and how long from awareness."""
    for point in found.points:
        yield point.label + (" (late)" if point.late else ""), said(found, point), found.since(point)


def said(found: Timeline, point: Point) -> str:
    """When a point was, as people read it."""
    if point.at is None:
        return found.since(point)
    return f"{point.at.astimezone(UTC):%a %Y-%m-%d %H:%M} UTC"


def apart(span: timedelta) -> str:
    """A length of time, never negative: `less than a minute`, `12 min`, `5 h 20 min`, `4 d 3 h`."""
    minutes = abs(span) // MINUTE
    if not minutes:
        return "less than a minute"
    hours, minutes = divmod(minutes, 60)
    if hours >= 96:
        return f"{hours // 24} d {hours % 24} h" if hours % 24 else f"{hours // 24} d"
    return (f"{hours} h {minutes} min" if minutes else f"{hours} h") if hours else f"{minutes} min"


def side(span: timedelta) -> str:
    """On which side of a moment something lies that is so far from it."""
    return "before" if span < timedelta(0) else "after"


def _points(incident: Incident, found: tuple[Clock, ...]) -> Iterator[Point]:
    """What happened, whether or not it is on record, in the order in which it mostly does."""
    assert incident.opened is not None
    late = [
        filed
        for filed in incident.filings
        for one in found
        if one.due_at
        and is_late(one.due_at, filed.filed_at)
        and first_heard(incident, filed, one.affected_set)
    ]
    yield Point("detected", "Detected", incident.opened.detected_at)
    yield Point("aware", "Aware", incident.aware_at)
    yield Point("drafted", "First drafts", _first(one.at for one in incident.drafts))
    yield Point("decided", "First decision", _decided(incident))
    for one in incident.filings:
        yield Point("filed", _FILED[one.phase], one.filed_at, late=one in late)
    if not incident.filings:
        yield Point("filed", "Filed", None)
    yield Point("told", "People told", _told(incident))
    ended = incident.ended
    label = "Judged no breach" if isinstance(ended, JudgedNoBreach) else "Closed"
    label = f"Made part of {ended.into}" if isinstance(ended, IncidentMerged) else label
    yield Point("ended", label, ended.at if ended else None)


def _hours(found: tuple[Clock, ...], policy: Policy) -> Iterator[Point]:
    """The end of the hours, and the clocks that sets of another breach have beside the incident's."""
    hours = policy.regimes.filing.hours
    for one in found:
        of = "" if one.affected_set == MAIN else f" of {one.affected_set}"
        if of:
            yield Point("aware", f"Aware{of}", one.aware_at)
        if one.due_at:
            yield Point("due", f"{hours}{of} end", one.due_at)


def _decided(incident: Incident) -> datetime | None:
    """The first approval or decision: what the controller or the DPO put their name to."""
    return _first(
        [
            *(one.event.at for one in incident.approvals),
            *(one.event.at for one in incident.decisions),
            *([incident.waived.at] if incident.waived else []),
        ]
    )


def _told(incident: Incident) -> datetime | None:
    """When somebody outside first heard of it from us: by the page, directly, or as a controller."""
    return _first(
        [
            *(one.at for one in incident.publications),
            *(one.told_at for one in incident.told),
            *(one.told_at for one in incident.controllers_told),
        ]
    )


def _first(moments: Iterator[datetime] | list[datetime]) -> datetime | None:
    return min(moments, default=None)


def _verdict(
    incident: Incident, found: tuple[Clock, ...], policy: Policy, now: datetime
) -> tuple[Verdict, str]:
    """Whether the authority was told in time, by every clock of which it had to be told."""
    hours = policy.regimes.filing.hours
    if not found:
        return "no clock", "Nobody stated awareness, so the clock did not run."
    if outcome(incident, policy.regimes.filing.id) == "not_required":
        return "not needed", "The authority did not have to be told."
    timed = [(one.due_at, one) for one in found if one.due_at and one.owed]
    if not timed:
        return "no clock", "No number of hours applies."
    late, last = max(
        (((one.first.filed_at if one.first else now) - due, one) for due, one in timed),
        key=lambda pair: pair[0],
    )
    if any(one.first is None for _, one in timed):
        return _unfiled(incident, late, hours)
    if late > timedelta(0):
        return "late", f"Filed late: {apart(late)} after the {hours} had ended.{_background(last, policy)}"
    after = max(one.first.filed_at - one.aware_at for _, one in timed if one.first)
    return "in time", f"Filed in time: {apart(after)} {side(after)} awareness; {hours} were allowed."


def _background(clock: Clock, policy: Policy) -> str:
    """The later end of the hours that the law may allow, where a late notice was filed by then."""
    found = beyond(clock.aware_at, policy)
    if found is None or clock.first is None or is_late(found.at, clock.first.filed_at):
        return ""
    rule = f"{found.law.means[0].lower()}{found.law.means[1:]} ({found.law.article})"
    return f" Background: if {rule}, they ended at {found.at:%Y-%m-%d %H:%M} UTC."


def _unfiled(incident: Incident, late: timedelta, hours: str) -> tuple[Verdict, str]:
    if incident.ended:
        return "not needed", "The authority was told nothing."
    if late > timedelta(0):
        return "late", f"Late: the {hours} ended {apart(late)} ago, and not everything is filed."
    return "open", f"The {hours} run, and not everything is filed."
