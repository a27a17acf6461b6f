"""The team in Slack: who hears of a change, and the second person who makes somebody the DPO."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from breachbot.incident import events as e
from breachbot.incident.changes.asking import Change
from breachbot.incident.changes.dpo import ProposeDpo
from breachbot.incident.changes.parts import GivePart
from breachbot.incident.changes.presence import SetAway
from breachbot.incident.changes.told import told_of_change
from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.team_note import team_note
from breachbot.usecases.read import load_team
from breachbot.usecases.team import change_team
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, OUTSIDER, RESPONDER
from tests.incident.cast import HOUR, NOON
from tests.incident.test_team import WHY
from tests.slack.acts import told
from tests.slack.judges import actions_of, judged_message, text_of
from tests.slack.world import World, play


async def change(world: World, command: Change, by: str = DPO) -> Team:
    request = f"test:{command!r}"
    return await asyncio.to_thread(partial(change_team, world.house, command, by=by, request=request))


def dpo(world: World) -> str | None:
    return load_team(world.house).dpo


def test_a_second_person_confirms_the_dpo_with_one_click(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await change(world, GivePart.of(person=OUTSIDER, part="director", reason=WHY))
        await told(world, OUTSIDER, "You are now a director")
        await change(world, ProposeDpo.of(person=DEPUTY, reason=WHY))
        word = await told(world, OUTSIDER, f"<@{DPO}> proposes <@{DEPUTY}> as the DPO")
        assert word.action_ids == [Act.TEAM_CONFIRM.value]
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
    ]
    for event in changes:
        readers = told_of_change(event, team)
        assert readers, event
        for reader in readers:
            note = team_note(event, reader)
            judged_message(note)
            assert "<!channel>" not in text_of(note)
            assert actions_of(note) == [Act.TEAM_CONFIRM.value] * isinstance(event, e.DpoProposed)
