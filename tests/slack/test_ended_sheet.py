"""The incidents that have ended: found from the Home tab, by whoever may know of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from breachbot.incident.acts.close import Close, FollowUp
from breachbot.slack.actions import Act
from breachbot.slack.ended_sheet import ended_list
from breachbot.slack.home import home
from breachbot.usecases.home import PAGE, Ended, Overview, Reader
from breachbot.usecases.take import take
from breachbot.workspace.seed import DPO, ENGINEER
from breachbot.workspace.state import View
from tests.incident import cast
from tests.incident.cast import HOUR, NOON, TEAM, policy
from tests.slack.acts import told
from tests.slack.judges import judged_view, text_of
from tests.slack.test_closing import SENTENCE, closed, ready_to_close
from tests.slack.world import World, play

ROOM = "C0ROOM"


def listed(found: Ended, *rooms: str, user: str = cast.DPO, after: timedelta = 100 * HOUR) -> str:
    view = ended_list(Reader(user, TEAM, rooms), found, policy(), NOON + after)
    judged_view(view)
    return text_of(view)


def over(*rows: FollowUp) -> Ended:
    return Ended((replace(closed(SENTENCE, *rows), channel=ROOM),), 1, 0)


def test_who_is_in_its_channel_reads_what_became_of_it_and_what_is_left() -> None:
    row = FollowUp(what="Test each export", owner="U0OWNER", until=date(2026, 12, 24))
    said = listed(over(row), ROOM)
    assert "closed" in said
    assert "Export shows foreign rows" in said
    assert "Filed in time" in said
    assert "1 follow-up measure is open." in said
    assert "1 follow-up measure is open, *1 overdue*." in listed(over(row), ROOM, after=timedelta(days=60))


def test_who_is_not_reads_the_codename_and_when_it_ended() -> None:
    said = listed(over(), "C0OTHER")
    assert closed().id in said
    assert "Export shows foreign rows" not in said
    assert "Filed" not in said


def test_there_are_pages() -> None:
    (one,) = over().incidents
    many = Ended(tuple(replace(one, id=f"pdb-page{n:04}") for n in range(PAGE)), 2 * PAGE + 1, 1)
    said = listed(many, ROOM)
    assert "*21 have ended*" in said
    assert "Page 2 of 3" in said
    assert "Newer" in said
    assert "Older" in said
    assert "Nothing that you may read has ended" in listed(Ended((), 0, 0), ROOM)


def test_the_dpo_finds_the_register_on_the_home_tab_and_nobody_else() -> None:
    for user, finds in ((cast.DPO, True), (cast.ENGINEER, False)):
        view = home(Reader(user, TEAM, ()), Overview(), policy(), NOON)
        assert ("register" in text_of(view).casefold()) is finds
        assert Act.ENDED in str(view)


def test_it_is_opened_from_the_home_tab_of_those_who_were_in_its_channel(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await ready_to_close(world)
        said = Close(effects=SENTENCE, measures=SENTENCE, lessons=SENTENCE)
        await asyncio.to_thread(partial(take, world.house, world.incident().id, said, by=DPO, request="end"))
        for user in (ENGINEER, DPO):
            await world.player.open_home(user)

            async def tab(user: str = user) -> View | None:
                return await world.player.home(user)

            view = await world.player.wait_for(tab, "the Home tab")
            await world.player.click(user, Act.ENDED.value, view_id=view.id, block_id="ended")

            async def sheet(user: str = user) -> bool | None:
                views = await world.player.views(user)
                return any(world.incident().id in one.words for one in views) or None

            await world.player.wait_for(sheet, "the list")

    play(tmp_path, story)


def test_the_dpo_adds_a_follow_up_measure_from_the_list_and_its_owner_hears_of_it(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await ready_to_close(world)
        said = dict.fromkeys(("effects", "measures", "lessons"), SENTENCE)
        assert (await world.fill(DPO, Act.CLOSE, channel, said)).ok
        await world.player.open_home(DPO)

        async def tab() -> View | None:
            found = await world.player.home(DPO)
            return found if found and Act.ENDED.value in found.action_ids else None

        view = await world.player.wait_for(tab, "the way to the closed ones")
        assert (await world.player.click(DPO, Act.ENDED.value, view_id=view.id)).ok

        async def sheet() -> View | None:
            views = await world.player.views(DPO)
            return views[-1] if views and Act.ADD_MEASURE.value in views[-1].action_ids else None

        shown = await world.player.wait_for(sheet, "the list")
        assert (await world.player.click(DPO, Act.ADD_MEASURE.value, view_id=shown.id)).ok
        form = await world.player.wait_for_view(DPO, Act.ADD_MEASURE.value)
        until = (world.clock() + timedelta(days=30)).date().isoformat()
        given = {"what": "Read the rows of each export", "owner": ENGINEER, "until": until}
        assert (await world.player.submit(DPO, form.id, given)).ok
        note = await told(world, ENGINEER, "a follow-up measure is yours")
        assert "Read the rows of each export" in note.words
        assert note.action_ids == [Act.MEASURE.value]

    play(tmp_path, story)
