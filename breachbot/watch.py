"""What the process itself sees of its sources: requests that it refused or answered late, until they are on record."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from breachbot.usecases import watch
from breachbot.usecases.house import House
from breachbot.usecases.ports.watch import How, Stretch

log = structlog.get_logger("breachbot.watch")


@dataclass
class Watch:
    """What is not on record yet is held here, since nothing can be written while the store refuses.

    over: called with the name of a source once no request of it has been refused for a while.
    """

    house: House
    over: Callable[[str], None] = lambda source: None
    _held: tuple[Stretch, ...] = ()
    _refused: dict[str, datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def missed(self, source: str, how: How) -> None:
        """A request was refused or answered late."""
        now = self.house.now()
        with self._lock:
            self._held = watch.joined(self._held, Stretch(source, how, now, now, 1))
            if how != "late":
                self._refused[source] = now

    def work(self) -> None:
        """Put on record what is held, and tell people what is new about the sources."""
        self.record()
        for source in self._ended():
            self.over(source)
        if told := watch.tell(self.house):
            log.info("told_of_sources", count=told)

    def _ended(self) -> list[str]:
        """The sources of which requests were refused, and none for a while."""
        now = self.house.now()
        with self._lock:
            ended = [source for source, at in self._refused.items() if abs(now - at) > watch.PAUSE]
            for source in ended:
                del self._refused[source]
        return ended

    def record(self) -> None:
        """Put on record what is held. Raises StoreUnavailable, and goes on holding it."""
        with self._lock:
            held, self._held = self._held, ()
        if not held:
            return
        try:
            watch.keep(self.house, held)
        except Exception:
            with self._lock:
                self._held = functools.reduce(watch.joined, self._held, held)
            raise
