"""Numbers of people and of records: a number counts only with the noun that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import JsonValue

from breachbot.assessment.telling.scope import Scope, Span

_ONES = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_SHORT = {"": 1, "k": 1000, "m": 1_000_000, "million": 1_000_000, "mio": 1_000_000, "thousand": 1000}

_WORD = "|".join([*_ONES, *_TENS, *_LARGE, "a hundred", "a thousand", "a million"])
_SPOKEN = rf"(?:{_WORD})(?:[ -](?:and )?(?:{_WORD})){{0,6}}"
_DIGITS = (
    r"\d{1,3}(?:[,.' \u00a0\u202f]\d{3}){1,3}(?!\d)|\d{1,9}(?:\.\d{1,3})?(?=\s?(?:k|m|million|mio|thousand)\b)"
    r"|\d{1,12}(?!\d)"
)
_NUMBER = rf"(?:(?:{_DIGITS})(?:\s?(?:k|m|million|mio|thousand)\b)?|\b{_SPOKEN}\b)"
_PEOPLE = (
    r"customers?|clients?|users?|accounts?|people|persons?|ppl|members?|employees?|staff|patients?|participants?|guests?"
    r"|subscribers?|visitors?|drivers?|kids?|child|children|pupils?|students?|candidates?|applicants?|leads|contacts?"
    r"|colleagues?|individuals?|data subjects?|residents?|tenants|donors?|buyers?|sellers?|readers|families|names"
    r"|parents|passengers?|teachers?|travell?ers|policyholders?|citizens"
)
_RECORDS = (
    r"rows|records|entries|files|recordings|photos|pictures|documents|messages|log lines|lines|datasets|scans|letters"
    r"|emails"
)
_BETWEEN = r"(?:\s+(?!(?:and|or|of|in|to|from|with|on|by|at|for|the)\b)[a-z][\w-]*){0,2}?"
_NOT_THEIRS = (
    r"(?!\s+(?:on (?:call|the team|it)|in (?:the|a) (?:call|meeting|room|team|war room)"
    r"|to (?:discuss|help|fix|look)))"
)
"""Behind a number of people who are looking into it."""
_FOUND = re.compile(
    rf"(?<![\w#:/.@-])(?P<low>{_NUMBER})(?:\s*(?:to|-|–|and|or)\s*(?P<high>{_NUMBER}))?"
    rf"(?![\w:/%-])\+?(?:\s+of)?(?:\s+(?:our|the|these|all))?{_BETWEEN}"
    rf"\s+(?P<noun>{_PEOPLE}|{_RECORDS})\b{_NOT_THEIRS}(?P<after>['’]s|\s+\w+)?",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:below|under|over|above|(?:less|fewer|more) than|at least|not|another|few|several|many)\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"(?:{_PEOPLE})", re.IGNORECASE)
_AFTER_ONE = re.compile(
    r"['’]s|\s+(?:complaint|report|ticket|request|mail|call|support|account|table|said|says|told)",
    re.IGNORECASE,
)
_RECIPIENTS = re.compile(rf"(?P<low>{_NUMBER})\s+recipients\b(?=[^.]{{0,40}}\bcc\b)", re.IGNORECASE)


def counts(scope: Scope) -> Iterator[tuple[str, JsonValue, Span]]:
    """The largest number of people and the largest of records that the text names."""
    found: dict[str, list[tuple[int, JsonValue, Span]]] = {}
    for match in _FOUND.finditer(scope.text):
        if (value := _value(match, scope.text)) is not None and not scope.denies(match.span("low")):
            fact = "people_count" if _COUNTED.fullmatch(match["noun"]) else "records_count"
            span = match.start("low"), match.end("noun")
            found.setdefault(fact, []).append((_top(value), value, span))
    for match in _RECIPIENTS.finditer(scope.text):
        number = parsed(match["low"])
        found.setdefault("people_count", []).append((number, number, match.span()))
    for fact, of_it in found.items():
        _, value, span = max(of_it, key=lambda one: one[0])
        yield fact, value, span


def parsed(written: str) -> int:
    """The number that digits or words name."""
    if not written[0].isdigit():
        return _spoken(written.lower())
    digits = re.match(r"[\d,.' \u00a0\u202f]*\d", written)
    assert digits is not None
    unit = written[digits.end() :].strip().lower()
    plain = re.sub(r"[,' \u00a0\u202f]", "", digits[0])
    if not unit or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
        plain = plain.replace(".", "")
    return round(float(plain) * _SHORT[unit])


def _spoken(words: str) -> int:
    total = here = 0
    for word in re.findall(r"[a-z]+", words):
        if word in _LARGE:
            here = max(here, 1) * _LARGE[word]
            if word != "hundred":
                total, here = total + here, 0
        else:
            here += _ONES.get(word, 0) + _TENS.get(word, 0)
    return total + here


def _value(match: re.Match[str], text: str) -> JsonValue:
    low = parsed(match["low"])
    begin = match.start("low")
    if _BOUND.search(text[max(0, begin - 12) : begin]) or low == 0:
        return None
    if low == 1 and match["high"] is None and (match["after"] and _AFTER_ONE.match(match["after"])):
        return None
    if match["high"] is None:
        return low
    high = parsed(match["high"])
    if re.search(r"(?:k|thousand|million|m)$", match["high"], re.IGNORECASE) and low < 1000:
        low = low * (1000 if high < 1_000_000 else 1_000_000)
    return {"min": low, "max": high} if low < high else None


def _top(value: JsonValue) -> int:
    top = value["max"] if isinstance(value, dict) else value
    assert isinstance(top, int)
    return top
