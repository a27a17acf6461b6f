"""Whole lives of incidents while everything around the reminders goes wrong: what is promised of them holds.

Replicas come and are killed in the middle of sending, a tick ends between two rows or is made by several at once, the
clock jumps in both directions, a stream cannot be read for a while, and Slack refuses, fails, hangs or loses its
answer. Meanwhile people have it, put it off, hand it over, go away and come back. The machine on SQLite has one
process, that on PostgreSQL up to four.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text
from structlog.testing import capture_logs

from breachbot.clocks import Clocks
from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.deadlines.reminders import CLOCK_CORRECTED
from breachbot.errors import DeliveryError, Refused
from breachbot.incident import events as e
from breachbot.incident.act import Command
from breachbot.incident.acts.hand_over import HandOver
from breachbot.incident.acts.have_it import HaveIt
from breachbot.incident.acts.snooze import Snooze
from breachbot.incident.acts.take_over import TakeOver
from breachbot.incident.changes.presence import SetAway, SetBack
from breachbot.incident.snoozed import Wait
from breachbot.incident.team import Team
from breachbot.observe.metrics import Metrics
from breachbot.outbox.deliver import PLACES, Outbox, Sent
from breachbot.store.keys import new_master_key
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.team import change_team
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER
from tests.conftest import Database, emptied, migrated
from tests.incident.cast import FACTS
from tests.store.samples import behind_our_back
from tests.usecases.stage import HOUR, MINUTE, Clock, Stage
from tests.usecases.test_passing_on import with_ways

SECOND = timedelta(seconds=1)
BEGINNINGS = (
    datetime(2026, 3, 2, 12, tzinfo=UTC),
    datetime(2026, 3, 27, 20, 30, tzinfo=UTC),  # Europe's clocks go forward in these 72 hours
    datetime(2026, 10, 23, 13, 30, tzinfo=UTC),  # and here back
)
HOURS = 72
LEFT = (48, 24, 12, 6, 3, 1)
TO_ALL = ("24h_left", "6h_left", "1h_left")
"""Rungs that nobody is spared: whoever decides hears of each, away, asleep or not."""
TEAM = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,))
WAYS = {"mail": frozenset({DPO, DEPUTY, "director", "operators"}), "webhook": frozenset({"operators"})}
FILING = "notify_authority"
"""The duty whose reminders are counted here; they come in the playbook's ladder and each hour once it is overdue."""


class Killed(BaseException):
    """The process is gone in the middle of what it did. No `except Exception` sees it."""


def planned(rung: str) -> timedelta:
    """How long after awareness a reminder with this name is due, worked out apart from breachbot's own arithmetic."""
    if rung.endswith("h_left"):
        return (HOURS - int(rung.removesuffix("h_left"))) * HOUR
    if rung == "due":
        return HOURS * HOUR
    if rung.startswith("overdue_"):
        return (HOURS + int(rung.removeprefix("overdue_").removesuffix("h"))) * HOUR
    return int(rung.removeprefix("since_").removesuffix("h")) * HOUR


def newest_due(passed: timedelta) -> timedelta | None:
    """The last moment after awareness, up to now, at which a reminder of the filing is due."""
    if passed >= HOURS * HOUR:
        return passed // HOUR * HOUR
    return max((at for left in LEFT if (at := (HOURS - left) * HOUR) <= passed), default=None)


@dataclass
class Slack:
    """What stands for Slack, mail and pager. It answers by `faults` as long as there are any, and then takes all.

    taken: how often each thing came through. lost: how often the answer to it was lost, so that nobody can know.
    """

    faults: list[str] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    started: list[str] = field(default_factory=list)

    async def take(self, replica: Replica, claimed: ClaimedEffect) -> Sent:
        self.started.append(claimed.key)
        fault = self.faults.pop() if self.faults else "none"
        await asyncio.sleep(0)
        if replica.killed or fault == "killed before":
            replica.killed = True
            raise Killed
        if fault in REFUSALS:
            raise REFUSALS[fault]
        self.taken[claimed.key] += 1
        if fault == "killed after":
            replica.killed = True
            self.lost[claimed.key] += 1
            raise Killed
        if fault == "answer lost":
            self.lost[claimed.key] += 1
            raise DeliveryError("no answer in time")
        return Sent(f"C1:{claimed.id}")


