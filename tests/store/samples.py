"""Small values that the tests of the store use again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

from breachbot.incident.effect import Effect, EffectKind
from breachbot.incident.events import BecameAware, SignalClaimed
from breachbot.store.database import make_engine
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.deliveries import NewDelivery
from tests.conftest import Database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PDB, SIG = "pdb-aaaaaaaa", "sig-bbbbbbbb"


def claimed(by: str = "U1", minutes: int = 0) -> SignalClaimed:
    """The smallest event."""
    return SignalClaimed(at=NOON + minutes * MINUTE, by=by)


def aware(basis: str) -> BecameAware:
    """An event with a person's text."""
    return BecameAware(at=NOON, by="U1", aware_at=NOON, basis=basis)


def delivery(body: bytes = b"{}", minutes: int = 0, source: str = "sentry") -> NewDelivery:
    """A delivery that arrived some minutes after noon."""
    return NewDelivery(source, NOON + minutes * MINUTE, {"resource": "event_alert"}, body)


def accept(store: DatabaseStore, *deliveries: NewDelivery) -> list[str]:
    """Store deliveries as the web hook does, all at the same moment; gives their ids."""

    async def all_at_once() -> list[str]:
        return list(await asyncio.gather(*(store.accept(one) for one in deliveries)))

    return asyncio.run(all_at_once())


def effect(
    key: str, kind: EffectKind = "channel_note", lane: str = "channel:pdb-a", slot: str = ""
) -> Effect:
    """An effect of an incident."""
    return Effect(kind=kind, key=key, lane=lane, stream=PDB, slot=slot, args={"seq": "1"})


def behind_our_back(database: Database, *statements: str, **values: object) -> None:
    """What somebody does with a database client of their own: no pragma of ours is set."""
    engine = make_engine(database.url)
    try:
        with engine.begin() as conn:
            run(conn, statements, values)
    finally:
        engine.dispose()


def run(conn: Connection, statements: Sequence[str], values: dict[str, object]) -> None:
    """Run plain SQL."""
    for statement in statements:
        conn.execute(text(statement), values)
