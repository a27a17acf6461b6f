"""How fast people are answered while signals pour in.

Clicks, forms and commands are real, signed and timed by the local workspace. It runs on the same machine as the bot and
the load, so a figure here is rather too large than too small.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import shutil
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from bench import bodies
from bench.load import figures_under_load
from breachbot.configured.places import bundled
from breachbot.demo.alert import export_alert
from breachbot.demo.processes import Bot, Secrets, Workspace, free_port
from breachbot.intake.sources.sentry import SOURCE
from breachbot.settings import Settings
from breachbot.slack.actions import Act
from breachbot.store.migrate import migrate
from breachbot.workspace.player import Player
from breachbot.workspace.protocol import Answer
from breachbot.workspace.seed import ENGINEER, RESPONDER, TRIAGE

PAUSE = 0.05
"""Seconds between two acts of one person."""
CARDS = 100
"""Signals that there are before the load begins, to be claimed under it."""


class Crowded(Bot):
    """The bot of a company that wants a card for every candidate, however many come together."""

    def settings(self, workspace_url: str) -> dict[str, Any]:
        """As the bot's, with a storm that begins later."""
        folder = self.data_dir / "playbooks"
        if not folder.exists():
            shutil.copytree(bundled("playbooks"), folder)
            rules = folder / "triage.yaml"
            rules.write_text(re.sub(r"(?m)^  alone: .*$", f"  alone: {CARDS * 2}", rules.read_text()))
        return super().settings(workspace_url) | {"playbooks_dir": str(folder)}


class Tally:
    """Milliseconds by kind of act, and what went wrong."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.signals_a_second = 0.0

    def note(self, kind: str, answer: Answer) -> None:
        """Count one answer."""
        self.times[kind].append(answer.ms)
        if answer.error:
            self.errors.append(f"{kind}: {answer.error}")


def measure(folder: Path, requests: Path, connections: int, wrk: str | None, seconds: float) -> Tally:
    """Let two people work while the web hook is under load for so many seconds."""
    return asyncio.run(_measure(folder, requests, connections, wrk, seconds))


async def _measure(folder: Path, requests: Path, connections: int, wrk: str | None, seconds: float) -> Tally:
    made = Secrets(sentry=bodies.SECRET)
    bot = Crowded(folder, free_port(), free_port(), made)
    async with Workspace(folder, made, bot.url) as workspace, Player(workspace.url, made.player) as player:
        settings = Settings(_env_file=None, _env_prefix="BREACHBOT_BENCH_", **bot.settings(workspace.url))
        migrate(settings.database_url.get_secret_value())
        await bot.start(workspace.url)
        try:
            cards = await _cards(player, bot.port)
            load = asyncio.to_thread(figures_under_load, bot.port, requests, connections, wrk, seconds)
            return await _people(player, cards, asyncio.create_task(load))
        finally:
            await bot.stop()


async def _cards(player: Player, port: int) -> list[str]:
    """Let alerts arrive that people have to look at; gives the ts of their cards."""
    url = f"http://127.0.0.1:{port}{bodies.PATH}"
    async with aiohttp.ClientSession() as session:
        for number in range(CARDS):
            body = export_alert(datetime.now(UTC), str(5_000_000 + number))
            (headers,) = SOURCE.sign(body, {"sentry_secret": bodies.SECRET}, datetime.now(UTC))
            async with session.post(url, data=body, headers=headers) as answer:
                answer.raise_for_status()

    async def look() -> list[str] | None:
        found = [m.ts for m in await player.messages(TRIAGE) if Act.CLAIM.value in m.action_ids]
        return found if len(found) >= CARDS else None

    return await player.wait_for(look, f"{CARDS} cards", 120)


async def _people(player: Player, cards: list[str], load: asyncio.Task[dict[str, float]]) -> Tally:
    tally = Tally()
    await asyncio.gather(
        _until(load, _reporting(player, tally)), _until(load, _claiming(player, tally, iter(cards)))
    )
    figures = await load
    tally.signals_a_second = figures["answered"] / figures["seconds"]
    return tally


async def _until(load: asyncio.Task[Any], act: Callable[[], Awaitable[None]]) -> None:
    while not load.done():
        await act()
        await asyncio.sleep(PAUSE)


def _reporting(player: Player, tally: Tally) -> Callable[[], Awaitable[None]]:
    """Somebody types /breach, fills in the form and sends it, which opens an incident."""
    numbers = itertools.count(1)

    async def act() -> None:
        tally.note("command", await player.command(ENGINEER, "/breach"))
        view = await player.wait_for_view(ENGINEER, Act.REPORT.value, 30)
        sent = await player.submit(
            ENGINEER, view.id, {"title": f"Report number {next(numbers)} of the bench"}
        )
        tally.note("submission", sent)

    return act


def _claiming(player: Player, tally: Tally, cards: Iterator[str]) -> Callable[[], Awaitable[None]]:
    """Somebody claims one signal after the other, as long as there are any."""

    async def act() -> None:
        if (ts := next(cards, None)) is not None:
            tally.note("click", await player.click(RESPONDER, Act.CLAIM.value, channel=TRIAGE, ts=ts))

    return act
