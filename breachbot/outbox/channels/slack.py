"""Slack: a message to a channel or to a person, edited in place where it replaces an earlier one."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from breachbot.outbox.channel import Channel, Message
from breachbot.outbox.deliver import Sent
from breachbot.slack.api import ApiFailure, call
from breachbot.slack.codes import GONE
from breachbot.slack.kit.blocks import payload_hash

QUIET = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none"}
"""Nothing in a message may fetch, show or mention anything by itself."""


async def deliver(client: AsyncWebClient, message: Message) -> Sent:
    """Edit the message that this one replaces, or post it if there is none to edit; the receipt is `channel:ts`."""
    payload = {"text": message.text, **message.layout}
    place, _, ts = message.replaces.partition(":")
    if place == message.to and ts:
        try:
            await call(client, "chat.update", channel=place, ts=ts, **payload)
            return Sent(message.replaces, payload_hash(payload))
        except ApiFailure as failure:
            if failure.code not in GONE:
                raise
    answer = await call(client, "chat.postMessage", channel=message.to, **payload, **QUIET)
    return Sent(f"{answer['channel']}:{answer['ts']}", payload_hash(payload))


CHANNEL = Channel("slack", deliver)
