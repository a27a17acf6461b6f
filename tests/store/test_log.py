"""The log on both databases: appended once, sealed, in order, provable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breachbot.errors import NotReady, Refused
from breachbot.incident.events import BecameAware, Happened
from breachbot.register.chain import verify
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.log import Conflict, Erased
from breachbot.usecases.ports.store import Transaction
from tests.conftest import Database
from tests.store.samples import NOON, PDB, SIG, aware, behind_our_back, claimed


def append(store: DatabaseStore, stream: str, seen: int, event: Happened) -> None:
    store.write(lambda tx: tx.append(stream, seen, [event]))


def proof_of(store: DatabaseStore) -> tuple[bool, int | None]:
    proof = store.read(lambda tx: verify(tx.chain_rows(), tx.chain_head()))
    return proof.ok, proof.first_bad


def test_events_come_back_as_they_were_in_their_order(store: DatabaseStore) -> None:
    first, second = claimed("U1"), claimed("U2", minutes=1)
    store.write(lambda tx: tx.append(SIG, 0, [first, second]))
    store.write(lambda tx: tx.append(PDB, 0, [aware("a dump was found")]))
    store.write(lambda tx: tx.append(SIG, 2, [first]))
    assert store.read(lambda tx: tx.events(SIG)) == [first, second, first]
    assert store.read(lambda tx: tx.events(PDB)) == [aware("a dump was found")]
    assert store.read(lambda tx: tx.events("pdb-none")) == []


def test_streams_are_listed_by_prefix_in_the_order_in_which_they_began(store: DatabaseStore) -> None:
    for stream in ("pdb-z", "sig-a", "pdb-a", "team"):
        append(store, stream, 0, claimed())
    store.write(lambda tx: tx.append("pdb-z", 1, [claimed()]))
    assert store.read(lambda tx: tx.streams("pdb-")) == ["pdb-z", "pdb-a"]
    assert store.read(lambda tx: tx.streams()) == ["pdb-z", "sig-a", "pdb-a", "team"]
    assert store.read(lambda tx: tx.streams("pdb_")) == []


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_a_decision_on_an_older_state_is_a_conflict_and_writes_nothing(
    store: DatabaseStore, seen: int
) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [claimed(), claimed()]))
    before = store.read(lambda tx: tx.head())
    with pytest.raises(Conflict):
        store.write(lambda tx: tx.append(PDB, seen, [claimed("U2")]))
    assert store.read(lambda tx: tx.head()) == before
    store.write(lambda tx: tx.append(PDB, 2, [claimed("U2")]))


def test_a_refused_decision_leaves_no_trace_not_even_of_the_request(store: DatabaseStore) -> None:
    def refuse(tx: Transaction) -> None:
        assert tx.first_time("click 1")
        tx.append(PDB, 0, [claimed()])
        raise Refused("Not now.")

    with pytest.raises(Refused, match="Not now"):
        store.write(refuse)
    assert store.read(lambda tx: tx.events(PDB)) == []
    assert store.write(lambda tx: tx.first_time("click 1"))
    assert not store.write(lambda tx: tx.first_time("click 1"))


def test_the_head_moves_with_every_event_and_proves_the_log(store: DatabaseStore) -> None:
    assert store.read(lambda tx: tx.head()) == "0:" + "00" * 32
    heads = set()
    for seen in range(5):
        append(store, PDB, seen, claimed(minutes=seen))
        heads.add(store.read(lambda tx: tx.head()))
    assert [head.split(":")[0] for head in sorted(heads)] == ["1", "2", "3", "4", "5"]
    assert proof_of(store) == (True, None)


AWKWARD = ["NUL \x00 inside", "lone \ud800 surrogate \udfff", "x" * (1024 * 1024), "ünï 🛡 ‮", ""]


@pytest.mark.parametrize("text", AWKWARD, ids=["nul", "surrogates", "1 MiB", "unicode", "empty"])
def test_every_text_survives(store: DatabaseStore, text: str) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [aware(text)]))
    (event,) = store.read(lambda tx: tx.events(PDB))
    assert isinstance(event, BecameAware)
    assert event.basis == text
    assert proof_of(store) == (True, None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters()),
    at=st.datetimes(timezones=st.just(UTC)),
)
def test_any_text_and_any_instant_survive(store: DatabaseStore, text: str, at: datetime) -> None:
    event = BecameAware(at=at, by="U1", aware_at=at, basis=text)

    def work(tx: Transaction) -> None:
        tx.append(PDB, len(tx.events(PDB)), [event])

    store.write(work)
    assert store.read(lambda tx: tx.events(PDB))[-1] == event


def test_no_text_of_a_person_lies_readable_in_the_database(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    store.write(lambda tx: tx.append(PDB, 0, [aware("Kim Example called about the dump")]))
    store.close()
    for path in sqlite_database.data_dir.iterdir():
        assert b"Kim Example" not in path.read_bytes(), path


def test_deleting_a_key_erases_the_content_and_leaves_the_chain_whole(
    database: Database, store: DatabaseStore
) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [aware("to be erased")]))
    store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
    behind_our_back(database, "DELETE FROM data_key WHERE id = :id", id=PDB)
    with pytest.raises(Erased):
        store.read(lambda tx: tx.events(PDB))
    with pytest.raises(Erased):
        store.write(lambda tx: tx.append(PDB, 1, [claimed()]))
    assert store.read(lambda tx: tx.events(SIG)) == [claimed()]
    assert proof_of(store) == (True, None)
    assert store.read(lambda tx: tx.erased()) == [PDB]


def test_of_a_log_with_all_its_keys_nothing_is_erased(store: DatabaseStore) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [aware("kept"), aware("kept too")]))
    assert store.read(lambda tx: tx.erased()) == []


WITHOUT_TRIGGERS = {
    "sqlite": [f"DROP TRIGGER event_no_{name}" for name in ("update", "delete", "replace")],
    "postgres": ["ALTER TABLE event DISABLE TRIGGER ALL"],
}
"""The owner of the database can take the guard away; then the chain is what remains."""


@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("UPDATE event SET by = 'U9' WHERE position = 2", 2),
        ("UPDATE event SET at = '2026-03-02 13:00:00' WHERE position = 3", 3),
        ("DELETE FROM event WHERE position = 2", 2),
        ("DELETE FROM event WHERE position = 4", 4),
        ("DELETE FROM event WHERE stream = 'pdb-aaaaaaaa'", 1),
        ("UPDATE event SET position = 9 WHERE position = 4", 4),
        ("UPDATE chain_head SET position = 3", 4),
    ],
)
def test_what_is_done_behind_our_back_shows(
    database: Database, store: DatabaseStore, statement: str, first_bad: int
) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [claimed(), claimed(minutes=1)]))
    store.write(lambda tx: tx.append(SIG, 0, [claimed(), claimed(minutes=1)]))
    behind_our_back(database, *WITHOUT_TRIGGERS[database.kind], statement)
    assert proof_of(store) == (False, first_bad)


def test_a_body_moved_to_another_row_does_not_open(database: Database, store: DatabaseStore) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [aware("first"), aware("second")]))
    move = "UPDATE event SET body = (SELECT body FROM event WHERE seq = 1) WHERE seq = 2"
    behind_our_back(database, *WITHOUT_TRIGGERS[database.kind], move)
    with pytest.raises(NotReady, match="does not open with its key"):
        store.read(lambda tx: tx.events(PDB))


def test_a_read_sees_one_state_and_cannot_write(store: DatabaseStore) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [claimed()]))

    def read_twice(tx: Transaction) -> tuple[int, int]:
        before = len(tx.events(PDB))
        store.write(lambda other: other.append(PDB, 1, [claimed()]))
        return before, len(tx.events(PDB))

    assert store.read(read_twice) == (1, 1)
    with pytest.raises(NotReady):
        store.read(lambda tx: tx.first_time("a click"))


def test_a_log_longer_than_one_portion_is_read_whole(store: DatabaseStore) -> None:
    many = [claimed(minutes=n) for n in range(1203)]
    store.write(lambda tx: tx.append(SIG, 0, many))
    rows = store.read(lambda tx: list(tx.chain_rows()))
    assert [row.position for row in rows] == list(range(1, 1204))
    assert rows[0].at == NOON
    assert verify(rows, replace(store.read(lambda tx: tx.chain_head()))).ok
