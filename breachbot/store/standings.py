"""What Slack last said of a person: one row of `meta` for each, with nothing of them but the opaque id."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import select

from breachbot.store.database import Part, insert_new, real_time
from breachbot.store.tables import meta
from breachbot.usecases.ports.facts import Confirmation, Confirmed

KEY = "standing:"
"""How the keys of these rows start."""


class Standings(Part):
    """What Slack last said of people."""

    def confirm_standing(self, user: str, workspace: str, standing: Confirmed) -> None:
        kept = {"at": real_time(self._conn).isoformat(), "standing": standing, "workspace": workspace}
        new = insert_new(self._conn, meta).values(key=KEY + user, value=json.dumps(kept, sort_keys=True))
        self._conn.execute(
            new.on_conflict_do_update(index_elements=["key"], set_={"value": new.excluded.value})
        )

    def confirmation(self, user: str) -> Confirmation | None:
        found = self._conn.execute(select(meta.c.value).where(meta.c.key == KEY + user)).scalar_one_or_none()
        if found is None:
            return None
        kept = json.loads(found)
        age = real_time(self._conn) - datetime.fromisoformat(kept["at"])
        return Confirmation(kept["standing"], kept["workspace"], age)
