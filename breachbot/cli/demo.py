"""`breachbot demo`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer


def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Play the story and stop.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was proved as one JSON object.")
    ] = False,
) -> None:
    """Play the whole story on this machine: a Sentry alert, an incident, notices, approval, the page, the register."""
    import asyncio

    from breachbot.demo.proof import Unproved
    from breachbot.demo.report import opening, report
    from breachbot.demo.run import run
    from breachbot.demo.stage import StoryFailed
    from breachbot.settings import load

    out = sys.stderr if as_json else sys.stdout
    quiet = headless and as_json

    def tell(line: str) -> None:
        if not quiet:
            print(f"  {line}", file=out, flush=True)

    folder = load().data_dir.resolve()
    tell(opening(folder))
    try:
        found = asyncio.run(run(folder, tell))
    except (StoryFailed, Unproved) as error:
        if as_json:
            print(json.dumps({"ok": False, "why": str(error)}))
        print(
            f"breachbot: the story failed: {error}. The bot's log lies in the newest folder below {folder}.",
            file=sys.stderr,
        )
        raise typer.Exit(1) from None
    print(json.dumps(found) if as_json else report(found))
