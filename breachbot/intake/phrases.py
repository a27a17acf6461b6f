"""What people say in one language, as patterns over plain words.

A language is slots (words for one thing) and what phrases of them suggest. They are written with the accents of the
language; a text and the patterns lose them alike. Texts come here in small letters, words with one space between, a
line for each sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from breachbot.playbook.triage import Hint

MOST_PHRASES = 500
"""Phrases of one language in one text that are looked at."""
_PLAIN = str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "œ": "oe", "đ": "d"})
_GERMAN = str.maketrans({"ä": "ae?", "ö": "oe?", "ü": "ue?"})
"""Written without its dots, a German vowel may have an e behind it."""


def folded(text: str) -> str:
    """The text without the accents of its letters."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


_SLOT = re.compile(r"\(\?:\{\w+\}\) ")


@dataclass(frozen=True)
class Language:
    """How one language says it. All patterns are regular expressions over words.

    slots: alternatives by name; one may use those before it. tells: words of which at least one is in every phrase, so
    that most sentences need no closer look. says: phrases for each hint, in which `{gap2}` stands for
    up to two words, none of which denies. negations: the words that deny. asks: how a sentence begins that asks for
    something or wants it, so that it reports nothing. cannot, cannot_after: before or behind a phrase, that it was not
    possible. taken: that a name, a number or an address is somebody else's already, as forms say every day.
    ideas: the words of each idea, for `breachbot.intake.ideas`. small: the words of which its sentences are made, such
    as articles and pronouns, by which a text shows that it is written in it.
    """

    slots: Mapping[str, str]
    tells: str
    says: Mapping[Hint, tuple[str, ...]]
    negations: str
    asks: str
    cannot: str
    taken: str
    small: str
    ideas: Mapping[str, str] = field(default_factory=dict)
    cannot_after: str | None = None

    @cached_property
    def small_words(self) -> frozenset[str]:
        """`small`, as words are compared."""
        return frozenset(folded(self.small).split())

    def telling(self, line: str) -> bool:
        """Whether a sentence needs a closer look."""
        return self._tells.search(line) is not None

    def wants(self, line: str) -> bool:
        """Whether a sentence reports nothing: it asks for something, wants it, or says that a name is taken."""
        asks, taken, *_ = self._unless
        return asks.match(line) is not None or taken.search(line) is not None

    def heard(self, text: str) -> Iterator[Hint]:
        """What the text suggests, each once."""
        for hint, rule in self._rules.items():
            if any(self._reports(text, found) for found in _first(rule.finditer(text))):
                yield hint

    def _reports(self, text: str, found: re.Match[str]) -> bool:
        begin, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        before, after = text[begin : found.start()], text[found.end() : end if end >= 0 else None]
        asked, taken, could_not, could_not_after = self._unless
        if asked.match(text, begin) or could_not.search(before[-120:]):
            return False
        sentence = before[-120:] + found[0] + after[:120]
        return not (taken.search(sentence) or (could_not_after and could_not_after.match(after)))

    @cached_property
    def _tells(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_plain(self.tells)})\b")

    @cached_property
    def _rules(self) -> dict[Hint, re.Pattern[str]]:
        return {hint: re.compile(rf"\b(?:{self._joined(said)})\b", re.M) for hint, said in self.says.items()}

    def _joined(self, phrases: tuple[str, ...]) -> str:
        """All phrases in one pattern. Those that begin with the same slot share it, since it is tried at each word."""
        begins: dict[str, list[str]] = {}
        for phrase in phrases:
            slot = _SLOT.match(phrase)
            begins.setdefault(slot[0] if slot else "", []).append(phrase[slot.end() if slot else 0 :])
        joined = (f"{begin}(?:{'|'.join(rest)})" for begin, rest in begins.items())
        return self._filled("|".join(joined))

    @cached_property
    def _unless(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]:
        taken, before = rf"\b(?:{_plain(self.taken)})\b", rf"\b(?:{_plain(self.cannot)})\Z"
        behind = re.compile(_plain(self.cannot_after)) if self.cannot_after else None
        return re.compile(_plain(self.asks)), re.compile(taken), re.compile(before), behind

    @cached_property
    def _filled_slots(self) -> dict[str, str]:
        filled: dict[str, str] = {}
        for name, words in self.slots.items():
            filled[name] = _with(_plain(words), filled)
        for most in (1, 2, 3, 4, 8):
            filled[f"gap{most}"] = rf"(?:(?!(?:{_plain(self.negations)})\b)\w+ ){{0,{most}}}"
        return filled

    def _filled(self, phrase: str) -> str:
        return _with(_plain(phrase), self._filled_slots)


def _with(pattern: str, slots: Mapping[str, str]) -> str:
    for name, words in slots.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return pattern


def _plain(pattern: str) -> str:
    """A pattern over folded words; line breaks and the indent of a long list are no part of it."""
    joined = re.sub(r"\n\s*(?=\|)|(?<=\?)\n\s*", "", pattern)
    return folded(re.sub(r"\n\s*", " ", joined).translate(_GERMAN))


def _first(found: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    for _, one in zip(range(MOST_PHRASES), found, strict=False):
        yield one
