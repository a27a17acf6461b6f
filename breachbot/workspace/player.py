"""The player of a story: a client that acts as people do and reads what they see."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import aiohttp
from pydantic import BaseModel

from breachbot.workspace import protocol
from breachbot.workspace.protocol import Answer, Fault, Json
from breachbot.workspace.seed import GENERAL, User
from breachbot.workspace.state import (
    CHANNELS,
    MESSAGES,
    TRAFFIC,
    USERS,
    VIEWS,
    Channel,
    Message,
    Traffic,
    View,
)

PATIENCE = 90.0
"""Seconds until something that does not come is given up: long, since the machine may be busy."""

T = TypeVar("T")


class ImpossibleAct(Exception):
    """No person could do that: they do not see it, or it is not there."""


class Player:
    """A client of the workspace at `url`, for `async with`.

    A bot that is dead or slow gives an Answer that says so; an act that nobody could do raises ImpossibleAct.
    """

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url.rstrip("/"), token
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(headers={"X-Player-Token": self._token})
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    # --- acts ---------------------------------------------------------------------------------------------

    async def command(self, user: str, command: str, text: str = "", *, channel: str = GENERAL) -> Answer:
        """Type a slash command into a channel that the person sees."""
        return await self.act(protocol.Command(user=user, command=command, text=text, channel=channel))

    async def say(self, user: str, channel: str, text: str) -> str:
        """Write a message; gives its ts. The bot hears nothing of it."""
        answer = await self.act(protocol.Say(user=user, channel=channel, text=text))
        return str(answer.body["ts"])

    async def invite(self, user: str, who: str, *, channel: str) -> Answer:
        """Let somebody else into a channel in which the person is."""
        return await self.act(protocol.Invite(user=user, who=who, channel=channel))

    async def click(
        self,
        user: str,
        action_id: str,
        *,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
        block_id: str | None = None,
        value: Any = None,
        values: Json | None = None,
    ) -> Answer:
        """Click a button, or choose `value` in a menu, in a message (channel and ts) or in a view, in which `values`
        are filled in already."""
        return await self.act(
            protocol.Click(
                user=user,
                action_id=action_id,
                block_id=block_id,
                value=value,
                channel=channel,
                ts=ts,
                view_id=view_id,
                values=values or {},
            )
        )

    async def submit(self, user: str, view_id: str, values: Json | None = None) -> Answer:
        """Fill in the view {block_id: value} and submit it; Answer.errors holds what the bot objects to."""
        return await self.act(protocol.Submit(user=user, view_id=view_id, values=values or {}))

    async def close(self, user: str, view_id: str) -> Answer:
        """Close a view; the status is None where the bot did not ask to hear of it."""
        return await self.act(protocol.Close(user=user, view_id=view_id))

    async def shortcut(self, user: str, callback_id: str, *, channel: str, ts: str) -> Answer:
        """Choose a shortcut in the menu of a message."""
        return await self.act(protocol.Shortcut(user=user, callback_id=callback_id, channel=channel, ts=ts))

    async def global_shortcut(self, user: str, callback_id: str) -> Answer:
        """Choose a shortcut of the app that belongs to no message."""
        return await self.act(protocol.GlobalShortcut(user=user, callback_id=callback_id))

    async def open_home(self, user: str) -> Answer:
        """Open the Home tab; the status is None where the app does not ask to hear of it."""
        return await self.act(protocol.OpenHome(user=user))

    async def event(self, user: str, kind: str, **fields: Any) -> Answer:
        """Let something happen of which Slack tells the bot, such as app_home_opened."""
        return await self.act(protocol.Happening(user=user, type=kind, fields=fields))

    async def replay(
        self,
        of: Literal[
            "command",
            "block_actions",
            "view_submission",
            "view_closed",
            "message_action",
            "shortcut",
            "event",
        ],
        signature: Literal["same", "wrong", "missing", "stale"] = "same",
    ) -> Answer:
        """Send the last request of a kind again, byte for byte, or with its signature spoilt."""
        return await self.act(protocol.Replay(of=of, signature=signature))

    async def forged_click(
        self, user: str, action_id: str, value: str, *, channel: str, ts: str, block_id: str = "forged"
    ) -> Answer:
        """Click something that is not there, with a value of one's choice, rightly signed."""
        return await self.act(
            protocol.ForgedClick(
                user=user, action_id=action_id, value=value, channel=channel, ts=ts, block_id=block_id
            )
        )

    async def forged_submission(
        self, user: str, callback_id: str, private_metadata: str = "", values: Json | None = None
    ) -> Answer:
        """Submit a view that was never opened, rightly signed; `values` as in view.state.values."""
        return await self.act(
            protocol.ForgedSubmission(
                user=user, callback_id=callback_id, private_metadata=private_metadata, values=values or {}
            )
        )

    async def fault(
        self,
        method: str,
        kind: str,
        times: int = 1,
        seconds: float = 1,
        status: int = 503,
        error: str = "missing_scope",
        **more: str,
    ) -> None:
        """Let the next `times` requests of a method go wrong; see protocol.Fault."""
        fault = Fault.model_validate(
            {
                "method": method,
                "kind": kind,
                "times": times,
                "seconds": seconds,
                "status": status,
                "error": error,
                **more,
            }
        )
        await self._request("POST", "faults", json=fault.model_dump())

    async def clear_faults(self) -> None:
        """Let nothing more go wrong."""
        await self._request("DELETE", "faults")

    # --- what is to be seen -------------------------------------------------------------------------------

    async def users(self) -> list[User]:
        """Everybody, the bot too."""
        return USERS.validate_python(await self._request("GET", "users"))

    async def channels(self, *, viewer: str | None = None) -> list[Channel]:
        """All channels and direct conversations, or those that one person sees."""
        return CHANNELS.validate_python(await self._request("GET", "channels", params=_as(viewer)))

    async def channel(self, name: str) -> Channel:
        """The channel of this name or id. Raises ImpossibleAct if there is none."""
        for channel in await self.channels():
            if name in (channel.name, channel.id):
                return channel
        raise ImpossibleAct(f"there is no channel {name}")

    async def messages(self, channel: str, *, viewer: str | None = None) -> list[Message]:
        """The messages of a channel (id), oldest first: all of them, or what one person sees."""
        found = await self._request("GET", "messages", params={"channel": channel, **_as(viewer)})
        return MESSAGES.validate_python(found)

    async def direct_messages(self, user: str) -> list[Message]:
        """The conversation of the bot with a person; empty where there is none."""
        for channel in await self.channels():
            if channel.im_user == user:
                return await self.messages(channel.id)
        return []

    async def ephemerals(self, user: str) -> list[Message]:
        """What one person alone was shown, in all channels, oldest first."""
        channels = await self.channels(viewer=user)
        found = [m for c in channels for m in await self.messages(c.id, viewer=user) if m.ephemeral_to]
        return sorted(found, key=lambda message: message.ts)

    async def views(self, user: str) -> list[View]:
        """The modals that a person has open, the one before them last."""
        return VIEWS.validate_python(await self._request("GET", "views", params={"user": user}))

    async def home(self, user: str) -> View | None:
        """The person's Home tab, if the bot made one."""
        found = await self._request("GET", "views", params={"user": user, "home": "1"})
        return next(iter(VIEWS.validate_python(found)), None)

    async def file(self, user: str, file: str) -> tuple[str, bytes]:
        """The name and the bytes of a file that a person sees."""
        found = await self._request("GET", "file", params={"file": file, **_as(user)})
        return str(found["name"]), base64.b64decode(found["data"])

    async def traffic(self) -> list[Traffic]:
        """All requests so far, both ways, oldest first."""
        return TRAFFIC.validate_python(await self._request("GET", "traffic"))

    # --- waiting ------------------------------------------------------------------------------------------

    async def wait_for(
        self, look: Callable[[], Awaitable[T | None]], what: str, seconds: float = PATIENCE
    ) -> T:
        """What `look` gives, as soon as it is true; TimeoutError names `what` did not come."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := await look()):
                    await asyncio.sleep(0.03)
                return found
        except TimeoutError:
            raise TimeoutError(f"did not come within {seconds} s: {what}") from None

    async def wait_for_message(self, channel: str, words: str, seconds: float = PATIENCE) -> Message:
        """The newest message of a channel (id) that holds `words`."""

        async def look() -> Message | None:
            found = [message for message in await self.messages(channel) if words in message.words]
            return found[-1] if found else None

        return await self.wait_for(look, f"a message with {words!r} in {channel}", seconds)

    async def wait_for_view(self, user: str, callback_id: str, seconds: float = PATIENCE) -> View:
        """The view of this callback_id, once it is before the person."""

        async def look() -> View | None:
            views = await self.views(user)
            return views[-1] if views and views[-1].callback_id == callback_id else None

        return await self.wait_for(look, f"the view {callback_id} for {user}", seconds)

    # --- over the wire ------------------------------------------------------------------------------------

    async def act(self, act: BaseModel) -> Answer:
        """Carry out any act."""
        return Answer.model_validate(await self._request("POST", "act", json=act.model_dump(mode="json")))

    async def _request(self, verb: str, path: str, **sent: Any) -> Any:
        if self._session is None:
            raise RuntimeError("use the player in `async with`")
        async with self._session.request(verb, f"{self._url}/player/{path}", **sent) as response:
            body = await response.json()
        if response.status == 409:
            raise ImpossibleAct(body["impossible"])
        if response.status != 200:
            raise RuntimeError(f"the workspace refused {path}: {body}")
        return body


def _as(viewer: str | None) -> dict[str, str]:
    return {"as": viewer} if viewer else {}
