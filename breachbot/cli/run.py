"""`breachbot serve`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from breachbot.settings import Settings


def serve(
    without_slack: Annotated[
        bool, typer.Option("--without-slack", help="Take in signals and keep clocks; show nothing in Slack.")
    ] = False,
) -> None:
    """Run breachbot: web hooks, Slack, clocks, health and metrics."""
    from breachbot.cli.refusals import refusals
    from breachbot.settings import load

    settings = load()
    found = refusals(settings, without_slack=without_slack)
    for sentence in found:
        print(f"breachbot: {sentence}", file=sys.stderr)
    if found:
        raise typer.Exit(2)

    from breachbot.app import serve as run
    from breachbot.observe.start import start

    start(settings)
    run(
        settings,
        without_slack,
        ready=lambda: print(ready_line(settings, without_slack=without_slack), flush=True),
    )


def ready_line(settings: Settings, *, without_slack: bool) -> str:
    """What an operator sees once everything answers: where, which Slack, which kind of database. It holds no secret."""
    from breachbot import __version__

    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    way = "Slack by Socket Mode" if settings.slack_app_token else "Slack over HTTP"
    slack = "without Slack" if without_slack else way
    database = "PostgreSQL" if settings.on_postgres else "SQLite"
    return f"breachbot {__version__} is ready: http://{host}:{settings.port}, {slack}, {database}."
