"""A workspace on a free port, a player, and a small real Bolt app as the bot."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.workspace.page.routes import Beside
from breachbot.workspace.player import Player
from breachbot.workspace.samples import VARIABLE
from breachbot.workspace.seed import Seed, default_seed
from breachbot.workspace.server import Secrets, listen, serving

SECRETS = Secrets("xoxb-" + "1" * 20, "s" * 32, "p" * 32)


@dataclass
class Clock:
    """Real time, moved on by hand where a test wants it."""

    ahead: float = 0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class House:
    """What a test holds: the player, a Web API client as the bot has it, the clock, and the bot's own app."""

    url: str
    player: Player
    client: AsyncWebClient
    clock: Clock
    app: AsyncApp
    seen: list[str] = field(default_factory=list)


def client_of(url: str, token: str = SECRETS.bot_token) -> AsyncWebClient:
    client = AsyncWebClient(token=token, base_url=f"{url}/api/")
    client.retry_handlers.clear()
    return client


@contextlib.asynccontextmanager
async def bot_serving(app: AsyncApp, sock: socket.socket, seen: list[str]) -> AsyncIterator[None]:
    @web.middleware
    async def note(request: web.Request, handler: Any) -> web.StreamResponse:
        seen.append(request.headers.get("X-Slack-Retry-Num", "first"))
        answer: web.StreamResponse = await handler(request)
        return answer

    served = app.web_app("/slack/events")
    served.middlewares.append(note)
    runner = web.AppRunner(served)
    await runner.setup()
    await web.SockSite(runner, sock).start()
    try:
        yield
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def open_house(
    seed: Seed | None = None,
    *,
    with_bot: bool = True,
    beside: Beside | None = None,
    ack_seconds: float = 15,
) -> AsyncIterator[House]:
    """ack_seconds: how long the bot may take, long, since the machine may be busy."""
    clock, sock, bot_sock = Clock(), listen("127.0.0.1", 0), listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    bot_url = f"http://127.0.0.1:{bot_sock.getsockname()[1]}/slack/events"
    app = AsyncApp(signing_secret=SECRETS.signing_secret, client=client_of(url))
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(
            serving(
                seed or default_seed(),
                SECRETS,
                bot_url,
                sock,
                clock,
                (0.0, 0.05, 0.05),
                ack_seconds=ack_seconds,
                beside=beside,
            )
        )
        player = await stack.enter_async_context(Player(url, SECRETS.player_token))
        house = House(url, player, client_of(url), clock, app)
        if with_bot:
            await stack.enter_async_context(bot_serving(app, bot_sock, house.seen))
        else:
            bot_sock.close()
        yield house


@pytest.fixture(autouse=True)
def _no_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the small bot of these tests sends is not what breachbot sends."""
    monkeypatch.delenv(VARIABLE, raising=False)


Story = Callable[[House], Awaitable[Any]]


@pytest.fixture
def play() -> Callable[..., None]:
    """Run a story in a house of its own."""

    def run(
        story: Story,
        seed: Seed | None = None,
        *,
        with_bot: bool = True,
        beside: Beside | None = None,
        ack_seconds: float = 15,
    ) -> None:
        async def whole() -> None:
            async with open_house(seed, with_bot=with_bot, beside=beside, ack_seconds=ack_seconds) as house:
                await story(house)

        asyncio.run(whole())

    return run
