"""From the drafts to the DPO's approval, with the reminders in between."""

from __future__ import annotations

from breachbot.demo.beginning import state_group
from breachbot.demo.stage import Stage, plain
from breachbot.slack.actions import Act
from breachbot.workspace.seed import DPO, ENGINEER
from breachbot.workspace.state import Message

AUDIENCES = ("authority", "page", "mail")
BETTER_ADVICE = (
    "Watch your bank statements and tell your bank about charges that you do not know. "
    "Be wary of calls or mails that ask for payment details."
)


async def notices_are_drafted(stage: Stage, channel: str) -> None:
    """One click drafts all three."""

    async def click() -> None:
        card = await stage.card(channel)
        await stage.put_away(ENGINEER)
        await stage.press(ENGINEER, Act.DRAFT, card)

    async def drafted() -> bool | None:
        return all([await stage.draft(channel, audience) for audience in AUDIENCES]) or None

    await stage.until("the three drafts", drafted, click)
    stage.tell("Drafted from the facts: the notice to the authority, the security page and the direct mail.")
    await stage.step("notices_drafted")


async def engineer_cannot_approve(stage: Stage, channel: str) -> None:
    """Whoever is neither DPO nor deputy hears so before there is anything to fill in."""

    async def click() -> None:
        draft = await stage.draft(channel, "authority")
        if draft:
            await stage.player.click(ENGINEER, Act.READ.value, channel=channel, ts=draft.ts)

    async def refused() -> str | None:
        lines = [line for view in await stage.player.views(ENGINEER) for line in view.words.splitlines()]
        return next((line for line in lines if line.startswith("Only")), None)

    words = await stage.until("the refusal of the engineer's approval", refused, click)
    stage.tell(f"The engineer reads it and cannot decide: “{words}”")
    await stage.put_away(ENGINEER)
    await stage.step("approval_refused")


async def reminders_come(stage: Stage, channel: str) -> None:
    """The clock is moved; what was missed while the bot was down comes as one message."""
    stage.later(hours=24)
    said = "nothing is filed yet, *"
    first = await stage.until("the reminder with 48 hours left", lambda: stage.message(channel, said))
    stage.tell(
        f"The clock is moved on by a day: a reminder comes to the channel and to the DPO: “{plain(first.text)}”"
    )
    await stage.bot.stop()
    stage.later(hours=36)
    await stage.bot.start(stage.workspace_url)
    late = await stage.until(
        "the reminder after the pause", lambda: stage.message(channel, "This should have come")
    )
    stage.tell(
        "The bot is stopped for 36 hours. One message says what is missing, and how late it comes: "
        f"“{plain(late.text)}”"
    )
    await stage.step("reminder_sent")


async def page_is_turned_down(stage: Stage, channel: str) -> None:
    """The DPO says what to change; the fact is stated again and the notices that show it are drafted again."""

    async def reject() -> None:
        draft = await stage.draft(channel, "page", 1)
        if draft:
            await stage.fill(DPO, Act.REJECT, {"reason": "Say what readers can do with their bank."}, draft)

    await stage.until("the page turned down", lambda: stage.message(channel, "turned down"), reject)
    await state_group(stage, channel, "account", {"advice": BETTER_ADVICE})

    async def redraft() -> None:
        card = await stage.card(channel)
        await stage.put_away(ENGINEER)
        await stage.press(ENGINEER, Act.DRAFT, card)

    async def second() -> bool | None:
        return all([await stage.draft(channel, audience, 2) for audience in AUDIENCES]) or None

    await stage.until("the second draft of all three", second, redraft)
    stage.tell(
        "The DPO turns the page down with a reason. The advice is mended, and what shows it is drafted again."
    )
    await stage.step("notice_rejected")


async def notices_are_approved(stage: Stage, channel: str) -> None:
    """Each approval is for the exact bytes that were shown."""
    for audience in AUDIENCES:
        await approve(stage, channel, audience)
    stage.tell(
        "The DPO approves all three: each approval is bound to the SHA-256 of the bytes that were shown."
    )
    await stage.step("notice_approved")


async def approve(stage: Stage, channel: str, audience: str) -> None:
    """The DPO approves the newest draft for an audience."""

    async def click() -> None:
        draft = await stage.draft(channel, audience)
        if draft:
            await stage.fill(DPO, Act.APPROVE, {"capacity": "controller_decision"}, draft)

    async def approved() -> Message | None:
        draft = await stage.draft(channel, audience)
        return draft if draft and "*Approved*" in draft.words else None

    await stage.until(f"the approval of the {audience}", approved, click)
