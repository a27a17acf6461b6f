"""How plain language is told in one language: phrases that say nothing, and how easily a text reads.

All of it is data of the language (`style.yaml`), so that a language is one folder.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from breachbot.notices.values import Value, Words

STYLE_WORDS = "style.yaml"
"""In the folder of each language."""


def _compiles(pattern: str) -> str:
    try:
        re.compile(f"(?ix){pattern}")
    except re.error as error:
        raise ValueError(f"this is no pattern: {error}") from None
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression; capitals and spaces do not count, so that a space in the text is written `\\s`."""


class Cliche(Value):
    """A phrase that tells the reader nothing, and what the drafter is told about it."""

    phrase: Pattern
    advice: Words


class ReadingEase(Value):
    """Flesch's formula with the figures of a language: `base` less `per_word` for each word of a mean sentence and
    `per_syllable` for each syllable of a mean word. `syllable` finds one."""

    base: float
    per_word: float
    per_syllable: float
    syllable: Pattern

    def of(self, sentences: list[str]) -> float:
        """How easily these sentences read: 100 is very easy, 0 very hard."""
        words = [word for sentence in sentences for word in re.findall(r"[^\W\d_]+", sentence)]
        syllables = sum(max(1, len(re.findall(f"(?ix){self.syllable}", word))) for word in words)
        per_sentence, per_word = len(words) / len(sentences), syllables / len(words)
        return self.base - self.per_word * per_sentence - self.per_syllable * per_word


class Style(Value):
    """One `style.yaml`.

    minimisers: words that make a breach smaller unless a figure stands beside them. no_evidence counts only beside
    `coverage`, that is what was looked at. confirmed_may hedges what is confirmed. unfixed: words for a flaw that is
    still open. abbreviations: what ends with a full stop within a sentence. reading_ease: the figures of Flesch.
    """

    cliches: tuple[Cliche, ...]
    minimisers: Pattern
    no_evidence: Pattern
    coverage: Pattern
    confirmed_may: Pattern
    unfixed: Pattern
    abbreviations: Pattern
    reading_ease: ReadingEase


def found(pattern: Pattern, text: str) -> bool:
    """Whether a pattern of a language is in a text."""
    return re.search(f"(?ix){pattern}", text) is not None
