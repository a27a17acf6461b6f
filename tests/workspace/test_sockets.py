"""Socket Mode between the workspace and a bot: ours, and Slack's own client as a peer for what both can do."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.slack.socket import LONGEST_PAUSE, SocketMode, backoff
from breachbot.workspace.player import Player
from breachbot.workspace.protocol import Answer
from breachbot.workspace.seed import DPO, ENGINEER, TRIAGE, default_seed
from breachbot.workspace.server import Secrets, listen, serving
from tests.workspace.conftest import Clock, client_of
from tests.workspace.test_bot_story import card, modal

Json = dict[str, Any]
SECRETS = Secrets("xoxb-" + "1" * 20, "s" * 32, "p" * 32, "xapp-" + "2" * 20)
NOWHERE = "http://127.0.0.1:9/slack/events"


@dataclass
class House:
    """The workspace, its player, and the bot's app with its socket; `pauses` is how often it had to wait."""

    url: str
    player: Player
    client: AsyncWebClient
    app: AsyncApp
    socket: SocketMode
    pauses: list[int] = field(default_factory=list)

    async def connected(self) -> None:
        async def look() -> bool:
            return self.socket.connected

        await self.player.wait_for(look, "a connection")

    async def opened(self, times: int) -> None:
        """Wait until the bot has asked for that many connections."""

        async def look() -> bool:
            asked = [t for t in await self.player.traffic() if t.method == "apps.connections.open" and t.ok]
            return len(asked) >= times

        await self.player.wait_for(look, f"{times} connections")


@contextlib.asynccontextmanager
async def ours(house: House) -> AsyncIterator[None]:
    running = asyncio.create_task(house.socket.run())
    try:
        await house.connected()
        yield
    finally:
        await house.socket.leave()
        await running


@contextlib.asynccontextmanager
async def bolts(house: House) -> AsyncIterator[None]:
    handler = AsyncSocketModeHandler(house.app, SECRETS.app_token, ping_interval=1)
    await handler.client.connect()  # type: ignore[no-untyped-call]  # untyped in slack_sdk
    try:
        yield
    finally:
        await handler.client.close()  # type: ignore[no-untyped-call]  # untyped in slack_sdk


Connected = Callable[[House], contextlib.AbstractAsyncContextManager[None]]
Story = Callable[[House], Awaitable[Any]]


def play(
    story: Story,
    connected: Connected | None = ours,
    *,
    token: str = SECRETS.app_token,
    ack_seconds: float = 2,
) -> None:
    async def whole() -> None:
        sock = listen("127.0.0.1", 0)
        url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        async with (
            serving(default_seed(), SECRETS, NOWHERE, sock, Clock(), (0.0, 0.05), ack_seconds=ack_seconds),
            Player(url, SECRETS.player_token) as player,
        ):
            app = AsyncApp(client=client_of(url), signing_secret="")
            pauses: list[int] = []

            def pause(failures: int) -> float:
                pauses.append(failures)
                return 0.02

            socket = SocketMode(app, client_of(url, token), pause=pause)
            house = House(url, player, client_of(url), app, socket, pauses)
            async with connected(house) if connected else contextlib.nullcontext():
                await story(house)

    asyncio.run(whole())


