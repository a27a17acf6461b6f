"""The team in Slack: who hears of a change, and the second person who makes somebody the DPO."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from breachbot.deadlines.rota import Rota
from breachbot.incident import events as e
from breachbot.incident.changes.asking import Change
from breachbot.incident.changes.dpo import ProposeDpo
from breachbot.incident.changes.parts import GivePart
from breachbot.incident.changes.presence import SetAway
from breachbot.incident.changes.told import told_of_change
from breachbot.incident.team import COUNTS_FOR, Team
from breachbot.incident.team_log import team_of
from breachbot.slack.actions import Act
from breachbot.slack.team_note import team_note
from breachbot.slack.team_sheet import team_sheet
from breachbot.usecases.read import load_team
from breachbot.usecases.team import change_team
from breachbot.workspace.protocol import Answer
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, GUEST, OUTSIDER, RESPONDER
from breachbot.workspace.state import View
from tests.incident.cast import HOUR, NOON
from tests.incident.test_team import ROTA, WHY
from tests.slack.acts import opened, told
from tests.slack.judges import actions_of, judged_message, judged_view, text_of
from tests.slack.world import World, play


async def change(world: World, command: Change, by: str = DPO) -> Team:
    request = f"test:{command!r}"
    return await asyncio.to_thread(partial(change_team, world.house, command, by=by, request=request))


def dpo(world: World) -> str | None:
    return load_team(world.house).dpo


def test_a_second_person_confirms_the_dpo_with_one_click(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await change(world, GivePart.of(person=OUTSIDER, part="director", reason=WHY), DEPUTY)
        await told(world, OUTSIDER, "You are now a director")
        world.clock.ahead += COUNTS_FOR
        await change(world, ProposeDpo.of(person=DEPUTY, reason=WHY))
        word = await told(world, OUTSIDER, f"<@{DPO}> proposes <@{DEPUTY}> as the DPO")
        assert word.action_ids == [Act.TEAM_CONFIRM.value, Act.TEAM.value]
        for user in (DPO, DEPUTY, ENGINEER):  # who proposed it, who is proposed, and who has no say in it
            await world.player.forged_click(
                user, Act.TEAM_CONFIRM.value, DEPUTY, channel=word.channel, ts=word.ts
            )
        await told(world, DPO, "It takes a second person")
        assert dpo(world) == DPO
        assert (
            await world.player.click(OUTSIDER, Act.TEAM_CONFIRM.value, channel=word.channel, ts=word.ts)
        ).ok
        await told(world, DEPUTY, "You are the DPO now")
        assert dpo(world) == DEPUTY

    play(tmp_path, story)


def test_who_has_no_part_is_told_of_their_own_and_of_nothing_else(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await change(world, GivePart.of(person=RESPONDER, part="responder", reason=WHY))
        until = world.clock() + 24 * HOUR
        await change(world, SetAway.of(person=ENGINEER, until=until, substitute=RESPONDER))
        await told(world, RESPONDER, "You are now a responder")
        await told(world, RESPONDER, f"<@{ENGINEER}> is away until")
        assert not await world.player.direct_messages(DEPUTY)

    play(tmp_path, story)


def test_every_message_fits_and_holds_what_somebody_wrote_as_text() -> None:
    hostile = "<!channel> *now* " + "x" * 480
    team = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,), directors=(OUTSIDER,))
    changes: list[e.Happened] = [
        e.DpoProposed(at=NOON, by=DPO, person=RESPONDER, reason=hostile, operator=hostile[:200]),
        e.DpoConfirmed(at=NOON, by=DPO, person=RESPONDER, proposal=2),
        e.PartGiven(at=NOON, by=DPO, person=RESPONDER, part="counsel", reason=hostile),
        e.PartEnded(at=NOON, by=OUTSIDER, person=RESPONDER, part="deputy", reason=hostile),
        e.AwayStated(at=NOON, by=DPO, person=ENGINEER, until=NOON + HOUR, substitute=RESPONDER),
        e.BackStated(at=NOON, by=DPO, person=ENGINEER),
        e.HabitsSet(
            at=NOON,
            by=DPO,
            person=ENGINEER,
            zone=None,
            quiet_from="22:00",
            quiet_until="07:00",
            ways=("slack",),
        ),
        *(
            e.RotaSet(**ROTA | {"people": people}, at=NOON, by=DPO, operator=hostile[:200])
            for people in ((), (ENGINEER,))
        ),
        e.GroupSet(at=NOON, by=DPO, group="S0RESPONSE", reason=hostile, operator=hostile[:200]),
    ]
    for event in changes:
        readers = told_of_change(event, team)
        assert readers, event
        for reader in readers:
            note = team_note(event, reader)
            judged_message(note)
            assert "<!channel>" not in text_of(note)
            asked = isinstance(event, e.DpoProposed) and reader != event.by
            assert actions_of(note) == [Act.TEAM_CONFIRM.value, Act.TEAM.value] * asked


async def sheet(world: World, user: str) -> None:
    """Open the sheet on somebody's Home tab; it is filled soon."""
    await world.put_away(user)
    await world.player.open_home(user)

    async def offered() -> View | None:
        home = await world.player.home(user)
        return home if home and Act.TEAM.value in home.action_ids else None

    home = await world.player.wait_for(offered, "the Home tab with the team")
    await world.player.click(user, Act.TEAM.value, view_id=home.id)


