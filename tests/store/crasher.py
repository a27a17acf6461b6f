"""A process to be killed: takes in deliveries and appends events as fast as it can, and says what was acknowledged.

`python -m tests.store.crasher URL DATA_DIR [MASTER_KEY]` writes a line for each: `delivery ID` or `event N`.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from breachbot.store.store import DatabaseStore
from tests.conftest import Database
from tests.store.samples import SIG, claimed, delivery

CALLERS = 16


def say(line: str) -> None:
    """One write, so that a kill cannot cut a line that the parent then takes for an acknowledgement."""
    os.write(1, f"{line}\n".encode())


async def deliver(store: DatabaseStore) -> None:
    while True:
        say(f"delivery {await store.accept(delivery(os.urandom(2000)))}")


async def append(store: DatabaseStore) -> None:
    for seen in range(10**9):
        await asyncio.to_thread(store.write, lambda tx, seen=seen: tx.append(SIG, seen, [claimed()]))
        say(f"event {seen + 1}")


async def main() -> None:
    url, data_dir, *key = sys.argv[1:]
    store = Database(url, Path(data_dir), key[0] if key else None).open()
    await asyncio.gather(append(store), *(deliver(store) for _ in range(CALLERS)))


if __name__ == "__main__":
    asyncio.run(main())
