"""`POST /hooks/sentry`: verify the raw bytes, seal, commit, answer.

Sentry gives one second and tries an internal integration's hook once, so nothing else happens before the answer. A
plain ASGI function: this is the one path where every microsecond is on the sender's clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.types import Receive, Scope, Send

from breachbot.intake.signature import verify
from breachbot.usecases.ports import NewDelivery, QueueFull, StoreUnavailable

LARGEST_BODY = 1024 * 1024
"""Bytes. Sentry's own limit for an event lies near it; a larger body is a mistake or an attack."""
PATIENCE = 10.0
"""Seconds that a body may take to arrive. Sentry itself gives up after one."""
SAMPLE = b'{"breachbot":"doctor"}'
"""What `breachbot doctor` sends to see whether the secret fits. It can be no alert, so it is not stored."""
LAST = [(b"connection", b"close")]
"""The rest of the body is not read, so nothing else can follow on this connection."""


class TooLarge(Exception):
    """The body is over the limit; the rest of it is not read."""


class HungUp(Exception):
    """The sender went away before the body was whole: there is nobody to answer."""


@dataclass(frozen=True)
class SentryHook:
    """The hook as an ASGI application.

    secrets: the active ones, newest first. accept: stores a delivery and returns once it is on disk. count: counts an
    answer by its reason. oversize: notes, at most now and then, that an alert was too large. patience: in seconds.
    """

    secrets: Sequence[str]
    accept: Callable[[NewDelivery], Awaitable[None]]
    now: Callable[[], datetime]
    count: Callable[[str], None]
    oversize: Callable[[], Awaitable[None]]
    patience: float = PATIENCE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            return await _answer(send, 405, "only_post", [(b"allow", b"POST")])
        headers = {name: value for name, value in scope["headers"]}
        try:
            async with asyncio.timeout(self.patience):
                body = await _body(receive, headers)
        except TooLarge:
            self.count("too_large")
            await _answer(send, 413, "too_large", LAST)
            return await self.oversize()
        except TimeoutError:
            self.count("too_slow")
            return await _answer(send, 408, "too_slow", LAST)
        except HungUp:
            return self.count("hung_up")
        signature = headers.get(b"sentry-hook-signature")
        if not verify(body, signature.decode("latin-1") if signature is not None else None, self.secrets):
            self.count("bad_signature")
            return await _answer(send, 401, "bad_signature")
        if body == SAMPLE:
            return await _answer(send, 200, "sample")
        return await self._store(headers, body, send)

    async def _store(self, headers: dict[bytes, bytes], body: bytes, send: Send) -> None:
        kept = {
            name: headers[key].decode("latin-1")[:200]
            for name, key in (("resource", b"sentry-hook-resource"), ("request_id", b"request-id"))
            if key in headers
        }
        try:
            await self.accept(NewDelivery(source="sentry", received_at=self.now(), headers=kept, body=body))
        except QueueFull:
            self.count("queue_full")
            return await _answer(send, 503, "busy", [(b"retry-after", b"1")])
        except StoreUnavailable:
            self.count("store_unavailable")
            return await _answer(send, 503, "cannot_store", [(b"retry-after", b"5")])
        self.count("accepted")
        return await _answer(send, 200, "stored")


async def _body(receive: Receive, headers: dict[bytes, bytes]) -> bytes:
    """The whole body. Raises TooLarge as soon as more than the limit is announced or has arrived, and HungUp."""
    announced = headers.get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > LARGEST_BODY:
        raise TooLarge
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HungUp
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST_BODY:
            raise TooLarge
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


async def _answer(send: Send, status: int, word: str, headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
    body = b'{"result":"%s"}' % word.encode()
    fixed = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*fixed, *headers]})
    await send({"type": "http.response.body", "body": body})
