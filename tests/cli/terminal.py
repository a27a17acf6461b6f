"""A command in a terminal of its own, typed to and read as a person does."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WITHIN = 180.0
"""Seconds until something shows."""
CONTROLLED = (
    "import fcntl, os, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
)
"""Makes standard input the terminal of the process, from which it reads secrets and is interrupted; also where whoever
runs the tests ignores that key, as a shell lets what it runs in the background do."""


@dataclass
class Terminal:
    """`shown`: all that was ever on the screen."""

    process: subprocess.Popen[bytes]
    screen: int
    shown: str = ""
    seen: int = 0

    def until(self, words: str) -> str:
        """Wait for words after those that were awaited before; gives what came between."""
        end = time.monotonic() + WITHIN
        while (at := self.shown.find(words, self.seen)) < 0:
            more = time.monotonic() < end and self._read()
            assert more, f"waited for {words!r}; on the screen:\n{self.shown}"
        came, self.seen = self.shown[self.seen : at], at + len(words)
        return came

    def answers(self, asks: str, text: str) -> str:
        """Wait for a question and type the answer; gives what came before the question."""
        came = self.until(asks)
        os.write(self.screen, text.encode() + b"\n")
        return came

    def stopped_by(self, key: bytes) -> int:
        """Press a key such as Ctrl-C and give the exit code. A program that has just asked may not be waiting yet and
        miss it: where nothing shows for long, it is pressed once more."""
        end, before = time.monotonic() + WITHIN, len(self.shown)
        while "\n" not in self.shown[before:]:
            assert time.monotonic() < end, f"{key!r} does not end it; on the screen:\n{self.shown}"
            os.write(self.screen, key)
            while select.select([self.screen], [], [], 10.0)[0] and "\n" not in self.shown[before:]:
                if not self._read():
                    break
        return self.end()

    def end(self) -> int:
        """Its exit code, once it has ended by itself."""
        while self._read():
            pass
        return self.process.wait(WITHIN)

    def _read(self) -> bool:
        """Whether more came, or may still come."""
        if not select.select([self.screen], [], [], WITHIN)[0]:
            return False
        try:
            part = os.read(self.screen, 65536)
        except OSError:  # nobody has the other end any more
            return False
        self.shown += part.decode()
        return bool(part)


@contextmanager
def in_a_terminal(folder: Path, words: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """The command, ended with the block."""
    screen, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", CONTROLLED, *words],
        cwd=folder,
        env=dict(environment),
        stdin=end,
        stdout=end,
        stderr=end,
        start_new_session=True,
    )
    os.close(end)
    try:
        yield Terminal(process, screen)
    finally:
        process.kill()
        process.wait(WITHIN)
        os.close(screen)
