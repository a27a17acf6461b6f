"""How often each address has failed to prove who it is: only strangers are slowed down, never a sender that signs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_A_MINUTE = 100
MOST_ADDRESSES = 4096
MINUTE = 60.0


@dataclass
class Attempts:
    """The failures of the last minute or so, by address. clock: monotonic seconds."""

    clock: Callable[[], float] = time.monotonic
    _began: float = float("-inf")
    _failed: dict[str, int] = field(default_factory=dict)

    def too_many(self, address: str) -> bool:
        """Count one more failure; whether there were too many. Beyond so many addresses all others are one."""
        if self.clock() - self._began >= MINUTE:
            self._began, self._failed = self.clock(), {}
        name = address if address in self._failed or len(self._failed) < MOST_ADDRESSES else ""
        self._failed[name] = self._failed.get(name, 0) + 1
        return self._failed[name] > MOST_A_MINUTE
