"""How words, people, times and durations are written for Slack, so that nothing in them can act.

Slack's mrkdwn turns `<!channel>`, `<@U…>` and `<https://…>` into mentions and links
(docs.slack.dev/messaging/formatting-message-text): what comes from outside is cleaned and escaped first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from breachbot.deadlines.clock import in_hours
from breachbot.slack.kit.limits import clip

_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the reading direction: they can make a text look different from what it says."""


def clean(text: str) -> str:
    """`text` without control marks, marks that turn the reading direction, and halves of characters."""
    return "".join(_clean_one(mark) for mark in text.replace("\r\n", "\n").replace("\r", "\n"))


def _clean_one(mark: str) -> str:
    if mark in "\n\t":
        return mark
    if "\ud800" <= mark <= "\udfff":
        return "\ufffd"
    return "" if mark in _TURNING or unicodedata.category(mark) == "Cc" else mark


def escape(text: str) -> str:
    """Cleaned, with the three marks that start something in Slack escaped."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_typed(text: str) -> str:
    """What a person typed, of the form in which Slack sends it."""
    return clean(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def code(text: str, most: int = 120) -> str:
    """A value from outside, in one line of at most `most` characters and in fixed width."""
    value = clip(" ".join(clean(text).replace("`", "'").split()), most)
    return f"`{escape(value) or '?'}`"


def person(user: str) -> str:
    """A mention of a member, or plain words for what nobody clicked."""
    return f"<@{user}>" if re.fullmatch(r"[UW][A-Z0-9]{2,}", user) else escape(user)


MENTION = re.compile(r"<@([UW][A-Z0-9]{2,})>")


_INSTANT = re.compile(r"\b(\d{4}-\d\d-\d\d \d\d:\d\d) UTC\b")
"""A moment as the rooms within write it; see `utc`."""


def spoken(text: str) -> str:
    """Our own sentence, escaped, with the people that it mentions and its moments in the reader's own time."""
    pieces = MENTION.split(text)
    said = "".join(person(piece) if odd % 2 else escape(piece) for odd, piece in enumerate(pieces))
    return _INSTANT.sub(lambda found: when(datetime.fromisoformat(found[1]).replace(tzinfo=UTC)), said)


def room(channel: str) -> str:
    """A link to a channel."""
    return f"<#{channel}>" if re.fullmatch(r"[CGD][A-Z0-9]{2,}", channel) else escape(channel)


def link(url: str, label: str) -> str:
    """Words that lead to an address on the web; the words alone where it is none that Slack can show as a link."""
    return f"<{escape(url)}|{label}>" if re.fullmatch(r"https?://[^\s<>|]{1,1000}", url) else label


def when(moment: datetime) -> str:
    """An instant in the reader's own time, or `today`; in UTC for whoever cannot show it."""
    return f"<!date^{int(moment.timestamp())}^{{date_long_pretty}} at {{time}}|{utc(moment)}>"


def day(moment: datetime) -> str:
    """The same, naming the day also where that is today: for the end of a time."""
    return f"<!date^{int(moment.timestamp())}^{{date_long}} at {{time}}|{moment.astimezone(UTC):%A} {utc(moment)}>"


def ago(moment: datetime) -> str:
    """How long ago it was when the reader looks, with the instant for whoever cannot show that."""
    return f"<!date^{int(moment.timestamp())}^{{ago}}|{utc(moment)}>"


def utc(moment: datetime) -> str:
    """`2026-11-24 09:15 UTC`."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def span(duration: timedelta) -> str:
    """A duration, never negative: `4 d 3 h`, `5 h 20 min`, `12 min`."""
    hours = abs(duration) // timedelta(hours=1)
    return f"{hours // 24} d {hours % 24} h" if hours >= 96 else in_hours(duration)


def left(due: datetime, now: datetime) -> str:
    """What is left until `due`, or by how much it has passed."""
    return f"{span(due - now)} left" if now <= due else f"overdue by {span(now - due)}"


def many(number: int, one: str, more: str) -> str:
    """`1 person`, `2300 people`, `12,000 people`."""
    figure = f"{number:,}" if number >= 10_000 else str(number)
    return f"{figure} {one if number == 1 else more}"


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def chunks(text: str, most: int) -> list[str]:
    """`text` in pieces of at most `most` characters (at least 10), cut between lines or words where that works.

    A cut never falls inside an entity such as `&amp;`.
    """
    pieces = []
    while len(text) > most:
        cut = max(text.rfind("\n", 0, most), 0) or max(text.rfind(" ", 0, most), 0) or most
        cut = cut if cut > most // 2 else most
        piece = re.sub(r"&[a-z]{0,4}$", "", text[:cut])
        pieces.append(piece)
        text = text[len(piece) :].lstrip("\n")
    return [piece for piece in (*pieces, text) if piece.strip()]
