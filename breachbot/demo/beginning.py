"""From the alert to the assessment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from breachbot.demo.alert import export_alert
from breachbot.demo.stage import PATIENCE, Stage
from breachbot.intake.sources.sentry import SOURCE
from breachbot.slack.actions import Act
from breachbot.web.webhooks import PATH
from breachbot.workspace.seed import ENGINEER, OUTSIDER, TRIAGE
from breachbot.workspace.state import Message

HOUR = timedelta(hours=1)
AUDIENCES = ("authority", "page", "mail")

FACTS: dict[str, dict[str, Any]] = {
    "nature": {
        "role": "controller",
        "personal_data": "yes",
        "confidentiality": "yes",
        "integrity": "no",
        "availability": "no",
        "cause": "software_fault",
        "taken_over": "no",
    },
    "data": {
        "data_categories": ["contact", "name", "orders", "bank_account"],
        "volume": "longer",
        "identifiability": "direct",
    },
    "people": {"people_kinds": ["customers"], "people_count": "2300"},
    "protection": {"encryption": "none"},
    "reach": {
        "could_reach": "some_users",
        "exposed_for": "days",
        "recipient": "several_known",
        "access_evidence": "access_seen",
        "deletion_confirmed": "asked",
    },
    "aftermath": {"later_measures": ["none"], "harm_seen": "no"},
    "account": {
        "what_happened": "An export for business customers held rows of about 2,300 other customers for four days: "
        "names, e-mail addresses, orders and bank account numbers.",
        "consequences": "People may get unwanted mail and attempts at fraud with their orders and bank accounts.",
        "measures_taken": "The export was switched off and mended. Those who got the rows were asked to delete them.",
        "measures_planned": "Each export will be tested against rows of other customers before release.",
        "advice": "Watch your bank statements, and be wary of calls or mails that ask for payment details.",
        "people_told_how": "By e-mail to everybody affected.",
        "records_count": "4100",
        "ongoing": "no",
        "processor_told": "no",
        "countries": ["IE"],
    },
}
"""What the engineer knows, by the groups of the form."""


async def alert_arrives(stage: Stage) -> None:
    """A correctly signed alert of Sentry's documented shape; a forged one leaves nothing behind."""
    body = export_alert(stage.clock.now(), stage.issue)
    stage.tell(f"A forged alert is answered {await _post(stage, body, 'guessed')} and leaves nothing behind.")

    async def send() -> None:
        answer = await _post(stage, body, stage.secrets.sentry)
        stage.tell(f"A signed Sentry alert is answered {answer}: it is on disk, sealed.")

    async def card() -> Message | None:
        return await stage.message(TRIAGE, "CrossTenantAccess")

    await stage.until("the card of the signal in the triage channel", card, send)
    stage.tell(
        "Its card stands in #security-triage: class, project, counts, kinds of personal data, no text of it."
    )
    await stage.step("signal_received")


async def outsider_is_refused(stage: Stage) -> None:
    """Somebody without a role clicks, and is told why not, in private."""

    async def click() -> None:
        card = await stage.message(TRIAGE, "CrossTenantAccess")
        if card:
            await stage.player.click(OUTSIDER, Act.OPEN.value, channel=TRIAGE, ts=card.ts)

    async def refusal() -> str | None:
        lines = [line for view in await stage.player.views(OUTSIDER) for line in view.words.splitlines()]
        return next((line for line in lines if line.startswith("Only")), None)

    words = await stage.until("a private refusal for the outsider", refusal, click)
    await stage.put_away(OUTSIDER)
    stage.tell(f"An outsider clicks “Open incident” and is refused, in private: “{words}”")
    await stage.step("outsider_refused")


async def incident_is_opened(stage: Stage) -> str:
    """One form opens the incident and states awareness; gives the channel."""

    async def fill() -> None:
        card = await stage.message(TRIAGE, "CrossTenantAccess")
        if card and Act.OPEN.value in card.action_ids:
            said = {"verdict": "breach", "basis": "Support confirmed rows of other customers in two exports"}
            await stage.fill(ENGINEER, Act.OPEN, said, card)

    with stage.counting("alert_to_clock", ENGINEER):
        channel = await stage.until("a private channel for the incident", stage.incident_channel, fill)
    await stage.until("the card of the incident", lambda: stage.clock_card(channel))
    name = (await stage.player.channel(channel)).name
    stage.tell(f"The engineer opens {name} from it: a private channel with the team.")
    await stage.step("incident_opened")
    await stage.until("the line about awareness", lambda: stage.message(channel, "stated awareness"))
    stage.tell(
        f"The same form stated awareness, {stage.counts['alert_to_clock']} clicks after the alert. "
        "The hours of the law run from then."
    )
    await stage.step("became_aware")
    return channel


