"""What the workspace remembers: channels, messages, views, triggers, response URLs, and all traffic."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import TypeAdapter

from breachbot.workspace.samples import keeper
from breachbot.workspace.seed import BOT, Seed, SeededGroup, User

Json = dict[str, Any]

TRIGGER_SECONDS = 3
RESPONSE_URL_SECONDS = 30 * 60
RESPONSE_URL_POSTS = 5


@dataclass
class Message:
    """One message. `ephemeral_to` names the only person who sees it; `edits` holds what it said before.

    `said_at` is the time on people's clocks, in seconds since the epoch: a demo may move those. `files` names what came
    with it.
    """

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json]
    thread_ts: str | None = None
    ephemeral_to: str | None = None
    edited_ts: str | None = None
    edits: list[Json] = field(default_factory=list)
    said_at: float = 0.0
    files: list[str] = field(default_factory=list)

    def version(self, seen: str | None) -> list[Json]:
        """The blocks that it had after the edit at `seen`; those of now for None or an unknown one."""
        old = [edit["blocks"] for edit in self.edits if edit["ts"] == seen]
        return list(old[-1]) if old else self.blocks

    @property
    def words(self) -> str:
        """All the text that a reader sees, a line for each text object."""
        return "\n".join([self.text, *_found("text", self.blocks)])

    @property
    def action_ids(self) -> list[str]:
        """What can be clicked, in order."""
        return list(_found("action_id", self.blocks))


@dataclass
class Channel:
    """A channel, or the direct conversation of the bot and `im_user`."""

    id: str
    name: str
    created: int
    creator: str
    is_private: bool = False
    is_archived: bool = False
    im_user: str | None = None
    topic: str = ""
    purpose: str = ""
    members: list[str] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)


@dataclass
class File:
    """A file that the bot announced; it is one once it is completed.

    `ticket` is the secret end of the address to which its bytes go; `shares` holds the message in each conversation;
    `asked` counts how often the bot asked about it.
    """

    id: str
    name: str
    size: int
    user: str
    ticket: str
    title: str = ""
    alt_txt: str = ""
    data: bytes | None = None
    completed: bool = False
    shares: dict[str, str] = field(default_factory=dict)
    asked: int = 0


@dataclass
class View:
    """A modal that somebody has open, or the Home tab that the bot made for them.

    `values` is what the elements hold, as in view.state.values; `errors` is what the bot last objected to.
    """

    id: str
    user: str
    content: Json
    hash: str
    root_id: str
    previous_id: str | None
    values: Json
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def callback_id(self) -> str:
        """The name that the bot gave it."""
        return str(self.content.get("callback_id") or "")

    @property
    def words(self) -> str:
        """All the text that a reader sees."""
        return "\n".join(_found("text", [self.content]))

    @property
    def action_ids(self) -> list[str]:
        """What can be clicked, in order."""
        return list(_found("action_id", [self.content]))


@dataclass
class Trigger:
    """The right to open a view for `user`, once, within three seconds; `view_id` if it arose in a modal."""

    user: str
    issued: float
    view_id: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """The right to answer an act five times within half an hour; `ts` is the message acted on, if any."""

    channel: str
    user: str
    issued: float
    ts: str | None = None
    posts: int = 0


@dataclass(frozen=True)
class Traffic:
    """One request, either way. It never holds a body, a token or a secret.

    `proof` is the beginning of what vouched for the sender: the signature, or that there was a token.
    """

    at: float
    direction: Literal["from_bot", "to_bot"]
    method: str
    status: int | None
    ms: float
    ok: bool
    error: str | None
    size: int
    signature: str | None = None
    proof: str | None = None


USERS, CHANNELS = TypeAdapter(list[User]), TypeAdapter(list[Channel])
MESSAGES, VIEWS = TypeAdapter(list[Message]), TypeAdapter(list[View])
TRAFFIC = TypeAdapter(list[Traffic])
"""What is to be seen, as it goes over the wire to the player."""


class Workspace:
    """The state of one workspace.

    `now` gives the seconds since the epoch; `wall` those that people see on their clocks, which a demo may move. `url`
    is where it is served. `joined` holds who came into which channel by whom, until the app has been told.
    """

    def __init__(
        self, seed: Seed, now: Callable[[], float], wall: Callable[[], float] | None = None, url: str = ""
    ) -> None:
        self.seed, self.now, self.wall, self.url = seed, now, wall or now, url
        self.trigger_seconds: float = TRIGGER_SECONDS
        self.changes = 0
        self.keep = keeper()
        self.users: dict[str, User] = {user.id: user for user in seed.users}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, SeededGroup] = {group.id: group for group in seed.groups}
        self.files: dict[str, File] = {}
        self.joined: list[tuple[str, Channel, str]] = []
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.traffic: list[Traffic] = []
        self._last_ts = 0
        self._counts: Counter[str] = Counter()
        for one in seed.channels:
            channel = Channel(one.id, one.name, int(now()), BOT, one.is_private, members=list(one.members))
            self.channels[one.id] = channel

    def next_ts(self) -> str:
        """A timestamp like 1732412345.000100: unique, and later than all before."""
        self._last_ts = max(self._last_ts + 100, int(self.now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def next_id(self, prefix: str) -> str:
        """An id like C0000001."""
        self._counts[prefix] += 1
        return f"{prefix}{self._counts[prefix]:07}"

    def direct(self, user_id: str) -> Channel:
        """The bot's direct conversation with a person, opened if need be."""
        for channel in self.channels.values():
            if channel.im_user == user_id:
                return channel
        found = Channel(self.next_id("D"), "", int(self.now()), BOT, is_private=True, im_user=user_id)
        found.members = [user_id, BOT]
        self.channels[found.id] = found
        return found

    def record(self, request: Traffic) -> None:
        """Keep what went over the wire; the state it caused is there already."""
        self.traffic.append(request)
        self.changes += 1

    def sees(self, user_id: str, channel: Channel) -> bool:
        """Whether a person can read a channel: a member can, and a public one any full member of the team."""
        user = self.users[user_id]
        full = not (user.is_restricted or user.is_ultra_restricted or user.is_stranger)
        return user_id in channel.members or (full and not channel.is_private)

    def file(self, user_id: str, file_id: str) -> File | None:
        """The file, if it stands in a conversation that this person can see."""
        found = self.files.get(file_id)
        seen = found and any(self.sees(user_id, self.channels[channel]) for channel in found.shares)
        return found if seen else None

    def message(self, user_id: str, channel_id: str, ts: str) -> Message | None:
        """The message, if it exists and this person can see it."""
        channel = self.channels.get(channel_id)
        found = channel.messages.get(ts) if channel else None
        if not channel or not found or not self.sees(user_id, channel):
            return None
        return found if found.ephemeral_to in (None, user_id) else None

    def new_trigger(self, user_id: str, view_id: str | None = None) -> str:
        """A trigger id, good for three seconds and one view."""
        name = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self.triggers[name] = Trigger(user_id, self.now(), view_id)
        return name

    def new_response_url(self, base: str, channel: str, user: str, ts: str | None = None) -> str:
        """A response URL below `base` for an act in a channel."""
        token = secrets.token_urlsafe(24)
        self.response_urls[token] = ResponseUrl(channel, user, self.now(), ts)
        return f"{base}/response/{token}"

    def open_views(self, user_id: str) -> list[View]:
        """The person's stack of modals, the one on top last."""
        return [self.views[view_id] for view_id in self.stacks.get(user_id, [])]


def _found(name: str, value: Any) -> Iterator[str]:
    """Every text of that name, from the outside in."""
    if isinstance(value, dict):
        if isinstance(value.get(name), str):
            yield value[name]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _found(name, each)
