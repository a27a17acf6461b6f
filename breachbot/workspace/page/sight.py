"""What one person sees: their conversations, what is unread, and the messages of one conversation or thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from breachbot.workspace.page import dates
from breachbot.workspace.page.mrkdwn import Reader
from breachbot.workspace.seed import BOT, User
from breachbot.workspace.state import Channel, Message, Workspace

HIDDEN = "private channel"


@dataclass(frozen=True)
class Room:
    """A conversation in the list: its address below the person's root, and how many messages are new."""

    id: str
    name: str
    unread: int
    is_private: bool
    is_archived: bool


@dataclass(frozen=True)
class Said:
    """A message as it is shown: `day` and `when` in local time, `seen` the version that is on the screen."""

    message: Message
    author: str
    is_bot: bool
    day: str
    when: str
    seen: str
    replies: int
    is_pinned: bool
    before: tuple[tuple[str, Message], ...]


class Sight:
    """The workspace through the eyes of its people; it remembers what each has read."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._read: dict[tuple[str, str], str] = {}

    def people(self) -> list[User]:
        """Those that one can act as: everybody who has a part in the story."""
        return [user for user in self._ws.users.values() if user.part]

    def reader(self, user: str, zone: str) -> Reader:
        """The person as a reader, in the local time of an IANA zone."""
        now = datetime.fromtimestamp(self._ws.wall(), dates.zone(zone))
        people = {each.id: each.real_name for each in self._ws.users.values()}
        return Reader(user, f"/as/{user}", people, {c.id: c.name for c in self._mine(user) if c.name}, now)

    def room(self, user: str, channel_id: str) -> Channel | None:
        """The conversation, if the person is in it."""
        channel = self._ws.channels.get(channel_id)
        return channel if channel and user in channel.members else None

    def rooms(self, user: str) -> list[Room]:
        """The channels that the person is in, archived ones last."""
        found = [c for c in self._mine(user) if not c.im_user]
        made = [Room(c.id, c.name, self._unread(user, c), c.is_private, c.is_archived) for c in found]
        return sorted(made, key=lambda room: (room.is_archived, room.name))

    def direct(self, user: str) -> int:
        """How many messages of the bot's to this person alone are new."""
        return sum(self._unread(user, c) for c in self._mine(user) if c.im_user)

    def unread(self, user: str) -> int:
        """How many messages in all are new to the person."""
        return sum(self._unread(user, channel) for channel in self._mine(user))

    def read(self, user: str, channel: Channel) -> None:
        """Take all that is in the conversation now as read."""
        self._read[user, channel.id] = max(channel.messages, default="")

    def timeline(
        self, reader: Reader, channel: Channel, most: int | None
    ) -> tuple[int, list[tuple[str, list[Said]]]]:
        """What stands in the conversation itself, by days, and how much is left out before; replies stand apart.

        most: how many messages at most, the newest; None for all.
        """
        seen = [m for m in self._visible(reader.id, channel) if not self._is_reply(channel, m)]
        left_out = max(0, len(seen) - most) if most else 0
        days = groupby(self._said(reader, channel, seen[left_out:]), key=lambda said: said.day)
        return left_out, [(day, list(said)) for day, said in days]

    def thread(self, reader: Reader, channel: Channel, ts: str) -> list[Said]:
        """A message and the replies to it."""
        found = [m for m in self._visible(reader.id, channel) if ts in (m.ts, m.thread_ts)]
        return self._said(reader, channel, found)

    def pinned(self, reader: Reader, channel: Channel) -> list[Said]:
        """What is pinned to the conversation."""
        found = [m for m in self._visible(reader.id, channel) if m.ts in channel.pins]
        return self._said(reader, channel, found)

    def _mine(self, user: str) -> list[Channel]:
        return [channel for channel in self._ws.channels.values() if user in channel.members]

    def _visible(self, user: str, channel: Channel) -> list[Message]:
        return [m for m in channel.messages.values() if m.ephemeral_to in (None, user)]

    def _unread(self, user: str, channel: Channel) -> int:
        last = self._read.get((user, channel.id), "")
        return sum(m.ts > last and m.user != user for m in self._visible(user, channel))

    def _is_reply(self, channel: Channel, message: Message) -> bool:
        return bool(
            message.thread_ts and message.thread_ts != message.ts and message.thread_ts in channel.messages
        )

    def _said(self, reader: Reader, channel: Channel, messages: list[Message]) -> list[Said]:
        replies = Counter(m.thread_ts for m in self._visible(reader.id, channel) if m.thread_ts != m.ts)
        return [
            Said(
                message=message,
                author=reader.people.get(message.user, message.user),
                is_bot=message.user == BOT,
                day=dates.day(message.said_at, reader.now),
                when=dates.stamp(message.said_at, reader.now),
                seen=message.edited_ts or message.ts,
                replies=replies[message.ts],
                is_pinned=message.ts in channel.pins,
                before=tuple(self._before(message)),
            )
            for message in messages
        ]

    def _before(self, message: Message) -> list[tuple[str, Message]]:
        """What an edited message said earlier, the last version first."""
        versions = [
            (str(number), Message(edit["ts"], message.channel, message.user, edit["text"], edit["blocks"]))
            for number, edit in enumerate(message.edits, start=1)
        ]
        return versions[::-1]
