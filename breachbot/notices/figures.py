"""The figures and dates of a text, as they compare between languages."""

from __future__ import annotations

import re

from babel import Locale
from babel.dates import get_month_names

_GROUPED = re.compile(r"\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?!\d)")
"""A number with marks between its thousands."""


def figures(text: str, locale: str) -> frozenset[int]:
    """Every number in the text, and that of each month beside one; how a language groups them makes no difference."""
    plain = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    numbers = {int(found) for found in re.findall(r"[0-9]+", plain)}
    names = get_month_names("wide", context="format", locale=Locale.parse(locale, sep="_"))
    return frozenset(numbers | {number for number, name in names.items() if _dated(name, plain)})


def _dated(month: str, text: str) -> bool:
    """Whether a month stands beside a number: “may” alone is none."""
    name = re.escape(month)
    return bool(re.search(rf"(?i)\d\w{{0,2}}\.?\s+{name}\b|\b{name}\s+\d", text))
