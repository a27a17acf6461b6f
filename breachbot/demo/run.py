"""From an empty folder to the proved story."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from breachbot.app import build_policy
from breachbot.demo import proof
from breachbot.demo.bot import CLOCK_FILE
from breachbot.demo.clock import DemoClock
from breachbot.demo.processes import Bot, Secrets, Workspace, free_port
from breachbot.demo.stage import Stage
from breachbot.demo.story import play
from breachbot.incident.outcome import clock as due_clock
from breachbot.settings import Settings
from breachbot.store.migrate import migrate
from breachbot.store.open import open_to_read
from breachbot.workspace.player import Player


async def run(
    data_dir: Path,
    tell: Callable[[str], None],
    *,
    step: Callable[[str, Bot], Awaitable[None]] | None = None,
) -> dict[str, Any]:
    """Play the story in a fresh folder below `data_dir` and give what can be proved of it, fit for JSON.

    step: called after each step of the story with its name and the bot, which it may kill.
    Raises StoryFailed, Unproved or NotReady.
    """
    began = time.monotonic()
    folder = _fresh(data_dir)
    made = Secrets()
    bot = Bot(folder, free_port(), free_port(), made)
    async with Workspace(folder, made, bot.url) as workspace, Player(workspace.url, made.player) as player:
        # A prefix that nobody uses: the demo's settings are its own, whatever the surroundings hold.
        settings = Settings(_env_file=None, _env_prefix="BREACHBOT_DEMO_", **bot.settings(workspace.url))
        migrate(settings.database_url.get_secret_value())

        async def after(name: str) -> None:
            if step:
                await step(name, bot)

        try:
            await bot.start(workspace.url)
            clock = DemoClock(folder / CLOCK_FILE)
            await play(Stage(player, bot, workspace.url, clock, made, folder.name, tell, after))
            found = await _proved(settings, player, folder)
        finally:
            await bot.stop()
    return {"ok": True, **found, "data_dir": str(folder), "seconds": round(time.monotonic() - began, 1)}


async def _proved(settings: Settings, player: Player, folder: Path) -> dict[str, Any]:
    policy = build_policy(settings)
    with open_to_read(settings) as store:
        record = proof.read_record(store)
    proof.once_each(record)
    incident = record.incident
    return {
        "steps": await proof.steps(record, policy, player),
        "incident": {
            "id": incident.id,
            "phase": incident.phase,
            "aware_at": _iso(incident.aware_at),
            "due_at": _iso(due_clock(incident, policy)),
        },
        "notices": proof.notices(record, folder / "notices"),
        "published": proof.published(record, settings.public_dir),
        "register": {"entries": record.entries, "verified": record.verified},
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _fresh(data_dir: Path) -> Path:
    """A folder of its own for each run, so that no story meets the remains of another."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = 1 + sum(1 for _ in data_dir.glob("demo-*"))
    while True:
        folder = data_dir / f"demo-{number}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            return folder
