"""The card of an incident is shown again as time passes, once in each stretch of it, while a clock runs."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from breachbot.clocks import Clocks
from breachbot.deadlines.stretches import stretch
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.report import Report
from breachbot.incident.effect import home_effect
from breachbot.observe.metrics import Metrics
from breachbot.store.store import DatabaseStore
from breachbot.usecases import notices
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.take import take
from tests.incident.cast import DPO, ENGINEER, NOON, the_draft
from tests.usecases.stage import Stage

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def _settle(tx: Transaction, *, one: ClaimedEffect) -> bool:
    return tx.settle(one, "C0:1", "0")


class Watched:
    """An incident with a running clock, and how often its card was asked for."""

    def __init__(self, store: DatabaseStore) -> None:
        self.stage = Stage(store).team()
        self.house = self.stage.house
        self.clocks = Clocks(self.house, Metrics())
        self.incident = self.house.stream_id("pdb", "1")
        said = Report(title="Lost", detected_at=self.stage.clock())
        take(self.house, self.incident, said, by=ENGINEER, request="1")
        self.sent()

    def aware(self) -> None:
        stated = BecomeAware(aware_at=self.stage.clock(), basis="Rows seen in two exports")
        take(self.house, self.incident, stated, by=ENGINEER, request="2")
        self.sent()

    def sent(self) -> int:
        """How many cards wait to be shown; they are shown now."""
        cards = 0
        while claimed := self.house.store.write(lambda tx: tx.claim(50, HOUR)):
            for one in claimed:
                cards += one.kind == "clock_card"
                self.house.store.write(partial(_settle, one=one))
        return cards

    def after(self, passed: timedelta) -> int:
        """How many cards a tick shows once so much time has passed; reminders are another matter."""
        self.stage.clock.move(passed)
        self.clocks._show_cards()
        return self.sent()


@pytest.fixture
def watched(store: DatabaseStore) -> Watched:
    return Watched(store)


def test_nothing_is_shown_again_while_no_clock_runs(watched: Watched) -> None:
    assert [watched.after(HOUR) for _ in range(3)] == [0, 0, 0]


def test_every_half_hour_and_every_five_minutes_in_the_last_three_hours(watched: Watched) -> None:
    watched.aware()
    assert [watched.after(10 * MINUTE) for _ in range(6)] == [0, 0, 1, 0, 0, 1]
    assert watched.after(67 * HOUR) == 1
    assert [watched.after(10 * MINUTE) for _ in range(3)] == [0, 0, 1]
    assert watched.after(30 * MINUTE) == 1
    assert [watched.after(5 * MINUTE) for _ in range(6)] == [1] * 6
    assert watched.after(MINUTE) == 0


def test_a_restart_shows_nothing_twice_and_a_pause_once(watched: Watched) -> None:
    watched.aware()
    assert watched.after(40 * MINUTE) == 1
    watched.clocks = Clocks(watched.house, Metrics())
    assert watched.after(MINUTE) == 0
    watched.clocks = Clocks(watched.house, Metrics())
    assert watched.after(20 * HOUR) == 1
    assert watched.after(MINUTE) == 0


def test_what_happened_in_the_same_stretch_has_shown_it(watched: Watched) -> None:
    watched.aware()
    assert watched.after(MINUTE) == 0


def test_what_the_card_says_nothing_of_has_not_shown_it(watched: Watched) -> None:
    watched.aware()
    watched.stage.state(watched.incident)
    watched.stage.draft(watched.incident)
    watched.sent()
    watched.stage.clock.move(31 * MINUTE)
    draft = the_draft(watched.stage.incident(watched.incident), "authority")
    notices.opened(watched.house, watched.incident, draft, by=DPO)
    assert watched.sent() == 0
    assert [watched.after(MINUTE) for _ in range(2)] == [1, 0]


def test_what_is_overdue_is_shown_ever_more_rarely(watched: Watched) -> None:
    watched.aware()
    watched.after(72 * HOUR)
    assert sum(watched.after(10 * MINUTE) for _ in range(18)) == 6
    assert sum(watched.after(HOUR) for _ in range(69)) == 12
    assert sum(watched.after(HOUR) for _ in range(20 * 24)) == 20


def test_the_home_tabs_follow_time_as_the_cards_do(watched: Watched) -> None:
    stage = watched.stage
    watched.aware()
    stage.store.write(lambda tx: tx.enqueue([home_effect(DPO, "opened", 0)]))
    stage.waiting()
    stage.clock.move(31 * MINUTE)
    for _ in range(2):
        watched.clocks._show_cards()
    assert sorted(kind for kind, _ in stage.waiting()) == ["clock_card", "home"]


def test_the_end_of_the_hours_begins_a_stretch() -> None:
    due = NOON + 72 * HOUR
    assert stretch(due, due - MINUTE) != stretch(due, due + MINUTE)
    assert stretch(due, due + MINUTE) == stretch(due, due + 29 * MINUTE)
    assert stretch(due, due - 4 * MINUTE) == stretch(due, due - MINUTE)


def test_after_a_clock_was_set_back_the_cards_go_on(watched: Watched) -> None:
    watched.aware()
    assert watched.after(100 * 24 * HOUR) == 1
    assert watched.after(-100 * 24 * HOUR) == 1
    assert [watched.after(10 * MINUTE) for _ in range(6)] == [0, 0, 1, 0, 0, 1]
