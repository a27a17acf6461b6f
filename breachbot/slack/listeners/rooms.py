"""Who is in the channel of an incident: somebody without a part in it is named to the DPO, who can remove them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from breachbot.errors import DeliveryError
from breachbot.slack import stranger
from breachbot.slack.actions import Act
from breachbot.slack.api import ApiFailure, call
from breachbot.slack.desk import Click, Desk
from breachbot.slack.kit.blocks import Payload
from breachbot.slack.kit.refs import read_person
from breachbot.slack.listeners.acts import asked_about
from breachbot.slack.people import person_of
from breachbot.usecases import strangers
from breachbot.usecases.house import House


@dataclass(frozen=True)
class Removal:
    """Who is to leave which channel, as somebody who may ask for it wants."""

    incident: str
    channel: str
    user: str
    by: str


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen for who comes in, and for the button below that word."""

    @app.event("member_joined_channel")
    async def joined(body: dict[str, Any]) -> None:
        user = person_of(body)
        if user not in {one.get("user_id") for one in body.get("authorizations") or ()}:  # not the app itself
            channel, request = str(body["event"].get("channel") or ""), str(body["event_id"])
            await desk.run(partial(strangers.joined, desk.house, channel, user, request=request))

    async def remove(ack: AsyncAck, body: dict[str, Any]) -> None:
        wanted = await desk.asked(ack, body, partial(removal, desk.house))
        if wanted is not None:
            await _remove(desk, body, wanted)

    app.action(Act.REMOVE.value)(remove)


def removal(house: House, click: Click) -> Removal:
    """What the button asks for, by the roles of now. Raises Refused."""
    asked, user = asked_about(house, click.value, click.user), read_person(click.value)
    channel = strangers.channel_to_leave(asked.incident, user, asked.context)
    return Removal(asked.incident.id, channel, user, click.user)


async def _remove(desk: Desk, body: dict[str, Any], wanted: Removal) -> None:
    """Remove them, and say so in place of the button; a failure is told to whoever clicked, and the button stays."""
    try:
        await call(desk.client, "conversations.kick", channel=wanted.channel, user=wanted.user)
        said = stranger.removed(wanted.incident, wanted.channel, wanted.user, wanted.by)
    except ApiFailure as failure:
        if failure.code != "not_in_channel":
            await desk.tell(body, stranger.not_removed(failure.code))
            return
        said = stranger.left(wanted.incident, wanted.channel, wanted.user)
    except DeliveryError:
        await desk.tell(body, stranger.not_removed(""))
        return
    await _in_place(desk, body, said)


async def _in_place(desk: Desk, body: dict[str, Any], said: Payload) -> None:
    place, ts = (body.get("channel") or {}).get("id"), (body.get("container") or {}).get("message_ts")
    try:
        await call(desk.client, "chat.update", channel=str(place), ts=str(ts), **said)
    except DeliveryError:
        await desk.tell(body, said["text"])
