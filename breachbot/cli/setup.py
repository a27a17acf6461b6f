"""`breachbot migrate` and `breachbot manifest`: what is done once, or once per version."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def migrate() -> None:
    """Bring the database to the schema of this version. Safe to run again, and by several at once."""
    from breachbot.settings import load
    from breachbot.store.migrate import migrate as run

    before = run(load().database_url.get_secret_value())
    already = "already was" if before == "current" else "is now"
    print(f"The database {already} at the schema of this version.")


def manifest(
    url: Annotated[
        str, typer.Option(help="Address under which Slack reaches breachbot.")
    ] = "https://breachbot.example.com",
) -> None:
    """Print the Slack app manifest, to be pasted at api.slack.com/apps."""
    from breachbot.slack.manifest import manifest as build

    print(json.dumps(build(url), indent=2))
