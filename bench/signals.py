"""Whether a million stored signals make the next one slower: `python -m bench --signals`.

Taking deliveries in, and finding the signal of a series, in this process, at two sizes. The sizes take turns, and the
fastest of the tries counts. What is stored before is written as rows, with bodies of 500 bytes.
"""

from __future__ import annotations

import asyncio
import math
import os
import random
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine

from bench.growth import analyze, postgres
from breachbot.store.keys import new_master_key
from breachbot.store.migrate import migrate
from breachbot.store.open import open_database
from breachbot.store.store import DatabaseStore
from breachbot.store.tables import data_key, delivery, signal
from breachbot.usecases.ports.deliveries import NewDelivery

SIZES = (10_000, 1_000_000)
TOGETHER = 20_000
"""Rows written in one statement."""
TRIES = 7
ARRIVING = 2_000
LOOKED_UP = 2_000
AIM = 1.2
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BODY = b"x" * 500


def measure(folder: Path) -> bool:
    """Print a table for each database; whether the larger size takes at most `AIM` times the smaller one."""
    met = _table("SQLite", [f"sqlite:///{folder / f'signals-{size}.db'}" for size in SIZES], folder)
    with postgres(len(SIZES)) as urls:
        if urls:
            return _table("PostgreSQL", urls, folder) and met
    print("PostgreSQL: no server answers; name one with BREACHBOT_TEST_POSTGRES")
    return met


def _table(name: str, urls: list[str], folder: Path) -> bool:
    with ExitStack() as opened:
        stores = []
        for url, size in zip(urls, SIZES, strict=True):
            migrate(url)
            fill(url, size)
            analyze(url)
            store = open_database(url, folder, new_master_key())
            opened.callback(store.close)
            stores.append(store)
        taken, found = [math.inf] * len(stores), [math.inf] * len(stores)
        for _ in range(TRIES):
            for n, (store, size) in enumerate(zip(stores, SIZES, strict=True)):
                taken[n] = min(taken[n], _taking(store))
                found[n] = min(found[n], _looking(store, size))
    print(f"{name}: microseconds for each, the fastest of {TRIES} tries", flush=True)
    print(f"{'stored signals':<24}" + "".join(f"{size:>12,}" for size in SIZES) + f"{'ratio':>8}")
    rows = {"take a delivery in": taken, "find a series": found}
    for what, (few, many) in rows.items():
        verdict = "met" if many <= AIM * few else "MISSED"
        print(f"{what:<24}{few:>12.1f}{many:>12.1f}{many / few:>8.2f}   aim: at most {AIM:g}   {verdict}")
    return all(many <= AIM * few for few, many in rows.values())


def _taking(store: DatabaseStore) -> float:
    async def all_at_once() -> None:
        new = NewDelivery("sentry", NOW, {"resource": "issue"}, BODY)
        await asyncio.gather(*(store.accept(new) for _ in range(ARRIVING)))

    began = time.perf_counter()
    asyncio.run(all_at_once())
    return (time.perf_counter() - began) / ARRIVING * 1e6


def _looking(store: DatabaseStore, size: int) -> float:
    """Half of them are there."""
    asked = [f"issue:{random.randrange(2 * size)}" for _ in range(LOOKED_UP)]
    began = time.perf_counter()
    store.read(lambda tx: [tx.signal_of("sentry", series) for series in asked])
    return (time.perf_counter() - began) / LOOKED_UP * 1e6


# --- what is there before -------------------------------------------------------------------------------------


def fill(url: str, size: int) -> None:
    """Store so many signals of one delivery each, all read; their keys are not real, since nobody reads them."""
    engine = create_engine(url)
    with engine.begin() as conn:
        for first in range(0, size, TOGETHER):
            _write(conn, range(first, min(first + TOGETHER, size)))
    engine.dispose()


def _write(conn: Connection, numbers: range) -> None:
    conn.execute(data_key.insert(), [_key(n) for n in numbers])
    conn.execute(delivery.insert(), [_delivery(n) for n in numbers])
    conn.execute(signal.insert(), [_signal(n) for n in numbers])


def _key(number: int) -> dict[str, Any]:
    return {"id": f"del-{number:014x}", "wrapped": os.urandom(60), "master_id": "bench"}


def _delivery(number: int) -> dict[str, Any]:
    row = {"id": f"del-{number:014x}", "source": "sentry", "received_at": NOW, "body": os.urandom(500)}
    return row | {"processed_at": NOW, "signal": f"sig-{number}", "note": "read"}


def _signal(number: int) -> dict[str, Any]:
    row = {"id": f"sig-{number}", "source": "sentry", "series": f"issue:{number}", "verdict": "note"}
    return row | {"phase": "open", "count": 1, "first_seen": NOW, "last_seen": NOW}
