"""`breachbot serve`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def serve(
    without_slack: Annotated[
        bool, typer.Option("--without-slack", help="Take in signals and keep clocks; show nothing in Slack.")
    ] = False,
) -> None:
    """Run breachbot: web hooks, Slack, clocks, health and metrics."""
    from breachbot.settings import load, missing_for_serve

    settings = load()
    missing = missing_for_serve(settings, without_slack)
    for sentence in missing:
        print(f"breachbot: {sentence}", file=sys.stderr)
    if missing:
        raise typer.Exit(2)

    from breachbot.app import serve as run
    from breachbot.observe.start import start

    start(settings)
    run(settings, without_slack)
