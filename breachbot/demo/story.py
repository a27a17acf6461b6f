"""The story itself: what an engineer, a DPO and an outsider do, in order.

Each step acts as a person would and looks whether it took effect; if it did not (the bot may be dead), it is tried
again, as a person would. What really happened is not told from here but read back in `proof.py`.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import aiohttp

from breachbot.demo.alert import export_alert
from breachbot.demo.clock import DemoClock
from breachbot.demo.processes import Bot, Secrets
from breachbot.slack.actions import Act
from breachbot.slack.draft_card import TITLES
from breachbot.workspace.player import ImpossibleAct, Player
from breachbot.workspace.protocol import Answer, SeenMessage
from breachbot.workspace.seed import DPO, ENGINEER, OUTSIDER, TRIAGE

T = TypeVar("T")
HOUR = timedelta(hours=1)
PATIENCE = 4.0
"""Seconds after which a person tries again."""
TRIES = 8


class StoryFailed(Exception):
    """A step did not take effect, however often it was tried."""


@dataclass
class Stage:
    """Where the story plays. `tell` says a line; `step` is called after each step with its name."""

    player: Player
    bot: Bot
    workspace_url: str
    clock: DemoClock
    secrets: Secrets
    issue: str
    tell: Callable[[str], None]
    step: Callable[[str], Awaitable[None]]

    async def until(
        self, what: str, act: Callable[[], Awaitable[object]], seen: Callable[[], Awaitable[T | None]]
    ) -> T:
        """Act until it is seen to have taken effect; gives what was seen."""
        for _ in range(TRIES):
            if not self.bot.running:
                await self.bot.start(self.workspace_url)
            if found := await seen():
                return found
            try:
                await act()
                return await self.player.wait_for(seen, what, PATIENCE)
            except (TimeoutError, ImpossibleAct, aiohttp.ClientError):
                continue
        raise StoryFailed(f"this did not happen: {what}")

    async def message(self, channel: str, words: str) -> SeenMessage | None:
        """The newest message in a channel that holds these words."""
        found = [m for m in await self.player.messages(channel) if words in m.words and not m.ephemeral_to]
        return found[-1] if found else None

    async def channel_of_incident(self) -> str | None:
        """The private channel of the incident, once it exists."""
        names = [c.id for c in await self.player.channels() if c.is_private and c.name.startswith("pdb-")]
        return names[0] if names else None

    async def fill(self, user: str, act: Act, values: dict[str, Any], on: SeenMessage) -> Answer:
        """Click a button, wait for its form, fill it in and send it."""
        for view in await self.player.views(user):
            await self.player.close(user, view.id)
        await self.player.click(user, act.value, channel=on.channel, ts=on.ts)
        view = await self.player.wait_for_view(user, act.value, PATIENCE)
        return await self.player.submit(user, view.id, values)


async def play(stage: Stage) -> None:
    """The whole of it."""
    await alert_arrives(stage)
    await outsider_is_refused(stage)
    channel = await incident_is_opened(stage)
    await awareness_is_stated(stage, channel)
    await facts_are_stated(stage, channel)
    await notices_are_drafted(stage, channel)
    await reminders_come(stage, channel)
    await notices_are_approved(stage, channel)
    await page_is_published(stage, channel)
    await authority_is_told(stage, channel, "IN-26-0815", complete=False)
    await people_are_told(stage, channel)
    await notice_is_completed(stage, channel)
    await incident_is_closed(stage, channel)


async def alert_arrives(stage: Stage) -> None:
    """A correctly signed alert of Sentry's documented shape; a forged one leaves nothing behind."""
    body = export_alert(stage.clock.now(), stage.issue)
    forged = await _post(stage, body, "0" * 64)
    stage.tell(f"A forged alert is answered {forged} and leaves nothing behind.")

    async def send() -> None:
        stage.tell(
            f"A signed Sentry alert is answered {await _post(stage, body, _sign(stage, body))}: it is on disk, sealed."
        )

    async def card() -> SeenMessage | None:
        return await stage.message(TRIAGE, "CrossTenantAccess")

    await stage.until("the card of the signal in the triage channel", send, card)
    await _post(stage, body, _sign(stage, body))
    stage.tell(
        "Its card is in #security-triage: class, project, counts, kinds of personal data; no text of the alert."
    )
    await stage.step("signal_received")


