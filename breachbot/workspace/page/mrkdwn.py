"""Slack's mrkdwn as HTML, for one reader. What is not known here is shown as it is written; nothing of it can act.

Source: docs.slack.dev/messaging/formatting-message-text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup, escape

from breachbot.workspace.page import dates
from breachbot.workspace.page.emoji import EMOJI


@dataclass(frozen=True)
class Reader:
    """Who reads: their id, the root of their addresses, the names that they may know, and their local time.

    people and channels: names by id; a private channel that they are not in is left out. now is aware.
    """

    id: str
    root: str
    people: Mapping[str, str]
    channels: Mapping[str, str]
    now: datetime


_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"(?:^(?:&gt;|>)[^\n]*(?:\n|\Z))+", re.MULTILINE)
_QUOTED = re.compile(r"^(?:&gt;|>) ?", re.MULTILINE)
_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<token>[^<>\n]+)>"
    r"|(?<![\w*])\*(?=\S)(?P<b>[^*\n]+)(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])_(?=\S)(?P<i>[^_\n]+)(?<=\S)_(?![\w_])"
    r"|(?<![\w~])~(?=\S)(?P<s>[^~\n]+)(?<=\S)~(?![\w~])"
    r"|:(?P<emoji>[a-z0-9_+-]+):"
    r"|(?P<url>https?://[^\s<>|`*]+[^\s<>|`*.,;:!?)])"
)
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+")
_BROADCASTS = ("channel", "here", "everyone")


def plain(text: str) -> str:
    """The characters that a reader sees where Slack's three entities stand."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def emojis(text: str) -> str:
    """`text` with the emoji known here in place of their names."""
    return re.sub(r":([a-z0-9_+-]+):", lambda found: EMOJI.get(found[1], found[0]), text)


def html(text: str, reader: Reader, *, verbatim: bool = True) -> Markup:
    """mrkdwn as HTML; unless `verbatim`, bare addresses become links too."""
    return Markup("").join(_blocks(text, reader, verbatim))


def _blocks(text: str, reader: Reader, verbatim: bool) -> Iterator[Markup]:
    for index, part in enumerate(_FENCE.split(text)):
        if index % 2:
            yield Markup("<pre><code>{}</code></pre>").format(plain(part))
        else:
            yield from _paragraphs(part, reader, verbatim)


def _paragraphs(text: str, reader: Reader, verbatim: bool) -> Iterator[Markup]:
    at = 0
    for found in _QUOTE.finditer(text):
        yield _inline(text[at : found.start()], reader, verbatim)
        inside = _QUOTED.sub("", found[0]).rstrip("\n")
        yield Markup("<blockquote>{}</blockquote>").format(_inline(inside, reader, verbatim))
        at = found.end()
    yield _inline(text[at:], reader, verbatim)


def _inline(text: str, reader: Reader, verbatim: bool) -> Markup:
    made, at = Markup(""), 0
    for found in _INLINE.finditer(text):
        made += escape(plain(text[at : found.start()]))
        made += _piece(found, reader, verbatim)
        at = found.end()
    return made + escape(plain(text[at:]))


def _piece(found: re.Match[str], reader: Reader, verbatim: bool) -> Markup:
    kind, words = found.lastgroup or "", found[found.lastgroup or 0]
    if kind == "code":
        return Markup("<code>{}</code>").format(plain(words))
    if kind == "token":
        return token(words, reader)
    if kind == "emoji":
        return escape(EMOJI.get(words, found[0]))
    if kind == "url":
        return escape(plain(words)) if verbatim else link(plain(words), plain(words))
    tag = {"b": "strong", "i": "em", "s": "s"}[kind]
    return Markup(f"<{tag}>{{}}</{tag}>").format(_inline(words, reader, verbatim))


def token(words: str, reader: Reader) -> Markup:
    """What stands between angle brackets: a mention, a date, a link; anything else stays as it is written."""
    target, _, label = words.partition("|")
    if target.startswith("@"):
        return person(target[1:], reader)
    if target.startswith("#"):
        return channel(target[1:], reader)
    if target.startswith("!date^"):
        return _date(target, plain(label), reader)
    if target.startswith("!"):
        return _broadcast(target[1:], plain(label)) or escape(f"<{plain(words)}>")
    if _ADDRESS.fullmatch(target):
        return link(plain(target), plain(label) or plain(target))
    return escape(f"<{plain(words)}>")


def person(user: str, reader: Reader) -> Markup:
    """A mention of somebody, marked where it is the reader."""
    mark = "mention me" if user == reader.id else "mention"
    return Markup('<span class="{}">@{}</span>').format(mark, reader.people.get(user, user))


def channel(channel_id: str, reader: Reader) -> Markup:
    """A link to a channel that the reader is in; of another one they learn nothing."""
    name = reader.channels.get(channel_id)
    if name is None:
        return Markup('<span class="mention">#private channel</span>')
    return Markup('<a class="mention" href="{}/c/{}">#{}</a>').format(reader.root, channel_id, name)


def link(target: str, label: str) -> Markup:
    """A link that leads away and tells nothing of where it came from; only web, mail and telephone addresses."""
    if not leads_somewhere(target):
        return escape(label)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(target, label)


def leads_somewhere(target: str) -> bool:
    """Whether it is an address of the web, of a mailbox or of a telephone, and no script."""
    return _ADDRESS.fullmatch(target) is not None


def _broadcast(name: str, label: str) -> Markup | None:
    if name in _BROADCASTS:
        return Markup('<span class="mention loud">@{}</span>').format(name)
    if name.startswith("subteam^"):
        return Markup('<span class="mention">{}</span>').format(label or "@group")
    return None


def _date(target: str, fallback: str, reader: Reader) -> Markup:
    seconds, form = [*target.split("^"), "", ""][1:3]
    number = int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 12 else None
    words = dates.written(number, form, reader.now) if number is not None else None
    if words is None or number is None:
        return escape(fallback)
    return moment(number, words, fallback)


def moment(seconds: int, words: str, fallback: str) -> Markup:
    """An instant for the eye, with the exact one for machines and what the app said in its place."""
    exact = datetime.fromtimestamp(seconds, UTC).isoformat()
    return Markup('<time datetime="{}" title="{}">{}</time>').format(exact, fallback or exact, words)
