"""Problems in the words of a notice.

To refuse: personal data of those affected (in every notice; the ICO asks that none is put into its form), and
for the page and the mail whatever helps an attacker. To warn about: phrases that say nothing, and sentences
that are too long. A problem never repeats what it found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from breachbot.notices.fields import Fields
from breachbot.notices.patterns import (
    ATTACK,
    ATTACK_FINDERS,
    HARMLESS,
    PERSONAL,
    PERSONAL_FINDERS,
    SECRET_FINDERS,
    Finder,
    unfixed,
)
from breachbot.notices.style import Style
from breachbot.notices.style import found as has
from breachbot.notices.words import one_line

LONGEST_SENTENCE = 35
MEAN_SENTENCE = 20
"""Words. Our choice, after the usual advice for plain language."""

EASY = 50
"""Flesch's reading ease, below which a text is hard to read for most people. Our choice: 60 is plain, but the words of
the law alone keep German from it."""

ENOUGH = 3
"""Sentences from which on a mean says something."""

_EXCERPT = 90


@dataclass(frozen=True)
class Problem:
    """What is wrong and where. `excerpt` shows the place with every value masked."""

    severity: Literal["refuse", "warn"]
    code: str
    sentence: str
    excerpt: str

    def __str__(self) -> str:
        return f"{self.severity} {self.code}: {self.sentence} “{self.excerpt}”"


_TYPED = (
    {mark: mark - 0xFEE0 for mark in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "‐‑‒–−"), "-")
    | {
        ord("。"): ".",
        ord("｡"): ".",
    }
)
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufffd\U000e0000-\U000e0fff]"
)
"""Marks without a shape, and the one that stands for them in a notice."""


def as_typed(text: str) -> str:
    """`text` as a person would type it: without marks that nobody sees, with plain hyphens and letters of usual width.

    A copied address often holds a soft hyphen, and a number dashes that do not break.
    """
    return _UNSEEN.sub("", text).translate(_TYPED)


def refuses(problem: str) -> bool:
    """Whether this line, the text of a `Problem`, forbids approval."""
    return problem.startswith("refuse ")


def lint(
    text: str,
    fields: Fields,
    style: Style,
    *,
    names: Collection[str] = (),
    own_hosts: Collection[str] = (),
    judged: str | None = None,
) -> tuple[Problem, ...]:
    """The problems of the visible words `text` of the notice that shows `fields`, the gravest first.

    style: of the language of the text. names: names of people affected. own_hosts: public host names of the company.
    judged: the part of the words whose style is judged; None for all of them.
    """
    bare = _without_own(as_typed(text), fields, own_hosts)
    personal = (*PERSONAL_FINDERS, *_name_finders([as_typed(name) for name in names]))
    masked, matches = _mask(bare, (*SECRET_FINDERS, *personal, *ATTACK_FINDERS, unfixed(style)))
    own = masked if judged is None else _mask(_without_own(as_typed(judged), fields, own_hosts), matches)[0]
    whole = sentences(own, style)
    found = [
        *_findings(masked, matches, fields, personal),
        *_phrases(whole, fields, style),
        *_lengths(whole),
        *_ease(whole, style),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.severity))


def personal_kinds(text: str) -> tuple[str, ...]:
    """Which of `PERSONAL_FINDERS` find something in a line that a person wrote, by what it is; never the text itself.

    An address on the network is left out: whoever reports of a system may have to name it.
    """
    finders = [finder for finder in PERSONAL_FINDERS if finder.code != "ip"]
    _, hits = _mask(HARMLESS.sub("#", as_typed(text)), finders)
    return tuple(dict.fromkeys(finder.what for finder in hits))


def _without_own(text: str, fields: Fields, own_hosts: Collection[str]) -> str:
    """`text` without what may always stand there: our contacts, reference, addresses, harmless figures."""
    named = (
        "contact_name contact_email contact_phone page_url published_url reference controller_address "
        "authority_reference"
    )
    own = {
        one_line(getattr(fields, name))
        for name in named.split()
        if isinstance(getattr(fields, name, None), str)
    }
    for value in sorted(map(as_typed, own), key=len, reverse=True):
        text = text.replace(value, "…")
    for host in own_hosts:
        text = re.sub(rf"(?i)\bhttps?://{re.escape(host)}(?:/[\w./#-]*)?(?![\w?=&:@./-])", "…", text)
    return HARMLESS.sub("#", text)


def _name_finders(names: Collection[str]) -> tuple[Finder, ...]:
    patterns = (r"\s+".join(re.escape(part) for part in name.split()) for name in names if name.strip())
    return tuple(
        Finder("name", "the name of a person", re.compile(rf"(?i)(?<!\w){one}(?!\w)")) for one in patterns
    )


def _mask(text: str, finders: Iterable[Finder]) -> tuple[str, list[Finder]]:
    """`text` with each match replaced by what it is, and the finders that matched."""
    hits: list[Finder] = []

    for finder in finders:

        def cover(match: re.Match[str], finder: Finder = finder) -> str:
            if not finder.confirm(match.group()):
                return match.group()
            hits.append(finder)
            return f"[{finder.what}]"

        text = finder.pattern.sub(cover, text)
    return text, hits


def _findings(
    masked: str, hits: list[Finder], fields: Fields, personal: Collection[Finder]
) -> Iterator[Problem]:
    for finder in dict.fromkeys(hits):
        is_personal = finder in personal
        refuse = is_personal or fields.audience != "authority"
        sentence = (PERSONAL if is_personal else ATTACK).format(what=finder.what)
        for place in re.finditer(re.escape(f"[{finder.what}]"), masked):
            yield Problem(
                "refuse" if refuse else "warn", finder.code, sentence, _excerpt(masked, place.start())
            )


def _phrases(whole: list[str], fields: Fields, style: Style) -> Iterator[Problem]:
    for sentence in whole:
        for cliche in style.cliches:
            if has(cliche.phrase, sentence):
                yield Problem("warn", "phrase", cliche.advice, _excerpt(sentence))
        if has(style.minimisers, sentence) and not re.search(r"[\d#]", sentence):
            yield Problem(
                "warn", "no_figure", "Give the figure or the date, even as a range.", _excerpt(sentence)
            )
        if has(style.no_evidence, sentence) and not has(style.coverage, sentence):
            yield Problem(
                "warn", "no_evidence", "Say which logs were read, and for which days.", _excerpt(sentence)
            )
        if has(style.confirmed_may, sentence) and getattr(fields, "confidentiality", None) is True:
            yield Problem(
                "warn", "hedged", "It is confirmed that data could be seen; say so.", _excerpt(sentence)
            )


def _lengths(whole: list[str]) -> Iterator[Problem]:
    lengths = [(len(sentence.split()), sentence) for sentence in whole]
    for length, sentence in lengths:
        if length > LONGEST_SENTENCE:
            yield Problem("warn", "long_sentence", f"This sentence has {length} words.", _excerpt(sentence))
    if len(lengths) >= ENOUGH and sum(length for length, _ in lengths) > MEAN_SENTENCE * len(lengths):
        mean = sum(length for length, _ in lengths) / len(lengths)
        what = f"Sentences have {mean:.0f} words on average; {MEAN_SENTENCE} are enough."
        yield Problem("warn", "long_sentences", what, _excerpt(max(lengths)[1]))


def _ease(whole: list[str], style: Style) -> Iterator[Problem]:
    spoken = [one for one in whole if any(map(str.isalpha, one))]
    if len(spoken) < ENOUGH:
        return
    ease = style.reading_ease.of(spoken)
    if ease < EASY:
        what = f"The text is hard to read (Flesch {ease:.0f}; {EASY} is the least). Shorter words and sentences help."
        hardest = min(spoken, key=lambda one: style.reading_ease.of([one]))
        yield Problem("warn", "hard_to_read", what, _excerpt(hardest))


def sentences(text: str, style: Style) -> list[str]:
    """The sentences of `text`, whose blocks are lines. Headings, labels and bare items are no sentences."""
    kept = re.compile(f"(?ix)(?:{style.abbreviations})$")
    found: list[str] = []
    for line in text.split("\n"):
        part = ""
        for piece in _SENTENCE_ENDS.split(line):
            part = f"{part} {piece.strip()}".strip()
            if not kept.search(part):
                found.append(part)
                part = ""
        found += [part] if part else []
    return [one for one in found if one.endswith(_CLOSINGS)]


_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-ÞŒ“„«\"‘‚(\[…])")
_CLOSINGS = (".", "!", "?", ".”", ".“", ".)", ".\u202f»")


def _excerpt(text: str, at: int = 0) -> str:
    """About 90 characters of `text` around `at`, cut at words, within one line."""
    start = max(text.rfind("\n", 0, at) + 1, at - _EXCERPT // 2)
    end = text.find("\n", at)
    part = text[start : min(len(text) if end < 0 else end, start + _EXCERPT)]
    return part.strip()
