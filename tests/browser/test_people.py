"""What the second responder, the deputy and a colleague without a part do, by clicks, at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.async_api import Locator, ViewportSize, expect

from breachbot.demo.beginning import FACTS, draft, facts_are_stated, incident_is_opened
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, OUTSIDER, RESPONDER
from tests.browser import story
from tests.browser.conftest import DESK, PHONE, Office, Story
from tests.browser.person import Person

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("window", [DESK, PHONE], ids=["desk", "phone"])
def test_the_others(play: Callable[[Story], None], window: ViewportSize) -> None:
    async def whole(office: Office) -> None:
        responder = await office.person(RESPONDER, viewport=window)
        await the_responder_claims(responder)
        stage = office.stage
        channel = await incident_is_opened(stage)
        await facts_are_stated(stage, channel)
        await stage.put_away(ENGINEER)
        dpo = await office.person(DPO, viewport=window)
        await the_responder_disagrees(responder, dpo, await office.person(ENGINEER, viewport=window))
        await draft(stage, channel, version=1)
        await the_deputy_decides(await office.person(DEPUTY, viewport=window), dpo)
        await the_outsider_reports(await office.person(OUTSIDER, viewport=window))

    play(whole)


async def the_responder_claims(responder: Person) -> None:
    """The card then says who looks at it, and offers them what the sender wrote."""
    await responder.go(story.TRIAGE)
    await responder.press("Claim", story.CARD)
    await expect(responder.card(story.CARD)).to_contain_text("is looking at it")
    await responder.press("More…", story.CARD)
    await responder.reads_form("Whoever reads what the sender wrote is named on the card")
    await responder.close_form()


async def the_responder_disagrees(responder: Person, dpo: Person, engineer: Person) -> None:
    """Both see that they disagree, and that it counts as unknown; then the DPO settles it."""
    for person in (responder, engineer, dpo):
        await person.go(story.ROOM)
    await story.state_group(responder, "protection", {"encryption": "left_encrypted"})
    for person in (responder, engineer):
        disagreement = person.message("People disagree")
        await expect(disagreement).to_contain_text("It counts as unknown until they agree")
        for words in ("On-call engineer", "Second responder"):
            await expect(disagreement).to_contain_text(words)
    await story.state_group(dpo, "protection", FACTS["protection"])
    await engineer.sees("This changes what is owed, says @DPO")


async def the_deputy_decides(deputy: Person, dpo: Person) -> None:
    """The DPO has opened one document and left; what they opened counts for nobody else."""
    titles = ("Notice to the authority", "Security page", "Mail to the people affected")
    for person in (dpo, deputy):
        await person.go("Home")
        await expect(person.page.locator("#home")).to_contain_text("3 documents wait for your decision")
    await dpo.click(_on_home(dpo, "Read and decide"))
    await dpo.reads_form("Read the next: Security page")
    await dpo.presses_in_form("Read the next: Security page")
    await dpo.reads_form("Approve 2 together")
    await dpo.close_form()
    await expect(_on_home(dpo, "Approve 2 together")).to_be_visible()
    await expect(_on_home(deputy, "Approve 2 together")).to_have_count(0)
    await deputy.click(_on_home(deputy, "Read and decide"))
    for title in titles[1:]:
        await deputy.reads_form(f"Read the next: {title}")
        await deputy.presses_in_form(f"Read the next: {title}")
    await deputy.reads_form("Approve 3 together")
    await deputy.presses_in_form("Approve 3 together")
    await deputy.reads_form("3 documents wait for your decision")
    await deputy.fill({"capacity": "controller_decision"})
    await deputy.send()
    # Who turns elsewhere before that takes the page away under the answer.
    await expect(deputy.form).to_be_hidden()
    await deputy.go(story.ROOM)
    for title in titles:
        await expect(deputy.card(title)).to_contain_text("Approved by @Deputy DPO")
    await story.notice_is_filed(deputy, "IN-26-0815")


async def the_outsider_reports(outsider: Person) -> None:
    """Their Home shows nothing of incidents, and the one thing that they can do."""
    await outsider.go("Home")
    home = outsider.page.locator("#home")
    await expect(home).not_to_contain_text("wait for your decision")
    await outsider.click(_on_home(outsider, "Report a breach"))
    await outsider.reads_form("What happened?")
    await outsider.fill({"title": "A parcel list with names lay at the printer"})
    await outsider.send()
    await outsider.reads_form("It is on record")


def _on_home(person: Person, button: str) -> Locator:
    return person.page.locator("#home").get_by_role("button", name=button, exact=True).first
