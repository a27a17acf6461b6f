"""`breachbot serve` as a process of its own, and requests to it over plain sockets, down to the last byte."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from breachbot.configured.places import bundled
from breachbot.demo.processes import free_port
from breachbot.settings import variable
from tests.conftest import migrated

SECRET, PREVIOUS = "the secret of now", "the secret before"
STARTS_WITHIN = 180.0


def sign(body: bytes, secret: str = SECRET) -> str:
    """The signature that Sentry would send."""
    return hmac.digest(secret.encode(), body, hashlib.sha256).hex()


def wait_until(holds: Callable[[], Any], what: str, seconds: float = 120.0) -> None:
    """Ask again and again, and say what was waited for if it never comes."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited {seconds} s in vain for: {what}"
        time.sleep(0.02)


@dataclass(frozen=True)
class Answer:
    """Status, headers in small letters, and body of an answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def result(self) -> str:
        """The one word that a web hook answers."""
        return str(json.loads(self.body)["result"])


@dataclass
class Bot:
    """A server that can be stopped, killed and started again on the same folder."""

    folder: Path
    words: tuple[str, ...] = ("--without-slack",)
    settings: dict[str, str] = field(default_factory=dict)
    program: tuple[str, ...] = ("-m", "breachbot")
    port: int = field(default_factory=free_port)
    metrics_port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    tree: Path = field(default_factory=lambda: bundled("playbooks").parent)

    @property
    def database(self) -> Path:
        return self.folder / "breachbot.db"

    @property
    def log(self) -> str:
        return (self.folder / "bot.log").read_text()

    def given(self) -> dict[str, str]:
        """Its settings, by name."""
        return {
            "data_dir": str(self.folder),
            "port": str(self.port),
            "metrics_port": str(self.metrics_port),
            "sentry_secret": SECRET,
            "sentry_secret_previous": PREVIOUS,
        } | self.settings

    def environment(self) -> dict[str, str]:
        """These settings and no others."""
        surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(self.tree)}
        return surroundings | {variable(name): value for name, value in self.given().items()}

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start it; its log is `bot.log`."""
        with (self.folder / "bot.log").open("ab") as log:
            words = [sys.executable, *self.program, "serve", *self.words]
            self.process = subprocess.Popen(
                words, cwd=self.folder, env=self.environment(), stdout=log, stderr=log
            )
        return self.process

    def start(self) -> None:
        """Start it and wait until it answers."""
        process = self.spawn()
        wait_until(lambda: self.is_up() or process.poll() is not None, "the server's start", STARTS_WITHIN)
        assert process.poll() is None, self.log

    def is_up(self) -> bool:
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False

    def kill(self) -> None:
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def kill_if_running(self) -> None:
        """For the end of a test, whatever became of it."""
        if self.process and self.process.poll() is None:
            self.kill()

    def stop(self) -> int:
        """As an operator would; gives the exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(90)

    def get(self, path: str) -> Answer:
        return self.ask(f"http://127.0.0.1:{self.port}{path}")

    def ask(self, request: str | urllib.request.Request) -> Answer:
        """One request of the standard library's client."""
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:
                status, headers, body = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                status, headers, body = error.code, error.headers, error.read()
        return Answer(status, {name.lower(): value for name, value in headers.items()}, body)

    def hook(self, body: bytes, signature: str | None = None, **headers: str) -> Answer:
        """Deliver a body as Sentry does, rightly signed unless told otherwise."""
        names = {
            "Content-Length": str(len(body)),
            "Sentry-Hook-Resource": "event_alert",
            "Sentry-Hook-Signature": sign(body) if signature is None else signature,
        }
        names |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.raw(post(body, *(f"{name}: {value}" for name, value in names.items())))

    @contextmanager
    def connection(self) -> Iterator[socket.socket]:
        """A bare connection."""
        with socket.create_connection(("127.0.0.1", self.port), 90) as sock:
            yield sock

    def raw(self, *parts: bytes) -> Answer:
        """Send these very bytes and read the answer."""
        with self.connection() as sock:
            for part in parts:
                try:
                    sock.sendall(part)
                except OSError:  # it has answered and hung up already
                    break
            return read_answer(sock)

    def metric(self, line: str) -> float:
        """A figure of `/metrics`; 0 if nothing was ever counted under it."""
        page = self.ask(f"http://127.0.0.1:{self.metrics_port}/metrics").body.decode()
        return next((float(row.split()[-1]) for row in page.splitlines() if row.startswith(line + " ")), 0.0)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Look into the database from outside."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def stored(self) -> int:
        return int(self.rows("SELECT count(*) FROM delivery")[0][0])


def read_answer(sock: socket.socket) -> Answer:
    """Read one answer to its end. Raises ConnectionError if there is none."""
    received = b""
    while b"\r\n\r\n" not in received:
        part = sock.recv(65536)
        if not part:
            raise ConnectionResetError("closed without an answer")
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        part = sock.recv(65536)
        if not part:  # killed in the middle of its answer
            raise ConnectionResetError("closed before the end of the answer")
        body += part
    return Answer(int(first.split()[1]), headers, body)


def post(body: bytes, *headers: str) -> bytes:
    """The bytes of a request to the web hook with exactly these headers besides Host."""
    lines = ("POST /hooks/sentry HTTP/1.1", "Host: breachbot", *headers)
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@contextmanager
def serving(folder: Path, *, with_slack: bool = False, **settings: str) -> Iterator[Bot]:
    """A server on the database that is there, or on a fresh one, ended with the block."""
    folder.mkdir(exist_ok=True, parents=True)
    bot = Bot(folder, () if with_slack else ("--without-slack",), settings)
    if not bot.database.exists():
        migrated(bot.database)
    try:
        bot.start()
        yield bot
    finally:
        bot.kill_if_running()
