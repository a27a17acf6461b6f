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
from dataclasses import dataclass
from pathlib import Path

from bench.bodies import SECRET

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Server:
    """A running server. `first_answer` is in seconds since its start."""

    process: subprocess.Popen[bytes]
    port: int
    database: Path
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


def floor(folder: Path) -> Server:
    """The smallest server, on a new database in the folder."""
    port, database = free_port(), folder / "floor.db"
    return _start([sys.executable, "-m", "bench.floor", str(database), str(port)], {}, port, database)


def breachbot(folder: Path) -> Server:
    """`breachbot serve --without-slack`, on a new data folder inside the folder."""
    port = free_port()
    settings = {
        "BREACHBOT_DATA_DIR": str(folder),
        "BREACHBOT_SENTRY_SECRET": SECRET,
        "BREACHBOT_PORT": str(port),
        "BREACHBOT_METRICS_PORT": str(free_port()),
    }
    command = [sys.executable, "-m", "breachbot"]
    subprocess.run(
        [*command, "migrate"], env=_environment(settings), cwd=folder, check=True, capture_output=True
    )
    return _start([*command, "serve", "--without-slack"], settings, port, folder / "breachbot.db")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _environment(settings: dict[str, str]) -> dict[str, str]:
    """This environment without anybody's own settings of breachbot."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BREACHBOT_")}
    return inherited | {"PYTHONPATH": str(ROOT)} | settings


def _start(command: list[str], settings: dict[str, str], port: int, database: Path) -> Server:
    began = time.monotonic()
    # In the data folder, so that no .env file of the checkout is read.
    process = subprocess.Popen(
        command,
        env=_environment(settings),
        cwd=database.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while not _answers(port):
        if process.poll() is not None or time.monotonic() - began > 30:
            process.kill()
            raise RuntimeError(f"{' '.join(command)} did not start:\n{process.communicate()[1].decode()}")
        time.sleep(0.01)
    return Server(process, port, database, time.monotonic() - began)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
