"""Socket Mode as the app meets it: a WebSocket that it opens with a ticket, envelopes, and their acknowledgements.

What is not acknowledged because the connection broke, or the acknowledgement was lost, is sent again over whatever is
open then. Source of the frames: docs.slack.dev/apis/events-api/using-socket-mode. Unchecked there: which kinds take a
payload with the acknowledgement besides submissions and commands, and that clicks are sent again too.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qsl

from aiohttp import WSMsgType, web

from breachbot.workspace.faults import TO_SOCKETS, Faults
from breachbot.workspace.seed import APP
from breachbot.workspace.state import Json

MOST = 10
"""Connections that one app may have open."""
TAKES_PAYLOAD = frozenset({"command", "view_submission"})
Reason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


class Unconnected(Exception):
    """The app has no connection open."""


@dataclass(eq=False)
class Link:
    """One open connection; `gone` is set when it is not any more."""

    ws: web.WebSocketResponse
    request: web.Request
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def cut(self) -> None:
        """Break it, as a failing network does: nobody says goodbye."""
        if self.request.transport:
            self.request.transport.abort()
        self.gone.set()


@dataclass(eq=False)
class Waiting:
    """An envelope on its way; `loses` is how many acknowledgements of it the network will swallow."""

    answer: asyncio.Future[Any]
    again: asyncio.Event = field(default_factory=asyncio.Event)
    loses: int = 0


class Sockets:
    """All connections of the app. `url` is where they are opened, once it listens."""

    def __init__(self, faults: Faults, app_token: str) -> None:
        self.app_token, self.url = app_token, ""
        self._faults = faults
        self._tickets: set[str] = set()
        self._links: list[Link] = []
        self._waiting: dict[str, Waiting] = {}
        self._turn = 0

    @property
    def open(self) -> int:
        """How many connections there are."""
        return len(self._links)

    def ticket(self) -> str:
        """An address at which one connection can be opened, once."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return f"{self.url}/link/?ticket={ticket}&app_id={APP}"

    @contextlib.asynccontextmanager
    async def listening(self, sock: socket.socket) -> AsyncIterator[None]:
        """Take connections on `sock` until the block is left."""
        host, port = sock.getsockname()[:2]
        self.url = f"ws://[{host}]:{port}" if ":" in host else f"ws://{host}:{port}"
        served = web.Application()
        served.router.add_get("/link/", self._accept)
        runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.SockSite(runner, sock).start()
        try:
            yield
        finally:
            for link in list(self._links):
                link.cut()
            await runner.cleanup()

    async def deliver(self, kind: str, body: bytes, retry: str | None = None) -> Any:
        """Send one request in an envelope and give the payload of its acknowledgement, mostly None.

        body: as it would go over HTTP. retry: the number of the try. Raises Unconnected; waits without end otherwise.
        """
        if not self._links:
            raise Unconnected
        fault = self._faults.take(kind, TO_SOCKETS)
        envelope = _envelope(kind, body, retry)
        waiting = Waiting(asyncio.get_running_loop().create_future())
        self._waiting[envelope["envelope_id"]] = waiting
        waiting.loses = 1 if fault and fault.kind == "lost_ack" else 0
        try:
            await self._before(fault.kind if fault else "")
            link = await self._send(envelope)
            if fault and fault.kind == "cut":
                link.cut()
            while not await _acknowledged(waiting, link):
                link = await self._send(envelope)
            return waiting.answer.result()
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def _before(self, fault: str) -> None:
        """What goes over the connections just before an envelope, where something is to go wrong."""
        if fault == "refresh":
            await self.hang_up("refresh_requested")
        elif fault == "link_disabled":
            await self.hang_up("link_disabled")
        elif fault == "nonsense":
            for link in self._links:
                await link.ws.send_str("{")
                await link.ws.send_str("[" * 100_000)
                await link.ws.send_bytes(b"{}")
                await link.ws.send_json({"type": "no_such_type", "payload": []})

    async def hang_up(self, reason: Reason) -> None:
        """Tell the app that its connections will be closed; they still work until it has others, or they are cut."""
        for link in list(self._links):
            await _say(link, {"type": "disconnect", "reason": reason, "debug_info": {"host": "workspace"}})

    async def _send(self, envelope: Json) -> Link:
        """Over any one of the connections, taken in turn; waits for one if there is none."""
        while not self._links:
            await asyncio.sleep(0.02)
        self._turn += 1
        link = self._links[self._turn % len(self._links)]
        await _say(link, envelope)
        return link

    async def _accept(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401)
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        link = Link(ws, request)
        if len(self._links) >= MOST:
            await _say(link, {"type": "disconnect", "reason": "too_many_websockets"})
            return ws
        await _say(link, _hello(len(self._links) + 1))
        self._links.append(link)
        try:
            async for message in ws:
                if message.type is WSMsgType.TEXT:
                    self._hear(message.data)
        finally:
            self._links.remove(link)
            link.gone.set()
        return ws

    def _hear(self, text: str) -> None:
        """An acknowledgement; one that nobody waits for any more came too late."""
        said = json.loads(text)
        waiting = self._waiting.get(said.get("envelope_id", ""))
        if waiting is None or waiting.answer.done():
            return
        if waiting.loses:
            waiting.loses -= 1
            waiting.again.set()
        else:
            waiting.answer.set_result(said.get("payload"))


async def _acknowledged(waiting: Waiting, link: Link) -> bool:
    """Wait for the acknowledgement; False once it is plain that this connection will not bring it."""
    waiting.again.clear()
    lost = [asyncio.ensure_future(event.wait()) for event in (link.gone, waiting.again)]
    try:
        await asyncio.wait({waiting.answer, *lost}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in lost:
            each.cancel()
    return waiting.answer.done()


async def _say(link: Link, frame: Json) -> None:
    with contextlib.suppress(ConnectionError):
        await link.ws.send_json(frame)


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP},
        "debug_info": {"host": "workspace", "build_number": 1, "approximate_connection_time": 18060},
    }


def _envelope(kind: str, body: bytes, retry: str | None) -> Json:
    """The envelope around what would be the body over HTTP."""
    envelope: Json = {
        "envelope_id": secrets.token_hex(16),
        "accepts_response_payload": kind in TAKES_PAYLOAD,
    }
    if kind == "event":
        tried = {"retry_attempt": int(retry or 0), "retry_reason": "timeout" if retry else ""}
        return {**envelope, "type": "events_api", "payload": json.loads(body), **tried}
    fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
    if kind == "command":
        return {**envelope, "type": "slash_commands", "payload": fields}
    return {**envelope, "type": "interactive", "payload": json.loads(fields["payload"])}
