"""Processes that keep clocks are killed in the middle of reminders: none is lost, and few are sent twice.

`BREACHBOT_TEST_KILLS` says how often, and `BREACHBOT_TEST_INCIDENTS` of how many each time; twenty and five hundred
take most of an hour.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import func, select

from breachbot.incident import events as e
from breachbot.outbox.deliver import PLACES
from breachbot.store.database import make_engine
from breachbot.store.tables import deadline, outbox
from tests.conftest import Database
from tests.incident.cast import NOON
from tests.store.samples import behind_our_back
from tests.usecases.stage import Stage

pytestmark = pytest.mark.proof
ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("BREACHBOT_TEST_KILLS") or 2)
INCIDENTS = int(os.environ.get("BREACHBOT_TEST_INCIDENTS") or 60)
RUNG = timedelta(hours=12)
"""From one reminder of each incident to the next."""


class Slack:
    """What stands for it: takes everything, slowly enough that a kill comes in the middle."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    async def take(self, request: web.Request) -> web.Response:
        self.taken[await request.text()] += 1
        await asyncio.sleep(0.02)
        return web.Response(text="C1:1")

    async def until(self, number: int) -> None:
        """Until so many messages have come, those that were sent twice among them."""
        async with asyncio.timeout(300):
            while sum(self.taken.values()) < number:
                await asyncio.sleep(0.01)

    @property
    def repeated(self) -> int:
        return sum(times - 1 for times in self.taken.values())


@contextlib.asynccontextmanager
async def slack() -> AsyncIterator[tuple[Slack, str]]:
    there, app = Slack(), web.Application()
    app.router.add_post("/", there.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield there, f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


class Processes:
    """The processes that work on one database, and the clock that they share."""

    def __init__(self, database: Database, folder: Path, address: str, number: int) -> None:
        self.database, self.address = database, address
        self.clock = folder / "clock"
        self.at(NOON)
        self.running = [self.start() for _ in range(number)]

    def start(self) -> subprocess.Popen[str]:
        where = (self.database.url, str(self.database.data_dir), self.database.master_key or "")
        command = [sys.executable, "-m", "tests.app.reminding", *where, str(self.clock), self.address]
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def at(self, now: datetime) -> None:
        """Set the clock of all at once."""
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(now.isoformat())
        fresh.replace(self.clock)

    def kill_one(self) -> None:
        """SIGKILL the first, start another in its place, and let the leases of the dead run out."""
        victim = self.running.pop(0)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        if victim.stdout:
            victim.stdout.close()
        if not self.running:
            self.running.append(self.start())
        behind_our_back(self.database, "UPDATE outbox SET lease_until = NULL WHERE state = 'waiting'")
        if len(self.running) > 1:
            self.running.append(self.start())

    def end(self) -> None:
        for process in self.running:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


@contextlib.contextmanager
def processes(database: Database, folder: Path, address: str, number: int) -> Iterator[Processes]:
    started = Processes(database, folder, address, number)
    try:
        yield started
    finally:
        started.end()


async def all_sent(database: Database, now: datetime) -> None:
    """Until everything that is due at this moment is raised and sent."""
    async with asyncio.timeout(300):
        while await asyncio.to_thread(left, database, now):
            await asyncio.sleep(0.2)


def left(database: Database, now: datetime) -> int:
    """What is due by the lists, and what waits to be sent."""
    engine = make_engine(database.url, "read") if database.kind == "sqlite" else make_engine(database.url)
    due = select(func.count()).select_from(deadline).where(deadline.c.next_reminder_at <= now)
    unsent = select(func.count()).select_from(outbox).where(outbox.c.state == "waiting")
    try:
        with engine.begin() as conn:
            return int(conn.execute(due).scalar_one()) + int(conn.execute(unsent).scalar_one())
    finally:
        engine.dispose()


@pytest.mark.parametrize(("number", "kind"), [(4, "postgres"), (1, "sqlite")], ids=["four", "one"])
def test_no_reminder_is_lost_and_few_are_repeated(
    number: int, kind: str, request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database: Database = request.getfixturevalue(f"{kind}_database")
    begun = Stage(database.open()).team()
    incidents = [begun.aware() for _ in range(INCIDENTS)]
    begun.store.close()
    moments = [NOON + kill * RUNG for kill in range(1, KILLS + 1)]

    async def story() -> tuple[Slack, list[int]]:
        repeated = []
        async with slack() as (there, address):
            with processes(database, tmp_path, address, number) as running:
                await all_sent(database, NOON)
                for now in moments:
                    before, known = there.repeated, sum(there.taken.values())
                    running.at(now)
                    await there.until(known + INCIDENTS // 2)
                    await asyncio.to_thread(running.kill_one)
                    await all_sent(database, now)
                    repeated.append(there.repeated - before)
        return there, repeated

    there, repeated = asyncio.run(story())
    lost = [*_lost(database, incidents, moments, there)]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{number} on {kind}: {KILLS} kills, {INCIDENTS} incidents, lost {len(lost)}, repeated {repeated}\n"
        )
    assert lost == []
    assert max(repeated) <= PLACES


def _lost(
    database: Database, incidents: list[str], moments: list[datetime], there: Slack
) -> Iterator[tuple[str, datetime]]:
    """The reminders that are not on record, or of which the channel of their incident heard nothing."""
    stage = Stage(database.open())
    for incident in incidents:
        raised = [
            (seq, one.at)
            for seq, one in enumerate(stage.events(incident), start=1)
            if isinstance(one, e.ReminderRaised)
        ]
        for now in moments:
            keys = [f"channel_note:{incident}:{seq}" for seq, at in raised if at == now]
            if not any(key in there.taken for key in keys):
                yield incident, now
    stage.store.close()