REFUSALS: dict[str, Exception] = {
    "429": DeliveryError("ratelimited", retry_after=30.0),
    "500": DeliveryError("Slack answered 500"),
    "time-out": TimeoutError(),
    "HTML": ValueError("Slack answered with a page"),
}
FAULTS = ("none", "none", *REFUSALS, "answer lost", "killed before", "killed after")


@dataclass
class Replica:
    """A process: its house, its clocks and its sending."""

    stage: Stage
    killed: bool = False

    def tick(self, rows: int | None = None) -> None:
        """Raise what is due. rows: leave after so many, as a process does that is told to stop."""
        clocks = Clocks(self.stage.house, Metrics())
        if rows is not None:
            clocks.house = replace(self.stage.house, now=_leaving_after(rows, clocks))
        clocks.work()


def _leaving_after(times: int, clocks: Clocks) -> Callable[[], datetime]:
    """The clock of a house that tells the tick to end once it has been asked so often."""
    asked, now = Counter[str](), clocks.house.now

    def told() -> datetime:
        asked["now"] += 1
        if asked["now"] > times:
            clocks.leave()
        return now()

    return told


class Lives(RuleBasedStateMachine):
    """Three incidents, some processes, and a Slack that cannot be relied on."""

    database: Database
    most = 1

    def __init__(self) -> None:
        super().__init__()
        self.clock, self.slack = Clock(), Slack()
        self.replicas: list[Replica] = []
        self.unreadable: str | None = None
        self.since: dict[str, datetime] = {}

    @initialize(
        begins=st.sampled_from(BEGINNINGS), apart=st.lists(st.integers(0, 600), min_size=3, max_size=3)
    )
    def people_become_aware(self, begins: datetime, apart: list[int]) -> None:
        self.clock.now = begins
        self.a_process_starts()
        self.stage.team(TEAM)
        for minutes in apart:
            self.clock.move(minutes * MINUTE)
            self.since[self.stage.aware(by=ENGINEER)] = self.clock.now

    # --- what happens -------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.replicas) < self.most)
    @rule()
    def a_process_starts(self) -> None:
        self.replicas.append(Replica(with_ways(Stage(self.database.open(), self.clock), WAYS)))

    @rule(by=st.sampled_from([SECOND, MINUTE, 5 * MINUTE, 31 * MINUTE, HOUR, 5 * HOUR, 11 * HOUR, 30 * HOUR]))
    def time_passes(self, by: timedelta) -> None:
        self.clock.move(by)

    @rule(left=st.sampled_from([*LEFT, 0, -1]), off=st.sampled_from([-SECOND, timedelta(), SECOND]))
    def it_is_about_to_be_due(self, left: int, off: timedelta) -> None:
        """The very moment of a rung of one incident, the second before it and the one after."""
        moment = min(self.since.values()) + (HOURS - left) * HOUR + off
        if moment > self.clock.now:
            self.clock.now = moment
            self.one_ticks(which=0)

    @rule(by=st.sampled_from([SECOND, 2 * MINUTE, HOUR, 13 * HOUR]))
    def the_clock_is_set_back(self, by: timedelta) -> None:
        self.clock.now = max(self.clock.now - by, max(self.since.values()))

    @rule(which=st.integers(0, 3))
    def one_ticks(self, which: int) -> None:
        self._tick(self._replica(which))
        self._all_that_is_due_is_on_record()

    @rule(which=st.integers(0, 3), rows=st.integers(1, 12))
    def one_ticks_and_is_stopped_in_the_middle(self, which: int, rows: int) -> None:
        self._tick(self._replica(which), rows)

    @precondition(lambda self: len(self.replicas) > 1)
    @rule()
    def all_tick_at_once(self) -> None:
        with ThreadPoolExecutor(len(self.replicas)) as pool:
            list(pool.map(self._tick, self.replicas))
        self._tick(self.replicas[0])  # two at the same row leave it to the next tick
        self._all_that_is_due_is_on_record()

    @rule(faults=st.lists(st.sampled_from(FAULTS), max_size=12))
    def what_waits_is_sent(self, faults: list[str]) -> None:
        self.slack.faults = faults
        self._send()

    @rule(which=st.integers(0, 2), by=st.sampled_from([DPO, DEPUTY, ENGINEER]))
    def somebody_has_it(self, which: int, by: str) -> None:
        self._take(which, HaveIt(), by)  # or they have it already

    @rule(
        which=st.integers(0, 2),
        by=st.sampled_from([DPO, DEPUTY]),
        wait=st.sampled_from(["1h", "4h", "tomorrow"]),
        off=st.sampled_from([-SECOND, timedelta(), SECOND]),
    )
    def somebody_puts_it_off(self, which: int, by: str, wait: Wait, off: timedelta) -> None:
        """A reminder that comes long before the end, until around the moment at which it is to come again."""
        incident = [*self.since][which]
        self.clock.now = max(self.clock.now, self.since[incident] + (HOURS - LEFT[0]) * HOUR)
        self.one_ticks(which=0)
        self._take(which, Snooze(wait=wait), by)
        wishes = self.stage.incident(incident).snoozed if self._is_readable(which) else ()
        if wishes and wishes[-1].at == self.clock.now:
            self.clock.now = wishes[-1].until + off
            self.one_ticks(which=0)

    @rule(
        which=st.integers(0, 2), pair=st.sampled_from([(DPO, DEPUTY), (DEPUTY, DPO)]), accepted=st.booleans()
    )
    def somebody_hands_it_over(self, which: int, pair: tuple[str, str], accepted: bool) -> None:
        self._take(which, HaveIt(), pair[0])
        self._take(which, HandOver(to=pair[1]), pair[0])
        self._take(which, TakeOver(accepted=accepted), pair[1])

    @rule(pair=st.sampled_from([(DPO, DEPUTY), (DEPUTY, DPO)]), by=st.sampled_from([5 * HOUR, 40 * HOUR]))
    def somebody_goes_away(self, pair: tuple[str, str], by: timedelta) -> None:
        away = SetAway(person=pair[0], until=self.clock.now + by, substitute=pair[1])
        with contextlib.suppress(Refused):  # the other is away
            change_team(self.stage.house, away, by=pair[0], request=self.stage.request())

    @rule(who=st.sampled_from([DPO, DEPUTY]))
    def somebody_is_back(self, who: str) -> None:
        with contextlib.suppress(Refused):  # they are there
            change_team(self.stage.house, SetBack(person=who), by=who, request=self.stage.request())

    @rule(which=st.integers(0, 2))
    def more_is_known(self, which: int) -> None:
        """Somebody states facts; what they say may end other duties, and open them again."""
        incident = [*self.since][which]
        if incident != self.unreadable:
            self.stage.state(incident, by=ENGINEER, **FACTS)

    @precondition(lambda self: self.unreadable is None)
    @rule(which=st.integers(0, 2))
    def one_cannot_be_read(self, which: int) -> None:
        self.unreadable = [*self.since][which]
        kept = "CREATE TABLE kept AS SELECT * FROM data_key WHERE id = :id"
        behind_our_back(self.database, kept, "DELETE FROM data_key WHERE id = :id", id=self.unreadable)

    @precondition(lambda self: self.unreadable is not None)
    @rule()
    def it_can_be_read_again(self) -> None:
        behind_our_back(
            self.database,
            *("INSERT INTO data_key SELECT * FROM kept", "DROP TABLE kept"),
            "UPDATE stalled SET not_before = since",
        )
        self.unreadable = None

    # --- how it happens -----------------------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        """Where people act: the first of the processes that live."""
        return self.replicas[0].stage

    def _take(self, which: int, command: Command, by: str) -> None:
        """Somebody presses a button, which may be refused: then nothing happens."""
        if self._is_readable(which):
            with contextlib.suppress(Refused):
                self.stage.take([*self.since][which], command, by)

    def _is_readable(self, which: int) -> bool:
        return [*self.since][which] != self.unreadable

    def _replica(self, which: int) -> Replica:
        return self.replicas[which % len(self.replicas)]

    def _tick(self, replica: Replica, rows: int | None = None) -> None:
        with capture_logs():
            replica.tick(rows)

    def _send(self) -> None:
        """The processes send side by side until nothing goes out any more; those that were killed are replaced."""
        self.stage.hurry()
        heads = self._heads()
        self.slack.started.clear()
        with capture_logs():
            asyncio.run(self._sending())
        if len(self.replicas) == 1:
            self._the_most_urgent_went_first(heads)
        for dead in [one for one in self.replicas if one.killed]:
            self.replicas.remove(dead)
            dead.stage.store.close()
        behind_our_back(self.database, "UPDATE outbox SET lease_until = NULL WHERE state = 'waiting'")
        if not self.replicas:
            self.a_process_starts()
        self._told_as_often_as_its_answer_was_lost()

    async def _sending(self) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _what: None)  # those of the killed
        loops = [asyncio.create_task(self._outbox(one).run()) for one in self.replicas]
        quiet, before = 0, -1
        while quiet < 4:
            await asyncio.sleep(0.02)
            quiet = quiet + 1 if len(self.slack.started) == before else 0
            before = len(self.slack.started)
        for loop in loops:
            loop.cancel()
        with contextlib.suppress(Killed):
            await asyncio.gather(*loops, return_exceptions=True)

    def _outbox(self, replica: Replica) -> Outbox:
        async def take(claimed: ClaimedEffect) -> Sent:
            return await self.slack.take(replica, claimed)

        return Outbox(replica.stage.store, take, idle=0.01)

    def _rows(self, asked: str) -> list[Any]:
        return list(self.stage.store.read(lambda tx: tx._conn.execute(text(asked)).all()))  # type: ignore[attr-defined]

    def _heads(self) -> dict[str, int]:
        """What may go out now, with its urgency: of each lane the most urgent, and of those the oldest."""
        waiting = (
            "SELECT lane, key, urgency, aside_at FROM outbox WHERE state = 'waiting' ORDER BY urgency, id"
        )
        heads: dict[str, tuple[str, int]] = {}
        for lane, key, urgency, aside in self._rows(waiting):
            if aside is None:
                heads.setdefault(lane, (key, urgency))
        return dict(heads.values())

    # --- what must hold -----------------------------------------------------------------------------------

    def _readable(self) -> Iterator[str]:
        return (one for one in self.since if one != self.unreadable)

    def _raised(self, incident: str) -> list[e.ReminderRaised]:
        return [
            one
            for one in self.stage.events(incident)
            if isinstance(one, e.ReminderRaised) and one.obligation == FILING
        ]

    def _all_that_is_due_is_on_record(self) -> None:
        """After a tick the newest reminder that is due has been raised, for no time to come, and none twice."""
        for incident in self._readable():
            raised, began = self._raised(incident), self.since[incident]
            passed = self.clock.now - began
            if (due := newest_due(passed)) is not None:
                assert raised, f"{incident}: {passed} have passed, and nobody was reminded"
                assert began + due <= raised[-1].at <= self.clock.now + CLOCKS_DIFFER
            for one in raised:
                names = [name for name in (*one.missed, one.rung) if name != CLOCK_CORRECTED]
                assert all(began + planned(name) <= one.at for name in names)
            self._none_twice(raised)
            self._all_hear_of_the_last_hours(incident)
            self._what_was_put_off_came_again(incident)

    def _all_hear_of_the_last_hours(self, incident: str) -> None:
        """Whoever may decide has a message about what was raised in the same moment, or had it before its answer."""
        keys = [str(key) for (key,) in self._rows("SELECT key FROM outbox WHERE kind = 'direct_note'")]
        told = {tuple(key.split(":")[1:4]) for key in keys}
        together: dict[datetime, list[tuple[int, e.ReminderRaised]]] = {}
        for seq, one in enumerate(self.stage.events(incident), start=1):
            if isinstance(one, e.ReminderRaised):
                together.setdefault(one.at, []).append((seq, one))
        for at, raised in together.items():
            if any(one.rung in TO_ALL and one.obligation == FILING for _, one in raised):
                for user in (DPO, DEPUTY):
                    assert any((incident, str(seq), user) in told for seq, _ in raised), f"{user} at {at}"

    def _what_was_put_off_came_again(self, incident: str) -> None:
        """Unless something came in between: the next reminder, somebody who has it, or facts that end what is owed."""
        between = (e.ReminderRaised, e.ReminderAnswered, e.FactStated, e.ReminderSnoozed)
        events = self.stage.events(incident)
        for place, wish in enumerate(events):
            if isinstance(wish, e.ReminderSnoozed) and wish.until <= self.clock.now:
                after = events[place + 1 :]
                again = any(
                    isinstance(one, e.ReminderPassedOn) and one.why == "snoozed" and wish.by in one.to
                    for one in after
                )
                assert again or any(isinstance(one, between) for one in after), (
                    f"{incident}: what {wish.by} put off until {wish.until} did not come again"
                )

    def _none_twice(self, raised: list[e.ReminderRaised]) -> None:
        """What was raised by a clock that turned out to be ahead does not count, and comes again in its time."""
        counts: list[e.ReminderRaised] = []
        for one in raised:
            counts = [was for was in counts if was.at <= one.at + CLOCKS_DIFFER]
            known = {name for was in counts for name in (*was.missed, was.rung)} - {CLOCK_CORRECTED}
            assert not known & {*one.missed, one.rung}
            counts.append(one)

    def _told_as_often_as_its_answer_was_lost(self) -> None:
        for key, times in self.slack.taken.items():
            assert times <= 1 + self.slack.lost[key]
        self._explained_by_the_events()

    def _explained_by_the_events(self) -> None:
        """Each message about a reminder is about one that is on record."""
        for key in self.slack.taken:
            kind, _, rest = key.partition(":")
            stream, *more = rest.split(":")
            if kind == "channel_note" and stream in self.since and stream != self.unreadable:
                assert int(more[0]) <= len(self.stage.events(stream))

    def _the_most_urgent_went_first(self, heads: dict[str, int]) -> None:
        """Seen in those that were claimed together at first."""
        ranks = [heads[key] for key in self.slack.started[: min(PLACES, len(heads))] if key in heads]
        assert ranks == sorted(ranks)
        assert not ranks or ranks[0] == min(heads.values())

    def teardown(self) -> None:
        try:
            if self.since:
                self._it_all_comes_right()
        finally:
            for one in self.replicas:
                one.stage.store.close()

    def _it_all_comes_right(self) -> None:
        """Once everything works again all reminders on record have reached their channel."""
        self.slack.faults = []
        if self.unreadable:
            self.it_can_be_read_again()
        for _ in range(50):
            self.one_ticks(which=0)
            self._send()
            if not self._rows("SELECT id FROM outbox WHERE state = 'waiting'"):
                break
        for incident in self.since:
            self._reached(incident)

    def _reached(self, incident: str) -> None:
        """Those that came together share a message."""
        together: dict[datetime, list[str]] = {}
        for seq, one in enumerate(self.stage.events(incident), start=1):
            if isinstance(one, e.ReminderRaised):
                together.setdefault(one.at, []).append(f"channel_note:{incident}:{seq}")
        for at, keys in together.items():
            assert any(self.slack.taken[key] for key in keys), (
                f"{incident}: nobody heard of the reminder at {at}"
            )


def lives(database: Callable[[], Database], most: int) -> type[Lives]:
    """The machine on fresh databases. most: processes at the same time."""

    class Here(Lives):
        def __init__(self) -> None:
            self.database, self.most = database(), most
            super().__init__()

    return Here


def on_sqlite(folder: Path) -> Database:
    shutil.rmtree(folder, ignore_errors=True)
    migrated(folder / "breachbot.db")
    return Database(f"sqlite:///{folder / 'breachbot.db'}", folder, None)


def live(machine: type[Lives], examples: int) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=25))


SOME = 5
MANY = 25


@pytest.mark.parametrize("examples", [SOME, pytest.param(MANY, marks=pytest.mark.proof)])
def test_one_process_on_sqlite(tmp_path: Path, examples: int) -> None:
    live(lives(lambda: on_sqlite(tmp_path / "data"), 1), examples)


@pytest.mark.postgres
@pytest.mark.parametrize("examples", [SOME, pytest.param(MANY, marks=pytest.mark.proof)])
def test_up_to_four_processes_on_postgresql(postgres_database: Database, examples: int) -> None:
    def fresh() -> Database:
        emptied(postgres_database.url)
        return replace(postgres_database, master_key=new_master_key())

    live(lives(fresh, 4), examples)
