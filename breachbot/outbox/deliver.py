"""The loop that empties the outbox.

At least once: a crash between the answer of the other side and our record of it repeats that one message. Lanes keep
their order, so one that waits for Slack holds up nothing but itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import anyio
import anyio.to_thread
import structlog

from breachbot.errors import BreachbotError, DeliveryError
from breachbot.incident.effects import Effect
from breachbot.incident.team import STREAM, team_of
from breachbot.usecases.ports import ClaimedEffect, Store, Transaction

log = structlog.get_logger("breachbot.outbox")

LEASE = timedelta(seconds=60)
"""Longer than any transport waits for an answer."""
TRANSPORT_TIMEOUT = 20.0
"""Seconds that one attempt may take."""
BATCH = 20
LONGEST_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True)
class Sent:
    """What the other side answered: where the thing now is, and the hash of what was sent (both may be empty)."""

    ref: str = ""
    sha256: str = ""


T = TypeVar("T")
Transport = Callable[[ClaimedEffect], Awaitable[Sent]]


class Outbox:
    """Claims effects, hands each to `transport`, and records what came of it."""

    def __init__(self, store: Store, transport: Transport, *, idle: float = 1.0) -> None:
        self._store, self._transport, self._idle = store, transport, idle
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look now. Call it from the event loop's thread."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled. Nothing that one effect does stops the others."""
        while True:
            self._woken.clear()
            try:
                # What is on its way when the process is told to stop is finished and recorded, so it is not sent twice.
                with anyio.CancelScope(shield=True):
                    busy = await self.once()
            except BreachbotError as error:
                log.error("outbox_stalled", kind=type(error).__name__)
                busy = 0
            if not busy:
                await self._pause()

    async def once(self) -> int:
        """Claim what is due and carry it out; gives how many were claimed."""
        claimed = await self._in_store(lambda tx: tx.claim(BATCH, LEASE))
        await asyncio.gather(*(self._carry_out(effect) for effect in claimed))
        return len(claimed)

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), self._idle)
        except TimeoutError:
            return

    async def _carry_out(self, claimed: ClaimedEffect) -> None:
        try:
            sent = await asyncio.wait_for(self._transport(claimed), TRANSPORT_TIMEOUT)
        except DeliveryError as error:
            await self._failed(claimed, error)
        except TimeoutError:
            await self._failed(claimed, DeliveryError("no answer in time"))
        except Exception as error:  # the outermost loop: one poison effect must not stop the rest
            log.error("effect_broke", kind=claimed.kind, error=type(error).__name__, exc_info=error)
            await self._failed(claimed, DeliveryError(type(error).__name__))
        else:
            await self._in_store(lambda tx: tx.settle(claimed, sent.ref, sent.sha256))

    async def _failed(self, claimed: ClaimedEffect, error: DeliveryError) -> None:
        log.warning("effect_failed", kind=claimed.kind, attempts=claimed.attempts, permanent=error.permanent)
        if error.permanent:
            await self._in_store(lambda tx: give_up(tx, claimed, str(error)))
        else:
            pause = backoff(claimed.attempts, error.retry_after)
            await self._in_store(lambda tx: tx.retry(claimed, pause, str(error)))

    async def _in_store(self, work: Callable[[Transaction], T]) -> T:
        return await anyio.to_thread.run_sync(lambda: self._store.write(work))


def backoff(attempts: int, retry_after: float | None) -> timedelta:
    """How long to wait before the next try: what the other side asked for, else 2, 4, 8 … seconds to five minutes."""
    if retry_after is not None:
        return timedelta(seconds=max(retry_after, 1.0))
    return min(timedelta(seconds=2 ** min(attempts, 10)), LONGEST_PAUSE)


def give_up(tx: Transaction, claimed: ClaimedEffect, why: str) -> None:
    """Mark it failed and tell the DPO, once for each kind of thing and stream."""
    dpo = team_of(tx.events(STREAM)).dpo
    if tx.fail(claimed, why) and dpo and claimed.kind != "failure_note":
        key = f"failure_note:{claimed.stream}:{claimed.kind}"
        args = {"user": dpo, "failed": claimed.kind}
        tx.enqueue([Effect(kind="failure_note", key=key, lane=f"dm:{dpo}", stream=claimed.stream, args=args)])
