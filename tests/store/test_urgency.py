"""What is due goes out before what happened, on both databases, and asking for it reads what waits and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from breachbot.incident.effect import Effect, Urgency
from breachbot.store.store import DatabaseStore
from breachbot.store.tables import outbox
from tests.conftest import Database
from tests.store.samples import behind_our_back, effect
from tests.store.test_outbox import ask, claim, keys, send

LEASE = timedelta(seconds=60)


def asked(key: str, urgency: Urgency | None, lane: str, **more: Any) -> Effect:
    return effect(key, lane=lane, **more).model_copy(update={"urgency": urgency})


def all_of_it(store: DatabaseStore) -> list[str]:
    """Everything in the order in which it goes out, one at a time."""
    sent = []
    while found := store.write(lambda tx: tx.claim(1, LEASE)):
        sent += keys(found)
        send(store, found[0])
    return sent


def test_the_most_urgent_goes_first_whatever_came_before_it(store: DatabaseStore) -> None:
    ranks: tuple[Urgency, ...] = ("cosmetic", "news", "decision", "deadline")
    ask(store, *(asked(f"{rank} {n}", rank, f"lane {n} {rank}") for rank in ranks for n in range(2)))
    assert all_of_it(store) == [f"{rank} {n}" for rank in ranks[::-1] for n in range(2)]


def test_in_a_lane_a_deadline_passes_what_waits_and_the_others_keep_their_order(store: DatabaseStore) -> None:
    ask(store, *(asked(f"news {n}", None, "dm:U1") for n in range(120)), asked("due", "deadline", "dm:U1"))
    assert all_of_it(store) == ["due", *(f"news {n}" for n in range(120))]


def test_nothing_passes_what_is_on_its_way(store: DatabaseStore) -> None:
    ask(store, asked("news", None, "dm:U1"))
    (first,) = claim(store)
    ask(store, asked("due", "deadline", "dm:U1"))
    assert claim(store) == []
    send(store, first)
    assert keys(claim(store)) == ["due"]


def test_what_is_urgent_and_pauses_holds_back_the_rest_of_its_lane_as_ever(store: DatabaseStore) -> None:
    ask(store, asked("news", None, "dm:U1"), asked("due", "deadline", "dm:U1"))
    (due,) = claim(store)
    store.write(lambda tx: tx.retry(due, timedelta(hours=1), "busy"))
    assert claim(store) == []


def test_a_card_that_takes_the_place_of_a_more_urgent_one_is_as_urgent(store: DatabaseStore) -> None:
    ask(store, asked("first", "news", "c", kind="clock_card", slot="clock"))
    ask(
        store,
        asked("again", "cosmetic", "c", kind="clock_card", slot="clock"),
        asked("edit", "cosmetic", "d"),
    )
    assert all_of_it(store) == ["again", "edit"]


def test_reminders_that_are_held_wait_for_each_other_and_not_for_ever(
    store: DatabaseStore, database: Database
) -> None:
    notes = [asked(f"due {n}", "deadline", f"dm:{n}", kind="direct_note") for n in range(2)]
    ask(store, *notes, asked("in the channel", "deadline", "c"))
    store.write(lambda tx: tx.hold_reminders(notes[0].stream, timedelta(seconds=30)))
    assert keys(claim(store)) == ["in the channel"]
    store.write(lambda tx: tx.release_reminders())
    assert keys(claim(store)) == ["due 0", "due 1"]

    ask(store, asked("late", "deadline", "dm:9", kind="direct_note"))
    store.write(lambda tx: tx.hold_reminders(notes[0].stream, timedelta(seconds=30)))
    behind_our_back(database, "UPDATE outbox SET not_before = created_at")  # half a minute later
    assert keys(claim(store)) == ["late"]


def plan(store: DatabaseStore, kind: str) -> str:
    """How the database finds what may go out."""
    seen: list[tuple[str, Any]] = []

    def work(tx: Any) -> str:
        @event.listens_for(tx._conn, "before_cursor_execute")
        def note(_conn: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
            if "NOT (EXISTS" in statement:
                seen.append((statement, given))

        tx.claim(20, LEASE)
        statement, given = seen[0]
        cursor = tx._conn.connection.cursor()
        cursor.execute(("EXPLAIN QUERY PLAN " if kind == "sqlite" else "EXPLAIN ") + statement, given)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())

    return store.write(work)


def test_what_was_sent_long_ago_is_not_looked_through(store: DatabaseStore, database: Database) -> None:
    """10,000 rows of the past and 2,000 that wait: each table that is read is read by an index."""
    ask(store, *(asked(f"k{n}", None, f"lane {n}") for n in range(400)))
    rest = ", ".join(column.name for column in outbox.c if column.name not in ("id", "key"))
    behind_our_back(
        database,
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 29)"
        f" INSERT INTO outbox (key, {rest}) SELECT key || '-' || n, {rest} FROM outbox, n",
        "UPDATE outbox SET state = 'sent' WHERE id <= 10000",
    )
    store.write(lambda tx: tx._conn.execute(text("ANALYZE")))  # type: ignore[attr-defined]
    found = plan(store, database.kind)
    assert "ix_outbox_urgent" in found
    assert "ix_outbox_waiting" in found
    assert "SCAN outbox\n" not in f"{found}\n"


@pytest.mark.parametrize("rank", [None, "cosmetic"])
def test_an_effect_says_how_urgent_it_is_or_its_kind_does(rank: Urgency | None) -> None:
    assert asked("k", rank, "l", kind="failure_note").rank == (1 if rank is None else 3)
