"""From the drafts to the DPO's approval, with the reminders in between."""

from __future__ import annotations

from collections.abc import Sequence

from breachbot.demo.beginning import AUDIENCES, draft, state_group
from breachbot.demo.stage import PATIENCE, Stage, plain
from breachbot.slack.actions import Act
from breachbot.workspace.seed import DPO, ENGINEER

BETTER_ADVICE = (
    "Watch your bank statements and tell your bank about charges that you do not know. "
    "Be wary of calls or mails that ask for payment details."
)


async def notices_are_drafted(stage: Stage, channel: str) -> None:
    """One click drafts all three with everything that is known now."""
    await draft(stage, channel, version=2)
    stage.tell(
        "Drafted again from the facts: the notice to the authority, the security page and the direct mail."
    )
    await stage.step("notices_drafted")


async def engineer_cannot_approve(stage: Stage, channel: str) -> None:
    """Whoever is neither DPO nor deputy hears so before there is anything to fill in."""

    async def click() -> None:
        newest = await stage.draft(channel, "authority")
        if newest:
            await stage.player.click(ENGINEER, Act.READ.value, channel=channel, ts=newest.ts)

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
        newest = await stage.draft(channel, "page", 2)
        if newest:
            await stage.fill(DPO, Act.REJECT, {"reason": "Say what readers can do with their bank."}, newest)

    await stage.until("the page turned down", lambda: stage.message(channel, "turned down"), reject)
    await state_group(stage, channel, "account", {"advice": BETTER_ADVICE})
    await draft(stage, channel, version=3)
    stage.tell(
        "The DPO turns the page down with a reason. The advice is mended, and what shows it is drafted again."
    )
    await stage.step("notice_rejected")


async def notices_are_approved(stage: Stage, channel: str) -> None:
    """Each approval is for the exact bytes that were shown."""
    with stage.counting("read_and_approve_three", DPO):
        await approve(stage, channel, AUDIENCES)
    stage.tell(
        f"The DPO reads and approves all three in one go, with {stage.counts['read_and_approve_three']} clicks: each "
        "approval is bound to the SHA-256 of the bytes that were shown."
    )
    await stage.step("notice_approved")


async def approve(stage: Stage, channel: str, audiences: Sequence[str]) -> None:
    """The DPO opens what waits, one after the other in the same form, and approves all of it in one capacity."""

    async def read_all() -> None:
        await stage.put_away(DPO)
        message = await stage.bundle(DPO)
        await stage.player.click(DPO, Act.READ.value, channel=message.channel, ts=message.ts)
        view = await stage.player.wait_for_view(DPO, Act.APPROVE.value, PATIENCE)
        while Act.READ_NEXT in view.action_ids:
            await stage.player.click(DPO, Act.READ_NEXT.value, view_id=view.id)
            view = await stage.turned(DPO, Act.APPROVE, view)
        form = Act.APPROVE
        if Act.TOGETHER_HERE in view.action_ids:
            await stage.player.click(DPO, Act.TOGETHER_HERE.value, view_id=view.id)
            form = Act.TOGETHER
        asked = await stage.player.wait_for_view(DPO, form.value, PATIENCE)
        await stage.player.submit(DPO, asked.id, {"capacity": "controller_decision"})

    async def approved() -> bool | None:
        shown = [await stage.draft(channel, audience) for audience in audiences]
        return all(one is not None and "*Approved*" in one.words for one in shown) or None

    await stage.until(f"the approval of {', '.join(audiences)}", approved, read_all)
