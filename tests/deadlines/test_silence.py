"""A source is silent once nothing has come for as long as it may be quiet; people hear of it more and more rarely."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from breachbot.deadlines.silence import LONGEST_PAUSE, Watched, look

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
NEW = Watched("sentry", NOON)


@pytest.mark.parametrize(("off", "news"), [(-SECOND, None), (timedelta(), "silent"), (SECOND, "silent")])
@pytest.mark.parametrize("heard", [None, NOON, NOON - 40 * DAY])
def test_it_is_silent_from_the_very_moment_on(
    off: timedelta, news: str | None, heard: datetime | None
) -> None:
    assert look(NEW, heard, DAY, (heard or NOON) + DAY + off)[1] == news


def told_at(every: timedelta, days: int, tick: timedelta = HOUR) -> list[timedelta]:
    """When people are told of a silence that lasts for so many days."""
    watched, now, told = NEW, NOON, []
    while now < NOON + days * DAY:
        watched, news = look(watched, NOON, every, now)
        told += [now - NOON] if news else []
        now += tick
    return told


def test_each_pause_is_twice_the_one_before_and_never_longer_than_a_week() -> None:
    told = told_at(12 * HOUR, 40)
    assert told[:6] == [12 * HOUR, DAY, 2 * DAY, 4 * DAY, 8 * DAY, 15 * DAY]
    assert {later - former for former, later in pairwise(told[5:])} == {LONGEST_PAUSE}


def test_what_is_expected_more_rarely_than_that_is_not_told_more_often() -> None:
    assert told_at(30 * DAY, 91) == [30 * DAY, 60 * DAY, 90 * DAY]


def test_the_next_word_comes_at_the_very_end_of_the_pause() -> None:
    told, _ = look(NEW, NOON, HOUR, NOON + HOUR)
    assert [look(told, NOON, HOUR, NOON + 2 * HOUR + off)[1] for off in (-SECOND, 0 * SECOND, SECOND)] == [
        None,
        "silent",
        "silent",
    ]


def test_after_a_standstill_one_word_makes_up_for_several() -> None:
    told, _ = look(NEW, NOON, HOUR, NOON + HOUR)
    again, news = look(told, NOON, HOUR, NOON + 9 * DAY)
    assert (news, again.told) == ("silent", 2)
    assert look(again, NOON, HOUR, NOON + 9 * DAY + HOUR)[1] is None


def test_it_is_back_once_and_then_counts_from_the_new_sign_of_life() -> None:
    told, _ = look(NEW, NOON, HOUR, NOON + HOUR)
    assert told.silent_since == NOON
    back, news = look(told, NOON + 3 * HOUR, HOUR, NOON + 3 * HOUR + SECOND)
    assert (back, news) == (NEW, "back")
    assert look(back, NOON + 3 * HOUR, HOUR, NOON + 4 * HOUR - SECOND) == (NEW, None)
    assert look(back, NOON + 3 * HOUR, HOUR, NOON + 4 * HOUR)[1] == "silent"


def test_a_longer_rhythm_ends_no_silence_by_itself_and_tells_of_none() -> None:
    told, _ = look(NEW, NOON, HOUR, NOON + HOUR)
    assert look(told, NOON, 7 * DAY, NOON + 2 * DAY) == (told, None)


def test_a_clock_that_was_wrong_keeps_nobody_waiting() -> None:
    ahead = Watched("sentry", NOON + 900 * DAY)
    put_right, news = look(ahead, None, HOUR, NOON)
    assert (put_right.expected_since, news) == (NOON, None)
    told = Watched("sentry", NOON, silent_since=NOON, told=1, told_at=NOON + 900 * DAY)
    assert look(told, NOON, HOUR, NOON + HOUR)[1] == "silent"
