"""The door to the database, and the transaction that it hands out: all parts together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import Literal, Protocol, TypeVar

from breachbot.errors import BreachbotError, NotReady
from breachbot.usecases.ports.deliveries import Deliveries, NewDelivery
from breachbot.usecases.ports.due import Due
from breachbot.usecases.ports.facts import Facts
from breachbot.usecases.ports.lists import Lists
from breachbot.usecases.ports.log import Log
from breachbot.usecases.ports.outbox import Outbox
from breachbot.usecases.ports.signals import Signals
from breachbot.usecases.ports.watch import Watch

T = TypeVar("T")


Queue = Literal["people", "signals", "background"]
"""Who is waiting for a write: a person's click goes first, then what a sender delivered, then the rest."""


class QueueFull(BreachbotError):
    """More deliveries wait than can be held. Nothing was stored: the sender should come back in a second."""


class StoreUnavailable(NotReady):
    """The database cannot be written or read now (disk full, read-only, no connection). Nothing was acknowledged."""


class Transaction(Log, Lists, Signals, Due, Facts, Deliveries, Watch, Outbox, Protocol):
    """One transaction, handed to a function that must not keep it. It commits if the function returns."""


class Store(Protocol):
    """The one door to the database. Every method may be called from any thread."""

    def submit(self, work: Callable[[Transaction], T], *, queue: Queue = "people") -> Future[T]:
        """Run `work` in a transaction; the future resolves once it is on disk, or with what it raised.

        `work` may be called once only, must do no I/O of its own, and on PostgreSQL runs beside others: where two
        append to one stream, one gets Conflict.
        """

    def write(self, work: Callable[[Transaction], T], *, queue: Queue = "people") -> T:
        """`submit`, and wait."""

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on one consistent state, in the caller's thread. Any write in it fails."""

    def accept(self, delivery: NewDelivery) -> asyncio.Future[str]:
        """Seal and store a delivery; the future of the running loop gives its id once it is on disk.

        Call it from a running event loop; all waiters of one commit are woken by one call into that loop. Raises
        QueueFull; the future raises StoreUnavailable.
        """

    def require_current(self) -> None:
        """Raises Outdated where this version cannot work with the schema, since a newer one has changed it."""

    def close(self) -> None:
        """Finish what was submitted, then stop."""
