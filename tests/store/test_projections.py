"""Incidents and deadlines as lists on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.lists import DeadlineRow, IncidentRow
from breachbot.usecases.ports.signals import Those
from breachbot.usecases.ports.store import Transaction
from tests.store.samples import NOON, PDB

HOUR = timedelta(hours=1)
ROW = IncidentRow(PDB, "open", NOON, None, None, None)


def save(store: DatabaseStore, row: IncidentRow) -> None:
    store.write(lambda tx: tx.save_incident(row))


def test_an_incident_is_written_anew_in_place(store: DatabaseStore) -> None:
    later = replace(ROW, id="pdb-0", opened_at=NOON + HOUR)
    known = replace(ROW, phase="aware", aware_at=NOON, due_at=NOON + 72 * HOUR, channel="C1")
    for row in (later, ROW, known):
        save(store, row)
    assert store.read(lambda tx: tx.incidents()) == [known, later]


def test_an_instant_of_any_zone_comes_back_as_the_same_instant_in_utc(store: DatabaseStore) -> None:
    here = datetime(2026, 3, 2, 14, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    save(store, replace(ROW, opened_at=here))
    (found,) = store.read(lambda tx: tx.incidents())
    assert found.opened_at == here
    assert found.opened_at.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(store: DatabaseStore) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError, match="without a zone"):
        save(store, replace(ROW, opened_at=naive))
    assert store.read(lambda tx: tx.incidents()) == []


@pytest.mark.parametrize(("seconds", "due"), [(-1, False), (0, True), (1, True)])
def test_a_reminder_is_due_from_its_moment_on(store: DatabaseStore, seconds: int, due: bool) -> None:
    row = DeadlineRow(PDB, "notify_authority", NOON + 72 * HOUR, NOON)
    store.write(lambda tx: tx.save_deadlines(PDB, [row]))
    assert bool(store.read(lambda tx: tx.due_reminders(NOON + timedelta(seconds=seconds), 10))) is due


def test_deadlines_of_an_incident_are_replaced_and_others_stay(store: DatabaseStore) -> None:
    def row(incident: str, obligation: str, hours: int) -> DeadlineRow:
        return DeadlineRow(incident, obligation, None, NOON + hours * HOUR)

    other = row("pdb-other", "communicate", 2)
    store.write(lambda tx: tx.save_deadlines("pdb-other", [other]))
    both = [row(PDB, "communicate", 3), row(PDB, "notify_authority", 1)]
    store.write(lambda tx: tx.save_deadlines(PDB, both))
    assert store.read(lambda tx: tx.deadlines()) == [both[1], other, both[0]]
    assert store.read(lambda tx: tx.due_reminders(NOON + 9 * HOUR, 1)) == [both[1]]
    store.write(lambda tx: tx.save_deadlines(PDB, []))
    assert store.read(lambda tx: tx.deadlines()) == [other]
    store.write(lambda tx: tx.clear_projections())
    assert store.read(lambda tx: tx.deadlines()) == []


def test_signals_are_listed_by_when_they_were_last_heard_of(store: DatabaseStore) -> None:
    heard = {"sig-a": ("falco", 1), "sig-b": ("sentry", 3), "sig-c": ("falco", 2), "sig-d": ("sentry", None)}

    def work(tx: Transaction) -> None:
        for name, (source, hours) in heard.items():
            tx.save_signal(
                name,
                source=source,
                series=name,
                verdict="note",
                phase="open",
                incident=None,
                next_escalation_at=None,
            )
            if hours is not None:
                tx.count_on(name, NOON + hours * HOUR)

    store.write(work)

    def names(source: str | None, skip: int, limit: int) -> tuple[int, list[str]]:
        size, rows = store.read(lambda tx: tx.latest_signals(Those(source), skip, limit))
        return size, [row.id for row in rows]

    assert names(None, 0, 9) == (4, ["sig-b", "sig-c", "sig-a", "sig-d"])
    assert names(None, 1, 2) == (4, ["sig-c", "sig-a"])
    assert names("falco", 0, 9) == (2, ["sig-c", "sig-a"])
    assert names("nobody", 0, 9) == (0, [])
    assert store.read(lambda tx: tx.latest_signals(Those(verdict="likely"), 0, 9)) == (0, [])
    assert store.read(lambda tx: tx.latest_signals(Those("falco", "note", "open"), 0, 9))[0] == 2
    assert store.read(lambda tx: tx.latest_signals(Those(phase="claimed"), 0, 9)) == (0, [])
    assert store.read(lambda tx: tx.last_heard()) == {"falco": NOON + 2 * HOUR, "sentry": NOON + 3 * HOUR}
