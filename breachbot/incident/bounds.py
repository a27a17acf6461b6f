"""How long a text may be, and how many sets an incident may have: once for the decision that refuses more and for the
form that asks for it.

Characters of the trimmed text. Everything that a person can write is kept for good and shown in many places.
"""

from __future__ import annotations

from breachbot.errors import Refused

TITLE = 500
"""What happened, in a report."""
SETS = 20
"""Affected sets of one incident."""
SET_TITLE = 70
"""What a set of data is called; what fits into a menu of Slack."""
BASIS = 1000
"""On what awareness rests, why its moment changes, why a draft is turned down, why somebody approves their own."""
CHANGE = 500
"""What a new version of a notice changes."""
REASON = 2000
"""Why something is no breach, and why a filing was late."""
GROUNDS = 2500
"""Reasons that an authority can check: advice, decisions, Art. 34(3)."""
ACCOUNT = 3000
"""Effects, measures and lessons at the end; what a text input of Slack can hold."""
SHORT = 200
"""A way of telling somebody, a reference, the name of a controller."""


def bounded(text: str, most: int, *, field: str) -> str:
    """`text`, trimmed. Raises Refused if it is longer than `most` characters."""
    trimmed = text.strip()
    if len(trimmed) > most:
        raise Refused(
            f"That is too long: {most:,} characters at most, and it has {len(trimmed):,}. Shorten it.",
            field=field,
        )
    return trimmed


SENTENCE = 20
"""From so many characters on, a text is to be a sentence."""

LETTERS = 8
"""Different characters that a sentence has at least, in any language: one key held down is none."""


def too_short(text: str, least: int) -> bool:
    """Whether a text says less than `least` characters do: blanks repeated and a key held down do not count."""
    said = " ".join(text.split())
    return len(said) < least or (least >= SENTENCE and len(set(said.casefold())) < LETTERS)
