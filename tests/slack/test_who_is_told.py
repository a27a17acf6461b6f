"""Who may be told is asked at the moment of sending: a row in the outbox is no proof that somebody may know."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from breachbot.incident.effect import Effect, EffectKind
from breachbot.incident.events import RolesChanged
from breachbot.incident.team import STREAM
from breachbot.slack.actions import Act
from breachbot.usecases.ports.outbox import EffectRow
from breachbot.usecases.ports.store import Transaction
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, FOREIGN, GUEST, RESPONDER
from tests.slack.acts import opened, told
from tests.slack.test_closing import SENTENCE, ready_to_close
from tests.slack.test_together import drafted
from tests.slack.world import SIGNAL, World, play


def row(kind: EffectKind, user: str, stream: str, **args: str) -> Effect:
    return Effect(
        kind=kind, key=f"by-hand:{kind}:{user}", lane=f"dm:{user}", stream=stream, args={"user": user, **args}
    )


async def write(world: World, *effects: Effect) -> None:
    await asyncio.to_thread(world.house.store.write, lambda tx: tx.enqueue(effects))
    world.house.wake()


async def given_up(world: World, number: int) -> list[EffectRow]:
    async def look() -> list[EffectRow] | None:
        undone = await asyncio.to_thread(world.house.store.read, lambda tx: tx.undone())
        found = [one for one in undone if one.state == "failed"]
        return found if len(found) == number else None

    return await world.player.wait_for(look, f"{number} given up")


async def give_roles(world: World, **roles: object) -> None:
    def work(tx: Transaction) -> None:
        now = world.house.now()
        changed = RolesChanged.model_validate({"at": now, "by": "breachbot", **roles})
        tx.append(STREAM, len(tx.events(STREAM)), [changed])

    await asyncio.to_thread(world.house.store.write, work)


@pytest.mark.parametrize("outsider", [RESPONDER, GUEST, FOREIGN, "U0NOBODY"])
def test_a_row_written_by_hand_tells_an_outsider_nothing_and_the_dpo_that_it_was_there(
    tmp_path: Path, outsider: str
) -> None:
    async def story(world: World) -> None:
        await world.card(Act.AWARE, await opened(world))
        incident = world.incident().id
        await write(
            world,
            row("direct_note", outsider, incident, seq="1"),
            row("failure_note", outsider, incident, failed="clock_card"),
            row("signal_nudge", outsider, SIGNAL),
            row("invitation", outsider, incident),
        )
        failed = await given_up(world, 4)
        assert all(one.error.startswith("not sent: the person") for one in failed)
        note = await told(world, DPO, "is not, or no longer, part of this response")
        assert outsider not in note.words
        members = (await world.player.channel(await world.channel())).members
        assert outsider not in members
        if outsider != "U0NOBODY":
            assert await world.player.direct_messages(outsider) == []

    play(tmp_path, story)


def test_a_home_tab_asked_for_by_hand_shows_an_outsider_nothing(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.card(Act.AWARE, await opened(world))
        await write(world, row("home", RESPONDER, STREAM))

        async def look() -> str | None:
            view = await world.player.home(RESPONDER)
            return view.words if view else None

        words = await world.player.wait_for(look, "the tab")
        assert world.incident().id not in words

    play(tmp_path, story)


def test_who_has_lost_the_role_is_not_told_and_the_new_dpo_is(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.card(Act.AWARE, await opened(world))
        await told(world, DPO, "an incident was opened")
        before = len(await world.player.direct_messages(DPO))
        await give_roles(world, responders=(ENGINEER, DPO), dpo=DEPUTY, deputies=())
        await write(world, row("direct_note", DPO, world.incident().id, seq="1"))
        await told(world, DEPUTY, "an incident was opened")
        await given_up(world, 1)
        assert len(await world.player.direct_messages(DPO)) == before

    play(tmp_path, story)


async def files_of(world: World, user: str, words: str) -> list[str]:
    """The files that a person was given, with these words above them."""
    messages = await world.player.direct_messages(user)
    return [message.words for message in messages if message.files and words in message.words]


@pytest.mark.parametrize("still", [(DPO,), ()], ids=["responder", "nobody"])
def test_whole_drafts_go_to_who_may_decide_now_and_not_to_who_might(
    tmp_path: Path, still: tuple[str, ...]
) -> None:
    async def story(world: World) -> None:
        await drafted(world)
        await world.comes_right()
        before = await files_of(world, DPO, "")
        await give_roles(world, responders=(ENGINEER, *still), dpo=DEPUTY, deputies=())
        about = {"audience": "authority", "version": "1", "handed": "draft"}
        await write(world, row("notice_file", DPO, world.incident().id, **about))
        await given_up(world, 1)
        await world.comes_right()
        (given,) = await files_of(world, DEPUTY, "until a newer draft comes")
        assert "the notice to the authority, draft 1" in given
        assert await files_of(world, DPO, "") == before

    play(tmp_path, story)


def test_the_picture_of_the_end_goes_to_the_dpo_of_now(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await ready_to_close(world)
        said = dict.fromkeys(("effects", "measures", "lessons"), SENTENCE)
        assert (await world.fill(DPO, Act.CLOSE, channel, said)).ok
        await world.comes_right()
        before = await files_of(world, DPO, "")
        await give_roles(world, responders=(ENGINEER, DPO), dpo=DEPUTY, deputies=())
        await write(world, row("timeline_file", DPO, world.incident().id))
        await given_up(world, 1)
        await world.comes_right()
        assert len(await files_of(world, DEPUTY, "the timeline")) == 1
        assert await files_of(world, DPO, "") == before

    play(tmp_path, story)


def test_a_role_holder_who_became_a_guest_is_not_told(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.card(Act.AWARE, await opened(world))
        await give_roles(world, responders=(ENGINEER,), dpo=GUEST, deputies=(DEPUTY,))
        await world.state_awareness_by_hand()
        await given_up(world, 2)
        assert await world.player.direct_messages(GUEST) == []

    play(tmp_path, story)
