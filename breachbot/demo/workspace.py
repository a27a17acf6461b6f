"""The workspace of the demo: `python -m breachbot.demo.workspace`.

It is `python -m breachbot.workspace` whose page can move the demo's clock and shows the demo's security page. It is
more patient than Slack, since all of it runs on one machine, which may be busy.
"""

from __future__ import annotations

from pathlib import Path

from breachbot.demo.bot import CLOCK_FILE
from breachbot.demo.clock import DemoClock
from breachbot.workspace.__main__ import main
from breachbot.workspace.page.routes import Beside

PATIENCE = 5
"""How many times as long as Slack it waits for the bot."""


def beside(data_dir: Path) -> Beside:
    """What lies in the data folder of the demo's bot."""
    return Beside(DemoClock(data_dir / CLOCK_FILE), data_dir / "public")


if __name__ == "__main__":
    raise SystemExit(main(beside, PATIENCE))
