"""What a source needs from the network to know its sender: public keys, and one call that begins a subscription.

The addresses come from the source, which allows only those of its platform. Here they are fetched by https alone,
without redirects, proxies or cookies, within seconds and a size, and seldom: whoever sends nonsense in the name of a
platform must not make breachbot a burden on it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from breachbot.web.fetch import Answer, Unreachable, get, system

if TYPE_CHECKING:
    from aiohttp import BaseConnector

LARGEST = 64 * 1024
"""Bytes of a key, or of what a call answers."""
WITHIN = 5.0
"""Seconds for a whole exchange."""
HELD_FOR = 24 * 3600.0
"""Seconds after which a key is fetched again: its platform may have withdrawn it."""
NOT_AGAIN = 60.0
"""Seconds before the same address is fetched again, whatever came of it."""
MOST_HELD = 32
MOST_A_MINUTE = 10


@dataclass
class Keys:
    """The keys that this process holds. connector: makes the connections. clock: monotonic seconds. within: seconds.

    An address that was silent a moment ago is not asked again at once, and whoever needs it is told to come later.
    """

    connector: Callable[[], BaseConnector] = system
    clock: Callable[[], float] = time.monotonic
    within: float = WITHIN
    _held: dict[str, tuple[bytes, float]] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _silent: set[str] = field(default_factory=set)
    _fetching: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def held(self) -> Mapping[str, bytes]:
        """What lies at the addresses that were fetched and are not too old."""
        now = self.clock()
        return {url: body for url, (body, at) in self._held.items() if now - at < HELD_FOR}

    async def fetch(self, url: str) -> None:
        """Hold what lies at an address; nothing, if there is nothing there. Raises Unreachable."""
        async with self._fetching:
            if self._may_ask(url):
                self._silent.add(url)
                status, body, _ = await self._get(url)
                if status == 200:
                    self._hold(url, body)
                if status < 500 and status not in (408, 429):
                    self._silent.discard(url)
            if url in self._silent:
                raise Unreachable

    async def call(self, url: str) -> None:
        """Call an address. Raises Unreachable unless it answers 200."""
        async with self._fetching:
            status, *_ = await self._get(url)
        if status != 200:
            raise Unreachable

    def _may_ask(self, url: str) -> bool:
        """Whether to ask an address now. Raises Unreachable where too many others were asked in the last minute."""
        now = self.clock()
        self._asked = {known: at for known, at in self._asked.items() if now - at < NOT_AGAIN}
        self._silent &= self._asked.keys()
        if url in self._asked:
            return False
        if len(self._asked) >= MOST_A_MINUTE:
            raise Unreachable
        self._asked[url] = now
        return True

    def _hold(self, url: str, body: bytes) -> None:
        self._held.pop(url, None)
        self._held[url] = (body, self.clock())
        while len(self._held) > MOST_HELD:
            del self._held[next(iter(self._held))]

    async def _get(self, url: str) -> Answer:
        return await get(url, connector=self.connector, within=self.within, largest=LARGEST)
