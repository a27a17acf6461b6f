"""`breachbot serve` in Socket Mode: it needs no address, says how it stands, and takes alerts in without Slack."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from breachbot.slack.actions import Act
from breachbot.store.migrate import migrate
from breachbot.workspace.player import Player
from breachbot.workspace.seed import DPO, ENGINEER, TEAM, TRIAGE, default_seed
from breachbot.workspace.server import Secrets, listen, serving
from tests.app.process import Bot
from tests.intake.bodies import alert

pytestmark = pytest.mark.slow

SECRETS = Secrets("xoxb-" + "1" * 20, "s" * 32, "p" * 32, "xapp-" + "2" * 20)
BODY = json.dumps(alert()).encode()
NOWHERE = "http://127.0.0.1:9/"


def bot_of(folder: Path, url: str) -> Bot:
    """A bot on a fresh database, with a token that opens connections and no signing secret."""
    settings = {
        "slack_bot_token": SECRETS.bot_token, "slack_app_token": SECRETS.app_token, "slack_api_url": f"{url}/api/",
        "slack_team_id": TEAM, "triage_channel": TRIAGE, "responders": ENGINEER, "dpo": DPO,
    }  # fmt: skip
    bot = Bot(folder, (), settings)
    migrate(f"sqlite:///{bot.database}")
    return bot


async def until(holds: Callable[[], Any]) -> None:
    """Ask in a thread, so that the workspace goes on meanwhile."""
    async with asyncio.timeout(20):
        while not await asyncio.to_thread(holds):
            await asyncio.sleep(0.05)


def stands(bot: Bot) -> str:
    """How it stands with Slack. Whatever that is, it must be ready."""
    answer = bot.get("/readyz")
    assert answer.status == 200, answer.body
    return str(json.loads(answer.body)["notes"]["socket_mode"])


def test_it_serves_over_a_socket_and_goes_on_without_slack(tmp_path: Path) -> None:
    sock = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    bot = bot_of(tmp_path, url)

    async def with_slack() -> None:
        await asyncio.to_thread(bot.start)
        await until(lambda: bot.get("/readyz").status == 200)
        await until(lambda: stands(bot) == "connected")
        assert "Slack by Socket Mode, SQLite." in bot.log
        assert (await asyncio.to_thread(bot.get, "/slack/events")).status == 404
        assert await asyncio.to_thread(bot.metric, "breachbot_slack_socket_connected") == 1
        async with Player(url, SECRETS.player_token) as player:
            assert (await player.command(ENGINEER, "/breach")).ok
            await player.wait_for_view(ENGINEER, Act.REPORT.value)

    async def whole() -> None:
        async with serving(default_seed(), SECRETS, NOWHERE, sock, time.time):
            await with_slack()
        # Slack is gone. Alerts are taken in all the same, and it stays ready for them.
        await until(lambda: stands(bot) == "not connected")
        assert (await asyncio.to_thread(bot.hook, BODY)).status == 200

    try:
        asyncio.run(whole())
        assert bot.stop() == 0
        assert SECRETS.app_token not in bot.log
    finally:
        if bot.process and bot.process.poll() is None:
            bot.kill()
