"""What Slack last said of a person: one row of `meta` for each, with nothing of them but the opaque id."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, select

from breachbot.store.database import insert_new, real_time
from breachbot.store.tables import meta
from breachbot.usecases.ports import Confirmation, Confirmed

KEY = "standing:"
"""How the keys of these rows start."""


def confirm(conn: Connection, user: str, workspace: str, standing: Confirmed) -> None:
    """Write the answer in place of the one before, with the moment of now."""
    kept = {"at": real_time(conn).isoformat(), "standing": standing, "workspace": workspace}
    new = insert_new(conn, meta).values(key=KEY + user, value=json.dumps(kept, sort_keys=True))
    conn.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": new.excluded.value}))


def confirmation(conn: Connection, user: str) -> Confirmation | None:
    """The last answer about a person; None if there never was one."""
    found = conn.execute(select(meta.c.value).where(meta.c.key == KEY + user)).scalar_one_or_none()
    if found is None:
        return None
    kept = json.loads(found)
    age = real_time(conn) - datetime.fromisoformat(kept["at"])
    return Confirmation(kept["standing"], kept["workspace"], age)
