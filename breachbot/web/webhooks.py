"""`POST /hooks/<source>`: verify the raw bytes, seal, commit, answer. `GET` answers a sender that asks who we are.

Sentry gives one second and tries an internal integration's hook once, so nothing else happens before the answer. A
plain ASGI function: this is the one path where every microsecond is on the sender's clock.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.types import Receive, Scope, Send

from breachbot.intake.passing import Passing
from breachbot.intake.registry import SOURCES
from breachbot.intake.source import Body, Given, Request, Source, nothing
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.store import QueueFull, StoreUnavailable
from breachbot.web.attempts import Attempts
from breachbot.web.body import (
    LAST,
    LATER,
    PATIENCE,
    HungUp,
    TooLarge,
    TurnedAway,
    answer,
    answer_json,
    read_or_pass,
)
from breachbot.web.fetch import Unreachable
from breachbot.web.keys import Keys
from breachbot.web.room import NoRoom, Room

SAMPLE = b'{"breachbot":"doctor"}'
"""What `breachbot doctor` sends to see whether the secret fits. It can be no alert, so it is not stored."""


PATH = "/hooks/"
PLAIN = [(b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store")]
"""Of an answer that repeats what was asked: it is JSON and nothing else, for this once."""


@dataclass(frozen=True)
class Hooks:
    """The hooks of all sources as an ASGI application.

    settings: those of each source that are set; without any it takes nothing. accept: stores a delivery and returns
    once it is on disk. count: counts an answer by its reason; the source is None if there is no such. room: shared with
    whatever else reads bodies. patience: in seconds. sources: every source there is, by name. keys: those of senders
    who sign with one of their own.
    """

    settings: Mapping[str, Given]
    accept: Callable[[NewDelivery], Awaitable[None]]
    now: Callable[[], datetime]
    count: Callable[[Source | None, str], None]
    room: Room = field(default_factory=Room)
    patience: float = PATIENCE
    sources: Mapping[str, Source] = field(default_factory=lambda: SOURCES)
    keys: Keys = field(default_factory=Keys)
    attempts: Attempts = field(default_factory=Attempts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.monotonic()
        source = self.sources.get(scope["path"].removeprefix(PATH))
        if source is None:
            self.count(None, "unknown_source")
            return await answer(send, 404, "unknown_source", LAST)
        if scope["method"] != "POST":
            return await self._greet(source, scope, send)
        body = await self._body(source, scope, receive, send)
        if body is not None:
            await self._take(source, scope, body, send, began)
        return None

    async def _body(self, source: Source, scope: Scope, receive: Receive, send: Send) -> Body | None:
        """The whole body, or what has passed by of it; None if the sender was turned away."""

        async def begin() -> Passing:
            passing = Passing()
            with suppress(Unreachable):
                await self._authentic(source, Request(_headers(scope), passing, self.now()))
            return passing

        try:
            return await read_or_pass(scope, receive, self.room, self.patience, begin)
        except TooLarge:
            self.count(source, "too_large")
            await answer(send, 413, "too_large", LAST)
        except TimeoutError:
            self.count(source, "too_slow")
            await answer(send, 408, "too_slow", LAST)
        except NoRoom:
            self.count(source, "no_room")
            await answer(send, 503, "busy", [*LAST, *LATER])
        except HungUp:
            self.count(source, "hung_up")
        except TurnedAway:
            pass
        return None

    async def _take(self, source: Source, scope: Scope, body: Body, send: Send, began: float) -> None:
        request = Request(_headers(scope), body, self.now())
        try:
            authentic = await self._authentic(source, request)
        except Unreachable:
            self.count(source, "no_key")
            return await answer(send, 503, "no_key", [(b"retry-after", b"60")])
        if not authentic:
            return await self._refuse(source, scope, send)
        if body == SAMPLE:
            return await answer(send, 200, "sample")
        if await self._store(source, request, send) and _late(source, began):
            self.count(source, "late")
        return None

    async def _refuse(self, source: Source, scope: Scope, send: Send) -> None:
        """Whoever fails again and again has to make a new connection for each try."""
        address, _ = scope.get("client") or ("", 0)
        if self.attempts.too_many(address):
            self.count(source, "too_many_attempts")
            return await answer(send, 429, "too_many_attempts", [*LAST, (b"retry-after", b"60")])
        self.count(source, "bad_signature")
        return await answer(send, 401, "bad_signature")

    async def _greet(self, source: Source, scope: Scope, send: Send) -> None:
        """Answer a sender that asks whether the hook is ours; nothing is read or kept of it."""
        asked, given = Request(_headers(scope), b"", self.now()), self.settings.get(source.name, {})
        if scope["method"] == "GET" and (greeting := source.greet(asked, given)) is not None:
            return await answer_json(send, 200, greeting, PLAIN)
        if scope["method"] == "OPTIONS" and (admitted := source.admit(asked, given)) is not None:
            headers = [(name.encode(), value.encode()) for name, value in admitted.items()]
            return await answer(send, 200, "welcome", [*headers, *PLAIN])
        return await answer(send, 405, "only_post", [(b"allow", b"POST")])

    async def _authentic(self, source: Source, request: Request) -> bool:
        """Whether the sender is who it says; if so, it was told that we are there. Raises Unreachable."""
        given = self.settings.get(source.name, {})
        if source.key is not nothing:
            request = replace(request, keys=self.keys.held)
            if url := source.key(request, given):
                await self.keys.fetch(url)
                request = replace(request, keys=self.keys.held)
        if not source.authenticate(request, given):
            return False
        if url := source.confirm(request, given):
            await self.keys.call(url)
        return True

    async def _store(self, source: Source, request: Request, send: Send) -> bool:
        """Whether it was stored and answered so."""
        headers, body = source.kept(request.headers), request.body
        if isinstance(body, Passing):
            headers, body = headers | body.note(), b""
        try:
            await self.accept(NewDelivery(source.name, request.at, headers, body))
        except QueueFull:
            self.count(source, "queue_full")
            await answer(send, 503, "busy", [(b"retry-after", b"1")])
            return False
        except StoreUnavailable:
            self.count(source, "store_unavailable")
            await answer(send, 503, "cannot_store", [(b"retry-after", b"5")])
            return False
        self.count(source, "accepted")
        await answer(send, 200, "stored")
        return True


def _late(source: Source, began: float) -> bool:
    """Whether the sender has given up on the answer by now."""
    return source.manners.waits is not None and time.monotonic() - began > source.manners.waits


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
