"""How much there is to click and to read in messages: counted over all that was sent, and over what it said before each
edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from breachbot.workspace.player import Player
from breachbot.workspace.state import Message

_LABELLED = re.compile(r"<[^<>|]*\|([^<>]*)>")
"""A link or a moment, of which the label is read."""
_A_WORD = re.compile(r"\w")
Blocks = list[dict[str, Any]]


@dataclass(frozen=True)
class Counted:
    """controls, words: the most in any one message at any time. channel: the words of an incident's channel, as they
    are read at the end. longest: the message with the most words."""

    controls: int
    words: int
    channel: int
    longest: Blocks


async def counted(player: Player) -> Counted:
    """The figures of everything that there is in the workspace."""
    rooms = [(room.name, await player.messages(room.id)) for room in await player.channels()]
    versions = [version for _, messages in rooms for message in messages for version in _versions(message)]
    longest = max(versions, key=words_in)
    return Counted(
        controls=max(map(controls_in, versions)),
        words=words_in(longest),
        channel=max(
            sum(words_in(_shown(m)) for m in found) for name, found in rooms if name.startswith("pdb-")
        ),
        longest=longest,
    )


def words_in(blocks: Blocks) -> int:
    """How many words somebody reads in these blocks: paragraphs, small print and the labels of what can be clicked."""
    return sum(_words(text) for text in _found("text", blocks))


def controls_in(blocks: Blocks) -> int:
    """How many things can be clicked."""
    return sum(1 for _ in _found("action_id", blocks))


def _words(text: str) -> int:
    """What holds a letter or a figure is a word; a mention is one, a moment those of its date and time."""
    return sum(bool(_A_WORD.search(one)) for one in _LABELLED.sub(r"\1", text).split())


def _found(name: str, value: Any) -> Iterator[str]:
    """Each text under this name, wherever it is in the blocks."""
    inner: Iterable[Any] = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    if isinstance(value, dict) and isinstance(value.get(name), str):
        yield value[name]
    for one in inner:
        yield from _found(name, one)


def _shown(message: Message) -> Blocks:
    """What somebody sees of a message: its text alone where it has no blocks."""
    return message.blocks or [{"text": message.text}]


def _versions(message: Message) -> Iterator[Blocks]:
    yield _shown(message)
    for edit in message.edits:
        yield edit["blocks"]
