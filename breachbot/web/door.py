"""What one connection may send, and for how long it may keep us waiting, before anybody knows who it is.

uvicorn takes whatever the kernel has, and its parser gathers a header for as long as it grows. Here no more is taken
from a socket than may come next, so that whatever is too large stays with its sender. Bodies are bounded in `body.py`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from math import inf
from typing import Any, NoReturn, cast

import httptools
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from breachbot.web.leave import Leave, Reply
from breachbot.web.limits import (
    BAD_REQUEST,
    HEADERS_TOO_LARGE,
    SILENT,
    TOO_MANY_CONNECTIONS,
    TOO_MANY_REQUESTS,
    TOO_SLOW,
    Limits,
    Refusal,
)

CHUNK_LINE = 16
"""Bytes that a chunk may take besides its data. What is longer holds extensions, which count as headers do."""
BLANK_LINE = b"\r\n\r\n"
"""The end of a head. What follows it is parsed apart, so that each is counted for itself."""


class Door:
    """One listener's: its limits, and the connections that have not handed over a whole request, longest first.

    count: counts what was refused by its reason.
    """

    def __init__(self, count: Callable[[str], None], limits: Limits | None = None) -> None:
        self.count, self.limits = count, limits or Limits()
        self.waiting: dict[Visit, None] = {}
        self.buffer = memoryview(bytearray(self.limits.head))  # one for all: what is read is parsed at once

    def open(self, **given: Any) -> Intake:
        """A connection, with what uvicorn gives its protocols."""
        return Intake(Visit(self, **given))


class Intake(asyncio.BufferedProtocol):
    """Reads for a visit no more than it may send."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._buffer = visit.door.buffer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._visit.connection_made(transport)  # type: ignore[arg-type]  # uvicorn names the class it needs

    def get_buffer(self, sizehint: int) -> memoryview:
        return self._buffer[: self._visit.room()]

    def buffer_updated(self, nbytes: int) -> None:
        self._visit.data_received(self._buffer[:nbytes])  # type: ignore[arg-type]  # the parser takes it as well

    def connection_lost(self, exc: Exception | None) -> None:
        self._visit.connection_lost(exc)

    def pause_writing(self) -> None:
        self._visit.pause_writing()

    def resume_writing(self) -> None:
        self._visit.resume_writing()


