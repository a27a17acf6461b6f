"""Who counts while Slack does not say who people are: a real process, killed and started again in the outage."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from breachbot.slack.actions import Act
from breachbot.workspace.player import Player
from breachbot.workspace.seed import DPO, ENGINEER, OUTSIDER, TRIAGE, default_seed
from breachbot.workspace.server import listen, serving
from tests.app.process import Bot
from tests.app.test_socket_mode import NOWHERE, SECRETS, bot_of, connected, until

pytestmark = pytest.mark.slow

REPORT = {"title": "A list of customers lay in a public folder", "personal_data": "yes"}
ROLES = (ENGINEER, DPO)


def play(folder: Path, story: Callable[[Bot, Player], Awaitable[None]]) -> None:
    """A process and a workspace; the process is up, and has asked about everybody with a role."""
    sock = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    bot = bot_of(folder, url)

    async def whole() -> None:
        async with (
            serving(default_seed(), SECRETS, NOWHERE, sock, time.time, ack_seconds=15),
            Player(url, SECRETS.player_token) as player,
        ):
            await connected(bot)
            await until(lambda: len(standings(bot)) == len(ROLES))
            await story(bot, player)

    try:
        asyncio.run(whole())
    finally:
        if bot.process and bot.process.poll() is None:
            bot.kill()


def standings(bot: Bot) -> list[str]:
    return [key for (key,) in bot.rows("SELECT key FROM meta WHERE key LIKE 'standing:%'")]


def kinds(bot: Bot) -> list[str]:
    return [
        kind for (kind,) in bot.rows("SELECT kind FROM event ORDER BY position") if kind != "playbook_adopted"
    ]


async def restarted_in_an_outage(bot: Bot, player: Player, *, hours: float = 0) -> None:
    """`users.info` fails from now on, the process is killed, and what it knew gets that much older."""
    await player.fault("users.info", "server_error", times=999)
    bot.kill()
    if hours:
        with closing(sqlite3.connect(bot.database)) as database, database:
            database.execute(
                "UPDATE meta SET value = json_set(value, '$.at',"
                " strftime('%Y-%m-%dT%H:%M:%f+00:00', json_extract(value, '$.at'), ?)) WHERE key LIKE 'standing:%'",
                [f"-{hours * 60:.0f} minutes"],
            )
    await connected(bot)


async def report(player: Player, user: str) -> None:
    assert (await player.command(user, "/breach")).ok
    form = await player.wait_for_view(user, Act.REPORT.value)
    assert (await player.submit(user, form.id, REPORT)).ok


async def claim(player: Player, user: str) -> None:
    card = await player.wait_for_message(TRIAGE, "Report of a possible")
    await player.click(user, Act.CLAIM.value, channel=TRIAGE, ts=card.ts)


def test_the_team_goes_on_and_a_report_by_anybody_else_is_kept(tmp_path: Path) -> None:
    async def story(bot: Bot, player: Player) -> None:
        await restarted_in_an_outage(bot, player, hours=23.9)
        await report(player, OUTSIDER)
        assert kinds(bot)[-1] == "signal_received"
        await claim(player, DPO)
        assert kinds(bot)[-1] == "signal_claimed"
        await report(player, ENGINEER)
        assert "incident_opened" in kinds(bot)

    play(tmp_path, story)


def test_after_a_day_nobody_is_known_any_more_and_no_report_is_lost(tmp_path: Path) -> None:
    async def story(bot: Bot, player: Player) -> None:
        await restarted_in_an_outage(bot, player, hours=24.1)
        await report(player, ENGINEER)
        before = kinds(bot)
        assert (before[-1], "incident_opened" in before) == ("signal_received", False)
        await claim(player, DPO)

        async def told() -> bool | None:
            return any("Nothing was recorded" in m.words for m in await player.ephemerals(DPO)) or None

        await player.wait_for(told, "a refusal")
        assert kinds(bot) == before

    play(tmp_path, story)
