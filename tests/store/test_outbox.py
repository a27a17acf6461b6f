"""The outbox on both databases: once per key, in order within a lane, under a lease that fences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from breachbot.errors import Refused
from breachbot.incident.effect import Effect, home_effect
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import Transaction
from tests.conftest import Database
from tests.store.samples import PDB, behind_our_back, effect

LEASE = timedelta(seconds=60)
AT_ONCE = timedelta(0)


def claim(store: DatabaseStore, limit: int = 10, lease: timedelta = LEASE) -> list[ClaimedEffect]:
    return store.write(lambda tx: tx.claim(limit, lease))


def ask(store: DatabaseStore, *effects: Effect) -> None:
    store.write(lambda tx: tx.enqueue(effects))


def keys(claimed: list[ClaimedEffect]) -> list[str]:
    return [one.key for one in claimed]


def send(store: DatabaseStore, claimed: ClaimedEffect, ref: str = "") -> bool:
    return store.write(lambda tx: tx.settle(claimed, ref, ""))


def test_an_effect_comes_back_whole_and_once(store: DatabaseStore) -> None:
    asked = effect("note:1", slot="s")
    ask(store, asked, asked)
    ask(store, asked)
    (claimed,) = claim(store)
    assert (claimed.kind, claimed.key, claimed.lane, claimed.stream, claimed.slot, claimed.args) == (
        asked.kind,
        asked.key,
        asked.lane,
        asked.stream,
        asked.slot,
        asked.args,
    )
    assert claimed.attempts == 1
    assert claim(store) == []
    assert send(store, claimed, "C1:17.5")
    assert store.read(lambda tx: tx.result_of("note:1")) == "C1:17.5"
    ask(store, asked)
    assert claim(store) == []


def test_what_its_sending_has_come_to_is_given_to_the_next_try_and_kept_by_nobody_without_the_lease(
    store: DatabaseStore,
) -> None:
    ask(store, effect("note:1"))
    (first,) = claim(store, lease=AT_ONCE)
    (second,) = claim(store)
    assert not store.write(lambda tx: tx.note(first, {"files": "F1"}))
    assert store.write(lambda tx: tx.note(second, {"files": "F2"}))
    assert store.write(lambda tx: tx.retry(second, AT_ONCE, "no_answer"))
    (third,) = claim(store)
    assert third.args == {**first.args, "files": "F2"}


def test_a_lane_keeps_its_order_and_lanes_do_not_wait_for_each_other(store: DatabaseStore) -> None:
    ask(store, effect("a1"), effect("a2"), effect("b1", lane="dm:U1"))
    first = claim(store)
    assert keys(first) == ["a1", "b1"]
    send(store, first[0])
    assert keys(claim(store)) == ["a2"]


def test_what_waits_for_another_try_holds_back_its_lane(store: DatabaseStore) -> None:
    ask(store, effect("a1"), effect("a2"))
    (claimed,) = claim(store)
    assert store.write(lambda tx: tx.retry(claimed, timedelta(hours=1), "429"))
    assert claim(store) == []


def test_a_retry_that_is_due_is_claimed_again_and_counted(store: DatabaseStore) -> None:
    ask(store, effect("a1"))
    (claimed,) = claim(store)
    assert store.write(lambda tx: tx.retry(claimed, AT_ONCE, "timeout"))
    (again,) = claim(store)
    assert (again.key, again.attempts) == ("a1", 2)


def test_what_failed_for_good_lets_its_lane_go_on(store: DatabaseStore) -> None:
    ask(store, effect("a1"), effect("a2"))
    (claimed,) = claim(store)
    assert store.write(lambda tx: tx.fail(claimed, "channel_not_found"))
    assert keys(claim(store)) == ["a2"]
    assert store.read(lambda tx: tx.backlog()).failed == 1
    assert store.read(lambda tx: tx.result_of("a1")) is None


def test_who_lost_the_lease_records_nothing(store: DatabaseStore) -> None:
    ask(store, effect("a1"))
    (slow,) = claim(store, lease=AT_ONCE)
    (fast,) = claim(store)
    assert not send(store, slow, "late")
    assert not store.write(lambda tx: tx.retry(slow, AT_ONCE, "late"))
    assert not store.write(lambda tx: tx.fail(slow, "late"))
    assert send(store, fast, "in time")
    assert store.read(lambda tx: tx.result_of("a1")) == "in time"


def test_a_settled_effect_is_settled_once(store: DatabaseStore) -> None:
    ask(store, effect("a1"))
    (claimed,) = claim(store)
    assert send(store, claimed, "first")
    assert not send(store, claimed, "second")


def test_of_waiting_cards_only_the_newest_is_sent(store: DatabaseStore) -> None:
    cards = [effect(f"card:{n}", "clock_card", slot="clock") for n in (1, 2, 3)]
    ask(store, cards[0], effect("note"), cards[1], cards[2])
    sent = []
    while found := claim(store):
        sent += keys(found)
        send(store, found[0])
    assert sent == ["note", "card:3"]


def test_notes_and_other_cards_are_not_superseded(store: DatabaseStore) -> None:
    drafts = [effect(f"draft:{n}", "draft_card", slot="draft:page:1") for n in (1, 2)]
    cards = [effect(f"card:{slot}", "signal_card", slot=slot) for slot in ("a", "b")]
    ask(store, *drafts, *cards)
    assert store.read(lambda tx: tx.backlog()).effects == 4


def test_a_page_that_somebody_turned_to_is_shown_before_the_refresh_that_follows(
    store: DatabaseStore,
) -> None:
    ask(store, home_effect("U1", "opened"), home_effect("U1", "turned", 1), home_effect("U1", "changed"))
    ask(store, home_effect("U1", "changed again"))
    sent = []
    while found := claim(store):
        sent += keys(found)
        send(store, found[0])
    assert sent == ["home:U1:turned", "home:U1:changed again"]
    ask(store, home_effect("U1", "turned on", 2), home_effect("U1", "turned back", 1))
    assert keys(claim(store)) == ["home:U1:turned back"]


def test_a_card_on_its_way_keeps_its_place_so_that_the_next_one_edits_it(store: DatabaseStore) -> None:
    ask(store, effect("card:1", "clock_card", slot="clock"))
    (first,) = claim(store)
    ask(store, effect("card:2", "clock_card", slot="clock"))
    assert claim(store) == []
    assert send(store, first, "C1:1.1")
    assert keys(claim(store)) == ["card:2"]
    assert store.read(lambda tx: tx.result_in(PDB, "clock_card", "clock")) == "C1:1.1"


def test_an_answer_that_comes_after_its_card_was_superseded_is_kept(store: DatabaseStore) -> None:
    ask(store, effect("card:1", "clock_card", slot="clock"))
    (slow,) = claim(store, lease=AT_ONCE)
    ask(store, effect("card:2", "clock_card", slot="clock"))
    assert send(store, slow, "C1:1.1")
    assert store.read(lambda tx: tx.result_in(PDB, "clock_card", "clock")) == "C1:1.1"


def test_a_slot_answers_with_its_newest_place(store: DatabaseStore) -> None:
    assert store.read(lambda tx: tx.result_in(PDB, "draft_card", "draft:page:1")) is None
    for n, ref in enumerate(["C1:1", "C1:2", ""]):
        ask(store, effect(f"d{n}", "draft_card", slot="draft:page:1"))
        send(store, claim(store)[0], ref)
    assert store.read(lambda tx: tx.result_in(PDB, "draft_card", "draft:page:1")) == "C1:2"
    assert store.read(lambda tx: tx.result_in(PDB, "draft_card", "draft:page:2")) is None


@pytest.mark.parametrize(("seconds", "due"), [(-60, True), (3600, False)])
def test_not_before_is_real_time(store: DatabaseStore, seconds: int, due: bool) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=seconds)
    ask(store, effect("later").model_copy(update={"not_before": moment}))
    assert bool(claim(store)) is due


def test_a_claim_takes_no_more_than_asked(store: DatabaseStore) -> None:
    ask(store, *(effect(f"e{n}", lane=f"dm:{n}") for n in range(5)))
    assert keys(claim(store, limit=2)) == ["e0", "e1"]
    assert keys(claim(store, limit=9)) == ["e2", "e3", "e4"]


def give_up(store: DatabaseStore, *names: str) -> list[int]:
    ask(store, *(effect(name, lane=name) for name in names))
    claimed = claim(store)
    store.write(lambda tx: [tx.fail(one, "channel_not_found") for one in claimed])
    return [one.id for one in claimed]


def failed(store: DatabaseStore) -> tuple[int, int]:
    return store.read(lambda tx: (tx.backlog().failed, tx.failures(PDB, "channel_note")))


def test_what_was_given_up_can_wait_anew_and_the_count_of_failures_falls(store: DatabaseStore) -> None:
    one, two = give_up(store, "a", "b")
    assert failed(store) == (2, 2)
    assert store.write(lambda tx: tx.try_again(one))
    assert failed(store) == (1, 1)
    assert [(row.id, row.state, row.attempts) for row in store.read(lambda tx: tx.undone())] == [
        (one, "waiting", 0),
        (two, "failed", 1),
    ]
    (again,) = claim(store)
    assert (again.id, again.attempts) == (one, 1)
    assert send(store, again, "C1:1")
    assert store.read(lambda tx: tx.result_of("a")) == "C1:1"


def test_what_was_given_up_can_be_left_out_for_ever(store: DatabaseStore) -> None:
    (one,) = give_up(store, "a")
    assert store.write(lambda tx: tx.set_aside(one))
    assert failed(store) == (0, 0)
    assert store.read(lambda tx: tx.undone()) == []
    assert not store.write(lambda tx: tx.set_aside(one) or tx.try_again(one))


def test_only_what_was_given_up_is_tried_again_or_left_out(store: DatabaseStore) -> None:
    ask(store, effect("a"))
    (claimed,) = claim(store)
    assert not store.write(lambda tx: tx.set_aside(claimed.id) or tx.try_again(claimed.id))
    assert send(store, claimed, "C1:1")
    assert not store.write(lambda tx: tx.set_aside(claimed.id) or tx.try_again(claimed.id))
    assert not store.write(lambda tx: tx.set_aside(4711) or tx.try_again(4711))


def test_the_backlog_tells_how_long_the_oldest_waits(database: Database, store: DatabaseStore) -> None:
    assert store.read(lambda tx: tx.backlog()).oldest_effect_seconds == 0
    ask(store, effect("a1"))
    behind_our_back(database, "UPDATE outbox SET created_at = '2026-01-01 00:00:00'")
    assert store.read(lambda tx: tx.backlog()).oldest_effect_seconds > 86400


def test_a_process_that_died_on_sqlite_holds_nothing_up(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    ask(store, effect("a1"))
    claim(store)
    store.close()
    store = sqlite_database.open()
    try:
        assert keys(claim(store)) == ["a1"]
    finally:
        store.close()


def test_effects_and_events_are_written_together_or_not_at_all(store: DatabaseStore) -> None:
    def work(tx: Transaction) -> None:
        tx.enqueue([effect("a1")])
        raise Refused("Not now.")

    with pytest.raises(Refused):
        store.write(work)
    assert claim(store) == []


@pytest.mark.parametrize(
    "args", ["{not json", "[]", '"text"', "null", '{"user": 7}', "[" * 100_000, "", '{"user": null}']
)
def test_a_row_that_somebody_spoilt_is_given_up_and_holds_up_no_other(
    database: Database, store: DatabaseStore, args: str
) -> None:
    ask(store, effect("spoilt"), effect("behind it"), effect("elsewhere", lane="dm:U1"))
    behind_our_back(database, "UPDATE outbox SET args = :args WHERE key = 'spoilt'", args=args)
    assert keys(claim(store)) == ["elsewhere"]
    assert keys(claim(store)) == ["behind it"]
    (row,) = [one for one in store.read(lambda tx: tx.undone()) if one.state == "failed"]
    assert "changed in the database" in row.error
    assert store.write(lambda tx: tx.set_aside(row.id))


def test_a_time_that_is_none_in_one_row_holds_up_no_other(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    try:
        ask(store, effect("odd", lane="dm:U1"), effect("fine", lane="dm:U2"))
        behind_our_back(sqlite_database, "UPDATE outbox SET aside_at = 'notadate' WHERE key = 'odd'")
        assert keys(claim(store)) == ["odd", "fine"]
    finally:
        store.close()


@pytest.mark.parametrize(("lease", "coming"), [(LEASE, False), (AT_ONCE, True)])
def test_one_is_coming_while_it_waits_and_is_not_on_its_way(
    store: DatabaseStore, lease: timedelta, coming: bool
) -> None:
    def look(tx: Transaction) -> bool:
        return tx.coming("card:sig-a")

    assert not store.write(look)
    later = datetime.now(UTC) + timedelta(hours=1)
    ask(store, effect("a", lane="card:sig-b"), effect("b", lane="card:sig-a"))
    assert store.write(look)
    claimed = claim(store, lease=lease)
    assert store.write(look) is coming
    if not coming:
        assert send(store, claimed[1])
        assert not store.write(look)
        ask(store, effect("c", lane="card:sig-a").model_copy(update={"not_before": later}))
        assert store.write(look)


@pytest.mark.postgres
def test_what_is_relied_on_to_come_is_not_sent_before_the_transaction_ends(
    postgres_database: Database,
) -> None:
    store = postgres_database.open()
    try:
        ask(store, effect("a"))

        def rely(tx: Transaction) -> list[str]:
            assert tx.coming("channel:pdb-a")
            return keys(claim(store))  # in a transaction of its own, as another process

        assert store.write(rely) == []
        assert keys(claim(store)) == ["a"]
    finally:
        store.close()
