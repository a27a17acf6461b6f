"""How long a web hook waits while the door is under attack: connections with header lines of 40 to 80 MB.

`python -m bench.door PORT SECONDS` is the attack alone, against a server on this machine: ten connections, each opened
again as soon as it is closed, bounded in time and in how often.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from bench.bodies import read

CONNECTIONS = 10
MOST_OPENED = 2000
MIB = 1024 * 1024
LONGEST_WAIT = 30.0
"""Seconds for one hook."""
PAUSE = 0.02
"""Seconds between two hooks, each on a connection of its own, as Sentry sends them."""


def under_attack(port: int, requests: Path, seconds: float) -> list[float]:
    """As `waits`, while the attack goes on."""
    attack = subprocess.Popen([sys.executable, "-m", "bench.door", str(port), str(seconds + 1)])
    try:
        time.sleep(0.5)
        return waits(port, requests, seconds)
    finally:
        attack.kill()
        attack.wait()


def waits(port: int, requests: Path, seconds: float) -> list[float]:
    """Milliseconds until each hook was answered 200, sorted; one that was not counts as the longest wait there is."""
    prepared, end = read(requests), time.monotonic() + seconds
    times: list[float] = []
    while time.monotonic() < end:
        head, body = prepared[len(times) % len(prepared)]
        times.append(_hook(port, b"%s%032x\r\n\r\n%s" % (head, len(times), body)))
        time.sleep(PAUSE)
    return sorted(times)


def _hook(port: int, request: bytes) -> float:
    began = time.perf_counter()
    answer = b""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), LONGEST_WAIT) as sock:
        sock.sendall(request)
        answer = sock.recv(4096)
    return (time.perf_counter() - began) * 1e3 if answer[9:12] == b"200" else LONGEST_WAIT * 1e3


def attack(port: int, seconds: float) -> None:
    """Ten connections at a time until the time is up."""
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(CONNECTIONS) as senders:
        for number in range(CONNECTIONS):
            senders.submit(_send, port, end, 40 + number * 40 // (CONNECTIONS - 1))


def _send(port: int, end: float, mib: int) -> None:
    part = b"a" * MIB
    for _ in range(MOST_OPENED // CONNECTIONS):
        if time.monotonic() > end:
            return
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as sock:
            sock.sendall(b"GET / HTTP/1.1\r\nX-Large: ")
            for _ in range(mib):
                sock.sendall(part)
            sock.recv(4096)


if __name__ == "__main__":
    attack(int(sys.argv[1]), float(sys.argv[2]))
