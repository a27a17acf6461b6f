"""The whole story in a browser, by clicks alone: three people and an outsider, from the alert to the register."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.async_api import ViewportSize, expect

from breachbot.demo import proof
from breachbot.demo.ending import DONE_BY_THEN
from breachbot.store.open import open_to_read
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, OUTSIDER
from tests.browser import story
from tests.browser.conftest import DESK, PHONE, Office, Story

pytestmark = pytest.mark.slow


# On a phone the others play in every run (test_people.py), and a whole approval does (test_clicks.py).
@pytest.mark.parametrize(
    "window", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone", marks=pytest.mark.proof)]
)
def test_the_story(play: Callable[[Story], None], window: ViewportSize) -> None:
    async def whole(office: Office) -> None:
        engineer, dpo, deputy, outsider = [
            await office.person(user, viewport=window) for user in (ENGINEER, DPO, DEPUTY, OUTSIDER)
        ]

        # The outsider sees the card in the public channel, and may do nothing with it.
        await outsider.go(story.TRIAGE)
        await outsider.press("Open incident", story.CARD)
        await outsider.reads_form("Only the breach response team")
        await outsider.close_form()

        await story.incident_is_opened(engineer)
        await expect(outsider.page.locator("#side")).not_to_contain_text(story.ROOM)
        await story.facts_are_stated(engineer, office.demo.clock.now())
        await story.notices_are_drafted(engineer)

        # Whoever drafted does not approve.
        await engineer.press("Read", "Security page, draft 1")
        await engineer.reads_form("Only")
        await engineer.close_form()

        # The DPO turns the page down; a window of the deputy that fell behind still shows the button.
        behind = await office.person(DEPUTY, viewport=window)
        for person in (dpo, behind):
            await person.go(story.ROOM)
            await person.sees("Security page, draft 1")
        await behind.falls_behind()
        await dpo.press("Read", "Security page, draft 1")
        await dpo.presses_in_form("Turn it down")
        await dpo.fill({"reason": "Say what readers can do with their bank."})
        await dpo.send()
        await engineer.sees("turned down")

        # The DPO mends the advice and drafts again, and so cannot approve; the deputy can.
        await story.state_group(
            dpo, "account", {"advice": "Watch your bank statements, and be wary of calls."}
        )
        await dpo.choose("Draft notices")
        await dpo.sees("Security page, draft 2")
        await dpo.press("Read", "Security page, draft 2")
        await dpo.reads_form("somebody else has to approve it")
        await dpo.close_form()
        await deputy.go(story.ROOM)
        await behind.press("Read", "Security page, draft 1")
        await deputy.reads_form("out of date")
        await deputy.close_form()
        await story.draft_is_approved(deputy, "Security page, draft 2")
        await story.draft_is_approved(deputy, "Mail to the people affected, draft 2")
        await story.draft_is_approved(deputy, "Notice to the authority, draft 2")

        await engineer.sees("security page is out")
        await outsider.go("Security page")
        public = outsider.page.frame_locator("iframe")
        await outsider.click(public.get_by_role("link", name="Notice of a personal data breach"))
        await expect(public.locator("main")).to_contain_text("Watch your bank statements")

        await story.notice_is_filed(engineer, "IN-26-0815")
        await story.people_are_told(engineer)

        # What was not known at first follows (Art. 33(4)), and then the DPO closes.
        await story.state_group(engineer, "reach", {"deletion_confirmed": "in_writing"})
        await story.state_group(engineer, "account", {"measures_taken": DONE_BY_THEN})
        await engineer.choose("Draft notices again")
        await engineer.fill({"change": "The people affected have been told, and the data are deleted."})
        await engineer.send()
        await dpo.sees("Notice to the authority, draft 3")
        await story.draft_is_approved(dpo, "Notice to the authority, draft 3")
        await story.draft_is_approved(dpo, "Security page, draft 3")
        await story.notice_is_filed(engineer, "IN-26-0901")
        await story.incident_is_closed(dpo)
        with open_to_read(office.demo.settings) as store:
            record = proof.read_record(store)
            proof.once_each(record)
        assert (record.entries, record.verified) == (1, True)

    play(whole)