async def with_words(world: World, user: str, words: str) -> View:
    async def look() -> View | None:
        return next((one for one in await world.player.views(user) if words in one.words), None)

    return await world.player.wait_for(look, f"a sheet with {words!r}")


async def sends(world: World, user: str, act: Act, values: dict[str, Any]) -> Answer:
    """Open the sheet, one of its forms, fill it in and send it."""
    await sheet(world, user)
    opened = await with_words(world, user, "Reminders come to you by")
    await world.player.click(user, act.value, view_id=opened.id)
    view = await world.player.wait_for_view(user, act.value)
    return await world.player.submit(user, view.id, values)


def test_the_dpo_changes_the_team_on_the_home_tab_and_sees_it_at_once(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        added = {"person": OUTSIDER, "part": "director", "what": "add", "reason": WHY}
        assert (await sends(world, DEPUTY, Act.TEAM_PART, added)).ok
        await with_words(world, DEPUTY, f"*Directors*\n<@{OUTSIDER}>")
        world.clock.ahead += COUNTS_FOR
        assert (await sends(world, DPO, Act.TEAM_DPO, {"person": DEPUTY, "reason": WHY})).ok
        await with_words(world, DPO, f"It waits for one of <@{OUTSIDER}>")
        await sheet(world, OUTSIDER)
        theirs = await with_words(world, OUTSIDER, "It waits for you.")
        await world.player.click(OUTSIDER, Act.TEAM_CONFIRM.value, view_id=theirs.id)
        await with_words(world, OUTSIDER, "It is on record.")
        assert dpo(world) == DEPUTY

    play(tmp_path, story)


def test_somebody_says_that_they_are_away_how_they_are_reached_and_that_they_are_back(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        until = int((world.clock() + 48 * HOUR).timestamp()) // 60 * 60
        gone = {"person": DPO, "until": until, "substitute": DEPUTY}
        assert (await sends(world, DPO, Act.TEAM_AWAY, gone)).ok
        shown = await with_words(world, DPO, f"<@{DEPUTY}> is told in their place")
        await world.player.click(DPO, Act.TEAM_BACK.value, view_id=shown.id)
        await with_words(world, DPO, "It is on record.")
        assert not load_team(world.house).away(DPO, world.clock())
        night = {"ways": ["slack"], "quiet_from": "22:00", "quiet_until": "7:00", "zone": "Europe/Dublin"}
        assert (await sends(world, ENGINEER, Act.TEAM_HABITS, night)).ok
        await with_words(world, ENGINEER, "quiet from 22:00 to 07:00 (Europe/Dublin)")

    play(tmp_path, story)


@pytest.mark.parametrize(
    ("user", "act", "values", "field", "said"),
    [
        (DPO, Act.TEAM_PART, {"person": GUEST, "reason": WHY}, "person", "Choose a member"),
        (DPO, Act.TEAM_DPO, {"person": DEPUTY, "reason": WHY}, "person", "Nobody else could confirm it"),
        (
            DPO,
            Act.TEAM_AWAY,
            {"person": DPO, "substitute": ENGINEER},
            "substitute",
            "may decide can stand in",
        ),
        (DPO, Act.TEAM_ROTA, {"people": [ENGINEER, GUEST], "reason": WHY}, "people", "Choose a member"),
        (DPO, Act.TEAM_ROTA, {"people": [ENGINEER], "hour": "9 am", "reason": WHY}, "hour", "a time of day"),
        (DPO, Act.TEAM_HABITS, {"quiet_from": "ten"}, "quiet_from", "a time of day such as 22:00"),
        (DPO, Act.TEAM_HABITS, {"ways": ["mail"]}, "ways", "BREACHBOT_MAIL_TO"),
    ],
)
def test_a_refusal_stands_beside_its_question(
    tmp_path: Path, user: str, act: Act, values: dict[str, Any], field: str, said: str
) -> None:
    async def story(world: World) -> None:
        answer = await sends(world, user, act, values)
        assert said in answer.errors[field], answer

    play(tmp_path, story)


@pytest.mark.parametrize("reader", [DPO, DEPUTY, ENGINEER, OUTSIDER, RESPONDER])
def test_the_sheet_fits_whatever_the_team_is(reader: str) -> None:
    crowd = tuple(f"U0{number:05}" for number in range(50))
    rota = Rota(crowd, 7, time(9), ZoneInfo("Europe/Dublin"), date(2026, 11, 23))
    log = [
        e.RolesChanged(at=NOON, by="breachbot", responders=(ENGINEER, *crowd), dpo=DPO, deputies=(DEPUTY,)),
        *(
            e.PartGiven(at=NOON - COUNTS_FOR, by=DEPUTY, person=one, part="director", reason=WHY)
            for one in (OUTSIDER, *crowd)
        ),
        e.DpoProposed(at=NOON, by=DPO, person=DEPUTY, reason=WHY),
        e.GroupSet(at=NOON, by=DPO, group="S0RESPONSE", reason=WHY),
        e.GroupRead(at=NOON, by="breachbot", group="S0RESPONSE", members=crowd),
        *(e.AwayStated(at=NOON, by=DPO, person=one, until=NOON + HOUR, substitute=DPO) for one in crowd),
    ]
    team = replace(team_of(log), rota=rota)
    view = team_sheet(team, reader, NOON - HOUR, NOON)
    judged_view(view)
    can = {Act.TEAM_PART, Act.TEAM_DPO} <= set(actions_of(view))
    assert can == (reader in (DPO, DEPUTY, OUTSIDER))
    assert (Act.TEAM_CONFIRM.value in str(view)) == (reader == OUTSIDER)
    assert (Act.TEAM_BACK.value in str(view)) == can


def test_who_comes_to_the_team_is_let_into_what_is_open(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await opened(world)
        assert RESPONDER not in (await world.player.channel(channel)).members
        await change(world, GivePart.of(person=RESPONDER, part="responder", reason=WHY))

        async def look() -> bool | None:
            return RESPONDER in world.incident().invited or None

        await world.player.wait_for(look, "the newcomer in the channel")
        assert RESPONDER in (await world.player.channel(channel)).members
        await change(world, GivePart.of(person=OUTSIDER, part="director", reason=WHY), DEPUTY)
        await told(world, OUTSIDER, "You are now a director")
        world.clock.ahead += COUNTS_FOR
        assert OUTSIDER not in (await world.player.channel(channel)).members

    play(tmp_path, story)


def test_rota_and_group_are_set_on_the_sheet(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        turns = {"people": [RESPONDER, ENGINEER], "every": "day", "hour": "9:00", "zone": "Europe/Dublin"}
        assert (await sends(world, DPO, Act.TEAM_ROTA, turns | {"reason": WHY})).ok
        shown = await with_words(world, DPO, "*On call*: ")
        assert f"Rota: <@{RESPONDER}>, <@{ENGINEER}>" in shown.words
        assert (await sends(world, DPO, Act.TEAM_GROUP, {"group": "C0TRIAGE", "reason": WHY})).errors["group"]
        await world.put_away(DPO)
        assert (await sends(world, DPO, Act.TEAM_GROUP, {"group": "S0RESPONSE", "reason": WHY})).ok
        await with_words(world, DPO, "not read yet")
        assert (await sends(world, DPO, Act.TEAM_ROTA, {"people": None, "reason": WHY})).ok
        await world.put_away(DPO)
        team = load_team(world.house)
        assert (team.rota, team.group) == (None, "S0RESPONSE")

    play(tmp_path, story)
