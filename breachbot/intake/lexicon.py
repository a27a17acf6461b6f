"""The words of a language, and which ideas they stand for.

A word is looked up, never searched for, so the time grows with the length of a text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from operator import itemgetter

from breachbot.intake.phrases import folded

MOST_HITS = 4_000
"""Words of one text that say something and are looked at."""
PART = 3
"""Letters that the beginning or the end of a word has at least, where it is known by that."""
_ANY = "*"
"""Instead of the second word of a row, where that is known by its beginning."""
LONGEST_PART = 16
"""And at most."""
_TAKES_BACK = frozenset({"not", "harmless", "asks", "ought"})
"""Ideas by which a row of words says that its words mean nothing here."""
_ALL = frozenset({"open", "all", "crowd"})
"""Ideas of rows such as `all_users`, which name nobody."""
_STAYS = frozenset(
    {"data", "private", "account", "somebody", "mine", "elsewho", "owned", "of", "peer", "people"}
)
"""What a word means in a row as well."""
_ALSO: Mapping[str, tuple[str, ...]] = {"private": ("data",), "alien": ("other",), "elsewho": ("else",)}
"""An idea that is always another one as well: data that are private, somebody else who has nothing to do with me."""
_IS_ID = re.compile(r"\w*[0-9]\w*|[a-z]")
_NUMBER = re.compile(r"[1-9]\d{2,8}|[1-9]\d{0,5}k")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, whole, by the beginning (`invoic*`), the end (`*rechnung`) or in a row (`no_pin`).

    rows: by their first and second words. heads, tails: the first and the last letters of those parts, so that most
    words need no closer look.
    """

    whole: dict[str, set[str]] = field(default_factory=dict)
    begins: dict[str, set[str]] = field(default_factory=dict)
    ends: dict[str, set[str]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    tails: set[str] = field(default_factory=set)
    rows: dict[str, dict[str, dict[tuple[str, ...], set[str]]]] = field(default_factory=dict)

    @classmethod
    def of_ideas(cls, ideas: Mapping[str, str]) -> Lexicon:
        """The lexicon of one language, from the words of each of its ideas."""
        lexicon = cls()
        for idea, words in ideas.items():
            lexicon.learn(idea, words)
        return lexicon

    def learn(self, idea: str, words: str) -> None:
        """Take in the words of an idea, and of what it is besides."""
        ideas = {idea, *_ALSO.get(idea, ())}
        for word in _spelled(words):
            first, *rest = word.split("_")
            if rest:
                second = _ANY if rest[0].endswith("*") else rest[0]
                rows = self.rows.setdefault(first, {}).setdefault(second, {})
                rows.setdefault(tuple(rest), set()).update(ideas)
            elif word.endswith("*"):
                self.heads.add(word[:PART])
                self.begins.setdefault(word[:-1], set()).update(ideas)
            elif word.startswith("*"):
                self.tails.add(word[-PART:])
                self.ends.setdefault(word[1:], set()).update(ideas)
            else:
                self.whole.setdefault(word, set()).update(ideas)

    def of(self, word: str) -> set[str]:
        """The ideas of one word."""
        found = set(self.whole.get(word, ()))
        most = min(len(word), LONGEST_PART) + 1
        if word[:PART] in self.heads:
            for letters in range(PART, most):
                found.update(self.begins.get(word[:letters], ()))
        if word[-PART:] in self.tails:
            for letters in range(PART, most):
                found.update(self.ends.get(word[-letters:], ()))
        if _NUMBER.fullmatch(word):
            found.add("number")
        return found

    def said(self, words: Sequence[str]) -> list[tuple[int, set[str]]]:
        """The ideas in their order, each with the place where it begins; words in a row are no words by themselves."""
        known = {word: self.of(word) for word in set(words)}
        found: list[tuple[int, set[str]]] = []
        at = 0
        while at < len(words) and len(found) < MOST_HITS:
            ideas, length = self._row(words, at)
            inside = range(at, at + length)
            for place in inside:
                own = known[words[place]]
                here = own if length == 1 else _within(ideas, own, first=place == at)
                if here:
                    found.append((place, here))
            at += length
        return sorted([*found, *_apart(words, found)], key=itemgetter(0))

    def _row(self, words: Sequence[str], at: int) -> tuple[set[str], int]:
        """The longest row that begins here."""
        known = self.rows.get(words[at])
        if known is None or at + 1 == len(words):
            return set(), 1
        begun = (known.get(words[at + 1]), known.get(_ANY))
        here = [
            (rest, ideas)
            for rows in begun
            if rows
            for rest, ideas in rows.items()
            if _follows(words, at + 1, rest)
        ]
        longest = max((len(rest) for rest, _ in here), default=0)
        return set[str]().union(*(ideas for rest, ideas in here if len(rest) == longest)), 1 + longest


def _within(row: Set[str], own: Set[str], *, first: bool) -> set[str]:
    """What a word in a row says: the row says what it means, at its first word. What takes back, means nothing else."""
    if row <= _TAKES_BACK:
        return set(row) if first else set()
    stays = own & _STAYS if row.isdisjoint(_ALL) else own & _STAYS - {"people"}
    return {*(row if first else ()), *stays}


def _apart(words: Sequence[str], said: Sequence[tuple[int, set[str]]]) -> Iterator[tuple[int, set[str]]]:
    """Where a second one of a kind is named by its number: `member 17 … member 18`; three of them are a list."""
    named: dict[str, dict[str, int]] = {}
    for at, ideas in said:
        if ideas & {"people", "person", "owner"} and at + 1 < len(words) and _IS_ID.fullmatch(words[at + 1]):
            named.setdefault(words[at].removesuffix("s"), {}).setdefault(words[at + 1], at + 1)
    yield from ((max(ids.values()), {"apart"}) for ids in named.values() if len(ids) == 2)


def _follows(words: Sequence[str], at: int, rest: Sequence[str]) -> bool:
    return len(words) >= at + len(rest) and all(
        word.startswith(one[:-1]) if one.endswith("*") else word == one
        for word, one in zip(words[at : at + len(rest)], rest, strict=True)
    )


def _spelled(words: str) -> Iterator[str]:
    """Each word without its accents; a German vowel also with an e behind it."""
    for word in words.split():
        yield folded(word)
        if (other := word.translate(_UMLAUTS)) != word:
            yield folded(other)
