"""The commands that prove the log, run as an operator runs them beside a process that writes without a pause."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from breachbot.settings import variable
from tests.conftest import Database
from tests.store.samples import claimed

ROOT = Path(__file__).resolve().parents[2]
RUNS = int(os.environ.get("BREACHBOT_TEST_RUNS") or 3)
"""How often the log is verified. What is wrong in one run of ten takes more of them to be seen."""


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """A process that appends events and takes deliveries in as fast as it can, on a log of several portions."""
    store = database.open()
    store.write(lambda tx: tx.append("sig-long0000", 0, [claimed()] * 4000))
    store.close()
    key = [database.master_key] if database.master_key else []
    command = [sys.executable, "-m", "tests.store.crasher", database.url, str(database.data_dir), *key]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline()
            with subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL):
                yield
                assert process.poll() is None
                process.kill()
        finally:
            process.kill()


def run(database: Database, *words: str) -> subprocess.CompletedProcess[str]:
    """The command on this database, with no settings besides."""
    known = {"data_dir": str(database.data_dir), "database_url": database.url}
    known |= {"master_key": database.master_key} if database.master_key else {}
    return subprocess.run(
        [sys.executable, "-m", "breachbot", *words],
        cwd=database.data_dir,
        env={variable(name): value for name, value in known.items()}
        | {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.proof
def test_no_command_takes_a_log_that_grows_for_a_broken_one(database: Database) -> None:
    seen = set()
    with writing(database):
        for _ in range(RUNS):
            verified = run(database, "register", "verify")
            assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout
            assert verified.stdout.startswith("verified: ")
            seen.add(verified.stdout)
        listed = run(database, "register", "list")
        assert (listed.returncode, listed.stderr) == (0, "")
        found = json.loads(run(database, "doctor", "--without-slack", "--json").stdout)
        assert [one["state"] for one in found if one["name"] == "log"] == ["ok"], found
    assert len(seen) == RUNS, "the writer stood still"
