"""The demo's two processes on a folder of their own, ready to be acted on by a story, a browser or a test."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from breachbot import private
from breachbot.demo.bot import CLOCK_FILE
from breachbot.demo.clock import DemoClock
from breachbot.demo.hand import Hand
from breachbot.demo.processes import Bot, Secrets, Workspace, free_port
from breachbot.demo.stage import Stage
from breachbot.settings import Settings
from breachbot.store.migrate import migrate


@dataclass(frozen=True)
class Standing:
    """A demo that stands: `url` is the address of the workspace's page, `folder` where everything lies."""

    url: str
    folder: Path
    bot: Bot
    player: Hand
    clock: DemoClock
    settings: Settings
    secrets: Secrets

    def stage(self, tell: Callable[[str], None], step: Callable[[str], Awaitable[None]]) -> Stage:
        """The stage for a story."""
        return Stage(self.player, self.bot, self.url, self.clock, self.secrets, self.folder.name, tell, step)


@contextlib.asynccontextmanager
async def standing(data_dir: Path, *, socket_mode: bool = False) -> AsyncIterator[Standing]:
    """Workspace and bot in a fresh folder below `data_dir`, until the block is left. Raises NotReady.

    socket_mode: the bot calls the workspace, which has no address of the bot.
    """
    _stop_on_request()
    folder = _fresh(data_dir)
    made = Secrets(app=f"xapp-{secrets.token_hex(12)}" if socket_mode else "")
    bot = Bot(folder, free_port(), free_port(), made)
    async with Workspace(folder, made, bot.url) as workspace, Hand(workspace.url, made.player) as player:
        # A prefix that nobody uses: the demo's settings are its own, whatever the surroundings hold.
        settings = Settings(_env_file=None, _env_prefix="BREACHBOT_DEMO_", **bot.settings(workspace.url))
        migrate(settings.database_url.get_secret_value())
        try:
            await bot.start(workspace.url)
            yield Standing(workspace.url, folder, bot, player, DemoClock(folder / CLOCK_FILE), settings, made)
        finally:
            await bot.stop()


def _stop_on_request() -> None:
    """Let a request to end reach the `finally` above, so that no process is left behind.

    Signals come to the main thread alone; a demo in another one is ended by whoever started it.
    """
    task = asyncio.current_task()
    if task is None or threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def _fresh(data_dir: Path) -> Path:
    """A folder of its own for each run, so that no story meets the remains of another."""
    private.make_folder(data_dir)
    number = 1 + sum(1 for _ in data_dir.glob("demo-*"))
    while True:
        folder = data_dir / f"demo-{number}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            return folder
