"""From the approval to the closed incident."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from breachbot.demo.beginning import state_group
from breachbot.demo.processes import PUBLISHED_AT
from breachbot.demo.signing import approve
from breachbot.demo.stage import Stage
from breachbot.slack.actions import Act
from breachbot.workspace.seed import DPO, ENGINEER
from breachbot.workspace.state import Message

FIRST_REFERENCE, LAST_REFERENCE = "IN-26-0815", "IN-26-0901"
DONE_BY_THEN = (
    "The export was switched off and mended. Those who got the rows confirmed that they deleted them."
)


async def page_is_published(stage: Stage, channel: str) -> None:
    """What was approved is written, and nothing else."""
    await _out_everywhere(stage, channel, "security page is out")
    stage.tell(
        "The approved page is written to the public folder, byte for byte, with an index and feeds, and at once as "
        "Markdown into the docs of the company's site."
    )
    await stage.step("page_published")


async def authority_is_told(stage: Stage, channel: str) -> None:
    """A person files at the authority and records it; breachbot files nothing by itself."""
    stage.later(minutes=20)
    await _file(stage, channel, FIRST_REFERENCE)
    stage.tell(
        "A person files the notice at the authority and records it: an initial one, 11 hours before the time is up."
    )
    await stage.step("authority_filed")


async def people_are_told(stage: Stage, channel: str) -> None:
    """The direct message of Art. 34(1): a page alone is not enough."""
    stage.later(minutes=30)

    async def fill() -> None:
        told = {"channel": "E-mail to every customer affected", "number": "2300"}
        await stage.fill(ENGINEER, Act.TELL, told, await stage.card(channel))

    await stage.until(
        "the communication on record", lambda: stage.message(channel, "affected, recorded by"), fill
    )
    stage.tell("2300 people are told by e-mail; the page alone would not do.")
    await stage.step("people_told")


async def notice_is_completed(stage: Stage, channel: str) -> None:
    """What was not known at first follows: Art. 33(4)."""
    stage.later(hours=20)
    await state_group(stage, channel, "reach", {"deletion_confirmed": "in_writing"})
    await state_group(stage, channel, "account", {"measures_taken": DONE_BY_THEN})
    stage.tell(
        "The next day those who got the rows confirm in writing that they deleted them. The engineer states it, and "
        "what was done is put into words again."
    )

    async def redraft() -> None:
        told = "The people affected have been told, and those who got the data have confirmed that they deleted them."
        change = {"change": told}
        await stage.fill(ENGINEER, Act.REDRAFT, change, await stage.card(channel))

    async def third() -> Message | None:
        return await stage.draft(channel, "authority", 4)

    await stage.until("the follow-up notice", third, redraft)
    await approve(stage, channel, ("authority", "page"))
    await _out_everywhere(stage, channel, "security page has been updated")
    await _file(stage, channel, LAST_REFERENCE)
    stage.tell(
        "What was not known at first follows: the complete notice is drafted, approved and filed, and the page says "
        "when people were told and that the data are deleted."
    )
    await stage.step("notice_completed")


async def incident_is_closed(stage: Stage, channel: str) -> None:
    """Only the DPO closes, with effects, measures, lessons, and what is still to be done."""

    async def fill() -> None:
        said = {
            "effects": "Orders and bank accounts of 2300 customers were shown to other customers.",
            "measures": "The export was switched off, mended and tested; everybody affected was told.",
            "lessons": "Test every export against rows of other customers before release.",
            "what_1": "Run that test by itself, before each release",
            "owner_1": ENGINEER,
            "until_1": (stage.clock.now() + timedelta(days=30)).date().isoformat(),
        }
        await stage.fill(DPO, Act.CLOSE, said, await stage.card(channel))

    await stage.until("the incident closed", lambda: stage.message(channel, "closed the incident"), fill)
    stage.tell(
        "Every obligation is met, so the DPO closes the incident. The engineer has a month to have each export tested, "
        "and is reminded of it."
    )
    await stage.step("incident_closed")


async def _file(stage: Stage, channel: str, reference: str) -> None:
    async def fill() -> None:
        filed = {"channel": "Web form of the authority", "reference": reference}
        await stage.fill(ENGINEER, Act.FILE, filed, await stage.card(channel))

    await stage.until("the filing on record", lambda: stage.message(channel, reference), fill)


async def _out_everywhere(stage: Stage, channel: str, said: str) -> None:
    """Each target says so by itself."""
    for target in PUBLISHED_AT:
        there = f"{said} at {target}"
        await stage.until(f"the page at {target}", partial(stage.message, channel, there))
