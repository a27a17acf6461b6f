"""Facts about this database that the machinery keeps for itself, in `meta`."""

from __future__ import annotations

from sqlalchemy import Connection, select

from breachbot.store.database import insert_new
from breachbot.store.tables import meta


def fact(conn: Connection, name: str) -> str | None:
    """What was kept last under this name."""
    return conn.execute(select(meta.c.value).where(meta.c.key == name)).scalar_one_or_none()


def keep(conn: Connection, name: str, value: str) -> None:
    """Keep it in place of what was there."""
    new = insert_new(conn, meta).values(key=name, value=value)
    conn.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
