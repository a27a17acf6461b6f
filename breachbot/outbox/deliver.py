"""The loop that empties the outbox.

At least once: a crash between the answer of the other side and our record of it repeats that one message. Lanes keep
their order, so one that waits for Slack holds up nothing but itself.

One exception to the order: an effect that always fails steps aside after a few tries (`patience`). It stays waiting and
is tried for ever, but the others of its lane pass, in their order, and somebody is told. That is done only while the
other side can be reached at all, before and after the try (`reachable`): in an outage every message fails and nothing
is wrong with any of them, so all keep their places, nobody is told of each, and everything goes out in order later.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import anyio
import anyio.to_thread
import structlog

from breachbot.errors import DeliveryError
from breachbot.incident.effect import EffectKind
from breachbot.outbox.failures import give_up, put_off
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import Store, Transaction

log = structlog.get_logger("breachbot.outbox")

LEASE = timedelta(seconds=60)
"""Longer than any transport waits for an answer."""
TRANSPORT_TIMEOUT = 20.0
"""Seconds that one attempt may take."""
PLACES = 20
"""Effects on their way at the same time. One that hangs keeps its place, and nobody else waits for it."""
MOST_FAULTS = 8
"""After so many tries, about four minutes, an effect that always fails steps aside."""
MOST_TO_A_PERSON = 5
"""The same for what goes to a person directly, where reminders may wait behind it: about half a minute."""
MOST_UNREPAIRED = 3
"""The same for what somebody has to repair first: about ten minutes. They were told at the first."""
LONGEST_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True)
class Sent:
    """What the other side answered: where the thing now is, and the hash of what was sent (both may be empty).

    also: the keys of others that wait in the same lane, and went out with it.
    """

    ref: str = ""
    sha256: str = ""
    also: tuple[str, ...] = ()


T = TypeVar("T")
Transport = Callable[[ClaimedEffect], Awaitable[Sent]]
Probe = Callable[[], Awaitable[bool]]


async def always() -> bool:
    """For another side that need not be asked whether it is there."""
    return True


class Outbox:
    """Claims effects, hands each to `transport`, and records what came of it.

    reachable: whether the other side answers anything at all now, so that a failure is the message's own. kinds: only
    these go out, and the others wait as they are; None: all.
    """

    def __init__(
        self,
        store: Store,
        transport: Transport,
        *,
        reachable: Probe = always,
        idle: float = 1.0,
        kinds: Collection[EffectKind] | None = None,
    ) -> None:
        self._store, self._transport, self._reachable, self._idle = store, transport, reachable, idle
        self.kinds = kinds
        self._woken = asyncio.Event()
        self._on_their_way: set[asyncio.Task[None]] = set()
        self._to_repair: set[str] = set()  # what the log has named already

    def wake(self) -> None:
        """Look now. Call it from the event loop's thread."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled. Nothing that one effect does stops the others."""
        try:
            while True:
                self._woken.clear()
                if not await self._start():
                    await self._pause()
        finally:
            # What is on its way when the process is told to stop is finished and recorded, so it is not sent twice.
            with anyio.CancelScope(shield=True):
                await asyncio.gather(*self._on_their_way)

    async def _start(self) -> int:
        """Claim what is due while there are free places, and begin with it; gives how many were claimed."""
        free = PLACES - len(self._on_their_way)
        if not free:
            return 0
        try:
            with anyio.CancelScope(shield=True):
                claimed = await self._in_store(lambda tx: tx.claim(free, LEASE, self.kinds))
        except (
            Exception
        ) as error:  # the outermost loop: what cannot be claimed now is still there in a second
            log.error("outbox_stalled", kind=type(error).__name__, exc_info=error)
            return 0
        for effect in claimed:
            task = asyncio.create_task(self._work_on(effect))
            self._on_their_way.add(task)
            task.add_done_callback(self._is_done)
        return len(claimed)

    def _is_done(self, task: asyncio.Task[None]) -> None:
        self._on_their_way.discard(task)
        self.wake()  # the next of its lane may go

    async def _pause(self) -> None:
        # Not `wait_for`: before Python 3.12 it loses a cancellation that comes together with the wake.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._idle):
                await self._woken.wait()

    async def _work_on(self, claimed: ClaimedEffect) -> None:
        try:
            await self._carry_out(claimed)
        except Exception as error:  # its lease runs out, and it is tried again
            log.error("effect_not_recorded", kind=claimed.kind, exc_info=error)

    async def _carry_out(self, claimed: ClaimedEffect) -> None:
        # Asked before the try too: an outage may end between a failure in it and the question afterwards.
        may_step_aside = claimed.attempts >= MOST_UNREPAIRED and await self._reachable()
        try:
            async with asyncio.timeout(TRANSPORT_TIMEOUT):
                sent = await self._transport(claimed)
        except DeliveryError as error:
            await self._failed(claimed, error, may_step_aside)
        except TimeoutError:
            await self._failed(claimed, DeliveryError("no answer in time"), may_step_aside)
        except Exception as error:  # a fault of ours: it must not hold up the rest, nor its lane for ever
            log.error("effect_broke", kind=claimed.kind, error=type(error).__name__, exc_info=error)
            await self._failed(claimed, DeliveryError(type(error).__name__), may_step_aside)
        else:
            await self._in_store(lambda tx: tx.settle(claimed, sent.ref, sent.sha256, sent.also))

    async def _failed(self, claimed: ClaimedEffect, error: DeliveryError, may_step_aside: bool) -> None:
        log.warning("effect_failed", kind=claimed.kind, attempts=claimed.attempts, permanent=error.permanent)
        if error.repair and error.repair not in self._to_repair:
            self._to_repair.add(error.repair)
            log.error("needs_repair, run breachbot doctor", code=error.repair, kind=claimed.kind)
        if error.permanent:
            await self._in_store(lambda tx: give_up(tx, claimed, error))
        else:
            pause = backoff(claimed.attempts, error.retry_after)
            tried_enough = may_step_aside and claimed.attempts >= patience(claimed, error)
            aside = claimed.aside or (tried_enough and await self._reachable())
            await self._in_store(lambda tx: put_off(tx, claimed, pause, error, aside=aside))

    async def _in_store(self, work: Callable[[Transaction], T]) -> T:
        return await anyio.to_thread.run_sync(lambda: self._store.write(work))


def patience(claimed: ClaimedEffect, error: DeliveryError) -> int:
    """How many tries it has before it steps aside."""
    if error.repair:
        return MOST_UNREPAIRED
    return MOST_TO_A_PERSON if claimed.lane.startswith("dm:") else MOST_FAULTS


def backoff(attempts: int, retry_after: float | None) -> timedelta:
    """How long to wait before the next try: what the other side asked for, else 2, 4, 8 … seconds to five minutes."""
    if retry_after is not None:
        return timedelta(seconds=max(retry_after, 1.0))
    return min(timedelta(seconds=2 ** min(attempts, 10)), LONGEST_PAUSE)
