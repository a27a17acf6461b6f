"""`breachbot demo`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from breachbot.demo.standing import Standing

Tell = Callable[[str], None]


def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Play the story and stop.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was proved as one JSON object.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Play nothing: leave an untouched alert for you to act on.")
    ] = False,
    stay: Annotated[
        bool | None,
        typer.Option("--stay/--no-stay", help="Stay up for the browser. Default: only on a terminal."),
    ] = None,
    socket_mode: Annotated[
        bool,
        typer.Option("--socket-mode", help="Let breachbot call the workspace instead of being called by it."),
    ] = False,
) -> None:
    """Play the whole story on this machine: a Sentry alert, an incident, notices, approval, the page, the register."""
    import asyncio

    from breachbot.demo.proof import Unproved
    from breachbot.demo.report import opening
    from breachbot.demo.stage import StoryFailed
    from breachbot.settings import load

    if headless and (fresh or stay):
        raise typer.BadParameter("--headless plays the story and stops: leave out --fresh and --stay.")
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    stays = stay if stay is not None else on_terminal and not (headless or as_json)
    folder = load().data_dir.resolve()
    tell = _teller(None if headless and as_json else sys.stderr if as_json else sys.stdout)
    tell(opening(folder, fresh=fresh))
    try:
        told = (
            _fresh(folder, tell, stays, socket_mode)
            if fresh
            else _story(folder, tell, as_json, stays, socket_mode)
        )
        asyncio.run(told)
    except (StoryFailed, Unproved) as error:
        if as_json:
            print(json.dumps({"ok": False, "why": str(error)}))
        print(
            f"breachbot: the story failed: {error}. The bot's log lies in the newest folder below {folder}.",
            file=sys.stderr,
        )
        raise typer.Exit(1) from None
    except (KeyboardInterrupt, asyncio.CancelledError):
        tell("\n  Stopped. What was made stays in its folder.")
        raise typer.Exit(0 if stays else 130) from None


def _teller(out: Any) -> Tell:
    def tell(line: str) -> None:
        if out:
            print(f"  {line}", file=out, flush=True)

    return tell


async def _story(folder: Path, tell: Tell, as_json: bool, stays: bool, socket_mode: bool) -> None:
    from breachbot.demo.report import report
    from breachbot.demo.run import run

    async def then(found: dict[str, Any], demo: Standing) -> None:
        if stays:
            print(json.dumps(found) if as_json else report(found), flush=True)
            await _stay(demo, tell)

    found = await run(folder, tell, then=then, socket_mode=socket_mode)
    if not stays:
        print(json.dumps(found) if as_json else report(found))


async def _fresh(folder: Path, tell: Tell, stays: bool, socket_mode: bool) -> None:
    from breachbot.demo.run import begin

    async def then(demo: Standing) -> None:
        if stays:
            await _stay(demo, tell)

    await begin(folder, tell, then, socket_mode=socket_mode)


async def _stay(demo: Standing, tell: Tell) -> None:
    from breachbot.demo.report import invitation
    from breachbot.demo.run import for_ever

    tell(invitation(demo.url))
    await for_ever()
