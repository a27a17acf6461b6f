"""Several writers at the same moment: threads of one process, and replicas on one PostgreSQL database."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest

from breachbot.errors import BreachbotError
from breachbot.register.chain import verify
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.log import Conflict
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import StoreUnavailable, Transaction
from tests.conftest import Database
from tests.store.samples import PDB, SIG, accept, behind_our_back, claimed, delivery, effect

T = TypeVar("T")
LEASE = timedelta(seconds=60)


@pytest.fixture
def replicas(postgres_database: Database) -> Iterator[tuple[DatabaseStore, DatabaseStore]]:
    """Two processes' stores on one database."""
    stores = postgres_database.open(), postgres_database.open()
    yield stores
    for store in stores:
        store.close()


def first_time(tx: Transaction, key: str) -> bool:
    return tx.first_time(key)


def settle(tx: Transaction, claimed: ClaimedEffect) -> bool:
    return tx.settle(claimed, "", "")


def read_it(tx: Transaction, delivery_id: str) -> bool:
    return tx.delivery_done(delivery_id, "read", SIG)


def outcomes(futures: list[Future[T]]) -> list[T | type[BaseException]]:
    """What each future gave, or the type of what it raised."""
    found: list[T | type[BaseException]] = []
    for future in futures:
        error = future.exception(timeout=90)
        found.append(type(error) if error else future.result())
    return found


def test_of_two_people_who_decide_in_the_same_moment_one_has_to_decide_again(
    replicas: tuple[DatabaseStore, DatabaseStore],
) -> None:
    both_have_read = threading.Barrier(2)

    def decide(tx: Transaction) -> str:
        seen = len(tx.events(PDB))
        both_have_read.wait(60)
        tx.append(PDB, seen, [claimed()])
        return "done"

    found = outcomes([store.submit(decide) for store in replicas])
    assert sorted(found, key=str) == sorted(["done", Conflict], key=str)
    assert len(replicas[0].read(lambda tx: tx.events(PDB))) == 1


def test_eight_writers_leave_no_gap(database: Database, store: DatabaseStore) -> None:
    def write(n: int) -> None:
        own = f"sig-{n % 4}"
        while True:
            try:
                store.write(lambda tx: tx.append(own, len(tx.events(own)), [claimed()]))
            except Conflict:
                continue
            return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(120)))
    rows = store.read(lambda tx: list(tx.chain_rows()))
    assert [row.position for row in rows] == list(range(1, 121))
    assert Counter(row.stream for row in rows) == dict.fromkeys(("sig-0", "sig-1", "sig-2", "sig-3"), 30)
    assert store.read(lambda tx: verify(tx.chain_rows(), tx.chain_head())).ok


def test_the_same_request_at_two_replicas_counts_once(replicas: tuple[DatabaseStore, DatabaseStore]) -> None:
    for n in range(10):
        key = f"click {n}"
        found = outcomes([store.submit(partial(first_time, key=key)) for store in replicas])
        assert sorted(found, key=str) == [False, True]


def test_a_deadlock_is_a_conflict_for_one_of_the_two(replicas: tuple[DatabaseStore, DatabaseStore]) -> None:
    both_hold_one = threading.Barrier(2)

    def cross(first: str, second: str) -> Callable[[Transaction], str]:
        def work(tx: Transaction) -> str:
            tx.first_time(first)
            both_hold_one.wait(60)
            tx.first_time(second)
            return "done"

        return work

    found = outcomes([replicas[0].submit(cross("a", "b")), replicas[1].submit(cross("b", "a"))])
    assert sorted(found, key=str) == sorted(["done", Conflict], key=str)


def test_no_effect_is_claimed_by_two_replicas(replicas: tuple[DatabaseStore, DatabaseStore]) -> None:
    replicas[0].write(lambda tx: tx.enqueue([effect(f"e{n}", lane=f"dm:{n % 50}") for n in range(100)]))
    taken: list[str] = []

    def work_off(store: DatabaseStore) -> None:
        idle = 0
        while idle < 3:
            found = store.write(lambda tx: tx.claim(7, LEASE))
            idle = 0 if found else idle + 1
            for one in found:
                assert store.write(partial(settle, claimed=one))
            taken.extend(one.key for one in found)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work_off, [*replicas, *replicas]))
    assert sorted(taken) == sorted(f"e{n}" for n in range(100))


def test_a_delivery_is_read_by_one_replica(replicas: tuple[DatabaseStore, DatabaseStore]) -> None:
    for one in accept(replicas[0], *(delivery(b"%d" % n) for n in range(10))):
        found = outcomes([store.submit(partial(read_it, delivery_id=one)) for store in replicas])
        assert sorted(found, key=str) == [False, True]


def test_a_server_that_drops_its_connections_is_found_again(postgres_database: Database) -> None:
    store = postgres_database.open()
    try:
        for _ in range(3):
            store.write(lambda tx: tx.append(PDB, len(tx.events(PDB)), [claimed()]))
            accept(store, delivery())
            behind_our_back(
                postgres_database,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )
        assert len(store.read(lambda tx: tx.events(PDB))) == 3
        assert len(store.read(lambda tx: tx.pending_deliveries(9))) == 3
    finally:
        store.close()


def test_a_connection_lost_in_the_middle_is_one_sentence(postgres_database: Database) -> None:
    store = postgres_database.open()

    def cut_off(tx: Transaction) -> None:
        tx.append(PDB, 0, [claimed()])
        behind_our_back(
            postgres_database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        tx.append(PDB, 1, [claimed()])

    try:
        with pytest.raises(StoreUnavailable) as lost:
            store.write(cut_off)
        assert isinstance(lost.value, BreachbotError)
        assert store.read(lambda tx: tx.events(PDB)) == []
        store.write(lambda tx: tx.append(PDB, 0, [claimed()]))
    finally:
        store.close()
