"""The whole Slack side at work: the real app over HTTP, the real store and outbox, and the local workspace."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import anyio
import uvicorn
from sqlalchemy import Engine, text
from starlette.applications import Starlette
from starlette.types import ASGIApp

from breachbot.assessment.facts import Settled
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.events import Happened, RolesChanged, SignalReceived
from breachbot.incident.known import settled_facts
from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal
from breachbot.incident.state import Incident
from breachbot.incident.team import STREAM
from breachbot.outbox.deliver import Outbox, Transport
from breachbot.outbox.registry import CHANNELS
from breachbot.outbox.ways import Ways
from breachbot.settings import Settings
from breachbot.slack.actions import Act
from breachbot.slack.api import call
from breachbot.slack.app import build_app, make_client, routes
from breachbot.slack.people import Directory
from breachbot.slack.transport import SlackTransport
from breachbot.store.database import make_engine
from breachbot.store.open import open_store
from breachbot.usecases import read
from breachbot.usecases.house import House, commit_signal
from breachbot.usecases.ports.outbox import Backlog
from breachbot.usecases.standing import confirm
from breachbot.usecases.take import take
from breachbot.web.body import Bounded
from breachbot.workspace.player import ImpossibleAct, Player
from breachbot.workspace.protocol import Answer
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, TEAM, TRIAGE, default_seed
from breachbot.workspace.server import listen, serving
from breachbot.workspace.state import Message
from tests.conftest import migrated
from tests.incident import cast
from tests.workspace.conftest import SECRETS

SIGNAL = "sig-abcd2345"
LISTS = (Act.MORE.value, Act.MORE_OF_SIGNAL.value)


@dataclass
class Clock:
    """The domain's time: the real one, moved on by hand."""

    ahead: timedelta = field(default=timedelta())

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class World:
    """What a story holds."""

    house: House
    player: Player
    clock: Clock
    bot_url: str
    url: str
    by_hand: Engine

    def write(self, statement: str) -> None:
        """Change the database by hand."""
        with self.by_hand.begin() as conn:
            conn.execute(text(statement))

    def hurry(self) -> None:
        """The pause before the next try is over for everything that waits."""
        self.write("UPDATE outbox SET not_before = NULL WHERE state = 'waiting'")
        self.house.wake()

    async def comes_right(self) -> None:
        """Nothing goes wrong any more, and everything that waited goes out, also what was just tried in vain."""
        await self.player.clear_faults()

        waited = 0

        async def look() -> bool:
            nonlocal waited
            left = self.backlog().effects
            if left and left == waited:  # nothing went out since: some of it may wait for a pause to be over
                self.hurry()
            waited = left
            return left == 0

        await self.player.wait_for(look, "everything that waited to go out")

    def backlog(self) -> Backlog:
        """What waits."""
        return self.house.store.read(lambda tx: tx.backlog())

    def events(self, stream: str) -> list[Happened]:
        return self.house.store.read(lambda tx: tx.events(stream))

    def streams(self, prefix: str) -> list[str]:
        return self.house.store.read(lambda tx: tx.streams(prefix))

    def incident(self) -> Incident:
        """The one incident that there is."""
        (name,) = self.streams("pdb-")
        return read.load_incident(self.house, name)

    async def signal_card(self) -> Message:
        """The card of the signal, in the triage channel."""
        return await self.player.wait_for_message(TRIAGE, "CrossTenantAccess")

    async def channel(self) -> str:
        """The private channel of the incident, once it is there."""

        async def look() -> str | None:
            return next((c.id for c in await self.player.channels() if c.name.startswith("pdb-")), None)

        return await self.player.wait_for(look, "the private channel")

    async def card(self, act: Act, channel: str) -> Message:
        """The newest message with this button."""

        async def look() -> Message | None:
            found = [m for m in await self.player.messages(channel) if act.value in m.action_ids]
            return found[-1] if found else None

        return await self.player.wait_for(look, f"a message with the button {act}")

    async def click(self, user: str, act: Act, channel: str) -> Answer:
        """Click a button of a message, in the list behind its “More…”, or on their Home tab or in the list there."""

        async def offered() -> dict[str, Any] | None:
            messages = await self.player.messages(channel)
            if found := [m for m in messages if act.value in m.action_ids]:
                return {"channel": channel, "ts": found[-1].ts}
            lists = [(m, more) for m in messages for more in LISTS if more in m.action_ids]
            for card, more in reversed(lists):
                if place := await self._listed(user, act, {"channel": card.channel, "ts": card.ts}, more):
                    return place
            return await self._on_home(user, act) if lists else None

        place = await self.player.wait_for(offered, f"the button {act}")
        return await self.player.click(user, act.value, **place)

    async def _on_home(self, user: str, act: Act) -> dict[str, Any] | None:
        """Their Home tab or the list there, if it offers the act to this person now."""
        await self.player.open_home(user)
        home = await self.player.home(user)
        if home is None:
            return None
        place = {"view_id": home.id}
        if act.value in home.action_ids:
            return place
        return await self._listed(user, act, place, Act.MORE.value)

    async def _listed(self, user: str, act: Act, place: dict[str, Any], more: str) -> dict[str, Any] | None:
        """The list behind a “More…”, if it offers the act to this person now."""
        with contextlib.suppress(ImpossibleAct):
            await self.player.click(user, more, **place)
            view = await self.player.wait_for_view(user, more)
            if act.value in view.action_ids:
                return {"view_id": view.id}
            await self.player.close(user, view.id)
        return None

    def known(self) -> dict[str, Settled]:
        """What is known of the one incident."""
        return settled_facts(self.incident())

    async def put_away(self, user: str) -> None:
        """The person closes what they have open."""
        for view in reversed(await self.player.views(user)):
            await self.player.close(user, view.id)

    async def fill(self, user: str, act: Act, channel: str, values: dict[str, Any]) -> Answer:
        """Click the button, wait for the form, fill it in and send it."""
        await self.click(user, act, channel)
        view = await self.player.wait_for_view(user, act.value)
        return await self.player.submit(user, view.id, values)

    async def delete(self, channel: str, ts: str) -> None:
        """Somebody deletes a message of the bot."""
        await call(make_client(SECRETS.bot_token, f"{self.url}/api/"), "chat.delete", channel=channel, ts=ts)

    async def state_awareness_by_hand(self) -> None:
        """Awareness is stated by another way than Slack."""
        incident, now = self.incident().id, self.clock()
        stated = BecomeAware(aware_at=now, basis="Foreign rows seen in two exports")
        await asyncio.to_thread(partial(take, self.house, incident, stated, by=ENGINEER, request="1"))

    async def post(self, body: bytes, **headers: str) -> int:
        """Send the bot something of one's own; gives the status."""
        session = aiohttp.ClientSession(headers=headers)
        async with session, session.post(self.bot_url, data=BytesIO(body)) as response:
            return response.status


