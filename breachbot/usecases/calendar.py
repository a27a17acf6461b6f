"""Each person's calendar of deadlines: who has one, under which address, and what is in it.

The address is all that a calendar program sends, so it is the secret: it is random, only its keyed digest is kept, and
it can be replaced or ended at any time. In a calendar are codenames and times, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.measures import MEASURE, open_measures
from breachbot.incident.state import replay
from breachbot.usecases.house import House, team, write
from breachbot.usecases.ports.lists import DeadlineRow
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.store import Transaction

STREAM = "calendars"
MOST = 500
"""Deadlines in a calendar, the earliest first."""


@dataclass(frozen=True)
class Entry:
    """One deadline: a name that stays and says nothing, the codename, when it is (UTC), and whether it is that of a
    follow-up measure."""

    key: str
    incident: str
    due_at: datetime
    measure: bool


def open_calendar(house: House, address: str, *, by: str) -> None:
    """Give a person a calendar under this address, in place of the one that they have. Raises Refused for anybody who
    is not on the team."""
    _change(house, by, e.CalendarOpened(at=house.now(), by=by, digest=house.digest(address)))


def close_calendar(house: House, *, by: str) -> None:
    """End a person's calendar. Raises Refused where they have none."""
    _change(house, by, e.CalendarClosed(at=house.now(), by=by))


def calendar_since(house: House, user: str) -> datetime | None:
    """Since when a person has a calendar; None: they have none."""
    opened = house.store.read(lambda tx: _open(tx.events(STREAM)).get(user))
    return opened.at if opened else None


def _change(house: House, by: str, event: e.CalendarOpened | e.CalendarClosed) -> None:
    def work(tx: Transaction) -> None:
        events = tx.events(STREAM)
        if isinstance(event, e.CalendarOpened):
            team(tx).require_responder(by)
        elif by not in _open(events):
            raise Refused("You have no calendar.")
        tx.append(STREAM, len(events), [event])

    write(house, work)


def _open(events: Iterable[e.Happened]) -> Mapping[str, e.CalendarOpened]:
    """The calendars that there are, by whose they are."""
    found: dict[str, e.CalendarOpened] = {}
    for event in events:
        if isinstance(event, e.CalendarOpened):
            found[event.by] = event
        elif isinstance(event, e.CalendarClosed):
            found.pop(event.by, None)
    return found


def calendar(house: House, address: str) -> tuple[Entry, ...] | None:
    """What is in the calendar under an address, the earliest first; None where there is none, or no longer, or where
    its owner is no longer on the team."""
    digest = house.digest(address)

    def work(tx: Transaction) -> tuple[Entry, ...] | None:
        calendars = _open(tx.events(STREAM)).values()
        user = next((one.by for one in calendars if one.digest == digest), None)
        if user is None or team(tx).role(user) is None:
            return None
        rows = tx.deadlines()
        theirs = None if user in team(tx).approvers else user
        found = (*_duties(rows), *_measures(tx, rows, theirs))
        due = sorted(found, key=lambda one: (one.due_at, one.incident, one.key))[:MOST]
        return tuple(replace(one, key=house.digest(f"{one.incident}:{one.key}")[:16]) for one in due)

    return house.store.read(work)


def _duties(rows: Iterable[DeadlineRow]) -> Iterator[Entry]:
    """Those of the duties, which concern everybody on the team."""
    for row in rows:
        if row.due_at:
            yield Entry(row.obligation, row.incident, row.due_at, measure=False)


def _measures(tx: Transaction, rows: Iterable[DeadlineRow], owner: str | None) -> Iterator[Entry]:
    """Those of the follow-up measures that are open; owner: of this person alone."""
    ended = dict.fromkeys(row.incident for row in rows if row.obligation.startswith(f"{MEASURE}@"))
    for incident in ended:
        with suppress(Erased, ValueError):  # one that cannot be read keeps nobody from the others
            for one in open_measures(replay(incident, tx.events(incident))):
                if owner in (None, one.owner):
                    yield Entry(one.key, incident, one.due_at, measure=True)
