"""From an empty folder to the proved story, or to an alert that nobody has touched."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from breachbot.demo import proof
from breachbot.demo.beginning import alert_arrives
from breachbot.demo.counted import counted
from breachbot.demo.processes import Bot
from breachbot.demo.standing import Standing, standing
from breachbot.demo.story import play
from breachbot.incident.times import clock as due_clock
from breachbot.policy import build_policy
from breachbot.store.open import open_to_read

Shown = Callable[[Standing], Awaitable[None]]


async def run(
    data_dir: Path,
    tell: Callable[[str], None],
    *,
    step: Callable[[str, Bot], Awaitable[None]] | None = None,
    then: Callable[[dict[str, Any], Standing], Awaitable[None]] | None = None,
    socket_mode: bool = False,
) -> dict[str, Any]:
    """Play the story in a fresh folder below `data_dir` and give what can be proved of it, fit for JSON.

    step: called after each step of the story with its name and the bot, which it may kill.
    then: called with what was proved while the demo still stands.
    socket_mode: as for `standing`. Raises StoryFailed, Unproved or NotReady.
    """
    began = time.monotonic()
    async with standing(data_dir, socket_mode=socket_mode) as demo:

        async def after(name: str) -> None:
            if step:
                await step(name, demo.bot)

        stage = demo.stage(tell, after)
        await play(stage)
        proved = await _proved(demo) | {"clicks": stage.counts}
        tell(
            f"No message had more than {proved['most_controls']} things to click and {proved['most_words']} words to "
            f"read; the incident's channel has {proved['channel_words']} words."
        )
        seconds = round(time.monotonic() - began, 1)
        found = {"ok": True, **proved, "data_dir": str(demo.folder), "seconds": seconds}
        if then:
            await then(found, demo)
    return found


async def begin(
    data_dir: Path, tell: Callable[[str], None], then: Shown, *, socket_mode: bool = False
) -> None:
    """Let an alert arrive in a fresh folder below `data_dir`, and leave the rest to people.

    then: called while the demo stands. socket_mode: as for `standing`. Raises StoryFailed or NotReady.
    """

    async def after(name: str) -> None:
        pass

    async with standing(data_dir, socket_mode=socket_mode) as demo:
        await alert_arrives(demo.stage(tell, after))
        await then(demo)


async def for_ever() -> None:
    """Wait until the demo is asked to end."""
    await asyncio.Event().wait()


async def _proved(demo: Standing) -> dict[str, Any]:
    policy = build_policy(demo.settings)
    with open_to_read(demo.settings) as store:
        record = proof.read_record(store)
    proof.once_each(record)
    incident, found = record.incident, await counted(demo.player)
    return {
        "steps": await proof.steps(record, policy, demo.player),
        "incident": {
            "id": incident.id,
            "phase": incident.phase,
            "aware_at": _iso(incident.aware_at),
            "due_at": _iso(due_clock(incident, policy)),
        },
        "notices": proof.notices(record, demo.folder / "notices"),
        "published": proof.published(record, demo.settings),
        "register": {"entries": record.entries, "verified": record.verified},
        "told_and_unknown": proof.told_and_unknown(record, policy),
        "most_controls": found.controls,
        "most_words": found.words,
        "channel_words": found.channel,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
