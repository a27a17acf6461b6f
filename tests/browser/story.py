"""The parts of the story, by clicks alone; each leaves the people where the next one finds them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import expect

from breachbot.demo.beginning import FACTS
from tests.browser.person import Person

DUBLIN = ZoneInfo("Europe/Dublin")
TRIAGE, CARD, ROOM = "security-triage", "Possible personal data breach", "pdb-"
SOON = 30_000
"""Milliseconds after which a form that is still there was not taken."""
BASIS = "Support confirmed rows of other customers in two exports"


async def incident_is_opened(engineer: Person) -> None:
    """An impatient double click on the alert's card opens one form, and that one private channel with its clock."""
    await engineer.go(TRIAGE)
    await engineer.press("Open incident", CARD, twice=True)
    await engineer.reads_form("The 72 hours run from the moment that you give")
    await it_is_called_a_breach(engineer)
    await expect(engineer.form).to_be_hidden()
    await engineer.go(ROOM)
    await expect(engineer.rooms.filter(has_text=ROOM)).to_have_count(1)
    await engineer.sees("stated awareness")


async def it_is_called_a_breach(engineer: Person) -> None:
    """Said so, the form asks for what that rests on."""
    await engineer.fill({"verdict": "breach"})
    basis = engineer.form.locator("[data-question=basis]")
    await expect(basis).not_to_contain_text("optional")
    await engineer.fill({"basis": BASIS})
    await engineer.send()


async def facts_are_stated(engineer: Person, now: datetime) -> None:
    """Told once, with what that suggests, then group by group, as the engineer knows them."""
    await what_happened_is_told(engineer, str(FACTS["account"]["what_happened"]))
    times = {"occurred_from": now - timedelta(hours=96), "occurred_until": now}
    typed = {name: at.astimezone(DUBLIN).strftime("%Y-%m-%dT%H:%M") for name, at in times.items()}
    for group, answers in FACTS.items():
        await state_group(engineer, group, answers | (typed if group == "account" else {}))


async def what_happened_is_told(person: Person, words: str) -> None:
    """In one's own words; what these suggest is taken together."""
    await person.choose("Facts")
    await person.reads_form("Tell it once")
    await person.fill({"what_happened": words})
    await person.send()
    await person.reads_form("Nothing of it counts until somebody takes it")
    await person.click(person.form.get_by_role("button", name="Take all"))
    await person.reads_form("matter for what is owed")
    await person.close_form()
    await person.sees("confirmed from what was told")


async def state_group(person: Person, group: str, answers: dict[str, object]) -> None:
    """Turn the form for facts to one group, answer, and save."""
    await person.choose("Facts")
    await person.reads_form("Every question is in the menu")
    await person.form.locator("select[data-action=facts_group]").select_option(group)
    await expect(person.form.locator(f"[data-block='group:{group}']")).to_be_visible()
    await person.fill(answers)
    await person.send()
    # Once it is saved, the form asks what matters next, or goes.
    await expect(person.form.locator(f"option[value='{group}']:checked")).to_have_count(0)


async def notices_are_drafted(person: Person) -> None:
    await person.choose("Draft notices")
    for title in (
        "Notice to the authority, draft 1",
        "Security page, draft 1",
        "Mail to the people affected",
    ):
        await person.sees(title)


async def draft_is_approved(dpo: Person, title: str) -> None:
    """Read, choose in which capacity, approve."""
    await dpo.press("Read", title)
    await dpo.reads_form(title)
    await dpo.fill({"capacity": "controller_decision"})
    await dpo.send()
    try:
        await expect(dpo.form).to_be_hidden(timeout=SOON)
    except (
        AssertionError
    ):  # redrawn under the pointer, or answered too late: whoever still sees it sends it again
        await dpo.fill({"capacity": "controller_decision"})
        await dpo.send()
    await expect(dpo.card(title)).to_contain_text("Approved by")


async def notice_is_filed(engineer: Person, reference: str) -> None:
    """The engineer filed it at the authority, and records that."""
    await engineer.choose("Record filing")
    await engineer.fill({"channel": "Web form of the authority", "reference": reference})
    await engineer.send()
    await engineer.sees(reference)


async def people_are_told(engineer: Person) -> None:
    await engineer.choose("Record communication")
    await engineer.fill({"channel": "E-mail to every customer affected", "number": "2300"})
    await engineer.send()
    await engineer.sees("affected, recorded by")


async def incident_is_closed(dpo: Person) -> None:
    await dpo.go("Home")
    await dpo.click(dpo.page.locator("#home").get_by_role("button", name="Close", exact=True).first)
    await dpo.fill(
        {
            "effects": "Order and payment data of 2300 customers were shown to other customers.",
            "measures": "The export was switched off, mended and tested; everybody affected was told.",
            "lessons": "Test every export against rows of other customers before release.",
        }
    )
    await dpo.send()
    await dpo.go(ROOM)
    await dpo.sees("closed the incident")
