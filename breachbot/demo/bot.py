"""The bot of the demo: `python -m breachbot.demo.bot`. It is `breachbot serve` with a clock that can be moved."""

from __future__ import annotations

import sys

from breachbot import app
from breachbot.demo.clock import DemoClock
from breachbot.errors import BreachbotError
from breachbot.observe import start as observe
from breachbot.settings import load

CLOCK_FILE = "demo-clock"
TICK = 0.5
"""Seconds between two looks at what is due; the story moves the clock by hours and does not want to wait."""


def main() -> int:
    """Serve until killed; 2 and one sentence where it cannot start."""
    try:
        settings = load(env_file=None)
        observe.start(settings)
        clock = DemoClock(settings.data_dir / CLOCK_FILE)
        app.serve(settings, now=clock.now, tick=TICK)
    except BreachbotError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
