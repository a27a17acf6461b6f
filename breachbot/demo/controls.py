"""How much there was to click: counted over every message of the story, and over what it said before each edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from breachbot.workspace.player import Player
from breachbot.workspace.state import Message


async def most_controls(player: Player) -> int:
    """The most that could be clicked in any one message at any time."""
    messages = [m for channel in await player.channels() for m in await player.messages(channel.id)]
    return max(len(version.action_ids) for message in messages for version in _versions(message))


def _versions(message: Message) -> Iterator[Message]:
    yield message
    for edit in message.edits:
        yield replace(message, blocks=edit["blocks"])
