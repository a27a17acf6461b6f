"""The workspace as a server on loopback: what belongs together is put together here."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

import aiohttp
import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from breachbot.errors import NotReady
from breachbot.workspace.acts import People
from breachbot.workspace.faults import Faults
from breachbot.workspace.inbound import ACK_SECONDS, RETRY_SECONDS, Bot
from breachbot.workspace.page.routes import Beside, Page
from breachbot.workspace.player_api import PlayerApi
from breachbot.workspace.seed import Seed
from breachbot.workspace.sockets import Sockets
from breachbot.workspace.state import TRIGGER_SECONDS, Workspace
from breachbot.workspace.web_api import WebApi


@dataclass(frozen=True)
class Secrets:
    """What the sides know: the bot's token, the signing secret, the player's token; the app's, for Socket Mode."""

    bot_token: str
    signing_secret: str
    player_token: str
    app_token: str = ""


class Cuttable(HttpToolsProtocol):
    """Gives each request its connection, so that an answer can be lost."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


def listen(host: str, port: int) -> socket.socket:
    """A bound socket on loopback; port 0 takes a free one. Raises NotReady: other address, taken port."""
    address = "127.0.0.1" if host == "localhost" else host
    try:
        loopback = ipaddress.ip_address(address).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise NotReady(f"The local workspace listens on loopback only, not on {host}: use 127.0.0.1.")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # asyncio sends at once only over sockets that are named TCP; over others each answer waits 40 ms for the next.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((address, port))
    except OSError:
        sock.close()
        raise NotReady(f"Port {port} is taken: give the local workspace another one.") from None
    return sock


@contextlib.asynccontextmanager
async def serving(
    seed: Seed,
    secrets: Secrets,
    bot_url: str,
    sock: socket.socket,
    now: Callable[[], float],
    retry_seconds: Sequence[float] = RETRY_SECONDS,
    ack_seconds: float = ACK_SECONDS,
    beside: Beside | None = None,
    trigger_seconds: float = TRIGGER_SECONDS,
) -> AsyncIterator[uvicorn.Server]:
    """Serve the workspace on `sock` until the block is left.

    bot_url is the whole address of the bot's endpoint. An app token means Socket Mode: then the bot is reached
    over the connections that it opens, on a port of their own. now gives the seconds since the epoch; beside is
    what a demo shows on the page beside the workspace itself.
    """
    beside = beside or Beside()
    host, port = sock.getsockname()[:2]
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    ws, faults = Workspace(seed, now, beside.wall, url), Faults()
    ws.trigger_seconds = trigger_seconds
    sockets = Sockets(faults, secrets.app_token) if secrets.app_token else None
    async with contextlib.AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        if sockets:
            await stack.enter_async_context(sockets.listening(listen(host, 0)))
        bot = Bot(ws, session, faults, bot_url, secrets.signing_secret, retry_seconds, ack_seconds, sockets)
        people = People(ws, bot, url)
        api, page = WebApi(ws, faults, bot, secrets.bot_token, sockets), Page(ws, people, beside)
        player = PlayerApi(ws, people, faults, secrets.player_token)
        app = Starlette(routes=[*api.routes, *player.routes, *page.routes])
        server = uvicorn.Server(
            uvicorn.Config(app, http=Cuttable, ws="none", log_config=None, access_log=False, lifespan="off")
        )
        running = asyncio.create_task(server.serve(sockets=[sock]))
        try:
            while not server.started and not running.done():
                await asyncio.sleep(0.01)
            yield server
        finally:
            server.should_exit = server.force_exit = True
            await running
            await bot.close()