async def first_draft_comes(stage: Stage, channel: str) -> None:
    """Told once, in the engineer's own words, and drafted with that: enough for an initial notice."""
    stage.later(minutes=10)
    with stage.counting("clock_to_draft", ENGINEER):
        await tell_what_happened(stage, channel)
        await draft(stage, channel, version=1)
    stage.tell(
        f"Drafted with that, {stage.counts['clock_to_draft']} clicks after the clock began: an initial notice could go "
        "out now."
    )
    await stage.step("first_draft")


async def draft(stage: Stage, channel: str, *, version: int) -> None:
    """The engineer has all notices drafted; until each is there in this version."""

    async def click() -> None:
        card = await stage.card(channel)
        await stage.put_away(ENGINEER)
        await stage.press(ENGINEER, Act.DRAFT, card)

    async def drafted() -> bool | None:
        return all([await stage.draft(channel, one, version) for one in AUDIENCES]) or None

    await stage.until(f"draft {version} of all three", drafted, click)


async def facts_are_stated(stage: Stage, channel: str) -> None:
    """A few at a time; whatever is saved is assessed at once."""
    stage.later(minutes=40)
    for group, values in FACTS.items():
        await state_group(stage, channel, group, values | (_times(stage) if group == "account" else {}))
    stage.tell(
        "The engineer states the facts, group by group. Outcome: authority and people affected must be told."
    )
    await stage.step("assessed")


def _times(stage: Stage) -> dict[str, int]:
    """When it began, days before anybody noticed, and when the export was switched off, as Slack's pickers give it."""
    now = stage.clock.now()
    moments = {"occurred_from": now - 96 * HOUR, "occurred_until": now - timedelta(minutes=15)}
    return {name: int(moment.timestamp()) for name, moment in moments.items()}


async def tell_what_happened(stage: Stage, channel: str) -> None:
    """In the engineer's own words, and then all that these suggest by one click."""
    told = {"what_happened": FACTS["account"]["what_happened"]}

    async def tell() -> None:
        await stage.fill(ENGINEER, Act.FACTS, told, await stage.card(channel))

    async def proposed() -> str | None:
        views = await stage.player.views(ENGINEER)
        return next((view.id for view in views if view.content.get("callback_id") == Act.TOLD), None)

    form = await stage.until("what the telling suggests", proposed, tell)

    async def take() -> None:
        await stage.player.click(ENGINEER, Act.TOLD_ALL.value, view_id=form)

    await stage.until(
        "the line about what was taken", lambda: stage.message(channel, "confirmed from what was told"), take
    )
    stage.tell("The engineer tells it once; what the words say of counts and kinds is taken by one click.")


async def state_group(stage: Stage, channel: str, group: str, values: dict[str, Any]) -> None:
    """Open the form for facts, turn to a group, fill it in and save."""
    saved: list[bool] = []

    async def fill() -> None:
        await stage.put_away(ENGINEER)
        card = await stage.card(channel)
        await stage.press(ENGINEER, Act.FACTS, card)
        view = await stage.player.wait_for_view(ENGINEER, Act.FACTS.value, PATIENCE)
        await stage.player.click(ENGINEER, Act.GROUP.value, view_id=view.id, value=group)
        asked = await stage.player.wait_for(
            lambda: _asked(stage, set(values)), f"questions about {group}", PATIENCE
        )
        if (await stage.player.submit(ENGINEER, asked, values)).ok:
            saved.append(True)

    async def done() -> bool | None:
        return bool(saved) or None

    await stage.until(f"the facts about {group} on record", done, fill)


async def _asked(stage: Stage, fields: set[str]) -> str | None:
    """The id of the open form once it asks for all these fields."""
    for view in await stage.player.views(ENGINEER):
        if fields <= {block.get("block_id") for block in view.content.get("blocks", [])}:
            return view.id
    return None


async def _post(stage: Stage, body: bytes, secret: str) -> int:
    (signed,) = SOURCE.sign(body, {"sentry_secret": secret}, datetime.now(UTC))
    headers = {"Sentry-Hook-Resource": "event_alert", "Content-Type": "application/json"} | signed
    url = f"{stage.bot.url}{PATH}{SOURCE.name}"
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status
