"""The bot is killed while somebody fills in the form for facts: what was saved stays, and what was not is said."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from breachbot.demo import beginning
from breachbot.demo.stage import Stage
from breachbot.demo.standing import standing
from breachbot.slack.actions import Act
from breachbot.workspace.seed import ENGINEER
from breachbot.workspace.state import View

pytestmark = pytest.mark.slow

PATIENCE = 60.0
"""Seconds: what is waited for has to come, however slow the machine."""
TOLD = "An export went to another customer."
ANSWERED = {"role": "controller"}


async def facts_form(stage: Stage, channel: str) -> View:
    await stage.put_away(ENGINEER)
    await stage.press(ENGINEER, Act.FACTS, await stage.card(channel))
    return await stage.player.wait_for_view(ENGINEER, Act.FACTS.value, PATIENCE)


async def page_with(stage: Stage, words: str) -> View:
    async def look() -> View | None:
        views = await stage.player.views(ENGINEER)
        return views[-1] if views and words in views[-1].words else None

    return await stage.player.wait_for(look, f"a page with {words!r}", PATIENCE)


def test_what_was_saved_stays_and_what_was_not_is_said(tmp_path: Path) -> None:
    async def nothing(_name: str) -> None:
        return None

    async def story() -> None:
        async with standing(tmp_path) as demo:
            stage = demo.stage(lambda _line: None, nothing)
            await beginning.alert_arrives(stage)
            channel = await beginning.incident_is_opened(stage)
            form = await facts_form(stage, channel)
            assert (await stage.player.submit(ENGINEER, form.id, {"what_happened": TOLD})).ok
            told = await page_with(stage, "Nothing of it counts until somebody takes it")
            await stage.player.click(ENGINEER, Act.TOLD_ALL.value, view_id=told.id)
            page = await page_with(stage, "Answered: ")
            await demo.bot.kill()
            lost = await stage.player.submit(ENGINEER, page.id, ANSWERED)
            assert lost.error  # Slack says that it could not be sent
            await demo.bot.start(demo.url)

            again = await facts_form(stage, channel)
            assert "The form was closed without Save." in again.words
            assert "For these data, who decides why and how they are used?" in again.words
            assert "Answered: " in again.words
            assert (await stage.player.submit(ENGINEER, again.id, ANSWERED)).ok
            saved = await page_with(stage, "Saved: 1 answer.")
            assert "closed without Save" not in saved.words

    asyncio.run(story())
