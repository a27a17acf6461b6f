"""Starting, asking and stopping the two servers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from bench.bodies import SECRET
from breachbot.store.keys import new_master_key

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Server:
    """A running server. `first_answer` is in seconds since its start."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path
    first_answer: float

    def memory(self) -> float:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        (kilobytes,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(kilobytes) / 1024

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it; it is killed if it does not end by itself."""
        self.process.send_signal(how)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def floor(folder: Path, database: str = "") -> Server:
    """The smallest server, on this empty database of PostgreSQL, or else on a new one of SQLite in the folder."""
    port = free_port()
    words = ["-m", "bench.floor", database or str(folder / "floor.db"), str(port)]
    return _start([sys.executable, *words], {}, port, folder)


def breachbot(folder: Path, database: str = "") -> Server:
    """`breachbot serve --without-slack` on the folder and the database, as `floor`."""
    port = free_port()
    settings = {
        "BREACHBOT_DATA_DIR": str(folder),
        "BREACHBOT_SENTRY_SECRET": SECRET,
        "BREACHBOT_PORT": str(port),
        "BREACHBOT_METRICS_PORT": str(free_port()),
    }
    if database:
        settings |= {"BREACHBOT_DATABASE_URL": database, "BREACHBOT_MASTER_KEY": new_master_key()}
    command = [sys.executable, "-m", "breachbot"]
    subprocess.run(
        [*command, "migrate"], env=_environment(settings), cwd=folder, check=True, capture_output=True
    )
    return _start([*command, "serve", "--without-slack"], settings, port, folder)


@contextmanager
def database_at(server: str) -> Iterator[str]:
    """The address of a new database of this PostgreSQL server, for as long as the block lasts; "" without a server."""
    if not server:
        yield ""
        return
    name = f"bench_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _environment(settings: dict[str, str]) -> dict[str, str]:
    """This environment without anybody's own settings of breachbot."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BREACHBOT_")}
    return inherited | {"PYTHONPATH": str(ROOT)} | settings


def _start(command: list[str], settings: dict[str, str], port: int, folder: Path) -> Server:
    began = time.monotonic()
    # In the data folder, so that no .env file of the checkout is read.
    process = subprocess.Popen(
        command,
        env=_environment(settings),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while not _answers(port):
        if process.poll() is not None or time.monotonic() - began > 30:
            process.kill()
            raise RuntimeError(f"{' '.join(command)} did not start:\n{process.communicate()[1].decode()}")
        time.sleep(0.01)
    return Server(process, port, folder, time.monotonic() - began)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
