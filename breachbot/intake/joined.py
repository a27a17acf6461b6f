"""Numbers of people inside a short name: their digits in groups, and joined to other words by any mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from breachbot.intake.signal import Kind

_MARK = r"[-._/ ]"
_RUN = re.compile(rf"[0-9]+(?:{_MARK}{{1,3}}[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_NATIONAL = re.compile(
    r"(?<![A-Z0-9])(?:[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|[XYZ]\d{7}[A-Z]|\d{8}[A-Z]|\d{6}[-+A]\d{3}[0-9A-Z]"
    rf"|[12]{_MARK}?\d\d{_MARK}?\d\d{_MARK}?\d[\dAB]{_MARK}?\d{{3}}{_MARK}?\d{{3}}{_MARK}?\d\d)(?![A-Z0-9])"
)
_IPV6 = re.compile(r"(?<![A-Z0-9])[23][0-9A-F]{3}(?:[-_.][0-9A-F]{1,4}){7}(?![A-Z0-9])")
_IBAN = re.compile(r"(?=([A-Z]{2})\d{2})")
_LENGTHS = {
    country: int(length)
    for length, countries in (
        line.split(maxsplit=1)
        for line in (
            "15 NO",
            "16 BE",
            "18 DK FI FO GL NL",
            "19 MK SI",
            "20 AT BA EE KZ LT LU XK",
            "21 CH HR LI LV",
            "22 BG DE GB GE IE ME RS BH",
            "23 AE GI IL",
            "24 AD CZ ES MD PK RO SA SE SK TN",
            "25 PT",
            "26 IS TR",
            "27 FR GR IT MC SM",
            "28 AL AZ CY HU LB PL",
            "29 BR QA UA",
            "31 MT",
        )
    )
    for country in countries.split()
}
"""How many characters an IBAN of each country has."""
_BORN = range(1900, 2010)
"""Later dates in a name are those of releases."""
_MOST_GROUPS = 8
_HEX = frozenset("abcdef")
_ABROAD = frozenset({"33", "44", "49"})

Groups = Sequence[re.Match[str]]
Found = tuple[Kind, int, int]


def numbers(text: str) -> Iterator[Found]:
    """What looks like a number of somebody, and where it begins and ends."""
    for run in _RUN.finditer(text):
        groups = list(_GROUP.finditer(text, run.start(), run.end()))
        if len(groups) > 2 or len(run[0]) > 8:
            for part in _between_dates(groups):
                yield from _grouped(text, part)
    upper = text.upper()
    yield from _ibans(upper)
    yield from (("ip_address", *match.span()) for match in _IPV6.finditer(upper))
    for match in _NATIONAL.finditer(upper):
        if _holds("national_id", match[0]) or _holds("national_id", re.sub(_MARK, "", match[0])):
            yield "national_id", match.start(), match.end()


def _between_dates(groups: Groups) -> Iterator[Groups]:
    """The groups without the dates in them that are no dates of birth."""
    begin = at = 0
    while at < len(groups):
        day = _day([group[0] for group in groups[at : at + 3]])
        if day and day.year not in _BORN:
            yield groups[begin:at]
            begin = at = at + 3
        else:
            at += 1
    yield groups[begin:]


def _grouped(text: str, groups: Groups) -> Iterator[Found]:
    at = 0
    while at < len(groups):
        for length in range(min(_MOST_GROUPS, len(groups) - at), 0, -1):
            begin, end = groups[at].start(), groups[at + length - 1].end()
            apart = text[begin - 1 : begin].lower() not in _HEX and not text[end : end + 1].isalpha()
            marks = {text[one.end() : two.start()] for one, two in pairwise(groups[at : at + length])}
            if kind := _kind([group[0] for group in groups[at : at + length]], len(marks), apart=apart):
                yield kind, begin, end
                at += length - 1
                break
        at += 1


def _kind(parts: list[str], marks: int, *, apart: bool) -> Kind | None:
    """What the groups of digits are together.

    marks: how many different ones part them. apart: they are no part of a hex number.
    """
    sizes, digits = [len(part) for part in parts], "".join(parts)
    if len(digits) in (15, 16) and _holds("payment_card", digits):
        return "payment_card"
    if len(parts) == 4 and 1 < max(sizes) < 4 and marks == 1 and _holds("ip_address", ".".join(parts)):
        return "ip_address"
    if sizes == [3, 2, 4] and _holds("national_id", "-".join(parts)):
        return "national_id"
    if day := _day(parts):
        return "date_of_birth" if day.year in _BORN else None
    return "phone" if (apart or len(parts) > 2) and _is_phone(parts, digits) else None


def _is_phone(parts: list[str], digits: str) -> bool:
    """A number with a leading zero, or in the groups in which people write one."""
    sizes = [len(part) for part in parts]
    if not 9 <= len(digits) <= 15:
        return False
    if digits.startswith("00"):
        return _holds("phone", f"+{digits[2:]}")
    if len(parts[0]) > 1 and digits[0] == "0":
        from breachbot.intake.checked import is_national_phone

        return is_national_phone(digits)
    if sizes == [3, 3, 4]:
        return _holds("phone", f"+1{digits}")
    return (sizes == [1, 3, 3, 4] or (len(parts) > 2 and parts[0] in _ABROAD)) and _holds(
        "phone", f"+{digits}"
    )


def _day(parts: list[str]) -> date | None:
    """`1984-03-12`, `12.03.1984` or `03/12/1984`."""
    match [len(part) for part in parts]:
        case [4, 1 | 2, 1 | 2]:
            written = [parts, [parts[0], parts[2], parts[1]]]
        case [1 | 2, 1 | 2, 4]:
            written = [[parts[2], parts[1], parts[0]], [parts[2], parts[0], parts[1]]]
        case _:
            return None
    for year, month, day in written:
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def _ibans(upper: str) -> Iterator[Found]:
    for match in _IBAN.finditer(upper):
        length = _LENGTHS.get(match[1])
        if length is None:
            continue
        places = [
            at
            for at in range(match.start(), min(len(upper), match.start() + 3 * length))
            if upper[at].isalnum()
        ]
        number = "".join(upper[at] for at in places[:length])
        near = all(after - before < 4 for before, after in pairwise(places[:length]))
        if len(number) == length and near and _holds("iban", number):
            yield "iban", places[0], places[length - 1] + 1


def _holds(kind: Kind, found: str) -> bool:
    # Imported here, as in `redact.py`: the libraries' tables are large.
    from breachbot.intake.checked import check

    return check(kind, found) is not None
