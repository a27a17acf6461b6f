"""Numbers of people and of records: a number counts only with the noun that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import JsonValue

from breachbot.assessment.answers import MOST_PEOPLE
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
_BETWEEN = r"(?P<between>(?:\s+(?!(?:and|or|of|in|to|from|with|on|by|at|for|the)\b)[a-z][\w-]*){0,2}?)"
_NOT_ONES = re.compile(
    r"\b(?:dozens?|hundred|thousand|[mb]illion|percent|times|hours?|days?|weeks?|months?|years?|min(?:ute)?s?|sec(?:ond)?s?"
    r"|[kmgt]b|euros?|eur|usd)\b",
    re.IGNORECASE,
)
"""Between a number and a noun, that says that the number counts something else or is larger."""
_NOT_THEIRS = (
    r"(?!\s+(?:on (?:call|the team|it)|in (?:the|a) (?:call|meeting|room|team|war room)"
    r"|to (?:discuss|help|fix|look)))"
)
"""Behind a number of people who are looking into it."""
_FOUND = re.compile(
    rf"(?<![\w#:/.@-])(?:(?P<part>{_NUMBER})\s+(?P<out>out\s+)?of\s+(?:(?:our|the|these|all|about|around|roughly)\s+)"
    rf"{{0,2}})?(?P<low>{_NUMBER})(?:\s*(?:to|-|–|and|or)\s*(?P<high>{_NUMBER}))?"
    rf"(?![\w:/%-])\+?(?:\s+of)?(?:\s+(?:our|the|these|all))?{_BETWEEN}"
    rf"\s+(?P<noun>{_PEOPLE}|{_RECORDS})\b{_NOT_THEIRS}(?P<after>['’]s|\s+\w+)?",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:\b(?:below|under|over|above|(?:less|fewer|more) than|at least|not|another|few|several|many|half|quarter"
    r"|https?|status|error|code|port|version|line|build|release|ticket|id|user|customer"
    r"|(?:\d|one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out of every)"
    r"|(?:some|most|half|few|many|part|several|third|quarter|fraction|subset|%|percent)\s+of(?:\s(?:our|the|all|these))*"
    r")\s|(?:^|[.,;:(]\s)of(?:\s(?:our|the|all|these))*\s|%\s+of(?:\s(?:our|the|all|these))*\s|\d[,.'])$",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"[\d\u00bc-\u00be\u2150-\u215e]\s?$")
"""Before a number in words, of which it makes a smaller or a larger one."""
_AFFECTED = re.compile(
    r"\s+(?:(?:were|was|are|is|got|have|has|had|been|may|be|indeed|actually|really|directly)\s+){0,3}"
    r"(?:affected|impacted|concerned|hit|exposed|leaked|compromised)\b",
    re.IGNORECASE,
)
_AFFECTS = re.compile(
    r"\b(?:affect(?:s|ed|ing)?|impact(?:s|ed|ing)?)\s+(?:only |just |about |all )?$", re.IGNORECASE
)
_COUNTED = re.compile(rf"(?:{_PEOPLE})", re.IGNORECASE)
_AFTER_ONE = re.compile(
    r"['’]s|\s+(?:complaint|report|ticket|request|mail|call|support|account|table|said|says|told)",
    re.IGNORECASE,
)
LARGEST_SHARED = 10
"""Of so many at most, “9 out of 10 users” is a share and no count."""

Count = tuple[JsonValue, Span]
"""A number and where it is said."""

_RECIPIENTS = re.compile(
    rf"(?<![\w#:/.@-])(?P<low>{_NUMBER})\s+recipients\b(?=[^.]{{0,40}}\bcc\b)", re.IGNORECASE
)


def counts(scope: Scope) -> Iterator[tuple[str, JsonValue, Span]]:
    """The number of people who are concerned, and the largest number of records that the text names."""
    people: list[Count] = []
    records: list[Count] = []
    for match in _FOUND.finditer(scope.text):
        span = _begin(match), match.end("noun")
        value = _value(match, scope.text)
        if (
            value is not None
            and _top(value) <= MOST_PEOPLE
            and not scope.denies(span)
            and not scope.doubts(span)
        ):
            (people if _COUNTED.fullmatch(match["noun"]) else records).append((value, span))
    for match in _RECIPIENTS.finditer(scope.text):
        if 1 <= (number := parsed(match["low"])) <= MOST_PEOPLE:
            people.append((number, match.span()))
    if (concerned := _concerned(scope, people)) is not None:
        yield "people_count", *concerned
    if records:
        yield "records_count", *max(records, key=lambda one: _top(one[0]))


def _concerned(scope: Scope, people: list[Count]) -> Count | None:
    """The one number of people; of several that differ the one that is said to be affected, else none."""
    if not _differ(people):
        return people[0] if people else None
    affected = [
        (value, span)
        for value, span in people
        if _AFFECTED.match(scope.text, span[1]) or _AFFECTS.search(scope.text[: span[0]][-30:])
    ]
    if not affected or _differ(affected):
        return None
    clause = scope.clause(affected[0][1][0])
    beside = [one for one in people if scope.clause(one[1][0]) == clause]
    return None if _differ(beside) else affected[0]


def _differ(people: list[Count]) -> bool:
    return len({str(value) for value, _ in people}) > 1


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
    low, begin = parsed(match["low"]), _begin(match)
    before = text[max(0, begin - 30) : begin]
    if _BOUND.search(before) or _NOT_ONES.search(match["between"]) or low == 0:
        return None
    if not text[begin].isdigit() and _FRACTION.search(before):
        return None
    if match["part"]:
        part = parsed(match["part"])
        is_share = match["out"] and low <= LARGEST_SHARED
        return None if is_share or match["high"] or not 0 < part <= low else part
    if low == 1 and match["high"] is None and (match["after"] and _AFTER_ONE.match(match["after"])):
        return None
    if match["high"] is None:
        return low
    high = parsed(match["high"])
    if re.search(r"(?:k|thousand|million|m)$", match["high"], re.IGNORECASE) and low < 1000:
        low = low * (1000 if high < 1_000_000 else 1_000_000)
    return {"min": low, "max": high} if low < high else None


def _begin(match: re.Match[str]) -> int:
    return match.start("part") if match["part"] else match.start("low")


def _top(value: JsonValue) -> int:
    top = value["max"] if isinstance(value, dict) else value
    assert isinstance(top, int)
    return top
