"""People in Slack: another set of data, advice beside a decision, and one click for what an alert suggests."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from breachbot.incident.events import SignalRaised
from breachbot.incident.signal import replay_signal
from breachbot.intake.signal import Finding
from breachbot.slack.actions import Act
from breachbot.usecases.house import commit_signal
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER
from tests.slack.acts import aware, opened, seen_in_a_form, state_facts
from tests.slack.world import SIGNAL, World, play


class TestInSlack:
    def test_another_set_of_data_gets_questions_and_controllers_of_its_own(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            await world.click(ENGINEER, Act.FACTS, channel)
            view = await world.player.wait_for_view(ENGINEER, Act.FACTS.value)
            await world.player.click(ENGINEER, Act.FACTS_SET.value, view_id=view.id, value="another")
            another = await world.player.wait_for_view(ENGINEER, Act.ADD_SET.value)
            assert (
                await world.player.submit(ENGINEER, another.id, {"title": "Hosted shops", "breach": "same"})
            ).ok
            facts = await world.player.wait_for_view(ENGINEER, Act.FACTS.value)
            known = {"role@set-2": "processor", "personal_data@set-2": "yes", "confidentiality@set-2": "yes"}
            assert (await world.player.submit(ENGINEER, facts.id, known)).ok
            said = await world.player.wait_for_message(channel, "Controller (Art. 33(2)): *required*")
            assert "Hosted shops" in said.words

            await world.put_away(ENGINEER)
            assert (await world.fill(ENGINEER, Act.CONTROLLERS, channel, {"others@set-2": "Alpha\nBeta"})).ok
            await world.click(ENGINEER, Act.MESSAGES, channel)
            message = await world.player.wait_for_message(channel, "Message to Beta")
            assert "Subject:" not in message.words
            await world.player.click(ENGINEER, Act.LETTER.value, channel=channel, ts=message.ts)
            await seen_in_a_form(world, ENGINEER, "Subject: A breach of personal data")
            await world.put_away(ENGINEER)
            await world.click(ENGINEER, Act.CONTROLLER, channel)
            told = await world.player.wait_for_view(ENGINEER, Act.CONTROLLER.value)
            key = [(o["value"], o["text"]["text"]) for o in _options(told.content, "controller")][1]
            assert (
                await world.player.submit(ENGINEER, told.id, {"controller": key[0], "channel": "e-mail"})
            ).ok
            assert [one.controller for one in world.incident().controllers_told] == [key[1]]

        play(tmp_path, story)

    def test_advice_and_decision_are_two_records_and_only_approvers_make_them(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            card, ref = await world.card(Act.MORE, channel), world.incident().id
            await world.player.forged_click(ENGINEER, Act.DECIDE.value, ref, channel=channel, ts=card.ts)
            await seen_in_a_form(world, ENGINEER, "Only the DPO or a deputy")
            said = {
                "obligation": "communicate",
                "outcome": "not_required",
                "reason": "Nobody outside the company could reach the export at any time.",
            }
            asked = (await world.fill(DPO, Act.DECIDE, channel, said)).errors
            assert "Facts are missing" in asked["obligation"]
            await world.put_away(DPO)
            for group in ("nature", "data", "people", "protection", "reach", "aftermath"):
                await state_facts(world, channel, group)
            assert "outcome" in (await world.fill(DPO, Act.DECIDE, channel, said)).errors
            await world.put_away(DPO)
            assert (await world.fill(DPO, Act.ADVISE, channel, said)).ok
            assert (await world.fill(DEPUTY, Act.DECIDE, channel, said)).ok
            await world.player.wait_for_message(channel, "The controller's decision on People affected")
            incident = world.incident()
            assert (incident.advice[0].by, incident.decisions[0].event.by) == (DPO, DEPUTY)

        play(tmp_path, story)

    def test_what_an_alert_suggests_is_confirmed_with_one_click(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await asyncio.to_thread(world.house.store.write, partial(_password_seen, world))
            channel = await opened(world)
            said = await world.player.wait_for_message(channel, "Proposed: a possible breach")
            assert "Readable passwords" in said.words
            assert not world.known()["confidentiality"].firm
            await world.click(ENGINEER, Act.CONFIRM, channel)

            async def firm() -> bool | None:
                return world.known()["confidentiality"].firm or None

            await world.player.wait_for(firm, "a confirmed answer")

            async def brought_up_to_date() -> str | None:
                messages = await world.player.messages(channel)
                (shown,) = [one for one in messages if "Proposed: a possible breach" in one.words]
                assert shown.ts == said.ts
                return shown.words if Act.CONFIRM.value not in shown.action_ids else None

            words = await world.player.wait_for(brought_up_to_date, "the proposal without its button")
            assert "not confirmed yet" not in words
            assert f"confirmed by <@{ENGINEER}>" in words

        play(tmp_path, story)


def _password_seen(world: World, tx: Any) -> None:
    """The same alert comes again, with a password in it."""
    signal = replay_signal(SIGNAL, tx.events(SIGNAL))
    found = Finding(kind="credential", where="event.extra", count=1)
    raised = SignalRaised(
        at=world.clock(),
        by="sentry",
        delivery="d2",
        verdict="candidate",
        reasons=("credentials in clear",),
        findings=(found,),
    )
    commit_signal(tx, world.house, signal, [raised])


def _options(view: dict[str, Any], field: str) -> list[dict[str, Any]]:
    block = next(block for block in view["blocks"] if block.get("block_id") == field)
    return list(block["element"]["options"])
