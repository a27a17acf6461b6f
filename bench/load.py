"""Our own generator, for machines without wrk and for the kill: raw sockets, one request in flight on each.

`python -m bench.load REQUESTS PORT CONNECTIONS SECONDS [PAUSE]` prints the same JSON as wrk's script, and of the errors
those apart that told the sender to come back (503, `refused`). Each connection waits for PAUSE seconds between an
answer and its next request. It ends early, and still counts, when the server is gone.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import cast

import uvloop

from bench.bodies import PATH, read

WRK_SCRIPT = Path(__file__).with_name("wrk.lua")
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Tally:
    """What came back, over all connections."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.answered = 0
        self.refused = 0
        self.errors = 0
        self.over = False

    def figures(self, seconds: float) -> dict[str, float]:
        """Milliseconds; zeros would be a lie where nothing was answered, so then it raises ValueError."""
        if not self.times:
            raise ValueError("nothing was answered")
        times = sorted(self.times)
        return {
            "answered": self.answered,
            "seconds": seconds,
            "p50": times[len(times) // 2] * 1e3,
            "p99": times[len(times) * 99 // 100] * 1e3,
            "worst": times[-1] * 1e3,
            "refused": self.refused,
            "errors": self.errors,
        }


class Client(asyncio.Protocol):
    """Sends the next request when the answer to the last is complete."""

    def __init__(self, requests: Iterator[bytes], tally: Tally, pause: float) -> None:
        self._requests, self._tally, self._pause = requests, tally, pause
        self._buffer = b""
        self._sent = 0.0
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # What a TCP connection gives; uvloop's is no subclass of it.
        self._transport = cast(asyncio.Transport, transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        length = _LENGTH.search(self._buffer, 0, end)
        if length is None or len(self._buffer) < end + 4 + int(length[1]):
            return
        self._tally.times.append(time.perf_counter() - self._sent)
        status = self._buffer[9:12]
        self._tally.answered += status == b"200"
        self._tally.refused += status == b"503"
        self._tally.errors += status not in (b"200", b"503")
        self._buffer = b""
        if self._tally.over:
            self._transport.close()
        elif self._pause:
            asyncio.get_running_loop().call_later(self._pause, self._send)
        else:
            self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        self.gone.set_result(None)

    def _send(self) -> None:
        if not self._transport.is_closing():
            self._sent = time.perf_counter()
            self._transport.write(next(self._requests))


def _endless(path: Path) -> Iterator[bytes]:
    requests = read(path)
    for number in count(1):
        head, body = requests[number % len(requests)]
        yield b"%s%032x\r\n\r\n%s" % (head, number, body)


async def run(path: Path, port: int, connections: int, seconds: float, pause: float = 0) -> dict[str, float]:
    """Load the server for so long, or until it is gone."""
    loop, tally, requests = asyncio.get_running_loop(), Tally(), _endless(path)
    began = time.perf_counter()
    clients = []
    for _ in range(connections):
        _, client = await loop.create_connection(lambda: Client(requests, tally, pause), "127.0.0.1", port)
        clients.append(client)
    _, running = await asyncio.wait([client.gone for client in clients], timeout=seconds)
    took = time.perf_counter() - began
    tally.over = True
    if running:
        await asyncio.wait(running, timeout=5)
    return tally.figures(took)


def figures_under_load(
    port: int, requests: Path, connections: int, wrk: str | None, seconds: float
) -> dict[str, float]:
    """Put the web hook at a port under load and give the figures: by wrk at this path, or by this generator."""
    if wrk is None:
        command = [
            sys.executable,
            "-m",
            "bench.load",
            str(requests),
            str(port),
            str(connections),
            str(seconds),
        ]
    else:
        url, script = f"http://127.0.0.1:{port}{PATH}", str(WRK_SCRIPT)
        flags = ["-t1", f"-c{connections}", f"-d{seconds:.0f}s", "-s", script]
        command = [wrk, *flags, url, "--", str(requests)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures: dict[str, float] = json.loads(printed.splitlines()[-1])
    return figures


if __name__ == "__main__":
    path, port, connections, *seconds = sys.argv[1:]
    print(json.dumps(uvloop.run(run(Path(path), int(port), int(connections), *map(float, seconds)))))
