"""Begin to observe this process: called once, by `serve` and the other long-running commands."""

from __future__ import annotations

from breachbot.observe import crashes, logs
from breachbot.settings import Settings


def start(settings: Settings) -> None:
    """Logs to standard error; crashes to Sentry as well if a DSN is set."""
    logs.start(report=crashes.start(settings.sentry_dsn) if settings.sentry_dsn else None)
