"""What people do in these stories, a few clicks at a time."""

from __future__ import annotations

from typing import Any

from breachbot.slack.actions import Act
from breachbot.workspace.seed import ENGINEER, TRIAGE
from breachbot.workspace.state import Message
from tests.incident.cast import FACTS
from tests.slack.world import World


async def told(world: World, user: str, words: str) -> Message:
    """A private word to somebody, where they clicked or directly."""

    async def look() -> Message | None:
        found = [*await world.player.ephemerals(user), *await world.player.direct_messages(user)]
        return next((message for message in found if words in message.words), None)

    return await world.player.wait_for(look, f"{words!r} for {user}")


async def opened(world: World) -> str:
    """The engineer opens an incident from the signal."""
    await opens(world)
    return await world.channel()


async def opens(world: World, **answers: Any) -> None:
    """The same without waiting for its channel. Nobody has said so far that it is a breach, unless `answers` do."""
    sent = await world.fill(ENGINEER, Act.OPEN, TRIAGE, {"verdict": "looking", **answers})
    assert sent.ok, sent


async def aware(world: World) -> str:
    channel = await opened(world)
    await world.fill(ENGINEER, Act.AWARE, channel, {"basis": "Foreign rows seen in two exports"})
    await world.player.wait_for_message(channel, "stated awareness")
    return channel


async def drafted(world: World) -> str:
    channel = await aware(world)
    for group in ("nature", "data", "people", "protection", "reach", "aftermath", "account"):
        await state_facts(world, channel, group)
    await world.card(Act.DRAFT, channel)
    await world.click(ENGINEER, Act.DRAFT, channel)
    await world.player.wait_for_message(channel, "Mail to the people affected")
    return channel


async def state_facts(world: World, channel: str, group: str, **other: str) -> None:
    """Save one group of questions: with the facts of the story, or with others."""
    await world.put_away(ENGINEER)
    await world.click(ENGINEER, Act.FACTS, channel)
    view = await world.player.wait_for_view(ENGINEER, Act.FACTS.value)
    await world.player.click(ENGINEER, Act.GROUP.value, view_id=view.id, value=group)

    async def switched() -> list[str] | None:
        now = (await world.player.views(ENGINEER))[-1]
        asked = [block["block_id"] for block in now.content["blocks"] if block["type"] == "input"]
        return asked if now.hash != view.hash else None

    asked = await world.player.wait_for(switched, f"the questions about {group}")
    known = {
        name: str(FACTS[name]) if isinstance(FACTS[name], int) else FACTS[name]
        for name in asked
        if name in FACTS
    }
    answer = await world.player.submit(ENGINEER, view.id, other or known)
    assert answer.ok, answer


async def draft_card(world: World, channel: str, title: str) -> Message:
    async def look() -> Message | None:
        found = [m for m in await world.player.messages(channel) if Act.READ.value in m.action_ids]
        return next((m for m in found if title in m.words), None)

    return await world.player.wait_for(look, f"the draft {title}")


async def approval_form(world: World, user: str, card: Message) -> str:
    await world.put_away(user)
    await world.player.click(user, Act.READ.value, channel=card.channel, ts=card.ts)
    return (await world.player.wait_for_view(user, Act.APPROVE.value)).id


async def refused_form(world: World, user: str, card: Message, words: str) -> None:
    await world.put_away(user)
    await world.player.click(user, Act.READ.value, channel=card.channel, ts=card.ts)
    await seen_in_a_form(world, user, words)


async def seen_in_a_form(world: World, user: str, words: str) -> None:
    async def look() -> bool | None:
        return any(words in view.words for view in await world.player.views(user)) or None

    await world.player.wait_for(look, words)
