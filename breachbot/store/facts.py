"""Facts about this database that the machinery keeps for itself, in `meta`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from breachbot.store.database import Part, insert_new, real_time
from breachbot.store.tables import meta


class Facts(Part):
    """The facts about this database, by name."""

    def real_time(self) -> datetime:
        return real_time(self._conn)

    def fact(self, name: str) -> str | None:
        return self._conn.execute(select(meta.c.value).where(meta.c.key == name)).scalar_one_or_none()

    def keep_fact(self, name: str, value: str) -> None:
        new = insert_new(self._conn, meta).values(key=name, value=value)
        self._conn.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
