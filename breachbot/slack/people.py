"""Who is a member of our workspace, and who is a guest, a stranger of Slack Connect, or not there (any more).

Roles are a matter of our own data and are checked by each decision. This room only keeps out everybody who is not known
to be a member. Where Slack cannot be asked, whoever has a role and was a member within the last 24 hours counts as
one, so that nobody is kept from stating awareness. A report by anybody else is kept for the team; the rest waits.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import anyio
import anyio.to_thread
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import BreachbotError, DeliveryError, Refused
from breachbot.slack.api import ApiFailure, call
from breachbot.usecases import read
from breachbot.usecases.house import House
from breachbot.usecases.ports.facts import Confirmed
from breachbot.usecases.ports.store import StoreUnavailable
from breachbot.usecases.standing import Standing, confirm, last_confirmed

log = structlog.get_logger("breachbot.slack")

KEPT = 600.0
"""Seconds for which an answer of Slack is believed."""
PATIENCE = 1.8
"""Seconds to wait for Slack while a person waits too, who has three in all."""
SHORT = 1.0
"""The same for people whom a form names, after whoever sent it was asked about."""
CALM = 10.0
"""The same where nobody waits for the answer, and where none would show a person less than is theirs."""
ROUND = 3600.0
"""Seconds between two questions about everybody with a role, so that an outage finds them confirmed."""

NOBODY = frozenset({"user_not_found", "user_not_visible"})
"""Slack's codes for somebody who is not one of ours."""
UNNAMED = "This request does not say who you are, so nothing was recorded. Reload Slack and try again."

SENTENCES: Mapping[Standing, str] = {
    "guest": "Guests cannot do this. Ask somebody on the breach response team.",
    "stranger": "Only members of this workspace can do this. Ask somebody on the breach response team.",
    "gone": "This account is not an active member of this workspace.",
    "unknown": "Slack cannot say at the moment whether you are a member here. Nothing was recorded. "
    "Try again in a few minutes, or ask somebody on the breach response team.",
}


def is_person(user: object) -> bool:
    """Whether this is the id of a Slack user at all (docs.slack.dev/reference/objects/user-object)."""
    return isinstance(user, str) and re.fullmatch(r"[UW][A-Z0-9]{1,63}", user) is not None


def person_of(body: Mapping[str, Any]) -> str:
    """Who a command, a click, a form, a shortcut or an event is from. Raises Refused where it names nobody."""
    holder = body.get("event") if "event" in body else body.get("user", body)
    name = "user" if "event" in body else "id" if "user" in body else "user_id"
    user = holder.get(name) if isinstance(holder, Mapping) else None
    if not is_person(user):
        raise Refused(UNNAMED)
    return str(user)


