"""`breachbot serve` in Socket Mode: it needs no address, says how it stands, and takes alerts in without Slack."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from breachbot.slack.actions import Act
from breachbot.workspace.player import Player
from breachbot.workspace.seed import DPO, ENGINEER, TEAM, TRIAGE, default_seed
from breachbot.workspace.server import Secrets, listen, serving
from tests.app.process import Bot
from tests.conftest import Database, migrated
from tests.intake.bodies import alert

pytestmark = pytest.mark.slow

SECRETS = Secrets("xoxb-" + "1" * 20, "s" * 32, "p" * 32, "xapp-" + "2" * 20)
BODY = json.dumps(alert()).encode()
NOWHERE = "http://127.0.0.1:9/"


def bot_of(folder: Path, url: str, **database: str) -> Bot:
    """A bot with a token that opens connections and no signing secret; on SQLite of its own if no database is given."""
    settings = {
        "slack_bot_token": SECRETS.bot_token,
        "slack_app_token": SECRETS.app_token,
        "slack_api_url": f"{url}/api/",
        "slack_team_id": TEAM,
        "triage_channel": TRIAGE,
        "responders": ENGINEER,
        "dpo": DPO,
    }
    folder.mkdir(exist_ok=True)
    bot = Bot(folder, (), settings | database)
    if not database:
        migrated(bot.database)
    return bot


async def until(holds: Callable[[], Any]) -> None:
    """Ask in a thread, so that the workspace goes on meanwhile."""
    async with asyncio.timeout(120):
        while not await asyncio.to_thread(holds):
            await asyncio.sleep(0.05)


def stands(bot: Bot) -> str:
    """How it stands with Slack. Whatever that is, it must be ready."""
    answer = bot.get("/readyz")
    assert answer.status == 200, answer.body
    return str(json.loads(answer.body)["notes"]["socket_mode"])


async def connected(bot: Bot) -> None:
    """Start it, and wait until it is ready and Slack has greeted it."""
    await asyncio.to_thread(bot.start)
    await until(lambda: bot.get("/readyz").status == 200)
    await until(lambda: stands(bot) == "connected")


def test_it_serves_over_a_socket_and_goes_on_without_slack(tmp_path: Path) -> None:
    sock = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    bot = bot_of(tmp_path, url)

    async def with_slack() -> None:
        await connected(bot)
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


def test_a_submission_under_way_when_it_stops_is_committed_and_then_acknowledged(tmp_path: Path) -> None:
    sock = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    bot = bot_of(tmp_path, url)

    async def whole() -> bool:
        async with (
            serving(default_seed(), SECRETS, NOWHERE, sock, time.time, ack_seconds=10),
            Player(url, SECRETS.player_token) as player,
        ):
            await connected(bot)
            await player.command(ENGINEER, "/breach")
            form = await player.wait_for_view(ENGINEER, Act.REPORT.value)
            with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                sent = asyncio.create_task(player.submit(ENGINEER, form.id, REPORT))
                await asyncio.sleep(0.3)
                assert bot.process is not None
                bot.process.send_signal(signal.SIGTERM)
                await asyncio.sleep(0.3)
                assert not sent.done()
                other.execute("ROLLBACK")
            return (await sent).ok

    try:
        assert asyncio.run(whole())
        assert bot.process is not None
        assert bot.process.wait(90) == 0
        assert bot.rows("SELECT count(*) FROM event WHERE kind = 'incident_opened'") == [(1,)]
    finally:
        if bot.process and bot.process.poll() is None:
            bot.kill()


REPORT = {"title": "A list of customers lay in a public folder", "personal_data": "yes"}


@pytest.mark.postgres
def test_two_replicas_share_what_slack_sends_and_one_may_leave(
    postgres_database: Database, tmp_path: Path
) -> None:
    """Slack gives each request to any one of the connections. Each report is taken once, doubled or not."""
    assert postgres_database.master_key is not None
    database = {"database_url": postgres_database.url, "master_key": postgres_database.master_key}
    sock = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    bots = [bot_of(tmp_path / name, url, **database) for name in ("one", "two")]

    async def report(player: Player) -> None:
        assert (await player.command(ENGINEER, "/breach")).ok
        form = await player.wait_for_view(ENGINEER, Act.REPORT.value)
        await player.fault("view_submission", "duplicate")
        assert (await player.submit(ENGINEER, form.id, REPORT)).ok
        for view in await player.views(ENGINEER):
            await player.close(ENGINEER, view.id)

    async def whole() -> list[int]:
        async with (
            serving(default_seed(), SECRETS, NOWHERE, sock, time.time),
            Player(url, SECRETS.player_token) as player,
        ):
            for bot in bots:
                await connected(bot)
            for _ in range(3):
                await report(player)
            taken = [await asyncio.to_thread(bot.metric, "breachbot_slack_socket_connected") for bot in bots]
            assert taken == [1, 1]
            codes = [await asyncio.to_thread(bots[0].stop)]
            for _ in range(2):
                await report(player)
            return [*codes, await asyncio.to_thread(bots[1].stop)]

    try:
        assert asyncio.run(whole()) == [0, 0]
    finally:
        for bot in bots:
            if bot.process and bot.process.poll() is None:
                bot.kill()
    store = postgres_database.open()
    assert len(store.read(lambda tx: tx.incidents())) == 5
    store.close()