async def outsider_is_refused(stage: Stage) -> None:
    """Somebody without a role clicks and is told why not, privately."""

    async def click() -> None:
        card = await stage.message(TRIAGE, "CrossTenantAccess")
        assert card is not None
        await stage.player.click(OUTSIDER, Act.OPEN.value, channel=TRIAGE, ts=card.ts)

    async def refused() -> str | None:
        found = [m.words for m in await stage.player.ephemerals(OUTSIDER)]
        return found[-1] if found else None

    words = await stage.until("a private refusal for the outsider", click, refused)
    stage.tell(f"An outsider clicks and is refused, in private: “{words.strip()}”")
    await stage.step("outsider_refused")


async def incident_is_opened(stage: Stage) -> str:
    """The engineer claims the signal and opens an incident from it, with two clicks."""

    async def click() -> None:
        card = await stage.message(TRIAGE, "CrossTenantAccess")
        assert card is not None
        for act in (Act.CLAIM, Act.OPEN):
            await stage.player.click(ENGINEER, act.value, channel=TRIAGE, ts=card.ts)

    channel = await stage.until("a private channel for the incident", click, stage.channel_of_incident)

    async def card() -> SeenMessage | None:
        return await clock_card(stage, channel)

    await stage.until("the card of the incident", _nothing, card)
    name = (await stage.player.channel(channel)).name
    stage.tell(
        f"The engineer claims it and opens incident {name}: a private channel, the DPO invited. No clock yet."
    )
    await stage.step("incident_opened")
    return channel


async def awareness_is_stated(stage: Stage, channel: str) -> None:
    """From now on 72 hours count."""

    async def fill() -> None:
        await stage.fill(
            ENGINEER,
            Act.AWARE,
            {"basis": "Support confirmed foreign rows in two exports"},
            await _card(stage, channel),
        )

    await stage.until("the line about awareness", fill, lambda: stage.message(channel, "aware"))
    stage.tell("The engineer states awareness. The 72 hours of Art. 33 run from this minute.")
    await stage.step("became_aware")


FACTS: dict[str, dict[str, Any]] = {
    "nature": {
        "role": "controller", "personal_data": "yes", "confidentiality": "yes", "integrity": "no",
        "availability": "no", "cause": "software_fault",
    },
    "data": {"data_categories": ["contact", "name", "orders", "payment"], "identifiability": "direct"},
    "people": {"people_kinds": ["customers"], "people_count": "2300"},
    "protection": {"encryption": "none"},
    "reach": {"recipient": "unknown", "access_evidence": "access_seen", "deletion_confirmed": "asked"},
    "aftermath": {"harm_seen": "no"},
    "account": {
        "what_happened": "An export for business customers held rows of other customers for four days.",
        "consequences": "Those affected may get unwanted mail and attempts at fraud with their order and payment data.",
        "measures_taken": "The export was switched off, the fault was mended, and those who got the rows were asked to delete them.",
        "measures_planned": "Each export will be tested against rows of other customers before release.",
        "advice": "Watch your bank statements, and be wary of calls or mails that ask for payment details.",
        "people_told_how": "By e-mail to everybody affected.", "records_count": "4100", "ongoing": "no",
    },
}  # fmt: skip
"""What the engineer knows, by the groups of the form."""


async def facts_are_stated(stage: Stage, channel: str) -> None:
    """A few at a time; each saved group is assessed at once."""
    for group, values in FACTS.items():
        said = dict(values)
        if group == "account":
            now = stage.clock.now().astimezone(UTC)
            said |= {
                "occurred_from": int((now - 96 * HOUR).timestamp()),
                "occurred_until": int((now - HOUR).timestamp()),
                "next_update_by": int((now + 168 * HOUR).timestamp()),
            }
        await _state_group(stage, channel, group, said)
    stage.tell(
        "The engineer states the facts group by group. Outcome: the authority and the people affected must be told."
    )
    await stage.step("assessed")


async def _state_group(stage: Stage, channel: str, group: str, values: dict[str, Any]) -> None:
    saved = False

    async def fill() -> None:
        nonlocal saved
        for view in await stage.player.views(ENGINEER):
            await stage.player.close(ENGINEER, view.id)
        card = await _card(stage, channel)
        await stage.player.click(ENGINEER, Act.FACTS.value, channel=channel, ts=card.ts)
        view = await stage.player.wait_for_view(ENGINEER, Act.FACTS.value, PATIENCE)
        await stage.player.click(ENGINEER, Act.GROUP.value, view_id=view.id, value=group)
        wanted = next(iter(values))
        await stage.player.wait_for(lambda: _asks(stage, wanted), f"the questions about {group}", PATIENCE)
        view = (await stage.player.views(ENGINEER))[-1]
        saved = (await stage.player.submit(ENGINEER, view.id, values)).ok

    async def done() -> bool | None:
        return saved or None

    await stage.until(f"the facts about {group} on record", fill, done)


