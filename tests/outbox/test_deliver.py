"""Carrying out what was decided: at least once, in order, and nothing waits for something else that hangs."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from operator import methodcaller

import anyio
import pytest

from breachbot.errors import DeliveryError
from breachbot.incident.effect import Effect
from breachbot.outbox.deliver import MOST_FAULTS, Outbox, Probe, Sent, always, backoff
from breachbot.outbox.failures import give_up
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.outbox import ClaimedEffect
from tests.conftest import Database
from tests.incident.cast import DEPUTY, DPO, ENGINEER
from tests.store.samples import behind_our_back, effect
from tests.usecases.stage import Stage

Answer = Callable[[ClaimedEffect], Awaitable[Sent]]


@pytest.fixture
def quick_store(sqlite_database: Database) -> Iterator[DatabaseStore]:
    """An open store on SQLite alone, with people in their roles."""
    opened = sqlite_database.open()
    Stage(opened).team()
    try:
        yield opened
    finally:
        opened.close()


class OtherSide:
    """What stands for Slack: notes what reached it, and then answers as each story wants.

    An answer is an error to raise, the seconds that it takes, or an event that it waits for.
    """

    def __init__(self, **answers: Exception | float | asyncio.Event) -> None:
        self.answers, self.seen, self.when = answers, list[ClaimedEffect](), list[float]()

    @property
    def reached(self) -> list[str]:
        return [claimed.key for claimed in self.seen]

    async def __call__(self, claimed: ClaimedEffect) -> Sent:
        self.seen.append(claimed)
        self.when.append(time.monotonic())
        answer = self.answers.get(claimed.key)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, asyncio.Event):
            await answer.wait()
        else:
            await asyncio.sleep(answer or 0)
        return Sent(f"C1:{claimed.id}", "")

    async def until(self, number: int) -> None:
        """Wait until so many things have reached it."""
        async with asyncio.timeout(120):
            while len(self.seen) < number:
                await asyncio.sleep(0.005)


def ask(store: DatabaseStore, *effects: Effect) -> None:
    store.write(lambda tx: tx.enqueue(effects))


def sent(store: DatabaseStore, key: str) -> str | None:
    return store.read(lambda tx: tx.result_of(key))


@contextlib.asynccontextmanager
async def running(
    store: DatabaseStore, other_side: Answer, idle: float = 0.02, reachable: Probe = always
) -> AsyncIterator[Outbox]:
    """The loop at work; at the end of the block it is told to stop, in the way in which the application does that."""
    outbox = Outbox(store, other_side, reachable=reachable, idle=idle)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(outbox.run)
        try:
            yield outbox
        finally:
            tasks.cancel_scope.cancel()


def deliver(store: DatabaseStore, other_side: OtherSide, until: int, reachable: Probe = always) -> None:
    """Run the loop until so many things reached the other side, then stop it."""

    async def story() -> None:
        async with running(store, other_side, reachable=reachable):
            await other_side.until(until)

    asyncio.run(story())


def test_a_lane_goes_out_in_order_and_each_thing_once(store: DatabaseStore) -> None:
    names = [f"{lane}{number}" for number in range(5) for lane in "ab"]
    ask(store, *(effect(name, lane=name[0]) for name in names))
    other_side = OtherSide()
    deliver(store, other_side, 10)
    for lane in "ab":
        assert [key for key in other_side.reached if key[0] == lane] == [f"{lane}{n}" for n in range(5)]
    assert all(sent(store, name) for name in names)


def test_what_hangs_holds_up_nothing_but_its_own_lane(quick_store: DatabaseStore) -> None:
    ask(quick_store, effect("slow", lane="a"), effect("behind", lane="a"))
    ask(quick_store, *(effect(f"b{number}", lane="b") for number in range(4)))

    async def story() -> list[str]:
        answer = asyncio.Event()
        other_side = OtherSide(slow=answer)
        async with running(quick_store, other_side):
            await other_side.until(5)
            answer.set()
            await other_side.until(6)
        return other_side.reached

    assert asyncio.run(story()) == ["slow", "b0", "b1", "b2", "b3", "behind"]


def test_what_is_on_its_way_at_the_end_is_recorded_and_not_sent_again(quick_store: DatabaseStore) -> None:
    ask(quick_store, effect("slow"))
    deliver(quick_store, OtherSide(slow=0.3), 1)
    assert sent(quick_store, "slow")
    second = OtherSide()
    ask(quick_store, effect("next"))
    deliver(quick_store, second, 1)
    assert second.reached == ["next"]


def test_a_lost_answer_repeats_that_one_message_and_no_other(
    sqlite_database: Database, quick_store: DatabaseStore
) -> None:
    ask(quick_store, effect("before"), effect("lost"), effect("after"))
    other_side = OtherSide(lost=DeliveryError("the connection broke"))
    deliver(quick_store, other_side, 2)
    other_side.answers.clear()
    behind_our_back(sqlite_database, "UPDATE outbox SET not_before = NULL")
    deliver(quick_store, other_side, 4)
    assert other_side.reached == ["before", "lost", "lost", "after"]


def test_a_killed_process_repeats_at_most_what_it_was_sending(sqlite_database: Database) -> None:
    first = sqlite_database.open()
    ask(first, effect("sent"), effect("sending"), effect("after"))
    deliver(first, OtherSide(sending=DeliveryError("x")), 1)
    first.write(lambda tx: tx.claim(9, timedelta(minutes=1)))  # claimed, and then it dies
    first.close()
    behind_our_back(sqlite_database, "UPDATE outbox SET not_before = NULL")
    second, other_side = sqlite_database.open(), OtherSide()
    deliver(second, other_side, 2)
    second.close()
    assert other_side.reached == ["sending", "after"]


NEVER = DeliveryError("chat.postMessage: channel_not_found", permanent=True)


def test_what_can_never_go_out_is_said_to_the_dpo_each_time_and_its_lane_goes_on(
    quick_store: DatabaseStore,
) -> None:
    ask(quick_store, effect("bad1"), effect("bad2"), effect("good"))
    other_side = OtherSide(bad1=NEVER, bad2=NEVER)
    deliver(quick_store, other_side, 5)
    told = [one for one in other_side.seen if one.kind == "failure_note"]
    assert [one.args for one in told] == [
        {"user": DPO, "failed": "channel_note", "count": count} for count in ("1", "2")
    ]
    assert [key for key in other_side.reached if not key.startswith("failure_note")] == [
        "bad1",
        "bad2",
        "good",
    ]
    assert quick_store.read(lambda tx: tx.backlog()).failed == 2
    assert sent(quick_store, "good")


def test_a_storm_of_failures_is_no_storm_of_words_about_them(quick_store: DatabaseStore) -> None:
    names = [f"bad{n:03}" for n in range(31)]
    ask(quick_store, *(effect(name) for name in names))
    other_side = OtherSide(**dict.fromkeys(names, NEVER))
    deliver(quick_store, other_side, 31 + 9 + 3)
    counts = [one.args["count"] for one in other_side.seen if one.kind == "failure_note"]
    assert counts == [*map(str, range(1, 10)), "10", "20", "30"]


def test_a_failure_after_the_first_was_dealt_with_is_told_as_the_first(quick_store: DatabaseStore) -> None:
    other_side = OtherSide(bad1=NEVER, bad2=NEVER)
    for name in ("bad1", "bad2"):
        ask(quick_store, effect(name))
        deliver(quick_store, other_side, len(other_side.seen) + 2)
        (failed,) = [one.id for one in quick_store.read(lambda tx: tx.undone()) if one.state == "failed"]
        assert quick_store.write(methodcaller("set_aside", failed))
    assert [one.args["count"] for one in other_side.seen if one.kind == "failure_note"] == ["1", "1"]
    assert quick_store.read(lambda tx: tx.backlog()).failed == 0


def test_who_lost_the_lease_tells_nobody_of_a_failure(quick_store: DatabaseStore) -> None:
    ask(quick_store, effect("bad"))
    (lost,) = quick_store.write(lambda tx: tx.claim(1, timedelta(0)))
    (held,) = quick_store.write(lambda tx: tx.claim(1, timedelta(minutes=1)))
    quick_store.write(lambda tx: give_up(tx, lost, NEVER))
    assert [(one.kind, one.state) for one in quick_store.read(lambda tx: tx.undone())] == [
        ("channel_note", "waiting")
    ]
    quick_store.write(lambda tx: give_up(tx, held, NEVER))
    assert [(one.kind, one.state) for one in quick_store.read(lambda tx: tx.undone())] == [
        ("channel_note", "failed"),
        ("failure_note", "waiting"),
    ]


class Nobody(OtherSide):
    """A Slack that takes nothing, and never will."""

    async def __call__(self, claimed: ClaimedEffect) -> Sent:
        self.seen.append(claimed)
        raise NEVER


def test_a_failure_note_that_fails_goes_to_the_next_of_the_team_until_nobody_is_left(
    quick_store: DatabaseStore,
) -> None:
    ask(quick_store, effect("bad"))
    other_side = Nobody()
    deliver(quick_store, other_side, 4)
    assert [one.args.get("user") for one in other_side.seen] == [None, DPO, DEPUTY, ENGINEER]
    backlog = quick_store.read(lambda tx: tx.backlog())
    assert (backlog.effects, backlog.failed) == (0, 4)


def test_who_cannot_be_reached_is_named_to_somebody_else(quick_store: DatabaseStore) -> None:
    gone = DeliveryError("user_not_found", permanent=True)
    note = effect("note", kind="direct_note").model_copy(update={"args": {"user": DPO, "seq": "1"}})
    ask(quick_store, note)
    other_side = OtherSide(note=gone)
    deliver(quick_store, other_side, 2)
    assert other_side.seen[1].args == {
        "user": DEPUTY,
        "of": DPO,
        "asked": DPO,
        "failed": "direct_note",
        "count": "1",
    }


def test_what_somebody_has_to_repair_is_told_once_and_waits_without_making_the_process_unfit(
    quick_store: DatabaseStore, sqlite_database: Database
) -> None:
    archived = DeliveryError("chat.postMessage: is_archived", retry_after=300, repair="is_archived:C1")
    ask(quick_store, effect("first"), effect("behind"))
    other_side = OtherSide(first=archived)
    deliver(quick_store, other_side, 2)
    told = other_side.seen[1]
    assert told.args == {"user": DPO, "failed": "channel_note", "repair": "is_archived:C1"}
    behind_our_back(
        sqlite_database, "UPDATE outbox SET created_at = '2026-01-01 00:00:00', not_before = NULL"
    )
    deliver(quick_store, other_side, 3)
    backlog = quick_store.read(lambda tx: tx.backlog())
    assert (backlog.effects, backlog.failed, backlog.oldest_effect_seconds) == (2, 0, 0.0)
    other_side.answers.clear()
    behind_our_back(sqlite_database, "UPDATE outbox SET not_before = NULL")
    deliver(quick_store, other_side, 5)
    assert other_side.reached == ["first", told.key, "first", "first", "behind"]


def test_where_nobody_can_be_told_anything_nothing_is_lost_and_the_process_says_that_it_is_stuck(
    quick_store: DatabaseStore, sqlite_database: Database
) -> None:
    revoked = DeliveryError("x", retry_after=300, repair="token_revoked", tellable=False)
    ask(quick_store, effect("note"))
    other_side = OtherSide(note=revoked)
    deliver(quick_store, other_side, 1)
    behind_our_back(sqlite_database, "UPDATE outbox SET created_at = '2026-01-01 00:00:00'")
    backlog = quick_store.read(lambda tx: tx.backlog())
    assert (backlog.effects, backlog.failed) == (1, 0)
    assert backlog.oldest_effect_seconds > 86400


def test_a_fault_of_ours_holds_its_lane_for_minutes_and_not_for_ever(
    quick_store: DatabaseStore, sqlite_database: Database
) -> None:
    ask(quick_store, effect("broken"), effect("behind"))
    other_side = OtherSide(broken=ZeroDivisionError())
    for attempt in range(1, MOST_FAULTS):
        deliver(quick_store, other_side, attempt)
        assert other_side.reached == ["broken"] * attempt
        behind_our_back(sqlite_database, "UPDATE outbox SET not_before = NULL")
    deliver(quick_store, other_side, MOST_FAULTS + 2)
    assert {one.kind for one in other_side.seen[MOST_FAULTS:]} == {"channel_note", "failure_note"}
    assert "behind" in other_side.reached


def test_an_outage_of_the_other_side_is_waited_out_however_long_it_lasts(
    quick_store: DatabaseStore, sqlite_database: Database
) -> None:
    ask(quick_store, effect("note"))
    other_side = OtherSide(note=DeliveryError("no answer"))
    for attempt in range(1, MOST_FAULTS + 4):
        deliver(quick_store, other_side, attempt)
        behind_our_back(sqlite_database, "UPDATE outbox SET not_before = NULL")
    other_side.answers.clear()
    deliver(quick_store, other_side, MOST_FAULTS + 4)
    assert sent(quick_store, "note")


def test_it_waits_as_long_as_the_other_side_asks(quick_store: DatabaseStore) -> None:
    ask(quick_store, effect("busy"), effect("behind"), effect("elsewhere", lane="b"))
    other_side = OtherSide(busy=DeliveryError("ratelimited", retry_after=1.2))

    async def story() -> None:
        async with running(quick_store, other_side):
            await other_side.until(2)
            other_side.answers.clear()
            await other_side.until(4)

    asyncio.run(story())
    assert other_side.reached == ["busy", "elsewhere", "busy", "behind"]
    assert other_side.when[2] - other_side.when[0] > 1


@pytest.mark.parametrize(
    ("attempts", "retry_after", "seconds"),
    [
        (1, None, 2),
        (2, None, 4),
        (8, None, 256),
        (9, None, 300),
        (10_000, None, 300),
        (1, 0.0, 1),
        (9, 30.0, 30),
    ],
)
def test_the_pause_before_the_next_try(attempts: int, retry_after: float | None, seconds: int) -> None:
    assert backoff(attempts, retry_after) == timedelta(seconds=seconds)


def test_of_many_cards_that_wait_one_is_sent(quick_store: DatabaseStore) -> None:
    ask(quick_store, *(effect(f"card{n}", "clock_card", slot="clock") for n in range(5)))
    other_side = OtherSide()
    deliver(quick_store, other_side, 1)
    assert other_side.reached == ["card4"]
    assert quick_store.read(lambda tx: tx.backlog()).effects == 0


def test_what_is_woken_goes_out_at_once(quick_store: DatabaseStore) -> None:
    async def story() -> None:
        other_side = OtherSide()
        async with running(quick_store, other_side, idle=60) as outbox:
            await asyncio.sleep(0.1)
            await asyncio.to_thread(ask, quick_store, effect("a1"), effect("a2"))
            outbox.wake()
            await other_side.until(2)

    asyncio.run(story())
