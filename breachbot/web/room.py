"""How much memory the bodies may take that are still arriving, over all connections."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

SMALL = 64 * 1024
"""Bytes that every body may hold without asking, so that no large ones can keep small ones out."""
LARGE_TOGETHER = 16 * 1024 * 1024
"""Bytes that all large bodies may come to beyond that."""
GRACE = 1.0
"""Seconds that a large body may hold its place while others wait. Sentry itself gives up by then."""


class NoRoom(Exception):
    """Others need the memory that this body holds or waits for."""


@dataclass(eq=False)
class Arriving:
    """A body that is not whole yet. time: ends the wait for it."""

    time: asyncio.Timeout
    largest: int
    place: int = 0
    since: float = 0
    waits: bool = False
    gave_way: bool = False


class Room:
    """A place for each large body that is arriving, as large as the body may become.

    While there is none, what comes stays with its sender. Whoever came last gets the next place, and whoever has had
    one for too long gives it up: slow senders, however many, cannot keep out one that is fast.
    """

    def __init__(self, most: int = LARGE_TOGETHER, grace: float = GRACE) -> None:
        self._left, self._grace = most, grace
        self._inside: dict[Arriving, None] = {}
        self._turns: list[asyncio.Event] = []

    async def hold(self, body: Arriving, size: int) -> None:
        """Let a body hold so many bytes. Raises NoRoom if it has given way."""
        if body.gave_way:
            raise NoRoom
        if size > SMALL and not body.place:
            body.waits = True
            await self._enter(body)
            body.waits = False

    def leave(self, body: Arriving) -> None:
        """Give back the place that a body has, if it has one."""
        if self._inside.pop(body, body) is None:
            self._left += body.place
            self._wake()

    async def _enter(self, body: Arriving) -> None:
        turn = asyncio.Event()
        self._turns.append(turn)
        try:
            while self._turns[-1] is not turn or not self._found(body):
                turn.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._grace if self._turns[-1] is turn else None):
                        await turn.wait()
        finally:
            self._turns.remove(turn)
            self._wake()

    def _found(self, body: Arriving) -> bool:
        body.place, body.since = body.largest - SMALL, asyncio.get_running_loop().time()
        for other in list(self._inside):
            if self._left >= body.place or body.since - other.since < self._grace:
                break
            self._give_way(other)
        if self._left < body.place:
            return False
        self._left -= body.place
        self._inside[body] = None
        return True

    def _give_way(self, body: Arriving) -> None:
        self.leave(body)
        body.gave_way = True
        if not body.time.expired():
            body.time.reschedule(0)

    def _wake(self) -> None:
        if self._turns:
            self._turns[-1].set()
