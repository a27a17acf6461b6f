"""`kill -9` in the middle of everything: what was acknowledged is there, and the chain holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from breachbot.register.chain import verify
from tests.conftest import Database
from tests.store.samples import SIG

ROOT = Path(__file__).resolve().parents[2]


def work_until_killed(database: Database, lines: int) -> list[str]:
    """Run the crasher, kill it without warning after so many acknowledgements; gives all that it had said by then."""
    key = [database.master_key] if database.master_key else []
    command = [sys.executable, "-m", "tests.store.crasher", database.url, str(database.data_dir), *key]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += process.stdout.readlines()
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.mark.slow
@pytest.mark.parametrize("lines", [20, pytest.param(500, marks=pytest.mark.proof)])
def test_every_acknowledged_delivery_and_event_survives(database: Database, lines: int) -> None:
    said = work_until_killed(database, lines)
    assert len(said) >= lines
    deliveries = {line.split()[1] for line in said if line.startswith("delivery ")}
    events = max((int(line.split()[1]) for line in said if line.startswith("event ")), default=0)
    assert deliveries

    store = database.open()
    try:
        stored = {one.id for one in store.read(lambda tx: tx.pending_deliveries(100_000))}
        assert deliveries <= stored
        assert len(stored) <= len(deliveries) + 16 + 256
        appended = len(store.read(lambda tx: tx.events(SIG)))
        assert appended in (events, events + 1)
        assert store.read(lambda tx: verify(tx.chain_rows(), tx.chain_head())).ok
    finally:
        store.close()
