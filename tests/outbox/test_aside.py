"""What always fails steps aside: the others of its lane pass in order, somebody is told, and it is still tried."""

from __future__ import annotations

import asyncio

import pytest

from breachbot.errors import DeliveryError
from breachbot.incident.effect import Effect
from breachbot.outbox.deliver import MOST_FAULTS, MOST_TO_A_PERSON, MOST_UNREPAIRED, Sent
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.outbox import ClaimedEffect
from tests.conftest import Database
from tests.incident.cast import DEPUTY, DPO
from tests.outbox.test_deliver import NEVER, OtherSide, ask, deliver, quick_store, running, sent
from tests.store.samples import behind_our_back, effect
from tests.usecases.stage import Stage

__all__ = ["quick_store"]

NOT_SLACK = DeliveryError("chat.postMessage: an answer that is not Slack's (HTTP 413)")
HELD = DeliveryError(
    "chat.postMessage: restricted_action", retry_after=300, repair=f"restricted_action:{DPO}"
)


def to_dpo(name: str) -> Effect:
    note = effect(name, kind="direct_note", lane=f"dm:{DPO}")
    return note.model_copy(update={"args": {"user": DPO, "seq": "1"}})


def no_pauses(database: Database) -> None:
    behind_our_back(database, "UPDATE outbox SET not_before = NULL")


def try_on(store: DatabaseStore, database: Database, other_side: OtherSide, tries: int) -> None:
    """Let it be tried so often, without the pauses."""
    for _ in range(tries):
        deliver(store, other_side, len(other_side.seen) + 1)
        no_pauses(database)


@pytest.mark.parametrize(
    ("error", "tries"),
    [(NOT_SLACK, MOST_TO_A_PERSON), (ZeroDivisionError(), MOST_TO_A_PERSON), (HELD, MOST_UNREPAIRED)],
)
def test_the_others_of_its_lane_pass_in_order_and_somebody_else_is_told(
    store: DatabaseStore, database: Database, error: Exception, tries: int
) -> None:
    Stage(store).team()
    behind = [f"behind{n}" for n in range(13)]
    ask(store, to_dpo("stuck"), *map(to_dpo, behind))
    other_side = OtherSide(stuck=error)
    deliver(store, other_side, 2 if error is HELD else 1)
    no_pauses(database)
    try_on(store, database, other_side, tries - 2)
    assert not set(behind) & set(other_side.reached)
    deliver(store, other_side, tries + 1 + 13)
    assert [key for key in other_side.reached if key in behind] == behind
    (told,) = [one for one in other_side.seen if one.kind == "failure_note"]
    assert (told.args["user"], told.args["of"]) == (DEPUTY, DPO)
    (left,) = store.read(lambda tx: tx.undone())
    assert (left.state, left.aside) == ("waiting", True)
    backlog = store.read(lambda tx: tx.backlog())
    assert (backlog.effects, backlog.failed, backlog.aside) == (1, 0, 1)


def test_it_is_tried_until_it_goes_out_and_told_of_once(
    quick_store: DatabaseStore, sqlite_database: Database
) -> None:
    ask(quick_store, to_dpo("stuck"))
    other_side = OtherSide(stuck=NOT_SLACK)
    try_on(quick_store, sqlite_database, other_side, 40)
    assert len([one for one in other_side.seen if one.kind == "failure_note"]) == 1
    other_side.answers.clear()
    deliver(quick_store, other_side, len(other_side.seen) + 1)
    assert sent(quick_store, "stuck")
    assert quick_store.read(lambda tx: tx.backlog()).aside == 0


def test_in_an_outage_all_keep_their_places_and_nobody_is_told_of_each(
    quick_store: DatabaseStore, sqlite_database: Database
) -> None:
    async def out() -> bool:
        return False

    names = [f"n{n}" for n in range(4)]
    ask(quick_store, *map(to_dpo, names))
    other_side = OtherSide(**dict.fromkeys(names, NOT_SLACK))
    for _ in range(3 * MOST_FAULTS):
        deliver(quick_store, other_side, len(other_side.seen) + 1, out)
        no_pauses(sqlite_database)
    assert set(other_side.reached) == {"n0"}
    other_side.answers.clear()
    before = len(other_side.seen)
    deliver(quick_store, other_side, before + 4)
    assert other_side.reached[before:] == names
    assert quick_store.read(lambda tx: tx.undone()) == []


def test_an_outage_that_ends_between_a_try_and_the_question_is_not_the_fault_of_a_message(
    quick_store: DatabaseStore, sqlite_database: Database
) -> None:
    back = False

    async def asked() -> bool:
        return back

    async def answer(claimed: ClaimedEffect) -> Sent:
        nonlocal back
        back = len(other_side.seen) >= 3 * MOST_FAULTS
        return await other_side(claimed)

    ask(quick_store, to_dpo("note"))
    other_side = OtherSide(note=NOT_SLACK)
    for attempt in range(1, 3 * MOST_FAULTS + 2):

        async def story(until: int = attempt) -> None:
            async with running(quick_store, answer, reachable=asked):
                await other_side.until(until)

        asyncio.run(story())
        no_pauses(sqlite_database)
    assert back
    (left,) = quick_store.read(lambda tx: tx.undone())
    assert (left.attempts, left.aside) == (3 * MOST_FAULTS + 1, False)


def test_a_note_that_is_held_up_itself_goes_to_the_next_of_the_team(quick_store: DatabaseStore) -> None:
    ask(quick_store, effect("bad"))
    other_side = OtherSide(bad=NEVER)

    async def answer(claimed: ClaimedEffect) -> Sent:
        if claimed.args.get("user") == DPO:
            other_side.seen.append(claimed)
            raise HELD
        return await other_side(claimed)

    async def story() -> None:
        async with running(quick_store, answer):
            await other_side.until(3)

    asyncio.run(story())
    assert [one.args.get("user") for one in other_side.seen] == [None, DPO, DEPUTY]


def test_somebody_to_whom_nothing_gets_through_is_not_the_one_who_is_told(quick_store: DatabaseStore) -> None:
    ask(quick_store, to_dpo("stuck"))
    other_side = OtherSide(stuck=HELD, bad=NEVER)
    deliver(quick_store, other_side, 2)
    ask(quick_store, effect("bad"))
    deliver(quick_store, other_side, 4)
    assert [one.args["user"] for one in other_side.seen if one.kind == "failure_note"] == [DEPUTY, DEPUTY]
