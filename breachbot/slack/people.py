"""Who is a member of our workspace, and who is a guest, a stranger of Slack Connect, or not there (any more).

Roles are a matter of our own data and are checked by each decision. This room only keeps guests and strangers out.
Where Slack cannot be asked, a decision that only the DPO or a deputy may take waits (`strict`); everything else goes
on, since a report or a statement of awareness must not be lost because Slack is slow.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

import anyio
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError, Refused
from breachbot.slack.api import ApiFailure, call

Standing = Literal["member", "guest", "stranger", "gone", "unknown"]

KEPT = 600.0
"""Seconds for which an answer of Slack is believed."""
PATIENCE = 1.2
"""Seconds to wait for Slack: a person waits too, and has three in all."""

NOBODY = frozenset({"user_not_found", "user_not_visible"})
"""Slack's codes for somebody who is none of ours."""

SENTENCES: Mapping[Standing, str] = {
    "guest": "Guests cannot do this. Ask somebody of the breach response team.",
    "stranger": "Only members of this workspace can do this. Ask somebody of the breach response team.",
    "gone": "This account is not an active member of this workspace.",
    "unknown": "Slack did not say in time who you are, and this decision needs that. Nothing was recorded; try again.",
}


class Directory:
    """Asks Slack about people, and remembers for a while.

    home: the id of the workspace whose members are obeyed; None stands for the bot token's.
    """

    def __init__(
        self, client: AsyncWebClient, home: str | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client, self._home, self._clock = client, home, clock
        self._known: dict[str, tuple[float, Standing]] = {}

    async def admit(self, user: str, team: str | None, *, strict: bool = False) -> None:
        """Return for a member of our workspace; raise Refused for anybody else.

        team: the workspace that the request names for the user, if it does.
        """
        home = await self._our_home()
        standing: Standing = "stranger" if team and home and team != home else await self.standing(user)
        if standing in ("guest", "stranger", "gone") or (strict and standing == "unknown"):
            raise Refused(SENTENCES[standing])

    async def standing(self, user: str) -> Standing:
        """What Slack says of a user; `unknown` where it does not answer in time."""
        until, standing = self._known.get(user, (0.0, "unknown"))
        if self._clock() < until:
            return standing
        home = await self._our_home()
        answer = await self._ask("users.info", user=user)
        if answer is None:
            return "unknown"
        standing = _standing(answer.get("user", {}), home)
        self._known[user] = (self._clock() + KEPT, standing)
        return standing

    async def name(self, user: str) -> str:
        """What a person is called, for a place where Slack shows no mention; their id where Slack does not say."""
        answer = await self._ask("users.info", user=user) or {}
        about = answer.get("user", {})
        return str(about.get("real_name") or about.get("name") or user)

    async def _our_home(self) -> str | None:
        if self._home is None:
            answer = await self._ask("auth.test")
            self._home = str(answer["team_id"]) if answer and answer.get("team_id") else None
        return self._home

    async def _ask(self, method: str, **arguments: str) -> Mapping[str, Any] | None:
        try:
            with anyio.fail_after(PATIENCE):
                return await call(self._client, method, **arguments)
        except (DeliveryError, TimeoutError) as error:
            unknown = isinstance(error, ApiFailure) and error.code in NOBODY
            return {"user": {"deleted": True}} if unknown else None


def _standing(user: Mapping[str, Any], home: str | None) -> Standing:
    """From Slack's user object (docs.slack.dev/reference/objects/user-object)."""
    if user.get("deleted") or user.get("is_bot"):
        return "gone"
    if user.get("is_stranger") or (home and user.get("team_id") and user["team_id"] != home):
        return "stranger"
    return "guest" if user.get("is_restricted") or user.get("is_ultra_restricted") else "member"
