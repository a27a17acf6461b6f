"""Words for the kinds of data and of people, the cause and the countries of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from breachbot.assessment.telling.scope import Scope, Span
from breachbot.assessment.telling.words import CAUSES, DATA, NATIONS, PEOPLE
from breachbot.assessment.vocabulary import COUNTRIES

_NOT_THEIRS = re.compile(
    r"\b(?:wrong|another|one|a|some|other|foreign|test|db|root|admin|fake|enterprise|to our|by our|asked our|1)\s$",
    re.IGNORECASE,
)
"""Before a word for people, that speaks of somebody else than those whose data they are; of users one may speak so."""

_COUNTRY = {code: rf"(?:the )?{name}" for code, name in COUNTRIES.items() if code != "other"} | {
    "GB": "(?:the )?(?:UK|United Kingdom|Great Britain)",
    "US": "(?:the )?(?:USA|US|United States)",
    "CZ": "Czechia|(?:the )?Czech Republic",
}
_FOLK = (
    r"(?:customers|users|people|members|patients|employees|guests|clients|visitors|drivers|subscribers|participants"
    r"|accounts|residents)"
)


def _any(names: Mapping[str, str]) -> str:
    """One of these names, or several in a row, as the group `all`."""
    one = f"(?:{'|'.join(names.values())})"
    return rf"(?P<all>{one}(?:\s*(?:,|and|&|\+|/)\s*(?:and )?{one})*)"


_LIVE = re.compile(rf"{_FOLK}\b(?: \w+){{0,2}} (?:in|from|of) {_any(_COUNTRY)}\b")
_OF_THERE = re.compile(rf"\b{_any(NATIONS)} {_FOLK}\b")


def _words(patterns: Mapping[str, str]) -> re.Pattern[str]:
    one_of = "|".join(f"(?P<{option}>{words})" for option, words in patterns.items())
    return re.compile(rf"(?<![\w-])(?:{one_of})(?![\w-])", re.IGNORECASE)


_DATA, _PEOPLE = _words(DATA), _words(PEOPLE)
_HASHED = re.compile(
    r"(?<!not )(?<!never )(?<!n['’]t )\b(?:hashed|hashes|hash|encrypted|salted|bcrypt\w*|argon2\w*|scrypt|pbkdf2)\b",
    re.IGNORECASE,
)
_BARE_PASSWORD = re.compile(
    rf"(?!(?:{DATA['credentials_hashed']})(?![\w-]))passwords?\b(?! (?:\w+ ){{0,3}}(?:in )?(?:clear|plain|readable))",
    re.IGNORECASE,
)
"""A password whose kind is not clear where the text speaks of hashes too."""
_CAUSES = {
    cause: re.compile(rf"(?<![\w-])(?:{words})", re.IGNORECASE | re.DOTALL) for cause, words in CAUSES.items()
}


def kinds(scope: Scope) -> Iterator[tuple[str, JsonValue, Span]]:
    """Each kind, cause and country that the text names and does not deny."""
    for fact, value, span in [*_data(scope), *_people(scope), *_cause(scope), *_countries(scope)]:
        if not scope.denies(span) and not scope.doubts(span):
            yield fact, value, span


def _data(scope: Scope) -> Iterator[tuple[str, JsonValue, Span]]:
    hashed = _HASHED.search(scope.text)
    for match in _DATA.finditer(scope.text):
        if hashed and _BARE_PASSWORD.match(scope.text, match.start()):
            continue
        yield "data_categories", match.lastgroup, match.span()
        if match[0].lower().startswith("passport scan"):
            yield "data_categories", "image", match.span()


def _people(scope: Scope) -> Iterator[tuple[str, JsonValue, Span]]:
    for match in _PEOPLE.finditer(scope.text):
        before = scope.text[max(0, match.start() - 12) : match.start()]
        if match.lastgroup == "patients" or not _NOT_THEIRS.search(before):
            yield "people_kinds", match.lastgroup, match.span()


def _cause(scope: Scope) -> Iterator[tuple[str, JsonValue, Span]]:
    for cause, pattern in _CAUSES.items():
        for match in pattern.finditer(scope.text):
            if not scope.denies(match.span()) and not scope.doubts(match.span()):
                yield "cause", cause, match.span()
                return


def _countries(scope: Scope) -> Iterator[tuple[str, JsonValue, Span]]:
    for pattern, names in ((_LIVE, _COUNTRY), (_OF_THERE, NATIONS)):
        for match in pattern.finditer(scope.text):
            for code, name in names.items():
                if found := re.search(rf"\b(?:{name})\b", match["all"]):
                    begin = match.start("all")
                    yield "countries", code, (begin + found.start(), begin + found.end())