class Directory:
    """Asks Slack about people, and remembers for a while.

    home: the id of the workspace whose members are obeyed; None means the bot token's.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        house: House,
        home: str | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client, self._house, self._home, self._clock = client, house, home, clock
        self._known: dict[str, tuple[float, Confirmed]] = {}

    async def admit(self, user: str, team: str | None) -> None:
        """Return for a member of our workspace; raise Refused for anybody else.

        team: the workspace that the request names for the user, if it does.
        """
        if not await self.admit_reporter(user, team):
            raise Refused(SENTENCES["unknown"])

    async def admit_reporter(self, user: str, team: str | None) -> bool:
        """Whether this is known to be a member; raise Refused for whoever is known not to be."""
        standing = await self.standing(user, team)
        if standing in ("guest", "stranger", "gone"):
            raise Refused(SENTENCES[standing])
        return standing == "member"

    async def standing(self, user: str, team: str | None = None, *, patience: float = PATIENCE) -> Standing:
        """What Slack says of a user, or what counts of them where it does not answer in time. Raises Refused."""
        if not is_person(user):
            raise Refused(UNNAMED)
        said = await self._asked(user, patience)
        if team and self._home and team != self._home:
            return "stranger"
        if said is not None:
            return said
        workspace = self._home or team
        return await anyio.to_thread.run_sync(last_confirmed, self._house, user, workspace)

    async def standings(self, users: Iterable[str]) -> dict[str, Standing]:
        """The same of several at once, within the time of one."""
        found: dict[str, Standing] = {}

        async def look(user: str) -> None:
            found[user] = await self.standing(user, patience=SHORT) if is_person(user) else "gone"

        async with anyio.create_task_group() as group:
            for user in {*users}:
                group.start_soon(look, user)
        return found

    async def name(self, user: str) -> str:
        """What a person is called, for a place where Slack shows no mention; their id where Slack does not say."""
        try:
            with anyio.fail_after(PATIENCE):
                answer = await call(self._client, "users.info", user=user)
        except (DeliveryError, TimeoutError):
            return user
        about = answer.get("user")
        return (
            str(about.get("real_name") or about.get("name") or user) if isinstance(about, Mapping) else user
        )

    async def stay_confirmed(self) -> None:
        """Ask about everybody with a role, again and again, until cancelled."""
        while True:
            try:
                team = await anyio.to_thread.run_sync(read.load_team, self._house)
                for user in team.everyone:
                    await self.standing(user, patience=CALM)
            except BreachbotError as error:  # the outermost loop: the next round asks again
                log.warning("people_not_asked", error=str(error))
            await anyio.sleep(ROUND)

    async def _asked(self, user: str, patience: float) -> Confirmed | None:
        """What Slack says; None where it does not answer in time, or not enough."""
        until, known = self._known.get(user, (0.0, None))
        if known and self._clock() < until:
            return known
        try:
            with anyio.fail_after(patience):
                home = await self._our_home()
                standing = await self._ask(user, home)
        except (DeliveryError, TimeoutError) as error:
            log.warning("person_not_confirmed", error=str(error) or type(error).__name__)
            return None
        if standing is not None:
            self._known[user] = (self._clock() + KEPT, standing)
            await self._keep(user, home, standing)
        return standing

    async def _our_home(self) -> str:
        if self._home is None:
            answer = await call(self._client, "auth.test")
            found = answer.get("team_id")
            if not (isinstance(found, str) and found):
                raise DeliveryError("auth.test: no answer that can be read")
            self._home = found
        return self._home

    async def _ask(self, user: str, home: str) -> Confirmed | None:
        try:
            answer = await call(self._client, "users.info", user=user)
        except ApiFailure as failure:
            if failure.code in NOBODY:
                return "gone"
            raise
        found = answer.get("user")
        return _standing(found, home) if isinstance(found, Mapping) and found.get("id") == user else None

    async def _keep(self, user: str, home: str, standing: Confirmed) -> None:
        """A database that cannot be written keeps nobody from being let in: their decision finds that out itself."""
        try:
            await anyio.to_thread.run_sync(confirm, self._house, user, home, standing)
        except StoreUnavailable as error:
            log.warning("standing_not_kept", error=str(error))


def _standing(user: Mapping[str, Any], home: str) -> Confirmed | None:
    """From Slack's user object (docs.slack.dev/reference/objects/user-object); None where it leaves anything open.

    Somebody of another workspace is a stranger also without `is_stranger`, which Slack sets only for those with whom
    the app shares no channel. Of one in the same organisation (Enterprise Grid) it does not say if they are in ours.
    """
    if user.get("deleted") is True or user.get("is_bot") is True:
        return "gone"
    if user.get("is_stranger") is True:
        return "stranger"
    if user.get("is_restricted") is True or user.get("is_ultra_restricted") is True:
        return "guest"
    if user.get("team_id") != home:
        return _elsewhere(user, home)
    denied = [user.get(name) for name in ("deleted", "is_bot", "is_restricted", "is_ultra_restricted")]
    return "member" if all(one is False for one in denied) and not user.get("is_stranger") else None


def _elsewhere(user: Mapping[str, Any], home: str) -> Confirmed | None:
    """Somebody whom Slack places in no workspace, or in another one."""
    if not isinstance(user.get("team_id"), str) or not user["team_id"]:
        return None
    organisation = user.get("enterprise_user")
    ours = isinstance(organisation, Mapping) and home in (organisation.get("teams") or ())
    return None if ours else "stranger"