def reports(house: House, answer: Json | None = None, slow: float = 0) -> list[Json]:
    """The bot opens a form for /breach; gives what was submitted."""
    submitted: list[Json] = []

    @house.app.command("/breach")
    async def command(ack: Any, body: Json, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @house.app.view("report")
    async def submission(ack: Any, body: Json) -> None:
        submitted.append(body)
        await asyncio.sleep(slow)
        await ack(**(answer or {}))

    return submitted


async def submit(house: House) -> Answer:
    await house.player.command(ENGINEER, "/breach")
    view = await house.player.wait_for_view(ENGINEER, "report")
    return await house.player.submit(ENGINEER, view.id, {"what": "an export"})


@pytest.mark.parametrize("client", [ours, bolts])
def test_a_command_a_form_a_click_and_an_event_reach_the_bot(client: Connected) -> None:
    async def story(house: House) -> None:
        submitted = reports(house)
        heard: list[str] = []

        @house.app.action("claim")
        async def claim(ack: Any, respond: Any) -> None:
            await ack()
            await respond(text="Claimed", replace_original=True)

        @house.app.event("app_home_opened")
        async def opened(body: Json) -> None:
            heard.append(body["event"]["user"])

        answer = await submit(house)
        assert (answer.ok, answer.status) == (True, 200)
        assert submitted[0]["view"]["state"]["values"]["what"]["text"]["value"] == "an export"
        assert await house.player.views(ENGINEER) == []
        posted = await house.client.chat_postMessage(channel=TRIAGE, text="A signal", blocks=card())
        assert (await house.player.click(ENGINEER, "claim", channel=TRIAGE, ts=posted["ts"])).ok
        await house.player.wait_for_message(TRIAGE, "Claimed")
        assert (await house.player.event(DPO, "app_home_opened", tab="home")).ok
        assert heard == [DPO]

    play(story, client)


@pytest.mark.parametrize("client", [ours, bolts])
def test_what_comes_with_the_acknowledgement_is_shown(client: Connected) -> None:
    async def story(house: House) -> None:
        reports(house, {"response_action": "errors", "errors": {"what": "Say more."}})
        assert (await submit(house)).errors == {"what": "Say more."}

        @house.app.command("/other")
        async def command(ack: Any) -> None:
            await ack("Only responders may do this.")

        await house.player.command(ENGINEER, "/other")
        assert [m.text for m in await house.player.ephemerals(ENGINEER)] == ["Only responders may do this."]

    play(story, client)


@pytest.mark.parametrize("client", [ours, bolts])
def test_slack_asks_for_a_new_connection_and_nobody_notices(client: Connected) -> None:
    async def story(house: House) -> None:
        submitted = reports(house, slow=0.2)
        await house.player.fault("view_submission", "refresh")
        assert (await submit(house)).ok
        await house.opened(2)
        assert (await submit(house)).ok
        assert len(submitted) >= 2

    play(story, client)


def test_a_duplicate_is_two_envelopes_of_the_same_payload() -> None:
    async def story(house: House) -> None:
        submitted = reports(house)
        await house.player.fault("view_submission", "duplicate")
        assert (await submit(house)).ok
        assert len(submitted) == 2
        assert submitted[0] == submitted[1]

    play(story)


def test_an_acknowledgement_that_got_lost_is_asked_for_again() -> None:
    async def story(house: House) -> None:
        submitted = reports(house)
        await house.player.fault("view_submission", "lost_ack")
        assert (await submit(house)).ok
        assert submitted[0] == submitted[1]

    play(story)


def test_a_connection_that_breaks_in_the_middle_is_opened_again_and_the_request_comes_again() -> None:
    async def story(house: House) -> None:
        submitted = reports(house, slow=0.1)
        await house.player.fault("view_submission", "cut")
        assert (await submit(house)).ok
        assert {body["view"]["id"] for body in submitted} == {submitted[0]["view"]["id"]}
        assert house.pauses[0] == 1

    play(story)


def test_an_event_that_is_not_acknowledged_comes_again_with_its_number() -> None:
    async def story(house: House) -> None:
        tries: list[str | None] = []

        @house.app.middleware
        async def note(req: Any, next: Any) -> None:
            tries.append((req.headers.get("x-slack-retry-num") or [None])[0])
            await next()

        assert (await house.player.event(DPO, "nobody_listens")).error == "operation_timeout"

        async def all_tries() -> bool:
            return len(tries) == 3

        await house.player.wait_for(all_tries, "all tries")
        assert tries == [None, "1", "2"]

    play(story, ack_seconds=0.2)


def test_a_bot_that_is_slow_breaks_or_is_not_there_is_seen_as_such() -> None:
    async def story(house: House) -> None:
        @house.app.command("/slow")
        async def slow(ack: Any) -> None:
            await asyncio.sleep(1)

        @house.app.command("/broken")
        async def broken(ack: Any) -> None:
            raise LookupError

        assert (await house.player.command(ENGINEER, "/slow")).error == "operation_timeout"
        assert (await house.player.command(ENGINEER, "/broken")).error == "operation_timeout"
        await house.socket.leave()
        assert (await house.player.command(ENGINEER, "/slow")).error == "unreachable"

    play(story, ack_seconds=0.2)


def test_who_leaves_finishes_and_acknowledges_what_is_under_way() -> None:
    async def story(house: House) -> None:
        begun, done = asyncio.Event(), []

        @house.app.command("/breach")
        async def command(ack: Any) -> None:
            begun.set()
            await asyncio.sleep(0.3)
            done.append("committed")
            await ack()

        asked = asyncio.create_task(house.player.command(ENGINEER, "/breach"))
        await begun.wait()
        await house.socket.leave()
        assert done == ["committed"]
        assert (await asked).ok
        assert not house.socket.connected

    play(story)


def test_a_wrong_token_is_tried_again_and_again_with_longer_pauses() -> None:
    async def story(house: House) -> None:
        running = asyncio.create_task(house.socket.run())

        async def several() -> bool:
            return len(house.pauses) > 3

        await house.player.wait_for(several, "several tries")
        assert house.pauses[:4] == [1, 2, 3, 4]
        assert not house.socket.connected
        await house.socket.leave()
        await running
        assert {t.error for t in await house.player.traffic()} == {"invalid_auth"}

    play(story, None, token="xapp-wrong")


def test_a_busy_slack_is_left_in_peace_for_as_long_as_it_says() -> None:
    async def story(house: House) -> None:
        await house.player.fault("apps.connections.open", "rate_limited", seconds=1)
        began = asyncio.get_running_loop().time()
        async with ours(house):
            assert asyncio.get_running_loop().time() - began >= 1

    play(story, None)


def test_socket_mode_that_was_switched_off_counts_as_a_failure() -> None:
    async def story(house: House) -> None:
        reports(house)
        await house.player.fault("command", "link_disabled")
        await house.player.command(ENGINEER, "/breach")
        await house.opened(2)
        assert house.pauses == [1]

    play(story)


def test_only_the_apps_token_opens_a_connection_and_only_once() -> None:
    async def story(house: House) -> None:
        with pytest.raises(SlackApiError, match="not_allowed_token_type"):
            await house.client.apps_connections_open(app_token=SECRETS.bot_token)
        with pytest.raises(SlackApiError, match="not_allowed_token_type"):
            await client_of(house.url, SECRETS.app_token).auth_test()
        url = str((await house.client.apps_connections_open(app_token=SECRETS.app_token))["url"])
        async with aiohttp.ClientSession() as session:
            ws = await session.ws_connect(url)
            hello = await ws.receive_json()
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
            await ws.close()
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(url)

    play(story, None)


def test_frames_that_make_no_sense_are_passed_over() -> None:
    async def story(house: House) -> None:
        reports(house)
        await house.player.fault("command", "nonsense")
        assert (await submit(house)).ok
        assert house.pauses == []

    play(story)


def test_a_fault_of_our_own_costs_a_connection_and_not_the_process() -> None:
    async def story(house: House) -> None:
        def broken() -> None:
            told.append("greeted")
            if len(told) == 1:
                raise LookupError

        told: list[str] = []
        house.socket = SocketMode(
            house.app, client_of(house.url, SECRETS.app_token), greeted=broken, pause=lambda failures: 0.02
        )
        reports(house)
        async with ours(house):
            await house.opened(2)
            await house.connected()
            assert (await submit(house)).ok

    play(story, None)


@pytest.mark.parametrize("failures", [1, 2, 6, 7, 8, 1000])
def test_the_pause_doubles_and_ends_at_a_minute(failures: int) -> None:
    longest = min(LONGEST_PAUSE, 2.0 ** (failures - 1))
    assert all(longest / 2 <= backoff(failures) <= longest for _ in range(50))
