"""One signed POST to an address in the settings: reminders to a pager, the security page to what shows it elsewhere.

The signature is `v1=` and the HMAC-SHA256, in hex, over the time in `Breachbot-Timestamp` (Unix seconds), a full stop
and the body.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import SecretStr

from breachbot.errors import DeliveryError

if TYPE_CHECKING:
    from aiohttp import StreamReader

PATIENCE = 8.0
"""Seconds for the whole request."""
LONGEST_PAUSE = 300.0
"""Seconds that the other side may ask us to wait: what is due does not wait for an hour."""


@dataclass(frozen=True)
class Answer:
    """What came back. `body`: as far as it was asked for. `pause`: the seconds that the other side asked us to wait,
    if it did."""

    status: int
    body: bytes
    pause: float | None

    def require(self, wrong: frozenset[int]) -> None:
        """Raise DeliveryError unless it is 2xx; a permanent one if the answer says that the message is `wrong`."""
        if not 200 <= self.status < 300:
            permanent = self.status in wrong
            raise DeliveryError(f"web hook: HTTP {self.status}", permanent=permanent, retry_after=self.pause)


def signed(secret: SecretStr, body: bytes) -> dict[str, str]:
    """The headers of a JSON body with its signature."""
    at, key = str(int(time.time())), secret.get_secret_value().encode()
    signature = hmac.digest(key, f"{at}.".encode() + body, hashlib.sha256).hex()
    return {
        "Content-Type": "application/json",
        "Breachbot-Timestamp": at,
        "Breachbot-Signature": f"v1={signature}",
    }


async def post(url: SecretStr, body: bytes, headers: Mapping[str, str], *, most: int = 0) -> Answer:
    """One POST without redirects, proxies or cookies; `most`: how many bytes of what the answer holds are read. Raises
    DeliveryError, which names no address."""
    from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar

    jar, within = DummyCookieJar(), ClientTimeout(total=PATIENCE)
    try:
        async with (
            ClientSession(cookie_jar=jar, timeout=within) as session,
            session.post(url.get_secret_value(), data=body, headers=headers, allow_redirects=False) as answer,
        ):
            pause = _seconds(answer.headers.get("Retry-After"))
            return Answer(answer.status, await _at_most(most, answer.content) if most else b"", pause)
    except (ClientError, OSError, TimeoutError, ValueError) as error:
        raise DeliveryError(f"web hook: {type(error).__name__}") from None


async def _at_most(most: int, content: StreamReader) -> bytes:
    found = bytearray()
    async for part in content.iter_any():
        found += part
        if len(found) > most:
            raise DeliveryError("web hook: its answer is too long")
    return bytes(found)


def _seconds(given: str | None) -> float | None:
    readable = given is not None and given.isascii() and given.isdigit() and len(given) < 9
    return min(float(given or 0), LONGEST_PAUSE) if readable else None
