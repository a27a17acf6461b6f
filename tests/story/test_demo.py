"""The whole story over real processes, real HTTP and a real disk; then with a bot that dies again and again."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from breachbot.demo.processes import Bot
from breachbot.demo.run import run
from tests.played import Played

pytestmark = pytest.mark.slow

STEPS = [
    "signal_received",
    "incident_opened",
    "became_aware",
    "clock_started",
    "assessed",
    "notices_drafted",
    "reminder_sent",
    "notice_approved",
    "page_published",
    "authority_filed",
    "incident_closed",
    "register_verified",
]
Step = Callable[[str, Bot], Awaitable[None]]


def play(folder: Path, step: Step) -> dict[str, Any]:
    lines: list[str] = []
    return asyncio.run(run(folder, lines.append, step=step))


def check(told: dict[str, Any]) -> None:
    """What a machine may rely on."""
    assert told["ok"] is True
    assert set(STEPS) <= {step["name"] for step in told["steps"]}
    assert told["incident"]["phase"] == "closed"
    assert told["register"] == {"entries": 1, "verified": True}
    for notice in told["notices"]:
        assert hashlib.sha256(Path(notice["path"]).read_bytes()).hexdigest() == notice["sha256"]
    assert any(path.endswith("index.html") for path in told["published"])


def test_the_story_is_proved_from_what_it_left_behind(story_played: Played) -> None:
    told = story_played.told
    check(told)
    mail = next(notice["path"] for notice in told["notices"] if notice["audience"] == "mail")
    assert "/security/" in Path(mail).read_text()
    logs = [*story_played.folder.rglob("bot.log")]
    assert logs
    for log in logs:
        assert "jordan" not in log.read_text().lower()


def test_no_message_has_more_than_four_controls(story_played: Played) -> None:
    """Four where the card of a signal was shown while somebody looked at it; a busy machine skips that edit."""
    assert story_played.told["most_controls"] in (3, 4)


def test_few_clicks_lead_to_the_clock_to_a_draft_and_to_three_approvals(story_played: Played) -> None:
    clicks = story_played.told["clicks"]
    assert clicks["alert_to_clock"] == 3
    assert 0 < clicks["clock_to_draft"] <= 6
    assert 0 < clicks["read_and_approve_three"] <= 6
    assert story_played.told["told_and_unknown"] == []


def test_no_message_is_long_and_the_channel_is_read_in_minutes(story_played: Played) -> None:
    assert 0 < story_played.told["most_words"] <= 160
    assert 0 < story_played.told["channel_words"] < 1500


@pytest.mark.proof
def test_the_bot_may_be_killed_after_any_step(tmp_path: Path) -> None:
    killed: list[str] = []

    async def kill(name: str, bot: Bot) -> None:
        killed.append(name)
        await bot.kill()

    check(play(tmp_path, kill))
    assert len(set(killed)) >= 10


@pytest.mark.proof
def test_the_bot_may_be_killed_in_the_middle_of_anything(tmp_path: Path) -> None:
    """Ten kills at moments that fall where they fall: while a form is open, a message on its way, a page written."""
    tasks: list[asyncio.Task[None]] = []
    kills = 0

    async def soon(bot: Bot, seconds: float) -> None:
        nonlocal kills
        await asyncio.sleep(seconds)
        if bot.running:
            kills += 1
            await bot.kill()

    async def step(name: str, bot: Bot) -> None:
        tasks.append(asyncio.create_task(soon(bot, 0.03 + 0.11 * (len(tasks) % 5))))

    async def whole() -> dict[str, Any]:
        try:
            return await run(tmp_path, lambda line: None, step=step)
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    check(asyncio.run(whole()))
    assert kills >= 10
