"""Each rung of a ladder comes once, in order, however the ticks fall."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.deadlines.clock import due_at
from breachbot.deadlines.reminders import Rung, next_rung, rungs_between
from breachbot.playbook.obligation import Ladder
from breachbot.store.playbooks import load_playbook

AWARE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
DUE = due_at(AWARE, 72 * HOUR)
COUNTDOWN = Ladder(hours_left=(48, 24, 12, 6, 3, 1), overdue_every=HOUR)
TWICE_A_DAY = Ladder(every=12 * HOUR)


def names(ladder: Ladder, after: datetime, until: datetime, due: datetime | None = DUE) -> list[str]:
    return [rung.name for rung in rungs_between(ladder, AWARE, due, after, until)]


def test_the_whole_ladder() -> None:
    assert rungs_between(COUNTDOWN, AWARE, DUE, AWARE, DUE + 2 * HOUR) == [
        Rung(AWARE + 24 * HOUR, "48h_left"),
        Rung(AWARE + 48 * HOUR, "24h_left"),
        Rung(AWARE + 60 * HOUR, "12h_left"),
        Rung(AWARE + 66 * HOUR, "6h_left"),
        Rung(AWARE + 69 * HOUR, "3h_left"),
        Rung(AWARE + 71 * HOUR, "1h_left"),
        Rung(DUE, "due"),
        Rung(DUE + HOUR, "overdue_1h"),
        Rung(DUE + 2 * HOUR, "overdue_2h"),
    ]


@pytest.mark.parametrize(("offset", "there"), [(-SECOND, False), (timedelta(0), True), (SECOND, True)])
@pytest.mark.parametrize("name", ["48h_left", "1h_left", "due", "overdue_1h", "overdue_100h"])
def test_a_rung_comes_at_its_instant(name: str, offset: timedelta, there: bool) -> None:
    at = next(
        rung.at for rung in rungs_between(COUNTDOWN, AWARE, DUE, AWARE, DUE + 200 * HOUR) if rung.name == name
    )
    assert (name in names(COUNTDOWN, AWARE, at + offset)) is there
    assert (name in names(COUNTDOWN, at + offset, at + HOUR)) is not there


def test_after_a_pause_every_rung_that_passed_is_there() -> None:
    """What came last is said; what came before it was missed."""
    assert names(COUNTDOWN, AWARE + 25 * HOUR, AWARE + 67 * HOUR) == ["24h_left", "12h_left", "6h_left"]


def test_a_duty_without_hours_repeats_at_its_interval() -> None:
    assert names(TWICE_A_DAY, AWARE, AWARE + 36 * HOUR, due=None) == ["since_12h", "since_24h", "since_36h"]
    quarter = Ladder(every=timedelta(minutes=90))
    assert names(quarter, AWARE, AWARE + 3 * HOUR, due=None) == ["since_90m", "since_3h"]
    assert names(Ladder(every=45 * SECOND), AWARE, AWARE + 45 * SECOND, due=None) == ["since_45s"]


def test_awareness_stated_after_the_fact_misses_nothing() -> None:
    """Aware since yesterday, said so 30 hours later: the rung at 24 hours was nobody's to miss."""
    stated = AWARE + 30 * HOUR
    assert names(COUNTDOWN, stated, stated) == []
    assert next_rung(COUNTDOWN, AWARE, DUE, stated).name == "24h_left"


def test_awareness_stated_when_it_is_too_late_goes_on_overdue() -> None:
    stated = AWARE + 100 * HOUR + SECOND
    assert next_rung(COUNTDOWN, AWARE, DUE, stated) == Rung(DUE + 29 * HOUR, "overdue_29h")


def test_no_rung_lies_before_awareness() -> None:
    """Where the law gives a day, there is no reminder that two days are left."""
    within_a_day = AWARE + 24 * HOUR
    early = AWARE - 100 * HOUR
    assert names(COUNTDOWN, early, AWARE + 12 * HOUR, due=within_a_day) == ["12h_left"]
    assert next_rung(COUNTDOWN, AWARE, within_a_day, early).name == "12h_left"
    assert names(TWICE_A_DAY, early, AWARE, due=None) == []


def test_a_clock_set_back_repeats_nothing() -> None:
    assert names(COUNTDOWN, DUE, AWARE) == []
    assert names(COUNTDOWN, DUE, DUE) == []


def test_years_of_neglect_are_quick_to_ask_about() -> None:
    late = DUE + timedelta(days=3650)
    assert names(COUNTDOWN, late - HOUR, late) == [f"overdue_{3650 * 24}h"]
    assert next_rung(TWICE_A_DAY, AWARE, None, late).at - late <= 12 * HOUR


def test_the_shipped_ladders_can_be_climbed() -> None:
    playbook = load_playbook(Path(__file__).parents[2] / "playbooks" / "gdpr.yaml").playbook
    first = {
        obligation.id: next_rung(
            obligation.reminders,
            AWARE,
            due_at(AWARE, obligation.within) if obligation.within else None,
            AWARE,
        ).name
        for obligation in playbook.obligations
        if obligation.reminders
    }
    assert first == {
        "notify_authority": "48h_left",
        "communicate": "since_12h",
        "notify_controller": "since_4h",
    }


def test_a_countdown_without_a_deadline_or_a_zone_is_refused() -> None:
    naive = AWARE.replace(tzinfo=None)
    with pytest.raises(ValueError, match="needs a deadline"):
        rungs_between(COUNTDOWN, AWARE, None, AWARE, DUE)
    with pytest.raises(ValueError, match="without a zone"):
        rungs_between(COUNTDOWN, AWARE, DUE, naive, DUE)
    with pytest.raises(ValueError, match="without a zone"):
        next_rung(COUNTDOWN, AWARE, naive, AWARE)


STEPS = st.lists(st.timedeltas(timedelta(0), 40 * HOUR), max_size=12)
LADDERS = st.sampled_from([COUNTDOWN, TWICE_A_DAY, Ladder(hours_left=(100, 2), overdue_every=HOUR / 2)])


@given(STEPS, LADDERS)
def test_over_any_ticks_each_rung_comes_once_and_in_order(steps: list[timedelta], ladder: Ladder) -> None:
    due = None if ladder.every else DUE
    ticks = [AWARE]
    for step in steps:
        ticks.append(ticks[-1] + step)
    seen = [
        rung for after, until in pairwise(ticks) for rung in rungs_between(ladder, AWARE, due, after, until)
    ]
    assert seen == rungs_between(ladder, AWARE, due, AWARE, ticks[-1])
    assert seen == sorted(seen)
    assert len({rung.name for rung in seen}) == len(seen)


@given(st.timedeltas(timedelta(days=-1), timedelta(days=30)), LADDERS)
def test_the_next_rung_is_the_first_of_those_to_come(since: timedelta, ladder: Ladder) -> None:
    due, now = None if ladder.every else DUE, AWARE + since
    rung = next_rung(ladder, AWARE, due, now)
    assert rung.at > max(now, AWARE)
    assert rungs_between(ladder, AWARE, due, now, rung.at) == [rung]
    assert rungs_between(ladder, AWARE, due, now, rung.at - timedelta(microseconds=1)) == []