class Visit(HttpToolsProtocol):
    """One connection."""

    def __init__(self, door: Door, **given: Any) -> None:
        super().__init__(**given)
        self.door = door
        self._in_body = False  # between the end of the headers and that of the request
        self._size = 0  # bytes of this head, or of what is no body after it
        self._chunks = 0  # of this body
        # Within what is being parsed: bytes, those of them that are body and lines of chunks, whether something ended.
        self._piece, self._data, self._lines, self._went_on = 0, 0, 0, False
        self._until = inf  # when this head has to be whole
        self._read_by = inf  # when what was answered has to be read
        self._over = False  # whatever else comes is thrown away
        self._leave: Leave | None = None  # once the last answer was given
        self._fault = BAD_REQUEST  # why the parser was stopped
        self._last: Refusal | None = None  # to be said after the answers that are due
        self._answered: RequestResponseCycle | None = None  # what is being answered

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._until = self.loop.time() + self.door.limits.patience
        self.door.waiting[self] = None
        longest = next(iter(self.door.waiting))
        if self._beyond() > (self.door.limits.spare if longest is self else 0):
            longest.make_room()

    def _beyond(self) -> int:
        """How many more connections there are than places for all."""
        return len(self.connections) - self.door.limits.connections

    def connection_lost(self, exc: Exception | None) -> None:
        self.door.waiting.pop(self, None)
        self._disconnect()
        super().connection_lost(exc)

    def room(self) -> int:
        """How many bytes may be read next."""
        return self.door.limits.head - (0 if self._in_body or self._over else self._size)

    def data_received(self, data: bytes) -> None:
        if self._over:
            return self._leave.throw_away(len(data), self.loop.time()) if self._leave else None
        self._unset_keepalive_if_required()
        while data and not self._over:
            size = len(data) if self._in_body else bytes(data).find(BLANK_LINE) + len(BLANK_LINE)
            if size < len(BLANK_LINE):  # there is none
                size = len(data)
            self._parse(data[:size])
            data = data[size:]
        return None

    def _parse(self, data: bytes) -> None:
        if not self._in_body and not self._size:
            self._until = self.loop.time() + self.door.limits.patience
        self._piece, self._data, self._lines, self._went_on = len(data), 0, 0, False
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._over, self.cycle.keep_alive = True, False  # answered as if nobody had asked for the upgrade
        except httptools.HttpParserError:
            self.refuse(self._fault)
        else:
            self._measure()

    def _framing(self) -> int:
        """Bytes of this head, or of what is no body after it, with those that are being parsed."""
        return self._size + max(0, self._piece - self._data - self._lines)

    def _measure(self) -> None:
        """Count what was parsed, unless a head or a request ended in it; let others have their turn."""
        self._size = 0 if self._went_on else self._framing()
        if self._size >= self.door.limits.head:
            self.refuse(HEADERS_TOO_LARGE)
        elif self._in_body and self._data:
            self.flow.pause_reading()  # until the application has taken it

    def on_message_begin(self) -> None:
        if len(self.pipeline) >= self.door.limits.requests:
            self._stop(TOO_MANY_REQUESTS)
        if self._until == inf:
            self._until = self.loop.time() + self.door.limits.patience
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        if self.parser.should_upgrade() and _has_body(self.headers):
            raise ValueError("the parser passes over the body of such a request")
        if self._beyond() > 0 and self.url.startswith(self.door.limits.crowded):
            self._take_the_place_of_another()
        super().on_headers_complete()
        self._in_body, self._went_on, self._until, self._chunks = True, True, inf, 0

    def _take_the_place_of_another(self) -> None:
        """A spare place is not for this request."""
        idle = next((visit for visit in self.door.waiting if visit is not self), None)
        if idle is None:
            self._stop(TOO_MANY_CONNECTIONS)
        idle.make_room()

    def on_chunk_header(self) -> None:
        """The parser has read the size of a chunk."""
        self._chunks += 1
        self._lines += CHUNK_LINE
        if self._chunks > self.door.limits.chunks:
            self._stop(HEADERS_TOO_LARGE)

    def on_body(self, body: bytes) -> None:
        self._data += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        if self._framing() > self.door.limits.head:
            self._stop(HEADERS_TOO_LARGE)
        super().on_message_complete()
        self._in_body, self._went_on = False, True
        self.door.waiting.pop(self, None)

    def on_response_complete(self) -> None:
        if self._leave:
            return
        others_wait = bool(self.pipeline)
        super().on_response_complete()
        if others_wait or self.transport.is_closing():
            return
        if self._last:
            self._say(self._last)
        elif self._in_body:
            self._take_leave()  # nobody has asked for the rest of this body
        else:
            self.door.waiting[self] = None

    def _stop(self, fault: Refusal) -> NoReturn:
        """Stop the parser: it ends with whatever is raised in what it calls."""
        self._fault = fault
        raise ValueError(fault.reason)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answered = cycle
        cycle.transport = cast(
            "asyncio.Transport", Reply(self.transport, self._end)
        )  # it calls no more of one
        super()._start_asgi_task(cycle, app)

    def refuse(self, refusal: Refusal) -> None:
        """Look at nothing more, and say why as soon as the requests before are answered."""
        self._over, self._until = True, inf
        self.door.count(refusal.reason)
        if self._in_body and self.pipeline:
            self.pipeline.popleft()  # its own request, behind those that it waits for
            self._last = refusal
        elif self._in_body or self.cycle is None or self.cycle.response_complete:
            self._say(refusal)
        else:
            self._last = refusal

    def _say(self, refusal: Refusal) -> None:
        begun = self._answered
        if begun and not begun.response_complete:
            begun.scope["state"]["refused"] = refusal.reason
            self._disconnect()
            if begun.response_started:
                return self.transport.close()
        if not self.transport.is_closing():
            self.transport.write(refusal.answer())
            self._take_leave()
        return None

    def _end(self) -> None:
        """What was answered is the last word."""
        if self._in_body and not self.transport.is_closing():
            self._take_leave()
        else:
            self.transport.close()

    def _take_leave(self) -> None:
        self._over = True
        self._unset_keepalive_if_required()
        self.door.waiting[self] = None
        self.flow.resume_reading()
        self._leave = Leave(self.transport, self.door.limits, self.loop.time())

    def make_room(self) -> None:
        """Hang up at once, since there are too many connections."""
        if not self._over:
            self.refuse(TOO_MANY_CONNECTIONS)
        self._disconnect()
        self.transport.close()
        self.door.waiting.pop(self, None)
        self.connections.discard(self)  # at once, since its place is given away

    def _disconnect(self) -> None:
        """Nothing more is written. Of requests in a row uvicorn tells it the last one only."""
        if self._answered and not self._answered.response_complete:
            self._answered.disconnected = True
            self._answered.waiting_for_100_continue = False
            self._answered.message_event.set()

    def check(self, now: float) -> None:
        """Give up what has taken too long. To be called now and then."""
        if self.flow.write_paused or self.transport.is_closing():
            self._read_by = min(self._read_by, now + self.door.limits.patience)
            if now >= self._read_by:
                self.door.count("not_read")
                self._disconnect()
                self.transport.abort()
            return
        self._read_by = inf
        if self._leave:
            self._leave.check(now)
        elif now >= self._until:
            self.refuse(TOO_SLOW if self._size else SILENT)


def _has_body(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(
        name == b"transfer-encoding" or (name == b"content-length" and value.strip(b"0 \t"))
        for name, value in headers
    )