async def _asks(stage: Stage, field: str) -> bool | None:
    views = await stage.player.views(ENGINEER)
    return bool(views and any(b.get("block_id") == field for b in views[-1].view.get("blocks", []))) or None


async def notices_are_drafted(stage: Stage, channel: str) -> None:
    """One click drafts all three; the engineer may not approve them."""

    async def click() -> None:
        card = await _card(stage, channel)
        await stage.player.click(ENGINEER, Act.DRAFT.value, channel=channel, ts=card.ts)

    for audience in ("authority", "page", "mail"):
        await stage.until(
            f"the draft for the {audience}",
            click,
            lambda audience=audience: draft_card(stage, channel, audience),
        )
    stage.tell(
        "Drafted from the facts: the notice of Art. 33(3), the security page and the direct mail of Art. 34."
    )
    await stage.step("notices_drafted")
    await _engineer_cannot_approve(stage, channel)


async def _engineer_cannot_approve(stage: Stage, channel: str) -> None:
    async def try_it() -> None:
        draft = await draft_card(stage, channel, "authority")
        assert draft is not None
        values = {"capacity": "controller_decision"}
        answer = await stage.fill(ENGINEER, Act.APPROVE, values, draft)
        stage.tell(
            f"The engineer, who drafted it, tries to approve it and is refused: “{'; '.join(answer.errors.values())}”"
        )
        nonlocal refused
        refused = bool(answer.errors)

    async def was_refused() -> bool | None:
        return refused or None

    refused = False
    await stage.until("the refusal of the engineer's approval", try_it, was_refused)


async def reminders_come(stage: Stage, channel: str) -> None:
    """The clock is moved; what was missed while the bot was down comes as one message."""
    start = stage.clock.now()
    stage.clock.move_to(start + 24 * HOUR)
    await stage.until("the reminder with 48 hours left", _nothing, lambda: stage.message(channel, "48 h"))
    stage.tell(
        "The clock is moved on by a day: the reminder “48 h left” comes to the channel and to the DPO."
    )
    await stage.bot.stop()
    stage.clock.move_to(start + 61 * HOUR)
    await stage.bot.start(stage.workspace_url)
    await stage.until("the reminder after the pause", _nothing, lambda: stage.message(channel, "12 h"))
    stage.tell(
        "The bot is stopped for 37 hours: one message says what was missed meanwhile, and how late it comes."
    )
    await stage.step("reminder_sent")


async def notices_are_approved(stage: Stage, channel: str) -> None:
    """The DPO turns the page down, gets a better one, and approves exact bytes."""
    await _reject_page(stage, channel)
    for audience in ("authority", "page", "mail"):
        await approve(stage, channel, audience)
    stage.tell(
        "The DPO turns the first page down, then approves all three: each approval is bound to the bytes it saw."
    )
    await stage.step("notice_approved")


async def _reject_page(stage: Stage, channel: str) -> None:
    async def reject() -> None:
        draft = await draft_card(stage, channel, "page")
        assert draft is not None
        await stage.fill(DPO, Act.REJECT, {"reason": "Say what readers can do with their bank."}, draft)

    await stage.until("the page turned down", reject, lambda: stage.message(channel, "turned down"))
    advice = "Watch your bank statements, tell your bank about charges you do not know, and be wary of calls or mails that ask for payment details."
    await _state_group(stage, channel, "account", {"advice": advice})

    async def redraft() -> None:
        card = await _card(stage, channel)
        await stage.player.click(ENGINEER, Act.DRAFT.value, channel=channel, ts=card.ts)

    async def second() -> SeenMessage | None:
        return await draft_card(stage, channel, "page", 2) and await draft_card(stage, channel, "mail", 2)

    await stage.until("the second draft of page and mail", redraft, second)


async def approve(stage: Stage, channel: str, audience: str) -> None:
    """The DPO approves the newest draft for an audience."""

    async def click() -> None:
        draft = await draft_card(stage, channel, audience)
        assert draft is not None
        await stage.fill(DPO, Act.APPROVE, {"capacity": "controller_decision"}, draft)

    async def approved() -> SeenMessage | None:
        draft = await draft_card(stage, channel, audience)
        return draft if draft and not _has(draft, Act.APPROVE) else None

    await stage.until(f"the approval of the {audience}", click, approved)


async def page_is_published(stage: Stage, channel: str) -> None:
    """What was approved is written, and nothing else."""
    await stage.until("the published page", _nothing, lambda: stage.message(channel, "published"))
    stage.tell("The approved page is written to the public folder, byte for byte, with index and feed.")
    await stage.step("page_published")


