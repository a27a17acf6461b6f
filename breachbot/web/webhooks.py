"""`POST /hooks/sentry`: verify the raw bytes, seal, commit, answer.

Sentry gives one second and tries an internal integration's hook once, so nothing else happens before the answer. A
plain ASGI function: this is the one path where every microsecond is on the sender's clock.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from starlette.types import Receive, Scope, Send

from breachbot.intake.signature import verify
from breachbot.usecases.ports import NewDelivery, QueueFull, StoreUnavailable
from breachbot.web.body import LAST, LATER, PATIENCE, HungUp, TooLarge, TurnedAway, answer, read_body
from breachbot.web.room import NoRoom, Room

SAMPLE = b'{"breachbot":"doctor"}'
"""What `breachbot doctor` sends to see whether the secret fits. It can be no alert, so it is not stored."""


@dataclass(frozen=True)
class SentryHook:
    """The hook as an ASGI application.

    secrets: the active ones, newest first. accept: stores a delivery and returns once it is on disk. count: counts an
    answer by its reason. oversize: notes, at most now and then, that an alert was too large. room: shared with
    whatever else reads bodies. patience: in seconds.
    """

    secrets: Sequence[str]
    accept: Callable[[NewDelivery], Awaitable[None]]
    now: Callable[[], datetime]
    count: Callable[[str], None]
    oversize: Callable[[], Awaitable[None]]
    room: Room = field(default_factory=Room)
    patience: float = PATIENCE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            return await answer(send, 405, "only_post", [(b"allow", b"POST")])
        headers = {name: value for name, value in scope["headers"]}
        try:
            body = await read_body(scope, receive, self.room, self.patience)
        except TooLarge:
            self.count("too_large")
            await answer(send, 413, "too_large", LAST)
            return await self.oversize()
        except TimeoutError:
            self.count("too_slow")
            return await answer(send, 408, "too_slow", LAST)
        except NoRoom:
            self.count("no_room")
            return await answer(send, 503, "busy", [*LAST, *LATER])
        except HungUp:
            return self.count("hung_up")
        except TurnedAway:
            return None
        signature = headers.get(b"sentry-hook-signature")
        if not verify(body, signature.decode("latin-1") if signature is not None else None, self.secrets):
            self.count("bad_signature")
            return await answer(send, 401, "bad_signature")
        if body == SAMPLE:
            return await answer(send, 200, "sample")
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
            return await answer(send, 503, "busy", [(b"retry-after", b"1")])
        except StoreUnavailable:
            self.count("store_unavailable")
            return await answer(send, 503, "cannot_store", [(b"retry-after", b"5")])
        self.count("accepted")
        return await answer(send, 200, "stored")
