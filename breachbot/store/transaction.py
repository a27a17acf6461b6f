"""One transaction: `usecases.ports.Transaction` over a connection. Each method's words are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from breachbot.incident.effects import Effect, EffectKind
from breachbot.incident.events import Happened
from breachbot.register.chain import ChainHead, ChainRow
from breachbot.register.verify import Content
from breachbot.store import (
    database,
    deliveries,
    due,
    facts,
    home,
    log,
    log_register,
    outbox,
    projections,
    standings,
)
from breachbot.store.keys import MasterKeys
from breachbot.usecases.ports import (
    Backlog,
    ClaimedEffect,
    Confirmation,
    Confirmed,
    DeadlineRow,
    Delivery,
    EffectRow,
    IncidentRow,
    PendingRow,
    Rooms,
    SignalRow,
    StalledRow,
)


class DatabaseTransaction:
    """Works on a connection that somebody else commits. Keeps nothing between calls."""

    def __init__(self, conn: Connection, keys: MasterKeys) -> None:
        self._conn, self._keys = conn, keys

    def events(self, stream: str) -> list[Happened]:
        return log.events(self._conn, self._keys, stream)

    def append(self, stream: str, seen: int, events: Sequence[Happened]) -> None:
        log.append(self._conn, self._keys, stream, seen, events)

    def streams(self, prefix: str = "") -> list[str]:
        return log.streams(self._conn, prefix)

    def erased(self) -> list[str]:
        return log.erased(self._conn)

    def register_streams(self, skip: int = 0, limit: int | None = None) -> list[str]:
        return log_register.streams(self._conn, skip, limit)

    def register_size(self) -> int:
        return log_register.size(self._conn)

    def in_register(self, stream: str) -> bool:
        return log_register.has(self._conn, stream)

    def linked_rows(self, stream: str) -> list[tuple[ChainRow, bytes | None]]:
        return log_register.linked_rows(self._conn, stream)

    def log_end(self) -> ChainHead:
        return log_register.end(self._conn)

    def head(self) -> str:
        return str(self.chain_head())

    def chain_head(self) -> ChainHead:
        return log.chain_head_of(self._conn)

    def chain_rows(self) -> Iterator[ChainRow]:
        return log.chain_rows(self._conn)

    def opened_rows(self) -> Iterator[tuple[ChainRow, Content]]:
        return log.opened_rows(self._conn, self._keys)

    def hash_at(self, position: int) -> bytes | None:
        return log.hash_at(self._conn, position)

    def keys_without_rows(self) -> list[str]:
        return log.keys_without_rows(self._conn)

    def first_time(self, request_key: str) -> bool:
        return log.first_time(self._conn, request_key)

    def save_incident(self, row: IncidentRow) -> None:
        projections.save_incident(self._conn, row)

    def save_deadlines(self, incident: str, rows: Sequence[DeadlineRow]) -> None:
        projections.save_deadlines(self._conn, incident, rows)

    def save_pending(self, incident: str, rows: Sequence[PendingRow]) -> None:
        projections.save_pending(self._conn, incident, rows)

    def pending(self) -> list[PendingRow]:
        return projections.pending(self._conn)

    def open_incidents(self, rooms: Rooms, skip: int, limit: int) -> list[str]:
        return home.open_incidents(self._conn, rooms, skip, limit)

    def open_count(self, rooms: Rooms) -> int:
        return home.open_count(self._conn, rooms)

    def hidden_incidents(self, rooms: Rooms, limit: int) -> list[str]:
        return home.hidden_incidents(self._conn, rooms, limit)

    def undecided(self, rooms: Rooms, user: str, limit: int) -> tuple[int, list[str]]:
        return home.undecided(self._conn, rooms, user, limit)

    def waiting_signals(self, claimed_by: str | None, limit: int) -> tuple[int, list[str]]:
        return home.waiting_signals(self._conn, claimed_by, limit)

    def incidents(self) -> list[IncidentRow]:
        return projections.incidents(self._conn)

    def deadlines(self) -> list[DeadlineRow]:
        return projections.deadlines(self._conn)

    def deadline(self, incident: str, obligation: str) -> DeadlineRow | None:
        return projections.deadline_of(self._conn, incident, obligation)

    def overdue(self, now: datetime) -> int:
        return due.overdue(self._conn, now)

    def due_reminders(self, now: datetime, limit: int, after: DeadlineRow | None = None) -> list[DeadlineRow]:
        return due.reminders(self._conn, now, limit, after)

    def save_signal(
        self,
        signal: str,
        *,
        source: str,
        series: str,
        verdict: str,
        phase: str,
        incident: str | None,
        next_escalation_at: datetime | None,
        claimed_by: str | None = None,
        counted_to: datetime | None = None,
    ) -> None:
        stands = {"source": source, "series": series, "verdict": verdict, "phase": phase}
        clock = {"next_escalation_at": next_escalation_at, "counted_to": counted_to}
        people = {"incident": incident, "claimed_by": claimed_by}
        projections.save_signal(self._conn, signal, stands | clock | people)

    def signals(self) -> list[SignalRow]:
        return projections.signals(self._conn)

    def signal_of(self, source: str, series: str) -> SignalRow | None:
        return projections.signal_where(self._conn, source=source, series=series)

    def signal_row(self, signal: str) -> SignalRow | None:
        return projections.signal_where(self._conn, id=signal)

    def due_escalations(self, now: datetime, limit: int, after: SignalRow | None = None) -> list[SignalRow]:
        return due.escalations(self._conn, now, limit, after)

    def oldest_due(self, now: datetime, *, stalled: bool) -> datetime | None:
        return due.oldest(self._conn, now, put_off=stalled)

    def has_clock(self, stream: str) -> bool:
        return due.has_clock(self._conn, stream)

    def hold_log(self) -> None:
        log.chain_head_of(self._conn, lock=True)

    def put_off(self, stream: str, why: str) -> StalledRow:
        return due.put_off(self._conn, stream, why)

    def resume(self, stream: str | None) -> None:
        due.resume(self._conn, stream)

    def stalled(self) -> list[StalledRow]:
        return due.stalled_rows(self._conn)

    def stalled_to_try(self) -> list[str]:
        return due.to_try(self._conn)

    def fact(self, name: str) -> str | None:
        return facts.fact(self._conn, name)

    def keep_fact(self, name: str, value: str) -> None:
        facts.keep(self._conn, name, value)

    def real_time(self) -> datetime:
        return database.real_time(self._conn)

    def clear_projections(self) -> None:
        projections.clear(self._conn)

    def confirm_standing(self, user: str, workspace: str, standing: Confirmed) -> None:
        standings.confirm(self._conn, user, workspace, standing)

    def confirmation(self, user: str) -> Confirmation | None:
        return standings.confirmation(self._conn, user)

    def pending_deliveries(self, limit: int) -> list[Delivery]:
        return deliveries.pending(self._conn, self._keys, limit)

    def delivery_done(self, delivery: str, signal: str | None, note: str) -> bool:
        return deliveries.done(self._conn, delivery, signal, note)

    def enqueue(self, effects: Sequence[Effect]) -> None:
        outbox.enqueue(self._conn, effects)

    def claim(self, limit: int, lease: timedelta) -> list[ClaimedEffect]:
        return outbox.claim(self._conn, limit, lease)

    def settle(self, claimed: ClaimedEffect, result_ref: str, result_sha256: str) -> bool:
        return outbox.settle(self._conn, claimed, result_ref, result_sha256)

    def retry(self, claimed: ClaimedEffect, after: timedelta, error: str, *, aside: bool = False) -> bool:
        return outbox.retry(self._conn, claimed, after, error, aside=aside)

    def awaited(self, kind: EffectKind, slot: str) -> bool:
        return outbox.awaited(self._conn, kind, slot)

    def troubled_lanes(self) -> frozenset[str]:
        return outbox.troubled_lanes(self._conn)

    def fail(self, claimed: ClaimedEffect, error: str) -> bool:
        return outbox.fail(self._conn, claimed, error)

    def failures(self, stream: str, kind: EffectKind) -> int:
        return outbox.failures(self._conn, stream, kind)

    def undone(self) -> list[EffectRow]:
        return outbox.undone(self._conn)

    def try_again(self, effect: int) -> bool:
        return outbox.try_again(self._conn, effect)

    def set_aside(self, effect: int) -> bool:
        return outbox.set_aside(self._conn, effect)

    def result_of(self, key: str) -> str | None:
        return outbox.result_of(self._conn, key)

    def result_in(self, stream: str, kind: EffectKind, slot: str) -> str | None:
        return outbox.result_in(self._conn, stream, kind, slot)

    def ever_asked_in(self, stream: str, kind: EffectKind, slot: str) -> bool:
        return outbox.ever_asked_in(self._conn, stream, kind, slot)

    def backlog(self) -> Backlog:
        effects, oldest, failed, aside = outbox.waiting(self._conn)
        return Backlog(deliveries.unread(self._conn), effects, oldest, failed, aside)
