"""A storm on a slow disk, and power cuts in it: no alert that was answered is lost, and what is refused is told so."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from bench import bodies
from breachbot.demo.processes import free_port
from breachbot.slack.actions import Act
from breachbot.workspace.player import Player
from breachbot.workspace.seed import DPO, ENGINEER, TEAM, TRIAGE, default_seed
from breachbot.workspace.server import Secrets, listen, serving
from tests.app.process import Bot, wait_until
from tests.conftest import migrated
from tests.intake.bodies import alert

pytestmark = [pytest.mark.proof, pytest.mark.slow]

SLOW = """
import time
from sqlalchemy import event
from sqlalchemy.engine import Engine
event.listen(Engine, "commit", lambda conn: time.sleep(0.02))
from breachbot.__main__ import main
main()
"""
"""breachbot on a disk that takes 20 ms for each commit."""
UNREAD = "SELECT count(*) FROM delivery WHERE processed_at IS NULL"
MOST_MEMORY = 200_000_000


@dataclass
class Storm:
    """What became of the requests of all senders."""

    bot: Bot
    answers: Counter[int] = field(default_factory=Counter)
    numbers: Iterator[int] = field(default_factory=count)

    @contextmanager
    def of(self, senders: int) -> Iterator[None]:
        """So many senders, each with one request after the other, until the block ends or the server is gone."""
        over = threading.Event()

        def send() -> None:
            with suppress(OSError):
                while not over.is_set():
                    number = next(self.numbers)
                    self.answers[self.bot.hook(body(number)).status] += 1

        threads = [threading.Thread(target=send) for _ in range(senders)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()


def body(number: int) -> bytes:
    """One of two hundred faults."""
    return json.dumps(alert(issue_id=str(number % 200), event_id=f"{number:032x}")).encode()


def resident(bot: Bot) -> int:
    """Bytes of memory."""
    assert bot.process
    status = Path(f"/proc/{bot.process.pid}/status").read_text()
    return 1024 * next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))


def unread(bot: Bot) -> int:
    """How many deliveries wait to be read."""
    waiting: int = bot.rows(UNREAD)[0][0]
    return waiting


def all_is_read(bot: Bot) -> None:
    """Wait until nothing is unread, for as long as it becomes less: how fast it is read is the machine's matter."""
    while waiting := unread(bot):
        wait_until(partial(_less, bot, waiting), f"fewer than {waiting} to be unread", 60)


def _less(bot: Bot, than: int) -> bool:
    return unread(bot) < than


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    started = Bot(tmp_path, program=("-c", SLOW))
    migrated(started.database)
    started.start()
    yield started
    started.kill_if_running()


def test_ten_kills_in_a_storm_on_a_slow_disk_lose_nothing_that_was_answered(bot: Bot) -> None:
    storm, memory = Storm(bot), 0
    for _ in range(10):
        with storm.of(16):
            time.sleep(1.5)
            memory = max(memory, resident(bot))
            bot.kill()
        assert bot.stored() >= storm.answers[200]
        bot.start()
    all_is_read(bot)
    assert set(storm.answers) <= {200, 503}
    assert storm.answers[200] > 300
    assert bot.rows("SELECT sum(count) FROM signal") == [(bot.stored(),)]
    assert memory < MOST_MEMORY


SECRETS = Secrets("xoxb-" + "1" * 20, "s" * 32, "p" * 32)
CONNECTIONS = 600
"""More than the door lets in."""
SECONDS = 60
PAUSE = 2.0
"""Seconds between two requests of a connection, so that all of it can be read within the test."""


@dataclass
class Load:
    """A generator on one processor of its own, while somebody types a command again and again."""

    bot: Bot
    requests: Path
    waits: list[float] = field(default_factory=list)
    memory: int = 0

    async def run(self, player: Player) -> dict[str, float]:
        """Gives what the generator counted."""
        words = (str(self.requests), str(self.bot.port), str(CONNECTIONS), str(SECONDS), str(PAUSE))
        generator = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bench.load", *words),
            stdout=subprocess.PIPE,
            preexec_fn=lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}),
        )
        said = asyncio.create_task(generator.communicate())
        while not said.done():
            await self._type(player)
            self.memory = max(self.memory, await asyncio.to_thread(resident, self.bot))
            await asyncio.sleep(0.2)
        counted: dict[str, float] = json.loads(said.result()[0])
        return counted

    @property
    def p99(self) -> float:
        """Milliseconds until Slack had its answer. Shown, not judged: other tests are at work meanwhile."""
        return sorted(self.waits)[len(self.waits) * 99 // 100]

    async def _type(self, player: Player) -> None:
        answer = await player.command(ENGINEER, "/breach")
        assert answer.ok, answer
        self.waits.append(answer.ms)
        form = await player.wait_for_view(ENGINEER, Act.REPORT.value)
        await player.close(ENGINEER, form.id)


def connected_bot(folder: Path, bot_port: int, slack: str) -> Bot:
    settings = {
        "sentry_secret": bodies.SECRET,
        "slack_bot_token": SECRETS.bot_token,
        "slack_signing_secret": SECRETS.signing_secret,
        "slack_api_url": f"{slack}/api/",
        "slack_team_id": TEAM,
        "triage_channel": TRIAGE,
        "responders": ENGINEER,
        "dpo": DPO,
    }
    return Bot(folder, (), settings, ("-c", SLOW), bot_port)


def test_a_minute_of_load_on_a_slow_disk_loses_nothing_and_people_are_answered_all_the_while(
    tmp_path: Path,
) -> None:
    requests, sock, port = tmp_path / "requests", listen("127.0.0.1", 0), free_port()
    bodies.write(requests)
    slack = f"http://127.0.0.1:{sock.getsockname()[1]}"
    bot = connected_bot(tmp_path, port, slack)
    load = Load(bot, requests)
    migrated(bot.database)

    async def story() -> dict[str, float]:
        hooks = f"http://127.0.0.1:{port}/slack/events"
        async with (
            serving(default_seed(), SECRETS, hooks, sock, time.time, ack_seconds=15),
            Player(slack, SECRETS.player_token) as player,
        ):
            await asyncio.to_thread(bot.start)
            return await load.run(player)

    try:
        counted = asyncio.run(story())
        assert bot.stored() >= counted["answered"] > SECONDS * 20
        assert counted["refused"] > 0
        assert counted["errors"] == 0
        assert load.memory < MOST_MEMORY
        sys.stdout.write(f"{counted}; commands p99 {load.p99:.0f} ms; {load.memory / 1e6:.0f} MB\n")
        all_is_read(bot)
        assert bot.rows("SELECT sum(count) FROM signal") == [(min(bot.stored(), bodies.BODIES),)]
    finally:
        bot.kill_if_running()
