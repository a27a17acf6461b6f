"""A process that keeps clocks and sends what is due, as `serve` does, to an address of the test in place of Slack.

`python -m tests.app.reminding URL FOLDER KEY CLOCK ADDRESS`: CLOCK is a file with the domain's time; KEY may be empty.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

import aiohttp
import anyio.to_thread

from breachbot.clocks import Clocks
from breachbot.errors import DeliveryError
from breachbot.observe.metrics import Metrics
from breachbot.outbox.deliver import Outbox, Sent
from breachbot.store.open import open_database
from breachbot.usecases.house import House
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import StoreUnavailable
from tests.incident import cast


async def post(session: aiohttp.ClientSession, address: str, claimed: ClaimedEffect) -> Sent:
    """Hand one effect over, as a transport does."""
    try:
        async with session.post(address, data=claimed.key) as answer:
            return Sent(await answer.text())
    except aiohttp.ClientError as error:
        raise DeliveryError(type(error).__name__) from error


async def keep(house: House, address: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
        outbox = Outbox(house.store, partial(post, session, address), idle=0.05)
        tasks.create_task(outbox.run())
        clocks = Clocks(house, Metrics())
        while True:
            with contextlib.suppress(StoreUnavailable):  # the next tick finds the same rows
                await anyio.to_thread.run_sync(clocks.work)
            await asyncio.sleep(0.2)


def main() -> None:
    url, folder, key, clock, address = sys.argv[1:]
    store = open_database(url, Path(folder), key or None)

    def now() -> datetime:
        return datetime.fromisoformat(Path(clock).read_text())

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    asyncio.run(keep(House(store, cast.policy(), now, store.digest), address))


if __name__ == "__main__":
    main()
