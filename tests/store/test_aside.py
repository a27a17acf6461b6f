"""What stepped aside in the outbox, on both databases: it holds back nothing, and the rest keep their order."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import Transaction
from tests.conftest import Database
from tests.store.samples import behind_our_back, effect
from tests.store.test_outbox import AT_ONCE, ask, claim, keys, send

HOUR = timedelta(hours=1)


def put_aside(claimed: ClaimedEffect, pause: timedelta, tx: Transaction) -> None:
    assert tx.retry(claimed, pause, "413", aside=True)


def aside(store: DatabaseStore, *names: str, pause: timedelta = HOUR) -> None:
    """Each of these is the head of its lane in its turn, and steps aside."""
    for name in names:
        (claimed,) = [one for one in claim(store) if one.key == name]
        store.write(partial(put_aside, claimed, pause))


def all_that_goes_out(store: DatabaseStore) -> list[str]:
    gone: list[str] = []
    while found := claim(store):
        assert len(found) == 1
        gone += keys(found)
        send(store, found[0])
    return gone


def test_it_holds_back_nothing_and_the_others_keep_their_order(store: DatabaseStore) -> None:
    ask(store, *(effect(name) for name in ("a1", "a2", "a3")))
    aside(store, "a1")
    for name in ("a2", "a3"):
        (claimed,) = claim(store)
        assert (claimed.key, claimed.aside) == (name, False)
        assert claim(store) == []
        send(store, claimed)
    assert claim(store) == []
    assert [(row.state, row.aside) for row in store.read(lambda tx: tx.undone())] == [("waiting", True)]


def test_once_it_is_due_it_goes_before_what_came_later(store: DatabaseStore) -> None:
    ask(store, *(effect(name) for name in ("a1", "a2", "a3")))
    aside(store, "a1", pause=AT_ONCE)
    assert all_that_goes_out(store) == ["a1", "a2", "a3"]


def test_a_lane_that_is_mended_comes_back_in_its_order(store: DatabaseStore) -> None:
    ask(store, *(effect(f"a{n}") for n in range(6)))
    aside(store, "a0", "a1", "a2")
    (found,) = claim(store)
    assert found.key == "a3"
    assert store.write(lambda tx: tx.retry(found, AT_ONCE, "413"))
    assert all_that_goes_out(store) == ["a3", "a0", "a1", "a2", "a4", "a5"]


def test_it_is_not_tried_again_at_each_success_of_others(store: DatabaseStore) -> None:
    ask(store, effect("a1"), effect("a2"), effect("a3"))
    aside(store, "a1")
    assert all_that_goes_out(store) == ["a2", "a3"]


def test_a_newer_card_stands_aside_in_the_stead_of_the_older(store: DatabaseStore) -> None:
    ask(store, effect("card:1", "clock_card", slot="clock"))
    aside(store, "card:1")
    ask(store, effect("card:2", "clock_card", slot="clock"), effect("note"))
    (card,) = claim(store)
    assert (card.key, card.aside) == ("card:2", True)
    assert store.write(lambda tx: tx.retry(card, HOUR, "413", aside=True))
    assert keys(claim(store)) == ["note"]


def test_what_failed_and_waits_is_tried_now_or_left_out_by_a_person(store: DatabaseStore) -> None:
    ask(store, effect("a1"), effect("b1", lane="b"))
    one, two = claim(store)
    for claimed in (one, two):
        store.write(partial(put_aside, claimed, HOUR))
    assert store.write(lambda tx: tx.try_again(one.id))
    assert keys(claim(store)) == ["a1"]
    assert store.write(lambda tx: tx.set_aside(two.id))
    assert [row.id for row in store.read(lambda tx: tx.undone())] == [one.id]


def test_lanes_with_trouble_are_named_and_a_waiting_slot_is_known(store: DatabaseStore) -> None:
    ask(store, *(effect(name, lane=name, slot="s") for name in "abc"))
    held, stuck, late = claim(store)
    store.write(lambda tx: tx.retry(held, HOUR, "held up: is_archived"))
    store.write(partial(put_aside, stuck, HOUR))
    store.write(lambda tx: tx.retry(late, HOUR, "503"))
    assert store.read(lambda tx: tx.troubled_lanes()) == {"a", "b"}
    assert store.read(lambda tx: tx.awaited("channel_note", "s"))
    assert not store.read(lambda tx: tx.awaited("channel_note", "t"))


def test_it_does_not_make_the_process_unfit(store: DatabaseStore, database: Database) -> None:
    ask(store, effect("a1"), effect("a2"))
    aside(store, "a1")
    behind_our_back(
        database, "UPDATE outbox SET created_at = '2026-01-01 00:00:00' WHERE aside_at IS NOT NULL"
    )
    assert store.read(lambda tx: tx.backlog()).oldest_effect_seconds < 3600
