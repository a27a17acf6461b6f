"""How far a denial reaches, and where one statement ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]
"""Where words begin and end in a text."""

_STOP = re.compile(
    r"(?<=[^\s.])[.!?]+(?=\s+(?![a-z]?\d)|\s*$)(?<!\bincl\.)(?<!\bca\.)(?<!\be\.g\.)|[!?]+\s|\n\s*\n"
)
"""The end of a sentence; a full stop inside a number, a date or a version ends nothing."""
_PAUSE = re.compile(
    r"[,;:()](?!\d)|\s[-–—&]\s|=>|\b(?:but|just|only|because|so|although|and (?:we|then|the|it|they)|yet)\b"
)
_DENIES = re.compile(
    r"\b(?:no|not|without|w/o|w/out|never|none|nothing|neither|nor|nobody|minus|except|excluding"
    r"|apart from)\b|n['’]t\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:no (?:idea|clue)|not (?:sure|clear|known|certain)|unsure|uncertain|unknown|unclear|whether"
    r"|(?:do|does|did|can|could)(?:n['’]t| not) (?:yet )?(?:know|say|tell|confirm)"
    r"|(?:check\w*|see|investigat\w*|verif\w*|find out) if|(?:maybe|perhaps|possibly)(?!\s~?\d))\b",
    re.IGNORECASE,
)
_MIGHT = re.compile(r"\b(?:might|(?:may|could) have)\b", re.IGNORECASE)
"""Makes a doubt of all of its clause, also of what it follows."""
_FOLDED = str.maketrans("ıİſ\u212a", "iIsK")
"""The letters that a pattern takes for ASCII ones where the case is ignored, as what they are taken for."""
_HARMLESS = re.compile(
    r"\b(?:false (?:alarm|positive)|(?:test|dummy|fake|synthetic|sample|mock|demo)"
    r" (?:data|users?|accounts?|customers?|people)"
    r"|data of (?:0|zero) \w+)\b",
    re.IGNORECASE,
)
REACH = 8
"""Words that a denial reaches at most."""


@dataclass(frozen=True)
class Scope:
    """A text with its sentences, and where it denies. clauses: what stands between two pauses."""

    text: str
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    denied: tuple[Span, ...]
    unsure: tuple[Span, ...]

    def denies(self, span: Span) -> bool:
        """Whether something at that place is said not to be so."""
        return _inside(span, self.denied)

    def doubts(self, span: Span) -> bool:
        """Whether something at that place is said not to be known."""
        return _inside(span, self.unsure)

    def sentence(self, at: int) -> Span:
        """The sentence around a place."""
        return _around(self.sentences, at)

    def clause(self, at: int) -> Span:
        """The part of it between two pauses."""
        return _around(self.clauses, at)


def scope_of(text: str) -> Scope:
    """The sentences and the denials of a text. Every space of it counts as one, at its place, and so does a letter that
    some patterns take for an ASCII one. What is asked is not said."""
    text = text.translate(_FOLDED)
    sentences = tuple(_pieces(_STOP, text, (0, len(text))))
    text = re.sub(r"\s", " ", text)
    clauses = tuple(piece for one in sentences for piece in _pieces(_PAUSE, text, one))
    asked = (one for one in sentences if text[one[1] : one[1] + 1] == "?")
    unsure = (
        *((at.start(), _end(clauses, at.start())) for at in _OPEN.finditer(text)),
        *(_around(clauses, at.start()) for at in _MIGHT.finditer(text)),
        *asked,
    )
    denied = [
        (found.start(), min(_end(clauses, found.start()), _words_on(text, found.end())))
        for found in _DENIES.finditer(text)
        if not _inside(found.span(), unsure)
    ]
    harmless = [_around(sentences, found.start()) for found in _HARMLESS.finditer(text)]
    return Scope(text, sentences, clauses, (*denied, *harmless), unsure)


def _pieces(mark: re.Pattern[str], text: str, within: Span) -> Iterator[Span]:
    begin, end = within
    for found in mark.finditer(text, begin, end):
        if found.start() > begin:
            yield begin, found.start()
        begin = found.end()
    if begin < end:
        yield begin, end


def _words_on(text: str, at: int) -> int:
    """Where so many words end."""
    words = list(re.finditer(r"\S+", text[at : at + 200]))[:REACH]
    return at + words[-1].end() if words else at


def _end(spans: Iterable[Span], at: int) -> int:
    return _around(spans, at)[1]


def _around(spans: Iterable[Span], at: int) -> Span:
    return next((one for one in spans if one[0] <= at < one[1]), (at, at))


def _inside(span: Span, spans: Iterable[Span]) -> bool:
    return any(begin <= span[0] < end for begin, end in spans)
