"""Asks senders what they know, and takes in what never reached the hook: after an outage, or where none is sent.

Each is asked now and then, and at once when a gap is over in which its requests were refused.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import anyio.to_thread
import structlog

from breachbot.intake.listing import Listing, Question, Window
from breachbot.intake.source import Given
from breachbot.usecases import reconcile
from breachbot.usecases.house import House
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.store import QueueFull, StoreUnavailable
from breachbot.web.fetch import Answer, Unreachable, get, system

if TYPE_CHECKING:
    from aiohttp import BaseConnector

log = structlog.get_logger("breachbot.reconcile")

EVERY = 300.0
"""Seconds between two questions to the same source."""
SOON = 15.0
"""Seconds until it is asked again for what a gap kept out, where that did not work or deliveries waited to be read."""
WITHIN = 20.0
"""Seconds for a page."""
LARGEST = 8 * 1024 * 1024
"""Bytes of a page."""
MOST_PAGES = 20


@dataclass(frozen=True)
class Reconciler:
    """given: the settings of each source that are set. accept: stores a delivery. connector: makes the connections."""

    house: House
    given: Mapping[str, Given]
    accept: Callable[[NewDelivery], Awaitable[None]]
    connector: Callable[[], BaseConnector] = system
    _gaps: set[str] = field(default_factory=set)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Ask now and then, and after each gap, until cancelled."""
        while True:
            for name, source in self.house.sources.items():
                if source.listing and self.given.get(name):
                    await self._catch_up(name, source.listing)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SOON if self._gaps else EVERY):
                    await self._woken.wait()
            self._woken.clear()

    def gap_over(self, name: str) -> None:
        """Requests of a source were refused, and are taken again: ask it at once. Call it in the running loop."""
        if self.house.sources[name].listing and self.given.get(name):
            self._gaps.add(name)
            self._woken.set()

    async def _catch_up(self, name: str, listing: Listing) -> None:
        try:
            while await self.once(name, listing) is not None:
                pass
            if name in self._gaps:
                await self.close_gap(name, listing)
        except (Unreachable, StoreUnavailable, QueueFull) as error:  # the next time asks for the same window
            log.warning("not_reconciled", kind=name, error=type(error).__name__)
        except Exception as error:  # the outermost loop
            log.error("not_reconciled", kind=name, exc_info=error)

    async def once(self, name: str, listing: Listing) -> int | None:
        """Take in what is missing of one window; gives how many that was, or None where there is nothing to ask.
        Raises Unreachable, StoreUnavailable and QueueFull."""
        window = await anyio.to_thread.run_sync(reconcile.window, self.house, name)
        return await self._take_in(name, listing, window, window.until) if window else None

    async def close_gap(self, name: str, listing: Listing) -> int | None:
        """The same for everything up to this moment; None also while deliveries wait to be read."""
        window = await anyio.to_thread.run_sync(reconcile.rest, self.house, name)
        if window is None:
            return None
        taken = await self._take_in(name, listing, window, None)
        self._gaps.discard(name)
        return taken

    async def _take_in(
        self, name: str, listing: Listing, window: Window, until: datetime | None
    ) -> int | None:
        question = listing.question(self.given[name], window)
        if question is None:
            return None
        bodies = await self._bodies(name, listing, question, window)
        new = await anyio.to_thread.run_sync(reconcile.missing, self.house, name, bodies)
        for delivery in new:
            await self.accept(delivery)
        await anyio.to_thread.run_sync(reconcile.asked, self.house, name, until, len(new))
        if new:
            log.warning("alerts_had_not_arrived", kind=name, count=len(new))
        return len(new)

    async def _bodies(self, name: str, listing: Listing, question: Question, window: Window) -> list[bytes]:
        found: list[bytes] = []
        asked = dict(question.asked)
        for _ in range(MOST_PAGES):
            answer = await self._page(question, asked)
            page = listing.bodies(answer.body, window) if answer.status == 200 else None
            if page is None:
                raise Unreachable
            found += page
            if answer.following is None:
                return found
            asked["cursor"] = answer.following
        log.error("more_than_can_be_reconciled", kind=name, count=len(found))
        return found

    async def _page(self, question: Question, asked: Mapping[str, str]) -> Answer:
        return await get(
            question.url,
            connector=self.connector,
            within=WITHIN,
            largest=LARGEST,
            asked=asked,
            headers=question.headers,
        )
