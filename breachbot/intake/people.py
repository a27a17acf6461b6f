"""Names of accounts inside a short name: words beside a number, none of them one of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from breachbot.intake.technical import is_technical

_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+|[^A-Za-z0-9]+")
_APART = frozenset(mark * times for mark in ".-_ " for times in (1, 2, 3))
_NUMBER = range(2, 9)
"""Digits of a year, an age, a date of birth or a count of those who have the same name."""
_LETTERS = frozenset("kntvx")
"""Those that begin a name of a thing, such as `x-forwarded-24`."""
_PARTICLES = frozenset({"al", "da", "de", "di", "la", "le"})
"""Also countries and articles, unless they stand between two names."""
_HEX = re.compile(r"[0-9a-f]{7,}")

Pieces = Sequence[re.Match[str]]


def people(text: str, *, sure: bool) -> Iterator[tuple[int, int]]:
    """Where `jane.doe84`, `84-jane-doe` or `jdoe84` stand in a text. sure: not where it may as well be a thing."""
    pieces = list(_PIECE.finditer(text))
    for at, piece in enumerate(pieces):
        if piece[0].isdigit():
            if span := _beside(pieces, at, sure=sure):
                yield span
            elif _is_glued(pieces, at, sure=sure):
                yield pieces[at - 1].start(), piece.end()


def _beside(pieces: Pieces, at: int, *, sure: bool) -> tuple[int, int] | None:
    """The words before the number or after it, with the number."""
    long = len(pieces[at][0]) in _NUMBER
    if not long and not _is_second(pieces, at, sure=sure):
        return None
    before = _words(pieces, at, -1) if _is_last(pieces, at) or not sure else []
    if _are_name(before, sure=sure):
        return before[-1].start(), pieces[at].end()
    alone = _is_last(pieces, at) and (at == 0 or not pieces[at - 1][0].isalnum())
    after = _words(pieces, at, 1) if long and alone and pieces[at][0][0] != "0" else []
    return (pieces[at].start(), after[-1].end()) if _are_name(after, sure=sure) else None


def _is_second(pieces: Pieces, at: int, *, sure: bool) -> bool:
    """The one digit of `jane.doe2`; with other marks and words, as in `quarkus-junit5`, it counts releases."""
    if len(pieces[at][0]) > 1 or at == 0 or not pieces[at - 1][0].islower() or not _is_last(pieces, at):
        return False
    return not sure or (len(pieces) == 4 and pieces[1][0] == ".")


def _words(pieces: Pieces, at: int, step: int) -> list[re.Match[str]]:
    """The words from the number on, nearest first, up to one of the trade or another mark."""
    words: list[re.Match[str]] = []
    at += step
    while 0 <= at < len(pieces) and (pieces[at][0] in _APART or _may_name(pieces, at)):
        if pieces[at][0] not in _APART:
            words.append(pieces[at])
        at += step
    return words


def _may_name(pieces: Pieces, at: int) -> bool:
    """A word that is none of the trade, an initial as in `j.doe84`, or what stands between two names."""
    word = pieces[at][0]
    if len(word) == 1 and word.isalpha():
        begins = at == 0 or not pieces[at - 1][0].isalnum()
        ends = at + 1 == len(pieces) or pieces[at + 1][0].isdigit()
        return begins and not ends and word not in _LETTERS
    if word.lower() in _PARTICLES and 2 <= at < len(pieces) - 2:
        return all(
            pieces[near][0].isalpha() and not is_technical(pieces[near][0]) for near in (at - 2, at + 2)
        )
    return word.isalpha() and not is_technical(word)


def _are_name(words: Pieces, *, sure: bool) -> bool:
    few = 2 <= len(words) <= 3 or (not sure and len(words) > 3)
    return few and any(len(word[0]) > 2 for word in words)


def _is_last(pieces: Pieces, at: int) -> bool:
    return at + 1 == len(pieces) or not pieces[at + 1][0].isalnum()


def _is_glued(pieces: Pieces, at: int, *, sure: bool) -> bool:
    """A lone word that ends in digits, such as `jdoe84`.

    `falcon01` is more often a machine, and in `acme24/shop` stands whose repository it is.
    """
    digits = pieces[at][0]
    if at == 0 or not 2 <= len(digits) <= 4 or (sure and digits[0] == "0"):
        return False
    word = pieces[at - 1][0]
    around = [pieces[near][0] for near in (at - 2, at + 1) if 0 <= near < len(pieces)]
    alone = not any(one.isalnum() or (sure and "/" in one) for one in around)
    plain = len(word) > 3 and word.islower() and not _HEX.fullmatch(word + digits)
    return alone and plain and not is_technical(word)
