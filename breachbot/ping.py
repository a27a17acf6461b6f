"""A sign of life to somebody outside, who tells people when it stops: breachbot cannot say itself that it is gone.

A GET of the address in the settings after each good tick, at most once a minute. healthchecks.io, a check-in of Sentry
Crons or any other watcher that takes a request will do.
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from pydantic import SecretStr

from breachbot.rounds import Rounds

log = structlog.get_logger("breachbot.ping")

EVERY = 60.0
"""Seconds between two of them."""
PATIENCE = 10.0
"""Seconds for the whole request."""


@dataclass
class Ping:
    """Asks the address as long as ticks go well."""

    url: SecretStr
    rounds: Rounds
    _tick: float | None = None

    async def work(self) -> None:
        """Ask once, unless no tick has gone well since the last time. What fails is tried with the next tick."""
        from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar

        tick = self.rounds.last_tick
        if tick is None or tick == self._tick:
            return
        jar, within = DummyCookieJar(), ClientTimeout(total=PATIENCE)
        try:
            async with (
                ClientSession(cookie_jar=jar, timeout=within) as session,
                session.get(self.url.get_secret_value(), allow_redirects=False) as answer,
            ):
                status = answer.status
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            log.warning("ping_failed", kind=type(error).__name__)
            return
        if 200 <= status < 300:
            self._tick = tick
        else:
            log.warning("ping_failed", status=status)
