"""Publishing a person's Home tab: who they are and which channels they are in is asked of Slack each time."""

from __future__ import annotations

from functools import partial
from typing import Any

import anyio.to_thread
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError
from breachbot.slack.api import call
from breachbot.slack.home import home, outside
from breachbot.slack.modals import View
from breachbot.slack.people import CALM, Directory
from breachbot.usecases import read
from breachbot.usecases.home import Reader, overview
from breachbot.usecases.house import House

log = structlog.get_logger("breachbot.slack")

_PAGE = 200


async def publish_home(
    client: AsyncWebClient, house: House, directory: Directory, user: str, *, page: int
) -> None:
    """Show a person their Home tab as of now, from `page` (0 is the first) on. Raises DeliveryError."""
    team = await anyio.to_thread.run_sync(read.load_team, house)
    standing = await directory.standing(user, patience=CALM)
    if team.role(user) is None or standing != "member":
        view = outside(standing, known=user in team.known)
    else:
        reader = Reader(user, team, await rooms_of(client, user))
        view = await anyio.to_thread.run_sync(partial(_view, house, reader, page))
    await call(client, "views.publish", user_id=user, view=view)


def _view(house: House, reader: Reader, page: int) -> View:
    return home(reader, overview(house, reader, page), house.policy, house.now())


async def rooms_of(client: AsyncWebClient, user: str) -> frozenset[str] | None:
    """The private channels that the person and the app are both in; None where Slack does not say."""
    found: set[str] = set()
    cursor = ""
    while True:
        asked: dict[str, Any] = {"user": user, "types": "private_channel", "limit": str(_PAGE)}
        try:
            answer = await call(
                client, "users.conversations", **asked, **({"cursor": cursor} if cursor else {})
            )
        except DeliveryError as error:
            log.warning("rooms_not_known", error=str(error))
            return None
        found |= {str(channel["id"]) for channel in answer.get("channels", [])}
        cursor = str(answer.get("response_metadata", {}).get("next_cursor") or "")
        if not cursor:
            return frozenset(found)
