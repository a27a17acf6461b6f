"""`POST /hooks/<source>`: verify the raw bytes, seal, commit, answer.

Sentry gives one second and tries an internal integration's hook once, so nothing else happens before the answer. A
plain ASGI function: this is the one path where every microsecond is on the sender's clock.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from starlette.types import Receive, Scope, Send

from breachbot.intake.registry import SOURCES
from breachbot.intake.source import Given, Request, Source
from breachbot.usecases.ports import NewDelivery, QueueFull, StoreUnavailable
from breachbot.web.body import LAST, LATER, PATIENCE, HungUp, TooLarge, TurnedAway, answer, read_body
from breachbot.web.room import NoRoom, Room

SAMPLE = b'{"breachbot":"doctor"}'
"""What `breachbot doctor` sends to see whether the secret fits. It can be no alert, so it is not stored."""


PATH = "/hooks/"


@dataclass(frozen=True)
class Hooks:
    """The hooks of all sources as an ASGI application.

    settings: those of each source that are set; without any it takes nothing. accept: stores a delivery and returns
    once it is on disk. count: counts an answer by its reason; the source is None if there is no such. oversize:
    notes, at most now and then, that an alert was too large for a source. room: shared with whatever else reads
    bodies. patience: in seconds.
    """

    settings: Mapping[str, Given]
    accept: Callable[[NewDelivery], Awaitable[None]]
    now: Callable[[], datetime]
    count: Callable[[Source | None, str], None]
    oversize: Callable[[Source], Awaitable[None]]
    room: Room = field(default_factory=Room)
    patience: float = PATIENCE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        source = SOURCES.get(scope["path"].removeprefix(PATH))
        if source is None:
            self.count(None, "unknown_source")
            return await answer(send, 404, "unknown_source", LAST)
        if scope["method"] != "POST":
            return await answer(send, 405, "only_post", [(b"allow", b"POST")])
        try:
            body = await read_body(scope, receive, self.room, self.patience)
        except TooLarge:
            self.count(source, "too_large")
            await answer(send, 413, "too_large", LAST)
            return await self.oversize(source)
        except TimeoutError:
            self.count(source, "too_slow")
            return await answer(send, 408, "too_slow", LAST)
        except NoRoom:
            self.count(source, "no_room")
            return await answer(send, 503, "busy", [*LAST, *LATER])
        except HungUp:
            return self.count(source, "hung_up")
        except TurnedAway:
            return None
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        request = Request(headers, body, self.now())
        if not source.authenticate(request, self.settings.get(source.name, {})):
            self.count(source, "bad_signature")
            return await answer(send, 401, "bad_signature")
        if body == SAMPLE:
            return await answer(send, 200, "sample")
        return await self._store(source, request, send)

    async def _store(self, source: Source, request: Request, send: Send) -> None:
        kept = {
            name: request.headers[key][:200] for name, key in source.keeps.items() if key in request.headers
        }
        try:
            await self.accept(NewDelivery(source.name, request.at, kept, request.body))
        except QueueFull:
            self.count(source, "queue_full")
            return await answer(send, 503, "busy", [(b"retry-after", b"1")])
        except StoreUnavailable:
            self.count(source, "store_unavailable")
            return await answer(send, 503, "cannot_store", [(b"retry-after", b"5")])
        self.count(source, "accepted")
        return await answer(send, 200, "stored")
