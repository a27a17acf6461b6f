"""What people were reminded of, and how that is now: derived each time, so that a message about it can be shown again.

The reminders of the duties of an incident share one message to a person, and so do those of one person's follow-up
measures. The newest message names all of it that is still open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from breachbot.incident import events as e
from breachbot.incident.duties import Owed, to_remind
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident


@dataclass(frozen=True)
class Point:
    """One thing of which people were reminded. raised: its newest reminder. owed: the duty as it is now; None once
    nothing of it is missing. since: from when it has been missing, in UTC."""

    raised: e.ReminderRaised
    owed: Owed | None
    since: datetime | None


def points(incident: Incident, owner: str | None, policy: Policy) -> tuple[Point, ...]:
    """What the newest message says: what was reminded of last, done or not, then what is still open from before.

    owner: whose follow-up measures it is about; None for the duties.
    """
    ours = [one for one in incident.reminders if one.owner == owner]
    owed = {one.key: one for one in to_remind(incident, policy)}
    newest = {one.obligation: one for one in ours}
    last = {one.obligation for one in ours if one.at == ours[-1].at}
    made = [_point(incident, one, owed.get(key)) for key, one in newest.items()]
    now = [one for one in made if one.raised.obligation in last]
    return (*now, *(one for one in made if one not in now and one.owed))


def _point(incident: Incident, raised: e.ReminderRaised, owed: Owed | None) -> Point:
    return Point(raised, owed, since(incident, owed) if owed else None)


def newest(incident: Incident, owner: str | None) -> int | None:
    """The number of the event that the newest message is about; None where nobody was reminded."""
    numbered = zip(incident.reminded_at, incident.reminders, strict=True)
    return max((number for number, one in numbered if one.owner == owner), default=None)


def overtaken(incident: Incident, raised: e.ReminderRaised) -> bool:
    """Whether a newer message than the one about this reminder says what is still open."""
    return [one.at for one in incident.reminders if one.owner == raised.owner][-1] != raised.at


def left(incident: Incident, owner: str | None, policy: Policy) -> tuple[tuple[str, str], ...]:
    """What of it is still open, and what each lacks: while this is the same, the message is."""
    found = points(incident, owner, policy) if newest(incident, owner) else ()
    return tuple((one.owed.key, str(one.owed.gap)) for one in found if one.owed)


def since(incident: Incident, owed: Owed) -> datetime:
    """From when a duty's intervals count: awareness, or later where something opened it again."""
    if owed.since is not None:
        return owed.since
    aware_at = incident.aware_since(owed.clock)
    assert aware_at is not None, "only asked for incidents that somebody is aware of"
    return aware_at


def due_by_law(owed: Owed) -> datetime | None:
    """The end of hours that the law, a contract or the page sets. A decision and a follow-up measure have none, so they
    never count as overdue."""
    return None if owed.gap in ("measure", "breach") else still_due(owed)


def still_due(owed: Owed) -> datetime | None:
    """The end of a duty's hours while it matters: who filed in time is not late with completing it."""
    return None if owed.stopped else owed.due_at
