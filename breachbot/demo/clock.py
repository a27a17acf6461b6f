"""The demo's clock: real time plus an offset that lies in a file, so that it survives a killed bot.

Only the bot that the demo starts reads it; `breachbot serve` has no such door.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path


@dataclass(frozen=True)
class DemoClock:
    """The clock that is moved by writing seconds into `path`. No file means no offset."""

    path: Path

    def now(self) -> datetime:
        """The domain's now: aware, UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset())

    def offset(self) -> float:
        """By how many seconds the clock is moved."""
        try:
            return float(self.path.read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0.0

    def move_to(self, moment: datetime) -> None:
        """Let it be `moment` now, and let time go on from there."""
        ahead = (moment - datetime.now(UTC)).total_seconds()
        draft = self.path.with_suffix(".new")
        draft.write_text(f"{ahead:.3f}", encoding="ascii")
        os.replace(draft, self.path)
