"""Deliveries on both databases: what was answered is stored, sealed, in order, and read once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from breachbot.store import writer
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.log import Conflict
from breachbot.usecases.ports.store import QueueFull, StoreUnavailable, Transaction
from tests.conftest import Database
from tests.store.samples import NOON, SIG, accept, behind_our_back, claimed, delivery


def test_a_delivery_comes_back_byte_by_byte_with_its_headers(store: DatabaseStore) -> None:
    body = bytes(range(256)) * 40
    headers = {"resource": "event_alert", "request_id": "ünï\x00"}
    (stored,) = accept(store, NewDelivery("sentry", NOON, headers, body))
    (found,) = store.read(lambda tx: tx.pending_deliveries(10))
    assert (found.id, found.source, found.received_at) == (stored, "sentry", NOON)
    assert (found.headers, found.body) == (headers, body)


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024])
def test_any_size_survives(store: DatabaseStore, size: int) -> None:
    accept(store, delivery(b"\x00" * size))
    assert store.read(lambda tx: tx.pending_deliveries(1))[0].body == b"\x00" * size


def test_many_at_once_keep_their_order_of_arrival(store: DatabaseStore) -> None:
    bodies = [b"%d" % n for n in range(700)]
    ids = accept(store, *(delivery(body) for body in bodies))
    assert sorted(ids) == ids
    assert len(set(ids)) == 700
    found = store.read(lambda tx: tx.pending_deliveries(1000))
    assert [one.body for one in found] == bodies
    assert store.read(lambda tx: tx.backlog()).deliveries == 700
    assert len(store.read(lambda tx: tx.pending_deliveries(3))) == 3


def test_the_order_is_that_of_arrival_also_when_the_domains_clock_is_set_back(store: DatabaseStore) -> None:
    accept(store, delivery(b"first", minutes=60))
    accept(store, delivery(b"second", minutes=0))
    assert [one.body for one in store.read(lambda tx: tx.pending_deliveries(9))] == [b"first", b"second"]


def test_what_was_read_is_not_read_again(store: DatabaseStore) -> None:
    one, two = accept(store, delivery(b"1"), delivery(b"2"))
    assert store.write(lambda tx: tx.delivery_done(one, "not_a_signal"))
    assert not store.write(lambda tx: tx.delivery_done(one, "not_a_signal"))
    assert not store.write(lambda tx: tx.delivery_done("del-none", "not_a_signal"))
    assert [left.id for left in store.read(lambda tx: tx.pending_deliveries(9))] == [two]


def test_a_part_is_kept_once_and_only_before_the_whole_is_done(store: DatabaseStore) -> None:
    (one,) = accept(store, delivery(b"1"))
    assert store.write(lambda tx: tx.part_done(one, 0, SIG))
    assert not store.write(lambda tx: tx.part_done(one, 0, SIG))
    assert store.write(lambda tx: tx.part_done(one, 1, SIG))
    assert [left.id for left in store.read(lambda tx: tx.pending_deliveries(9))] == [one]
    assert store.write(lambda tx: tx.delivery_done(one, "read"))
    assert not store.write(lambda tx: tx.part_done(one, 2, SIG))
    assert not store.write(lambda tx: tx.part_done("del-none", 0, SIG))


def test_no_word_of_a_body_or_header_lies_readable_in_the_database(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    headers = {"resource": "event_alert", "request_id": "Kim-in-the-header"}
    accept(store, NewDelivery("sentry", NOON, headers, b"Kim-in-the-body"))
    store.close()
    for path in sqlite_database.data_dir.iterdir():
        assert b"Kim-in" not in path.read_bytes(), path


def test_what_came_cannot_be_changed_but_can_be_erased(database: Database, store: DatabaseStore) -> None:
    kept, erased = accept(store, delivery(b"kept"), delivery(b"erased"))
    for column, value in (("body", "''"), ("source", "'x'"), ("received_at", "NULL"), ("id", "'x'")):
        with pytest.raises(DBAPIError, match="append-only"):
            behind_our_back(database, f"UPDATE delivery SET {column} = {value}")
    behind_our_back(database, "DELETE FROM data_key WHERE id = :id", id=erased)
    assert [one.id for one in store.read(lambda tx: tx.pending_deliveries(9))] == [kept]


def test_a_full_queue_is_said_at_once_and_empties_again(store: DatabaseStore) -> None:
    body = bytes(1024 * 1024)
    most = writer.WAITING_BYTES // len(body)

    async def flood() -> tuple[int, int]:
        accepted, refused = [], 0
        for _ in range(most + writer.MOST_DELIVERIES + 8):
            try:
                accepted.append(store.accept(delivery(body)))
            except QueueFull:
                refused += 1
        await asyncio.gather(*accepted)
        accepted.append(store.accept(delivery(b"room again")))
        await accepted[-1]
        return len(accepted), refused

    accepted, refused = asyncio.run(flood())
    assert refused > 0
    assert store.read(lambda tx: tx.backlog()).deliveries == accepted


def test_a_waiter_that_gave_up_hinders_nobody(store: DatabaseStore) -> None:
    async def story() -> str:
        impatient, patient = store.accept(delivery(b"1")), store.accept(delivery(b"2"))
        impatient.cancel()
        return await patient

    assert asyncio.run(story()).startswith("del-")
    assert store.read(lambda tx: tx.backlog()).deliveries == 2


def test_a_closed_store_takes_nothing_more_and_has_written_what_it_took(database: Database) -> None:
    store = database.open()
    waiting = store.submit(lambda tx: tx.append(SIG, 0, [claimed()]))
    store.close()
    waiting.result()
    with pytest.raises((StoreUnavailable, RuntimeError)):
        store.write(lambda tx: tx.head())

    async def late() -> None:
        store.accept(delivery())

    with pytest.raises(StoreUnavailable):
        asyncio.run(late())
    again = database.open()
    try:
        assert again.read(lambda tx: tx.events(SIG)) == [claimed()]
    finally:
        again.close()


# --- signals --------------------------------------------------------------------------------------------------


def save(store: DatabaseStore, **change: object) -> None:
    stands: dict[str, object] = {
        "source": "sentry",
        "series": "issue:1",
        "verdict": "candidate",
        "phase": "open",
        "incident": None,
        "next_escalation_at": NOON,
    } | change
    store.write(lambda tx: tx.save_signal(SIG, **stands))  # type: ignore[arg-type]  # values of many types


def done(store: DatabaseStore, delivery_id: str, *signals: str, minutes: int = 0) -> None:
    """It was read: one alert of each signal, counted where there is one to count on."""

    def work(tx: Transaction) -> None:
        for number, one in enumerate(signals):
            assert tx.part_done(delivery_id, number, one)
            tx.count_on(one, NOON + timedelta(minutes=minutes))
        assert tx.delivery_done(delivery_id, "read", None if signals else SIG)
        if not signals:
            tx.count_on(SIG, NOON + timedelta(minutes=minutes))

    store.write(work)


def test_a_signal_counts_its_deliveries_whichever_order_they_are_marked_in(store: DatabaseStore) -> None:
    first, second, third = accept(store, *(delivery(b"%d" % n, minutes=n) for n in (5, 9, 1)))
    done(store, first)
    save(store)
    done(store, second, minutes=9)
    done(store, third, minutes=1)
    save(store, phase="claimed")
    row = store.read(lambda tx: tx.signal_of("sentry", "issue:1"))
    assert row is not None
    assert (row.id, row.count, row.phase) == (SIG, 3, "claimed")
    assert (row.first_seen, row.last_seen) == (NOON + timedelta(minutes=1), NOON + timedelta(minutes=9))
    assert store.read(lambda tx: tx.signal_row(SIG)) == row
    assert store.read(lambda tx: tx.signals()) == [row]

    store.write(lambda tx: tx.clear_projections())
    assert store.read(lambda tx: tx.signals()) == []
    save(store, phase="claimed")
    assert store.read(lambda tx: tx.signal_row(SIG)) == row


def test_a_signal_counts_each_alert_of_a_delivery_that_holds_several(store: DatabaseStore) -> None:
    first, second = accept(store, *(delivery(b"%d" % n, minutes=n) for n in (1, 2)))
    done(store, first, SIG, "sig-cccccccc", SIG, minutes=1)
    save(store)
    done(store, second, "sig-cccccccc", SIG, minutes=2)
    row = store.read(lambda tx: tx.signal_row(SIG))
    assert row is not None
    assert (row.count, row.first_seen, row.last_seen) == (
        3,
        NOON + timedelta(minutes=1),
        NOON + timedelta(minutes=2),
    )
    store.write(lambda tx: tx.clear_projections())
    save(store)
    assert store.read(lambda tx: tx.signal_row(SIG)) == row


def test_how_a_signal_stands_is_written_without_a_look_at_its_deliveries(store: DatabaseStore) -> None:
    """A storm has a hundred thousand of them, and each event of the signal would count them all."""
    (first,) = accept(store, delivery())
    done(store, first)
    save(store)
    asked: list[str] = []

    def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        save(store, phase="claimed")
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert any("signal" in statement for statement in asked)
    assert not [statement for statement in asked if "delivery" in statement]
    row = store.read(lambda tx: tx.signal_row(SIG))
    assert row is not None
    assert (row.count, row.phase) == (1, "claimed")


def test_one_series_has_one_signal(store: DatabaseStore) -> None:
    save(store)
    assert store.read(lambda tx: tx.signal_of("sentry", "issue:2")) is None
    assert store.read(lambda tx: tx.signal_of("grafana", "issue:1")) is None
    with pytest.raises((Conflict, DBAPIError)):
        store.write(
            lambda tx: tx.save_signal(
                "sig-other",
                source="sentry",
                series="issue:1",
                verdict="note",
                phase="open",
                incident=None,
                next_escalation_at=None,
            )
        )


@pytest.mark.parametrize(("minutes", "due"), [(-1, False), (0, True), (1, True)])
def test_an_escalation_is_due_from_its_moment_on(store: DatabaseStore, minutes: int, due: bool) -> None:
    save(store)
    now = NOON + timedelta(minutes=minutes)
    assert bool(store.read(lambda tx: tx.due_escalations(now, 10))) is due
    save(store, next_escalation_at=None)
    assert store.read(lambda tx: tx.due_escalations(now + timedelta(days=9), 10)) == []
