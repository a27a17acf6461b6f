"""Which days are working days. The library is loaded with the first question: nobody else pays for it.

Holidays never move a deadline that is counted in elapsed hours.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from breachbot.deadlines.background import Works

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY = 5
_WRITTEN = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?")


def working_days(country: str) -> Works:
    """By the weekends and public holidays of a country, `DE`, or of a part of it, `DE-BY`.

    Raises ValueError, with a sentence, for a country that is not known, and when asked about a year of which its
    holidays are not known.
    """
    calendar = _calendar(country)
    return lambda day: calendar.is_working_day(_known(calendar, day))


def regulation_days(country: str | None) -> Works:
    """By Art. 2 of Regulation 1182/71: all days but Saturdays, Sundays and the public holidays of the country, where
    one is given. Raises as `working_days` does."""
    if country is None:
        return lambda day: day.weekday() < SATURDAY
    calendar = _calendar(country)
    return lambda day: day.weekday() < SATURDAY and _known(calendar, day) not in calendar


def _known(calendar: HolidayBase, day: date) -> date:
    """The day, if the holidays of its year are known."""
    if not calendar.start_year <= day.year <= calendar.end_year:
        known = f"{calendar.start_year} to {calendar.end_year}"
        raise ValueError(f"has public holidays that are known for {known} only, not for {day.year}")
    return day


def _calendar(country: str) -> HolidayBase:
    from holidays import country_holidays

    written = _WRITTEN.fullmatch(country.upper())
    if written is None:
        raise ValueError(
            "is no country: write it in two capital letters, such as DE, or with a part, such as DE-BY"
        )
    try:
        return country_holidays(written[1], subdiv=written[2])
    except NotImplementedError:
        raise ValueError("is no country, or no part of one, whose public holidays are known here") from None
