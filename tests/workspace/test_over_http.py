"""The real slack_sdk against the workspace over HTTP: tokens, faults, lost answers; and the process itself."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import NotReady
from breachbot.workspace.player import Player
from breachbot.workspace.seed import DPO, ENGINEER, TRIAGE, default_seed, with_manifest
from breachbot.workspace.server import listen
from tests.workspace.conftest import SECRETS, House, client_of

Play = Callable[..., None]
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}


def test_slack_sdk_speaks_to_it_in_json_in_forms_and_in_queries(play: Play) -> None:
    async def story(house: House) -> None:
        assert (await house.client.auth_test())["user_id"] == "U0BREACHBOT"
        channel = (await house.client.conversations_create(name="pdb-1", is_private=True))["channel"]["id"]
        await house.client.conversations_invite(channel=channel, users=[ENGINEER, DPO])
        posted = await house.client.chat_postMessage(channel=channel, text="x", blocks=[SECTION])
        form = {"channel": channel, "text": "y", "blocks": json.dumps([SECTION, SECTION])}
        await house.client.api_call("chat.postMessage", data=form)
        shown = await house.player.messages(channel, viewer=DPO)
        assert [(m.text, len(m.blocks)) for m in shown] == [("x", 1), ("y", 2)]
        assert shown[0].ts == posted["ts"]
        assert (await house.player.channel("pdb-1")).members == ["U0BREACHBOT", ENGINEER, DPO]
        await house.client.chat_postMessage(channel=DPO, text="to you")
        assert [m.text for m in await house.player.direct_messages(DPO)] == ["to you"]

    play(story, with_bot=False)


def test_a_call_needs_the_token_and_the_player_another(play: Play) -> None:
    async def story(house: House) -> None:
        for token, code in ((None, "not_authed"), ("xoxb-other", "invalid_auth")):
            with pytest.raises(SlackApiError, match=code):
                await AsyncWebClient(token=token, base_url=f"{house.url}/api/").auth_test()
        async with Player(house.url, "guessed") as stranger:
            with pytest.raises(RuntimeError, match="player token"):
                await stranger.users()
        seen = json.dumps([vars(one) for one in await house.player.traffic()])
        assert SECRETS.bot_token not in seen
        assert "xoxb" not in seen

    play(story, with_bot=False)


def test_faults_come_as_often_as_they_were_asked_for(play: Play) -> None:
    async def story(house: House) -> None:
        await house.player.fault("chat.postMessage", "rate_limited", times=2, seconds=7)
        await house.player.fault("chat.postMessage", "server_error", status=502)
        statuses = []
        for _ in range(3):
            with pytest.raises(SlackApiError) as refused:
                await house.client.chat_postMessage(channel=TRIAGE, text="x")
            statuses.append(
                (refused.value.response.status_code, refused.value.response.headers.get("Retry-After"))
            )
        assert statuses == [(429, "7"), (429, "7"), (502, None)]
        assert (await house.client.auth_test())["ok"]
        assert (await house.client.chat_postMessage(channel=TRIAGE, text="x"))["ok"]
        assert len(await house.player.messages(TRIAGE)) == 1

    play(story, with_bot=False)


def test_a_lost_answer_is_an_effect_without_a_word(play: Play) -> None:
    async def story(house: House) -> None:
        await house.player.fault("chat.postMessage", "lost_answer")
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await house.client.chat_postMessage(channel=TRIAGE, text="lost?")
        assert [m.text for m in await house.player.messages(TRIAGE)] == ["lost?"]
        last = (await house.player.traffic())[-1]
        assert (last.method, last.status, last.ok) == ("chat.postMessage", None, True)

    play(story, with_bot=False)


def test_a_slow_answer_comes_after_its_effect(play: Play) -> None:
    async def story(house: House) -> None:
        await house.player.fault("*", "slow", seconds=30)
        posting = asyncio.create_task(house.client.chat_postMessage(channel=TRIAGE, text="slow"))
        await house.player.wait_for_message(TRIAGE, "slow")
        assert not posting.done()
        posting.cancel()

    play(story, with_bot=False)


def test_a_manifest_limits_what_the_app_offers() -> None:
    manifest = {
        "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
        "features": {
            "slash_commands": [{"command": "/breach"}],
            "shortcuts": [
                {"type": "message", "callback_id": "report", "name": "Report this"},
                {"type": "global", "callback_id": "g", "name": "Report"},
            ],
        },
        "settings": {"event_subscriptions": {"bot_events": ["app_home_opened"]}},
    }
    seed = with_manifest(default_seed(), manifest)
    assert seed.scopes == frozenset({"commands", "chat:write"})
    assert (seed.commands, seed.shortcuts) == ({"/breach": ""}, {"report": "Report this"})
    assert (seed.global_shortcuts, seed.events) == ({"g": "Report"}, frozenset({"app_home_opened"}))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.com"])
def test_it_listens_on_loopback_only(host: str) -> None:
    with pytest.raises(NotReady, match="loopback only"):
        listen(host, 0)


def test_an_answer_leaves_at_once() -> None:
    """And does not wait, as small packets do unless told otherwise, until the one before was acknowledged."""

    async def sends_at_once() -> int:
        option: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def come(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            accepted = writer.get_extra_info("socket")
            option.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        sock = listen("127.0.0.1", 0)
        async with await asyncio.start_server(come, sock=sock):
            _, visitor = await asyncio.open_connection(*sock.getsockname())
            found = await option
            visitor.close()
        return found

    assert asyncio.run(sends_at_once())


def test_a_taken_port_is_said_in_one_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(NotReady, match="is taken"):
            listen("127.0.0.1", taken.getsockname()[1])


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "breachbot.workspace", *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_as_a_process_it_says_where_it_is_and_serves(tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text(default_seed().model_dump_json(), encoding="utf-8")
    secrets = {
        "WORKSPACE_BOT_TOKEN": SECRETS.bot_token,
        "WORKSPACE_SIGNING_SECRET": SECRETS.signing_secret,
        "WORKSPACE_PLAYER_TOKEN": SECRETS.player_token,
    }

    async def ask(port: int) -> None:
        url = f"http://127.0.0.1:{port}"
        assert (await client_of(url).auth_test())["ok"]
        async with Player(url, SECRETS.player_token) as player:
            assert (await player.command(ENGINEER, "/breach")).error == "unreachable"

    with start("--bot-url", "http://127.0.0.1:9/slack/events", "--seed", str(seed), **secrets) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        asyncio.run(ask(ready["port"]))
        process.terminate()


def test_as_a_process_it_says_in_one_sentence_what_is_missing() -> None:
    with start("--bot-url", "http://127.0.0.1:9/", WORKSPACE_BOT_TOKEN="") as process:
        _, said = process.communicate(timeout=300)
    assert process.returncode == 2
    assert said.startswith("Set WORKSPACE_BOT_TOKEN")
