"""How little it takes: clicks and fields are counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.async_api import expect

from breachbot.demo.beginning import FACTS, draft, facts_are_stated, incident_is_opened
from breachbot.workspace.seed import DPO, ENGINEER
from tests.browser import story
from tests.browser.conftest import PHONE, Office, Story

pytestmark = pytest.mark.slow


def test_three_clicks_lead_to_the_running_clock_and_six_more_to_a_first_draft(
    play: Callable[[Story], None],
) -> None:
    async def opened(office: Office) -> None:
        engineer = await office.person(ENGINEER)
        await engineer.go(story.TRIAGE)
        engineer.clicks = 0
        await engineer.press("Open incident", story.CARD)
        await engineer.reads_form("The 72 hours run from the moment that you give")
        await story.it_is_called_a_breach(engineer)
        assert engineer.clicks == 3
        await expect(engineer.rooms.filter(has_text=story.ROOM)).to_be_visible()
        await engineer.go(story.ROOM)
        await engineer.sees("left (as of")
        engineer.clicks = 0
        await story.what_happened_is_told(engineer, str(FACTS["account"]["what_happened"]))
        await engineer.is_offered("Draft notices")
        await story.notices_are_drafted(engineer)
        assert engineer.clicks <= 6
        await engineer.press("Read", "Notice to the authority, draft 1")
        await engineer.reads_form("about 2,300 other customers")

    play(opened)


def test_a_report_asks_three_things_at_most(play: Callable[[Story], None]) -> None:
    async def reported(office: Office) -> None:
        engineer = await office.person(ENGINEER)
        await engineer.say("/breach")
        await engineer.reads_form("What happened?")
        assert await engineer.form.locator("[data-question]").count() <= 3
        await engineer.fill({"title": "Rows of other customers in an export"})
        await engineer.send()
        await engineer.reads_form("It is on record")

    play(reported)


def test_three_clicks_approve_a_notice_from_the_home(play: Callable[[Story], None]) -> None:
    async def approved(office: Office) -> None:
        stage = office.stage
        channel = await incident_is_opened(stage)
        await facts_are_stated(stage, channel)
        await draft(stage, channel, version=1)
        dpo = await office.person(DPO)
        await dpo.go("Home")
        waiting = dpo.page.locator("#home").get_by_role("button", name="Read and decide")
        await expect(waiting.first).to_be_visible()
        dpo.clicks = 0
        await dpo.click(waiting.first)
        await dpo.reads_form("SHA-256")
        await dpo.fill({"capacity": "controller_decision"})
        await dpo.send()
        await expect(dpo.form).to_be_hidden()
        assert dpo.clicks <= 3
        await dpo.go(story.ROOM)
        await dpo.sees("as the controller's decision")

    play(approved)


def test_six_clicks_read_and_approve_three_notices(play: Callable[[Story], None]) -> None:
    async def approved(office: Office) -> None:
        stage = office.stage
        channel = await incident_is_opened(stage)
        await facts_are_stated(stage, channel)
        await draft(stage, channel, version=1)
        dpo = await office.person(DPO, viewport=PHONE)
        await dpo.go("Home")
        waiting = dpo.page.locator("#home").get_by_role("button", name="Read and decide")
        await expect(waiting.first).to_be_visible()
        dpo.clicks = 0
        await dpo.click(waiting.first)
        for following in ("Security page", "Mail to the people affected"):
            await dpo.reads_form(f"Read the next: {following}")
            await dpo.presses_in_form(f"Read the next: {following}")
        await dpo.reads_form("Approve 3 together")
        await dpo.presses_in_form("Approve 3 together")
        await dpo.reads_form("3 documents wait for your decision")
        await dpo.fill({"capacity": "controller_decision"})
        await dpo.send()
        await expect(dpo.form).to_be_hidden()
        assert dpo.clicks == 6
        await dpo.go(story.ROOM)
        for title in ("Notice to the authority", "Security page", "Mail to the people affected"):
            await expect(dpo.card(title)).to_contain_text("as the controller's decision")

    play(approved)
