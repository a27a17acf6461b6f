"""The people of the demo as the workspace knows them: what they click, counted as it is sent."""

from __future__ import annotations

from collections import Counter
from typing import Any

from breachbot.workspace.player import Player
from breachbot.workspace.protocol import Answer, Json

TYPED = frozenset({"plain_text_input", "number_input", "email_text_input", "datetimepicker", "datepicker"})
"""What is filled in by keys; anything else takes a click for each choice."""


class Hand(Player):
    """A player who counts. clicks: by person; buttons, choices, and forms that are sent or put away."""

    def __init__(self, url: str, token: str) -> None:
        super().__init__(url, token)
        self.clicks: Counter[str] = Counter()

    async def click(self, user: str, action_id: str, **where: Any) -> Answer:
        self.clicks[user] += 1
        return await super().click(user, action_id, **where)

    async def submit(self, user: str, view_id: str, values: Json | None = None) -> Answer:
        self.clicks[user] += 1 + await self._choices(user, view_id, values or {})
        return await super().submit(user, view_id, values)

    async def close(self, user: str, view_id: str) -> Answer:
        self.clicks[user] += 1
        return await super().close(user, view_id)

    async def _choices(self, user: str, view_id: str, values: Json) -> int:
        """How many clicks it takes to choose these answers in the form."""
        shown = [view.content.get("blocks", []) for view in await self.views(user) if view.id == view_id]
        kinds = {
            one["block_id"]: one["element"]["type"] for blocks in shown for one in blocks if "element" in one
        }
        chosen = [value for name, value in values.items() if kinds.get(name) not in TYPED]
        return sum(len(value) if isinstance(value, list) else 1 for value in chosen)
