"""The lists of incidents: their state, their duties, and what waits for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

Rooms = Collection[str] | None
"""The channels that somebody is in; None where every incident counts, whatever its channel."""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """The state of an incident: ids, times and words of our own, no text that a person wrote.

    urgency, pressing_at: its place among the open ones, as `projections.pressing` says; None once it is over.
    """

    id: str
    phase: str
    opened_at: datetime
    aware_at: datetime | None
    due_at: datetime | None
    channel: str | None
    urgency: int | None = None
    pressing_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A step in an incident that waits for a person. kind: the name of its act. by: whom it waits for."""

    incident: str
    number: int
    kind: str
    by: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A duty that still needs reminders. `due_at` is None where the law gives no hours.

    counted_to: the newest moment on record that `next_reminder_at` follows from. Once that lies in the future, the
    clock was set back, and the row has to be written again.
    """

    incident: str
    obligation: str
    due_at: datetime | None
    next_reminder_at: datetime
    counted_to: datetime | None = field(default=None, compare=False)


class Lists(Protocol):
    """A part of `Transaction` (usecases/ports/store.py)."""

    def save_incident(self, row: IncidentRow) -> None:
        """Write the row of an incident, or replace it."""

    def save_deadlines(self, incident_id: str, rows: Sequence[DeadlineRow]) -> None:
        """Replace the deadlines of an incident."""

    def save_pending(self, incident_id: str, rows: Sequence[PendingRow]) -> None:
        """Replace what waits for a decision in an incident."""

    def pending(self) -> list[PendingRow]:
        """Everything that waits for a decision."""

    def open_incidents(self, rooms: Rooms, skip: int, limit: int) -> list[str]:
        """Open incidents in these channels or in none, the most pressing first; not those that were erased."""

    def open_count(self, rooms: Rooms) -> int:
        """How many those are."""

    def hidden_incidents(self, rooms: Rooms, limit: int) -> list[str]:
        """The other open ones."""

    def ended_incidents(self, rooms: Rooms, skip: int, limit: int) -> tuple[int, list[str]]:
        """How many incidents of these channels have ended, and some of them, those opened last first; not those that
        were erased."""

    def undecided(self, rooms: Rooms, user: str, limit: int) -> tuple[int, list[str]]:
        """How many things wait for a decision in open incidents of these channels, without what `but_by` drafted; and
        the first incidents that hold one."""

    def waiting_signals(self, claimed_by: str | None, limit: int, skip: int = 0) -> tuple[int, list[str]]:
        """How many candidates this person has claimed, or nobody if None, and some of them by arrival."""

    def incidents(self) -> list[IncidentRow]:
        """Every incident, oldest first."""

    def incident_in(self, channel: str) -> str | None:
        """The incident whose private channel this is, unless it was erased."""

    def save_card(self, incident_id: str, at: datetime | None) -> None:
        """When its card is to be shown again because time has passed; None: not before something happens."""

    def opened_between(self, start: datetime, end: datetime) -> list[str]:
        """The incidents that were opened from `start` to `end`, whatever opened them."""

    def deadlines(self) -> list[DeadlineRow]:
        """Every duty that still needs reminders, the next one first."""

    def deadline(self, incident_id: str, obligation: str) -> DeadlineRow | None:
        """The row of one duty, if it still needs reminders."""

    def clear_projections(self) -> None:
        """Empty the lists of incidents, deadlines and signals, to be written again from the events."""
