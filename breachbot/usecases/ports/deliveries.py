"""What senders delivered, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """An authenticated body as it came. `headers` are the few that reading it needs, by names of our own.

    fetched: we asked for it, so it is no sign that the sender delivers.
    """

    source: str
    received_at: datetime
    headers: dict[str, str]
    body: bytes = field(repr=False)
    fetched: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """A stored delivery, unsealed."""

    id: str
    source: str
    received_at: datetime
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A delivery that was read as one of a signal, and when it came."""

    id: str
    at: datetime


class Deliveries(Protocol):
    """A part of `Transaction` (usecases/ports/store.py)."""

    def pending_deliveries(self, limit: int) -> list[Delivery]:
        """Deliveries that nobody has read yet, in order of arrival. Those whose key was deleted are left out."""

    def delivery(self, delivery_id: str) -> Delivery | None:
        """One delivery as it came; None if there is none. Raises Erased if its key was deleted."""

    def newest_delivery(self, signal_id: str) -> str | None:
        """The id of the last delivery that was read as one of a signal; None if there is none."""

    def deliveries_of(
        self, signal_id: str, limit: int, *, since: str = "", until: str | None = None
    ) -> list[Arrived]:
        """Deliveries that were read as those of a signal, the newest first; those from one id on, and up to one."""

    def hold_signal(self, signal_id: str) -> None:
        """Keep deliveries of this signal from being recorded until this transaction ends. Call it before anything is
        appended, as they do."""

    def take_out(self, signal_id: str, to: str, deliveries: Sequence[str]) -> None:
        """Have these be deliveries of another signal, and count the rest again."""

    def numbered_deliveries(self, signal_id: str, skip: int, limit: int) -> tuple[int, list[Arrived]]:
        """How many deliveries were read as those of a signal, and some of them, in the order in which they came."""

    def delivery_done(
        self, delivery_id: str, note: str, signal: str | None = None, digest: str | None = None
    ) -> bool:
        """Mark it read; `note` is one word of our own, `signal` that of its one alert, `digest` that of its bytes,
        keyed. False if it was done already.

        Call it before that alert is recorded: it locks the row, and on False another process has done the whole work.
        """

    def delivered_since(self, digest: str, since: datetime) -> bool:
        """Whether a delivery that came after `since` (aware UTC) was marked read with this digest."""

    def part_done(self, delivery_id: str, number: int, signal: str) -> bool:
        """Keep of which signal one alert is, of a delivery that holds several and is not marked as read. False if that
        was done already; call it before the alert is recorded, as above."""

    def count_on(self, signal_id: str, received_at: datetime) -> bool:
        """Count one alert more on a signal. False if there is no such signal yet: then it is counted from its
        deliveries when it is saved."""
