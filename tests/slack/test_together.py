"""Three documents read and approved with few clicks, each by its own hash; and what stands in the way of that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from breachbot.incident import events as e
from breachbot.incident.acts.draft import Draft
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.slack.actions import Act
from breachbot.slack.desk import NOT_NOW, Submission
from breachbot.slack.listeners.together import approved
from breachbot.usecases.ports.store import Store, StoreUnavailable, Transaction
from breachbot.usecases.take import take
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER
from breachbot.workspace.state import Message, View
from tests.incident.cast import FACTS
from tests.slack.acts import opened, seen_in_a_form
from tests.slack.world import World, play

T = TypeVar("T")
CAPACITY = {"capacity": "controller_decision"}


async def drafted(world: World) -> str:
    """Three drafts wait for the DPO and the deputy."""
    channel = await opened(world)
    await world.state_awareness_by_hand()
    for number, act in enumerate((StateFacts(answers=FACTS), Draft())):
        asked = partial(take, world.house, world.incident().id, act, by=ENGINEER, request=f"by-hand-{number}")
        await asyncio.to_thread(asked)
    return channel


async def bundle(world: World, user: str, words: str = "3 documents wait") -> Message:
    """The message to one person about what waits for them."""

    async def look() -> Message | None:
        found = await world.player.direct_messages(user)
        return next((one for one in reversed(found) if words in one.words), None)

    return await world.player.wait_for(look, f"{words!r} for {user}")


async def shown(world: World, user: str, callback: Act, words: str) -> View:
    """The view that the person looks at, once it holds these words."""

    async def look() -> View | None:
        views = await world.player.views(user)
        found = [one for one in views if one.content.get("callback_id") == callback and words in one.words]
        return found[-1] if found else None

    return await world.player.wait_for(look, words)


async def reading_all(world: World) -> View:
    """The DPO reads all three, one after the other, in one form that stays open. Three clicks."""
    message = await bundle(world, DPO)
    await world.player.click(DPO, Act.READ.value, channel=message.channel, ts=message.ts)
    for title in ("Security page, draft 1", "Mail to the people affected, draft 1"):
        view = await shown(world, DPO, Act.APPROVE, "Read the next")
        await world.player.click(DPO, Act.READ_NEXT.value, view_id=view.id)
        view = await shown(world, DPO, Act.APPROVE, title)
    return view


def test_six_clicks_read_and_approve_three_documents_each_by_its_own_hash(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await drafted(world)
        view = await reading_all(world)  # clicks 1 to 3
        assert "Approve 3 together" in view.words
        await world.player.click(DPO, Act.TOGETHER_HERE.value, view_id=view.id)  # click 4
        view = await shown(world, DPO, Act.TOGETHER, "3 documents wait")
        answer = await world.player.submit(DPO, view.id, CAPACITY)  # clicks 5 and 6: the capacity, Approve
        assert answer.ok, answer
        incident = world.incident()
        approved = {one.event.audience: one.event for one in incident.approvals}
        assert set(approved) == {"authority", "page", "mail"}
        for audience, event in approved.items():
            draft = incident.draft(audience)
            assert draft is not None
            assert (event.sha256, event.by) == (draft.sha256, DPO)
        done = await bundle(world, DPO, "✓ approved")
        assert Act.READ.value not in done.action_ids
        assert "3 documents wait" not in done.words
        kinds = [type(one) for one in world.events(incident.id)]
        assert kinds.count(e.NoticeOpened) == 3

    play(tmp_path, story)


def test_the_message_is_edited_as_documents_are_opened_and_the_form_leaves_out_the_others(
    tmp_path: Path,
) -> None:
    async def story(world: World) -> None:
        await drafted(world)
        message = await bundle(world, DPO)
        await world.player.click(DPO, Act.READ.value, channel=message.channel, ts=message.ts)
        view = await shown(world, DPO, Act.APPROVE, "Read the next")
        await world.player.click(DPO, Act.READ_NEXT.value, view_id=view.id)
        await shown(world, DPO, Act.APPROVE, "Security page, draft 1")
        edited = await bundle(world, DPO, "Approve 2 together")
        assert (edited.channel, edited.ts) == (message.channel, message.ts)
        await world.put_away(DPO)
        await world.player.click(DPO, Act.TOGETHER.value, channel=edited.channel, ts=edited.ts)
        view = await shown(world, DPO, Act.TOGETHER, "since you have not opened it")
        assert (await world.player.submit(DPO, view.id, CAPACITY)).ok
        audiences = {one.event.audience for one in world.incident().approvals}
        assert audiences == {"authority", "page"}
        others = await bundle(world, DEPUTY, "1 document waits")
        assert Act.TOGETHER.value not in others.action_ids

    play(tmp_path, story)


def test_what_was_decided_meanwhile_is_said_and_the_rest_is_taken(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await drafted(world)
        view = await reading_all(world)
        await world.player.click(DPO, Act.TOGETHER_HERE.value, view_id=view.id)
        view = await shown(world, DPO, Act.TOGETHER, "3 documents wait")
        theirs = await bundle(world, DEPUTY)
        await world.player.click(DEPUTY, Act.READ.value, channel=theirs.channel, ts=theirs.ts)
        first = await shown(world, DEPUTY, Act.APPROVE, "Notice to the authority, draft 1")
        assert (await world.player.submit(DEPUTY, first.id, CAPACITY)).ok
        answer = await world.player.submit(DPO, view.id, CAPACITY)
        assert answer.ok, answer
        await seen_in_a_form(world, DPO, "Notice to the authority. It is approved already")
        await seen_in_a_form(world, DPO, "✓ approved: Security page, draft 1")
        by = {one.event.audience: one.event.by for one in world.incident().approvals}
        assert by == {"authority": DEPUTY, "page": DPO, "mail": DPO}

    play(tmp_path, story)


class FailsOnce:
    """A store that does one write not: the second."""

    def __init__(self, store: Store) -> None:
        self.read, self._store, self._writes = store.read, store, 0

    def write(self, work: Callable[[Transaction], T]) -> T:
        self._writes += 1
        if self._writes == 2:
            raise StoreUnavailable("no connection")
        return self._store.write(work)


def test_what_the_store_did_not_take_is_said_beside_what_it_took(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await drafted(world)
        view = await reading_all(world)
        await world.player.click(DPO, Act.TOGETHER_HERE.value, view_id=view.id)
        view = await shown(world, DPO, Act.TOGETHER, "3 documents wait")
        state = {"capacity": {"answer": {"selected_option": {"value": "controller_decision"}}}}
        content = dict(view.content) | {"state": {"values": state}}
        sent = Submission(DPO, content, view.content["private_metadata"], "submit:1")
        house = replace(world.house, store=cast(Store, FailsOnce(world.house.store)))
        told = await asyncio.to_thread(approved, house, sent)
        assert {one.event.audience for one in world.incident().approvals} == {"authority", "mail"}
        assert "2 documents are approved" in str(told)
        assert f"*Not approved:* Security page. {NOT_NOW}" in str(told)
        assert await asyncio.to_thread(approved, house, sent) is None
        assert len(world.incident().approvals) == 3

    play(tmp_path, story)


def test_a_form_made_up_for_what_was_never_opened_approves_nothing(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await drafted(world)
        view = await reading_all(world)
        await world.player.click(DPO, Act.TOGETHER_HERE.value, view_id=view.id)
        view = await shown(world, DPO, Act.TOGETHER, "3 documents wait")
        ref = view.content["private_metadata"]
        state = {"capacity": {"answer": {"selected_option": {"value": "controller_decision"}}}}
        await world.player.forged_submission(DEPUTY, Act.TOGETHER.value, ref, state)
        await world.player.forged_submission(ENGINEER, Act.TOGETHER.value, ref, state)
        assert world.incident().approvals == ()

    play(tmp_path, story)
