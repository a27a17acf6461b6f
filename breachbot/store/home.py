"""What Home tabs ask the lists for: how many there are, and the few that a tab shows, in their order.

What was erased is left out, as a rebuild would: its row may still be there.
"""

from __future__ import annotations

import json

from sqlalchemy import ColumnElement, Connection, Table, and_, cast, func, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB

from breachbot.intake.signal import ASKING
from breachbot.store.database import Part
from breachbot.store.tables import OPEN, data_key, incident, pending, signal
from breachbot.usecases.ports.lists import Rooms

PRESSING = (incident.c.urgency, incident.c.pressing_at, incident.c.id)


class Homes(Part):
    """What Home tabs ask the lists for."""

    def open_incidents(self, rooms: Rooms, skip: int, limit: int) -> list[str]:
        return _incidents(self._conn, _seen(self._conn, rooms), skip, limit)

    def open_count(self, rooms: Rooms) -> int:
        count = select(func.count()).select_from(incident)
        return self._conn.execute(count.where(OPEN, _seen(self._conn, rooms), kept(incident))).scalar_one()

    def incident_in(self, channel: str) -> str | None:
        wanted = select(incident.c.id).where(incident.c.channel == channel, kept(incident))
        return self._conn.execute(wanted).scalar_one_or_none()

    def hidden_incidents(self, rooms: Rooms, limit: int) -> list[str]:
        return _incidents(self._conn, ~_seen(self._conn, rooms), 0, limit)

    def ended_incidents(self, rooms: Rooms, skip: int, limit: int) -> tuple[int, list[str]]:
        these = and_(~OPEN, _in_rooms(self._conn, rooms), kept(incident))
        number = self._conn.execute(select(func.count()).select_from(incident).where(these)).scalar_one()
        newest = select(incident.c.id).where(these).order_by(incident.c.opened_at.desc(), incident.c.id)
        return number, list(self._conn.execute(newest.offset(skip).limit(limit)).scalars())

    def undecided(self, rooms: Rooms, user: str, limit: int) -> tuple[int, list[str]]:
        waits = and_(pending.c.incident == incident.c.id, pending.c.by == user)
        count = select(func.count()).select_from(pending).join(incident, waits)
        number = self._conn.execute(count.where(OPEN, _seen(self._conn, rooms), kept(incident))).scalar_one()
        return number, _incidents(
            self._conn,
            and_(_seen(self._conn, rooms), select(pending.c.number).where(waits).exists()),
            0,
            limit,
        )

    def waiting_signals(self, claimed_by: str | None, limit: int, skip: int = 0) -> tuple[int, list[str]]:
        phase = "claimed" if claimed_by else "open"
        these = and_(signal.c.verdict.in_(ASKING), signal.c.phase == phase, kept(signal))
        if claimed_by:
            these = and_(these, signal.c.claimed_by == claimed_by)
        number = self._conn.execute(select(func.count()).select_from(signal).where(these)).scalar_one()
        some = select(signal.c.id).where(these).order_by(signal.c.first_seen, signal.c.id)
        return number, list(self._conn.execute(some.offset(skip).limit(limit)).scalars())


def _incidents(conn: Connection, these: ColumnElement[bool], skip: int, limit: int) -> list[str]:
    wanted = select(incident.c.id).where(OPEN, these, kept(incident)).order_by(*PRESSING)
    return list(conn.execute(wanted.limit(limit).offset(skip)).scalars())


def _seen(conn: Connection, rooms: Rooms) -> ColumnElement[bool]:
    return true() if rooms is None else or_(incident.c.channel.is_(None), _in_rooms(conn, rooms))


def _in_rooms(conn: Connection, rooms: Rooms) -> ColumnElement[bool]:
    """The channels go over as one value, however many there are: thousands of values take longer than all the rest."""
    if rooms is None:
        return true()
    if conn.dialect.name == "postgresql":
        names = select(func.jsonb_array_elements_text(cast(sorted(rooms), JSONB)))
    else:
        names = select(func.json_each(json.dumps(sorted(rooms))).table_valued("value").c.value)
    return incident.c.channel.in_(names)


def kept(rows: Table) -> ColumnElement[bool]:
    """Of the rows of a list those whose stream was not erased."""
    return select(data_key.c.id).where(data_key.c.id == rows.c.id).exists()
