"""`breachbot migrate` and `breachbot manifest`: what is done once, or once per version."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from breachbot.cli.address import check_address


def migrate() -> None:
    """Bring the database to the schema of this version. Safe to run again, and by several at once."""
    from breachbot.settings import load
    from breachbot.store.migrate import migrate as run

    before = run(load().database_url.get_secret_value())
    already = "already was" if before == "current" else "is now"
    print(f"The database {already} at the schema of this version.")


def manifest(
    url: Annotated[
        str, typer.Option(help="Address at which Slack reaches breachbot.")
    ] = "https://breachbot.example.com",
    socket_mode: Annotated[
        bool,
        typer.Option("--socket-mode", help="For Socket Mode: breachbot calls Slack, and needs no address."),
    ] = False,
    no_files: Annotated[
        bool,
        typer.Option("--no-files", help="For a workspace that takes no files: BREACHBOT_SLACK_FILES=off."),
    ] = False,
) -> None:
    """Print the Slack app manifest, to be pasted at api.slack.com/apps."""
    from breachbot.slack.manifest import in_socket_mode
    from breachbot.slack.manifest import manifest as build

    check_address(url)
    described = build(url, files=not no_files)
    print(json.dumps(in_socket_mode(described) if socket_mode else described, indent=2))
