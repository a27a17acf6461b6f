"""A time that somebody typed becomes an instant only where there is no doubt which."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from breachbot.deadlines.local import instant, offset_of


@pytest.mark.parametrize(
    ("written", "zone", "utc"),
    [
        ("2026-10-23T15:30", "Europe/Berlin", "2026-10-23T13:30"),
        ("2026-10-23 15:30:05", "Europe/Berlin", "2026-10-23T13:30:05"),
        ("2026-10-25T02:30+02:00", "Europe/Berlin", "2026-10-25T00:30"),
        ("2026-10-25T02:30+01:00", "Europe/Berlin", "2026-10-25T01:30"),
        ("2026-10-25T00:30Z", "Europe/Berlin", "2026-10-25T00:30"),
        ("2026-10-25T01:59:59", "Europe/Berlin", "2026-10-24T23:59:59"),
        ("2026-10-25T03:00:00", "Europe/Berlin", "2026-10-25T02:00"),
        ("2026-03-29T01:59:59", "Europe/Berlin", "2026-03-29T00:59:59"),
        ("2026-03-29T03:00:00", "Europe/Berlin", "2026-03-29T01:00"),
        ("2026-04-05T03:00:00", "Australia/Sydney", "2026-04-04T17:00"),
        ("2028-02-29T12:00", "Asia/Kathmandu", "2028-02-29T06:15"),
    ],
)
def test_it_is_one_instant(written: str, zone: str, utc: str) -> None:
    assert instant(written, ZoneInfo(zone)) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "zone", "said"),
    [
        ("2026-10-25T02:00", "Europe/Berlin", "comes twice in Europe/Berlin.*[+]02:00 or [+]01:00"),
        ("2026-10-25T02:59:59", "Europe/Berlin", "comes twice"),
        ("2026-03-29T02:00", "Europe/Berlin", "does not exist"),
        ("2026-03-29T02:59:59", "Europe/Berlin", "does not exist"),
        ("2026-04-05T02:30", "Australia/Sydney", "comes twice"),
        ("2026-10-04T02:30", "Australia/Sydney", "does not exist"),
        ("2026-04-05T01:45", "Australia/Lord_Howe", "comes twice.*[+]11:00 or [+]10:30"),
        ("2011-12-30T10:00", "Pacific/Apia", "does not exist"),
        ("2026-10-23T15:30", None, "has no zone"),
        ("2026-02-29T10:00", "Europe/Berlin", "does not exist"),
        ("2026-11-24T24:00", "Europe/Berlin", "does not exist"),
        ("2026-11-24T10:60", "Europe/Berlin", "does not exist"),
        ("2026-11-24", "Europe/Berlin", "no date and time"),
        ("24.11.2026 10:17", "Europe/Berlin", "no date and time"),
        ("2026-W48-2T10:17", "Europe/Berlin", "no date and time"),
        ("2026-11-24T10:17+2", "Europe/Berlin", "no date and time"),
        ("", "Europe/Berlin", "no date and time"),
        ("٢٠٢٦-11-24T10:17", "Europe/Berlin", "no date and time"),
        ("9999-12-31T23:59", "Europe/Berlin", "out of reach"),
        ("1066-10-14T09:00", "Europe/London", "out of reach"),
    ],
)
def test_it_is_refused_with_a_sentence(written: str, zone: str | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        instant(written, ZoneInfo(zone) if zone else None)


def test_an_offset_is_enough_without_a_zone() -> None:
    written = "2026-10-23T15:30+05:30"
    assert instant(written, None) == datetime(2026, 10, 23, 10, tzinfo=UTC)
    assert offset_of(written) == timezone(timedelta(hours=5, minutes=30))
    assert offset_of("2026-10-23T15:30") is offset_of("tomorrow") is None
