"""A channel: one way to reach people. It hands over what is rendered already, and decides and words nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from breachbot.outbox.deliver import Sent


@dataclass(frozen=True)
class Message:
    """One rendered message, of the same shape for every channel.

    to: a person or a room, as the channel names them. text: what it says, in words alone. layout: how the channel shows
    it in place of the text, where it can show more. replaces: the receipt of the message whose place it takes.
    """

    to: str
    text: str
    layout: Mapping[str, Any] = field(default_factory=dict)
    replaces: str = ""


@dataclass(frozen=True)
class Channel:
    """One way to reach people.

    name: that of its file, by which an effect names it.
    deliver: hand over one message with the client that `app.py` made for it; the receipt names the message. Raises
    DeliveryError.
    """

    name: str
    deliver: Callable[[Any, Message], Awaitable[Sent]]
