"""The end of a connection: the last answer, and whatever its sender still sends.

Many senders write all before they read, and the kernel throws an answer away if we hang up while something of theirs is
unread. So that is thrown away instead, within bounds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from breachbot.web.limits import Limits

SILENCE = 1.0
"""Seconds without a byte after which a connection is closed whose last answer was given."""


class Reply:
    """What uvicorn writes an answer to; `end` is called instead of hanging up after the last one."""

    def __init__(self, transport: asyncio.Transport, end: Callable[[], None]) -> None:
        self.write, self.is_closing, self.close = transport.write, transport.is_closing, end


class Leave:
    """A connection whose last answer was given. now: in seconds of the loop's clock, as everywhere here."""

    def __init__(self, transport: asyncio.Transport, limits: Limits, now: float) -> None:
        transport.write_eof()
        self._transport, self._left = transport, limits.leftover
        self._quiet_by, self._gone_by = now + SILENCE, now + limits.linger

    def throw_away(self, size: int, now: float) -> None:
        """Something came; hang up if it was too much."""
        self._left -= size
        self._quiet_by = now + SILENCE
        if self._left < 0:
            self._transport.close()

    def check(self, now: float) -> None:
        """Hang up if nothing has come for a while, or if it has taken too long."""
        if now >= min(self._quiet_by, self._gone_by):
            self._transport.close()
