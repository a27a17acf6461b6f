"""How much of a body is read, and for how long: the same bound on every route, before anybody is asked who sent it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from breachbot.web.room import Arriving, NoRoom, Room

LARGEST_BODY = 1024 * 1024
"""Bytes. Sentry's own limit for an event lies near it, and Slack's requests stay far below."""
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
    announced = dict(scope["headers"]).get(b"content-length", b"")
    largest = int(announced) if announced.isdigit() else LARGEST_BODY
    if largest > LARGEST_BODY:
        raise TooLarge
    body: Arriving | None = None
    try:
        async with asyncio.timeout(patience) as time:
            body = Arriving(time, largest)
            return await _whole(scope, receive, room, body)
    except TimeoutError:
        if body and (body.gave_way or body.waits):
            raise NoRoom from None
        raise
    finally:
        if body:
            room.leave(body)


async def _whole(scope: Scope, receive: Receive, room: Room, body: Arriving) -> bytes:
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise TurnedAway if "refused" in scope.get("state", ()) else HungUp
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST_BODY:
            raise TooLarge
        await room.hold(body, size)
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


async def answer(send: Send, status: int, word: str, headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
    """Answer with one word of ours as JSON."""
    body = b'{"result":"%s"}' % word.encode()
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
