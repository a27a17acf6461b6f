"""A log that was forged by somebody who owns the database but not the master key, with every hash computed again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text

from breachbot.incident.events import AuthorityFiled, NoticeApproved
from breachbot.register.chain import GENESIS, ChainHead, ChainRow, row_hash, verify
from breachbot.register.verify import Proof, Unopened, verify_log
from breachbot.store.database import make_engine
from breachbot.store.store import DatabaseStore
from breachbot.store.tables import chain_head, event
from breachbot.usecases import register
from tests.cli.commands import in_a_process, run_here
from tests.conftest import Database
from tests.incident.cast import DPO
from tests.store.samples import NOON, PDB, SIG, aware, behind_our_back, claimed
from tests.store.test_log import WITHOUT_TRIGGERS
from tests.usecases.stage import Stage

Rows = list[dict[str, Any]]


def proof_of(store: DatabaseStore) -> Proof:
    return store.read(register.proof)


def chained(rows: Rows) -> tuple[Rows, ChainHead]:
    """The same rows with positions, hashes and head as the store would have made them, for which no key is needed."""
    head = ChainHead(0, GENESIS)
    made: Rows = []
    for row in rows:
        row = row | {"position": head.position + 1, "prev_hash": head.hash}
        row["hash"] = row_hash(
            row["prev_hash"], *(row[n] for n in ("position", "stream", "seq", "kind", "at", "by", "body"))
        )
        made.append(row)
        head = ChainHead(row["position"], row["hash"])
    return made, head


def numbered(rows: Rows) -> Rows:
    """The rows of each stream counted from 1 again."""
    seqs: dict[str, int] = {}
    for row in rows:
        seqs[row["stream"]] = seqs.get(row["stream"], 0) + 1
        row["seq"] = seqs[row["stream"]]
    return rows


def stored(conn: Connection) -> Rows:
    return [dict(row) for row in conn.execute(select(event).order_by(event.c.position)).mappings()]


def forge(database: Database, change: Callable[[Rows], Rows]) -> None:
    """Replace the log by what `change` makes of its rows, chained again from the first row to the head."""
    engine = make_engine(database.url)
    try:
        with engine.begin() as conn:
            for statement in WITHOUT_TRIGGERS[database.kind]:
                conn.execute(text(statement))
            rows, head = chained(change(stored(conn)))
            conn.execute(event.delete())
            conn.execute(event.insert(), rows)
            conn.execute(chain_head.update().values(position=head.position, hash=head.hash))
    finally:
        engine.dispose()


@pytest.fixture
def told(store: DatabaseStore) -> Stage:
    """Two incidents with approvals and a filing each, so that the second approval holds the whole first incident."""
    stage = Stage(store).team()
    for _ in range(2):
        incident = stage.aware()
        stage.state(incident)
        stage.draft(incident)
        stage.approve(incident, "authority")
        stage.file(incident)
    return stage


def position_of(stage: Stage, kind: type, which: int) -> int:
    """The position of the first (0) or the last (-1) event of a kind."""
    rows = stage.store.read(lambda tx: list(tx.opened_rows()))
    return [row.position for row, content in rows if isinstance(content, kind)][which]


def without(*positions: int) -> Callable[[Rows], Rows]:
    return lambda rows: numbered([row for row in rows if row["position"] not in positions])


def test_an_honest_log_is_verified_with_every_event_opened(told: Stage) -> None:
    found = proof_of(told.store)
    assert found.complete, found.why
    assert found.rows == told.store.read(lambda tx: tx.chain_head().position)
    assert found.vouched == position_of(told, NoticeApproved, -1) - 1


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("by", "U0FORGED", "a different actor"),
        ("at", NOON + timedelta(days=900), "a different time"),
        ("kind", "notice_rejected", "does not open"),
        ("body", b"x" * 40, "does not open"),
    ],
)
def test_an_approval_that_says_otherwise_than_what_is_sealed_in_it(
    told: Stage, database: Database, column: str, value: object, says: str
) -> None:
    position = position_of(told, NoticeApproved, -1)

    def change(rows: Rows) -> Rows:
        rows[position - 1][column] = value
        return rows

    forge(database, change)
    assert told.store.read(lambda tx: verify(tx.chain_rows(), tx.chain_head())).ok
    found = proof_of(told.store)
    assert (found.ok, found.first_bad) == (False, position)
    assert says in found.why


def test_a_filing_that_was_removed_before_an_approval(told: Stage, database: Database) -> None:
    forge(database, without(position_of(told, AuthorityFiled, 0)))
    found = proof_of(told.store)
    assert not found.ok
    assert "approval" in found.why


def test_an_incident_that_was_removed_with_its_key_before_an_approval(
    told: Stage, database: Database
) -> None:
    first, _ = told.store.read(lambda tx: tx.streams("pdb-"))
    forge(database, lambda rows: [row for row in rows if row["stream"] != first])
    behind_our_back(database, "DELETE FROM data_key WHERE id = :id", id=first)
    found = proof_of(told.store)
    assert not found.ok
    assert "approval" in found.why


def test_rows_that_were_put_in_before_an_approval(told: Stage, database: Database) -> None:
    def change(rows: Rows) -> Rows:
        invented = rows[0] | {"stream": "sig-invented", "seq": 1}
        return [invented, *rows]

    forge(database, change)
    found = proof_of(told.store)
    assert not found.ok, "a row without a key must not shift what an approval holds"


def test_a_stream_at_the_end_that_was_removed_leaves_its_key_behind(
    database: Database, store: DatabaseStore
) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [aware("first")]))
    store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
    forge(database, without(2))
    found = proof_of(store)
    assert (found.ok, found.first_bad) == (False, None)
    assert SIG in found.why


def test_a_key_that_was_changed_is_a_broken_row(database: Database, store: DatabaseStore) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [aware("first")]))
    behind_our_back(database, "UPDATE data_key SET master_id = 'unknown' WHERE id = :id", id=PDB)
    found = proof_of(store)
    assert (found.ok, found.first_bad) == (False, 1)


def test_rows_without_a_key_are_counted_and_never_called_verified(
    database: Database, store: DatabaseStore
) -> None:
    store.write(lambda tx: tx.append(PDB, 0, [aware("first"), aware("second")]))
    store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
    behind_our_back(database, "DELETE FROM data_key WHERE id = :id", id=PDB)
    found = proof_of(store)
    assert (found.ok, found.complete, found.rows, found.erased) == (True, False, 1, 2)


def test_what_no_approval_holds_is_named_and_not_claimed(told: Stage, database: Database) -> None:
    last = told.store.read(lambda tx: tx.chain_head().position)
    assert position_of(told, AuthorityFiled, -1) == last
    forge(database, without(last))
    found = proof_of(told.store)
    assert found.complete
    assert found.vouched < last


def test_verify_as_an_operator_runs_it(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    stage = Stage(store).team()
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)
    stage.approve(incident, "authority")
    position = position_of(stage, NoticeApproved, 0)
    store.close()
    folder = sqlite_database.data_dir
    whole = run_here(folder, "register", "verify", data_dir=str(folder))
    assert whole.returncode == 0, whole.stderr
    assert f"An approval vouches for the log up to row {position - 1}." in whole.stdout

    def change(rows: Rows) -> Rows:
        assert rows[position - 1]["by"] == DPO
        rows[position - 1]["by"] = "U0FORGED"
        return rows

    forge(sqlite_database, change)
    ended = in_a_process(folder, "register", "verify", data_dir=str(folder))
    assert (ended.returncode, ended.stdout) == (
        1,
        f"BROKEN at row {position}: row {position} names a different actor from the event sealed in it\n",
    )
    shown = run_here(folder, "register", "show", incident, data_dir=str(folder))
    assert "names a different actor" in shown.stderr
    doctor = run_here(folder, "doctor", "--without-slack", data_dir=str(folder))
    assert "names a different actor" in doctor.stdout


# --- whatever is done to the rows --------------------------------------------------------------------------------

EDITS = {
    "by": "U0FORGED",
    "at": NOON - timedelta(days=3),
    "kind": "signal_claimed",
    "seq": 77,
    "body": b"forged",
}
WHERE = st.integers(0, 999)
STEPS = st.one_of(
    st.tuples(st.just("drop"), WHERE, st.just(0)),
    st.tuples(st.just("swap"), WHERE, WHERE),
    st.tuples(st.just("copy"), WHERE, WHERE),
    st.tuples(st.sampled_from(sorted(EDITS)), WHERE, st.just(0)),
)


def tampered(rows: Rows, steps: list[tuple[str, int, int]]) -> Rows:
    """The rows after each step. `was` keeps the position that a row had."""
    rows = [dict(row) for row in rows]
    for what, here, there in steps:
        i, j = here % len(rows), there % len(rows)
        if what == "drop":
            del rows[i]
        elif what == "swap":
            rows[i], rows[j] = rows[j], rows[i]
        elif what == "copy":
            rows.insert(j, dict(rows[i]))
        else:
            rows[i][what] = EDITS[what]
    return rows


def covered_change(before: Rows, after: Rows, approvals: set[int]) -> bool:
    """Whether a row says something else, or one is gone, new or moved before an approval that still stands."""
    moved = any(
        row["was"] in approvals and [one["was"] for one in after[:i]] != list(range(1, row["was"]))
        for i, row in enumerate(after)
    )
    return moved or any(row != before[row["was"] - 1] for row in after)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=3), count_again=st.booleans())
def test_whatever_is_done_to_rows_before_an_approval_shows(
    told: Stage, steps: list[tuple[str, int, int]], count_again: bool
) -> None:
    opened = told.store.read(lambda tx: list(tx.opened_rows()))
    columns = ChainRow.__slots__
    rows = [{n: getattr(row, n) for n in columns} | {"was": row.position} for row, _ in opened]
    sealed = {(row.stream, row.seq, row.kind, row.body): content for row, content in opened}
    approvals = {row.position for row, content in opened if isinstance(content, NoticeApproved)}

    forged = tampered(rows, steps)
    forged = numbered(forged) if count_again else forged
    shows = covered_change(rows, forged, approvals)
    forged, head = chained(forged)
    contents = (
        (
            ChainRow(**{n: row[n] for n in columns}),
            sealed.get((row["stream"], row["seq"], row["kind"], row["body"]), Unopened.FORGED),
        )
        for row in forged
    )  # what the seal is tied to, as AES-GCM has it
    assert not (shows and verify_log(contents, head).ok)


@pytest.mark.parametrize(
    "change",
    [
        "at = 'garbage'",
        "at = x'00ff'",
        "at = 7",
        "by = x'00ff'",
        "kind = 3.5",
        "seq = 'first'",
        "body = 'text'",
        "hash = 'text'",
        "prev_hash = ''",
        "stream = x'00'",
    ],
)
def test_a_value_of_another_type_is_named_with_its_row(change: str, sqlite_database: Database) -> None:
    store = sqlite_database.open()
    try:
        Stage(store).team().aware()
    finally:
        store.close()
    engine = make_engine(sqlite_database.url)
    with engine.begin() as conn:
        for statement in WITHOUT_TRIGGERS["sqlite"]:
            conn.execute(text(statement))
        conn.execute(text(f"UPDATE event SET {change} WHERE position = 3"))
    engine.dispose()
    store = sqlite_database.open()
    try:
        found = proof_of(store)
        assert not found.ok
        assert found.first_bad == 3, found
    finally:
        store.close()
