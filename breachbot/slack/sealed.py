"""What a sender wrote, for the eyes of one person: never in a message, and not before the reason is on record."""

from __future__ import annotations

import json
from collections.abc import Iterator

from breachbot.incident import bounds
from breachbot.incident.signal import Signal
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Block, ask, line, modal, paragraphs, say, sheet, small
from breachbot.slack.kit.limits import VIEW_BLOCKS, VIEW_BYTES
from breachbot.slack.kit.words import clean, escape
from breachbot.slack.modals import View

AROUND = 10_000
"""Bytes that are left for everything but the text."""


def why(signal: Signal) -> View:
    """Why somebody has to read it."""
    return modal(
        Act.SEALED,
        "What the sender wrote",
        "Show it to me",
        signal.id,
        say(
            "It may hold personal data. It is shown to you alone, and that you read it is recorded with your reason."
        ),
        ask(
            "reason",
            "Why do you have to read it?",
            line(tall=True, most=bounds.REASON),
            hint="The register shows it; an inspector may read it.",
        ),
    )


def shown(signal_id: str, text: str) -> View:
    """The text as plain words, as much of it as Slack shows at once."""
    all_of_it = paragraphs(text)
    blocks = [*_fitting(all_of_it)]
    whole = len(blocks) == len(all_of_it)
    rest = f"This is its beginning; it has {len(clean(text)):,} characters. `breachbot signals read` shows all of it. "
    told = f"Signal {escape(signal_id)}. {'' if whole else rest}Do not copy it into a channel."
    following = "*Next:* close this, then open an incident, or say why it is no breach."
    return sheet("What the sender wrote", *blocks, small(told), say(following))


def _fitting(blocks: list[Block]) -> Iterator[Block]:
    """The first of them, as many as a view takes beside the lines below them."""
    left = VIEW_BYTES - AROUND
    for block in blocks[: VIEW_BLOCKS - 2]:
        left -= len(json.dumps(block))
        if left < 0:
            return
        yield block