Story = Callable[[World], Awaitable[None]]


@contextlib.asynccontextmanager
async def open_world(
    folder: Path,
    policy: Policy | None = None,
    others: Callable[[House], Mapping[str, Transport]] | None = None,
) -> AsyncIterator[World]:
    """Everything started, with roles and one signal on record; by the bundled policy unless another is given.

    others: the channels beside Slack.
    """
    workspace_socket, bot_socket = listen("127.0.0.1", 0), listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{workspace_socket.getsockname()[1]}"
    bot_url = f"http://127.0.0.1:{bot_socket.getsockname()[1]}/slack/events"
    settings = Settings(data_dir=folder)
    migrated(folder / "breachbot.db")
    store, digest = open_store(settings)
    clock = Clock()
    house = House(store=store, policy=policy or cast.policy(), now=clock, digest=digest)
    client = make_client(SECRETS.bot_token, f"{url}/api/")
    directory = Directory(client, house, TEAM)
    deliver = partial(CHANNELS["slack"].deliver, client)
    transport = SlackTransport(client, deliver, house, directory, triage_channel=TRIAGE)
    ways = Ways(house, {}, {"slack": transport.send, **others(house)}) if others else transport.send
    outbox = Outbox(store, ways, reachable=transport.reachable, idle=0.2)
    loop = asyncio.get_running_loop()

    def wake() -> None:
        loop.call_soon_threadsafe(outbox.wake)

    house = replace(house, wake=wake)
    bolt = build_app(house, client, directory, signing_secret=SECRETS.signing_secret)
    app = Bounded(Starlette(routes=routes(bolt, SECRETS.signing_secret)), lambda reason: None)
    _first_facts(house)
    for user in (ENGINEER, DPO, DEPUTY):  # as a process has them soon after its start
        confirm(house, user, TEAM, "member")
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(store.close)
        by_hand = make_engine(settings.database_url.get_secret_value())
        stack.callback(by_hand.dispose)
        workspace = await stack.enter_async_context(
            serving(default_seed(), SECRETS, bot_url, workspace_socket, patient_clock(), ack_seconds=15)
        )
        bot = await stack.enter_async_context(_serving(app, bot_socket))
        stack.callback(_leave, workspace, bot)  # together: each takes a moment to end
        await stack.enter_async_context(_running(outbox))
        player = await stack.enter_async_context(Player(url, SECRETS.player_token))
        yield World(house, player, clock, bot_url, url, by_hand)


def _first_facts(house: House) -> None:
    """Who has which role, and one candidate."""

    def work(tx: Any) -> None:
        roles = RolesChanged(
            at=house.now(), by="breachbot", responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,)
        )
        tx.append(STREAM, 0, [roles])
        received = SignalReceived(
            at=house.now(),
            by="sentry",
            source="sentry",
            series="issue:1",
            delivery="d1",
            verdict="candidate",
            reasons=("an access rule failed",),
            what="CrossTenantAccess",
            project="shop-api",
            environment="production",
            level="error",
            link="https://sentry.example/issues/1/",
            occurred_at=None,
            findings=(),
        )
        commit_signal(tx, house, Signal(SIGNAL), [received])

    house.store.write(work)


@contextlib.asynccontextmanager
async def _serving(app: ASGIApp, sock: Any) -> AsyncIterator[uvicorn.Server]:
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none"))
    running = asyncio.create_task(server.serve(sockets=[sock]))
    try:
        while not server.started and not running.done():
            await asyncio.sleep(0.01)
        yield server
    finally:
        _leave(server)
        await running


def _leave(*servers: uvicorn.Server) -> None:
    for server in servers:
        server.should_exit = server.force_exit = True


@contextlib.asynccontextmanager
async def _running(outbox: Outbox) -> AsyncIterator[None]:
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(outbox.run)
        try:
            yield
        finally:
            tasks.cancel_scope.cancel()


def patient_clock() -> Callable[[], float]:
    """A clock on which a second lasts five, so that what Slack lets expire also lives long enough on a busy machine."""
    began = time.time()
    return lambda: began + (time.time() - began) / 5


def play(
    folder: Path,
    story: Story,
    policy: Policy | None = None,
    others: Callable[[House], Mapping[str, Transport]] | None = None,
) -> None:
    """Run a story in a world of its own."""

    async def whole() -> None:
        async with open_world(folder, policy, others) as world:
            await story(world)

    asyncio.run(whole())