async def authority_is_told(stage: Stage, channel: str, reference: str, *, complete: bool) -> None:
    """A person files at the authority and records it; breachbot files nothing by itself."""

    async def fill() -> None:
        values = {"channel": "Web form of the authority", "reference": reference}
        await stage.fill(ENGINEER, Act.FILE, values, await _card(stage, channel))

    await stage.until("the filing on record", fill, lambda: stage.message(channel, reference))
    kind = "complete" if complete else "initial"
    stage.tell(
        f"The notice is filed at the authority by a person and recorded as {kind}: reference {reference}."
    )
    if not complete:
        await stage.step("authority_filed")


async def people_are_told(stage: Stage, channel: str) -> None:
    """The direct message of Art. 34(1): a page alone is not enough."""

    async def fill() -> None:
        values = {"channel": "E-mail to every customer affected", "number": "2300"}
        await stage.fill(ENGINEER, Act.TELL, values, await _card(stage, channel))

    await stage.until("the communication on record", fill, lambda: stage.message(channel, "2300"))
    stage.tell("2300 people are told by e-mail, which the page alone would not do under Art. 34.")
    await stage.step("people_told")


async def notice_is_completed(stage: Stage, channel: str) -> None:
    """What was not known at first follows: Art. 33(4)."""
    before = await draft_card(stage, channel, "authority")

    async def redraft() -> None:
        values = {"change": "The people affected have been told."}
        await stage.fill(ENGINEER, Act.REDRAFT, values, await _card(stage, channel))

    async def newer() -> SeenMessage | None:
        draft = await draft_card(stage, channel, "authority")
        return draft if draft and before and draft.ts != before.ts else None

    await stage.until("a follow-up notice", redraft, newer)
    await approve(stage, channel, "authority")
    await authority_is_told(stage, channel, "IN-26-0815-F", complete=True)
    await stage.step("notice_completed")


async def incident_is_closed(stage: Stage, channel: str) -> None:
    """Only the DPO closes, with effects, measures and lessons."""

    async def fill() -> None:
        values = {
            "effects": "Order and payment data of 2300 customers were shown to other customers.",
            "measures": "The export was switched off, mended and tested; everybody affected was told.",
            "lessons": "Test every export against rows of other customers before release.",
        }
        await stage.fill(DPO, Act.CLOSE, values, await _card(stage, channel))

    await stage.until("the incident closed", fill, lambda: stage.message(channel, "losed"))
    stage.tell("Every obligation is met, so the DPO closes the incident.")
    await stage.step("incident_closed")


# --- looking --------------------------------------------------------------------------------------------------


async def clock_card(stage: Stage, channel: str) -> SeenMessage | None:
    """The one live card of the incident: the message that offers the buttons."""
    found = [m for m in await stage.player.messages(channel) if _has(m, Act.FACTS) or _has(m, Act.AWARE)]
    return found[-1] if found else None


async def draft_card(
    stage: Stage, channel: str, audience: str, version: int | None = None
) -> SeenMessage | None:
    """The newest card of a draft, of one version if that matters."""
    title = f"{TITLES[audience]}, version {version or ''}"
    found = [m for m in await stage.player.messages(channel) if _title(m).startswith(title)]
    return found[-1] if found else None


def _title(message: SeenMessage) -> str:
    return next((b["text"]["text"] for b in message.blocks if b.get("type") == "header"), "")


def _has(message: SeenMessage, act: Act) -> bool:
    return any(
        element.get("action_id", "").startswith(act.value)
        for block in message.blocks
        if block.get("type") == "actions"
        for element in block["elements"]
    )


async def _card(stage: Stage, channel: str) -> SeenMessage:
    card = await clock_card(stage, channel)
    if card is None:
        raise TimeoutError("the card is not there yet")
    return card


async def _nothing() -> None:
    await asyncio.sleep(0)


def _sign(stage: Stage, body: bytes) -> str:
    return hmac.new(stage.secrets.sentry.encode(), body, hashlib.sha256).hexdigest()


async def _post(stage: Stage, body: bytes, signature: str) -> int:
    headers = {
        "Sentry-Hook-Signature": signature,
        "Sentry-Hook-Resource": "event_alert",
        "Sentry-Hook-Timestamp": str(int(datetime.now(UTC).timestamp())),
        "Content-Type": "application/json",
    }
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{stage.bot.url}/hooks/sentry", data=body, headers=headers) as response:
            return response.status
