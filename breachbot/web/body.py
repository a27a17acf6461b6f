"""How much of a body is read, and for how long: the same bound on every route, before anybody is asked who sent it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from breachbot.intake.passing import Passing
from breachbot.web.room import Arriving, NoRoom, Room

LARGEST_BODY = 1024 * 1024
"""Bytes that are kept. Sentry's own limit for an event lies near it, and Slack's requests stay far below."""
LARGEST_PASSING = 25 * LARGEST_BODY
"""Bytes of which the signature is still checked while they pass by; GitHub sends up to so many."""
PATIENCE = 10.0
"""Seconds that a body may take to arrive. Sentry itself gives up after one, Slack after three."""
LAST = [(b"connection", b"close")]
"""The rest of the body is not read, so nothing else can follow on this connection."""
LATER = [(b"retry-after", b"1")]


class TooLarge(Exception):
    """The body is over the limit; the rest of it is not read."""


class HungUp(Exception):
    """The sender went away before the body was whole: there is nobody to answer."""


class TurnedAway(Exception):
    """The door has refused the rest of the body, answered and counted it (`door.py`)."""


@dataclass(frozen=True)
class Bounded:
    """An application that sees a request only once its body has arrived, whole and within the bounds.

    count: counts what was refused by its reason. room: shared with whatever else reads bodies. patience: in seconds.
    """

    app: ASGIApp
    count: Callable[[str], None]
    room: Room = field(default_factory=Room)
    patience: float = PATIENCE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            body = await read_body(scope, receive, self.room, self.patience)
        except TooLarge:
            self.count("too_large")
            return await answer(send, 413, "too_large", LAST)
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
        return await self.app(scope, _handing_over(body, receive), send)


async def read_body(scope: Scope, receive: Receive, room: Room, patience: float) -> bytes:
    """The whole body. Raises TooLarge as soon as more is announced or has arrived, TimeoutError, NoRoom, HungUp and
    TurnedAway."""
    async with _arriving(scope, room, patience, LARGEST_BODY) as body:
        return b"".join([part async for part, _ in _parts(scope, receive, room, body, LARGEST_BODY)])


async def read_or_pass(
    scope: Scope, receive: Receive, room: Room, patience: float, begin: Callable[[], Awaitable[Passing]]
) -> bytes | Passing:
    """The whole body, or of one that is too large to be kept what passes by; `begin` gives who takes that in. Raises as
    `read_body` does."""
    async with _arriving(scope, room, patience, LARGEST_PASSING) as body:
        kept: list[bytes] = []
        passing: Passing | None = None
        async for part, size in _parts(scope, receive, room, body, LARGEST_PASSING):
            if passing is None and size > LARGEST_BODY:
                passing = await begin()
                passing.take(b"".join(kept))
                kept.clear()
            if passing is None:
                kept.append(part)
            else:
                passing.take(part)
    return b"".join(kept) if passing is None else passing


@asynccontextmanager
async def _arriving(scope: Scope, room: Room, patience: float, largest: int) -> AsyncIterator[Arriving]:
    """A body that has to be there in time, and gives its place back in the end."""
    announced = dict(scope["headers"]).get(b"content-length", b"")
    size = int(announced) if announced.isdigit() else LARGEST_BODY
    if size > largest:
        raise TooLarge
    body: Arriving | None = None
    try:
        async with asyncio.timeout(patience) as time:
            body = Arriving(time, min(size, LARGEST_BODY))
            yield body
    except TimeoutError:
        if body and (body.gave_way or body.waits):
            raise NoRoom from None
        raise
    finally:
        if body:
            room.leave(body)


async def _parts(
    scope: Scope, receive: Receive, room: Room, body: Arriving, largest: int
) -> AsyncIterator[tuple[bytes, int]]:
    """Each part as it arrives, with the size of all so far."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise TurnedAway if "refused" in scope.get("state", ()) else HungUp
        part = message.get("body", b"")
        size += len(part)
        if size > largest:
            raise TooLarge
        await room.hold(body, size)
        yield part, size
        more = message.get("more_body", False)


async def answer(send: Send, status: int, word: str, headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
    """Answer with one word of ours as JSON."""
    await answer_json(send, status, b'{"result":"%s"}' % word.encode(), headers)


async def answer_json(
    send: Send, status: int, body: bytes, headers: Sequence[tuple[bytes, bytes]] = ()
) -> None:
    """Answer with these bytes, which are JSON."""
    fixed = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*fixed, *headers]})
    await send({"type": "http.response.body", "body": body})


def _handing_over(body: bytes, receive: Receive) -> Receive:
    """What the application receives: the body in one piece, and after it whatever else comes."""
    left = [body]

    async def hand_over() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return hand_over
