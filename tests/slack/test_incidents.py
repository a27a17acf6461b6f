"""An incident in Slack: its channel, its one card, and notices that are approved as exact bytes."""

from __future__ import annotations

import asyncio
from pathlib import Path

from breachbot.incident.effect import Effect
from breachbot.slack.actions import Act
from breachbot.slack.kit.refs import NoticeRef
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, OUTSIDER, TRIAGE
from tests.slack.acts import (
    approval_form,
    aware,
    draft_card,
    drafted,
    opened,
    refused_form,
    seen_in_a_form,
    state_facts,
    told,
)
from tests.slack.world import World, play


class TestAnIncident:
    def test_its_channel_holds_the_team_one_card_and_no_title_in_its_name(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await opened(world)
            incident = world.incident()
            await world.card(Act.AWARE, channel)
            seen = await world.player.channel(channel)
            assert (seen.name, seen.is_private) == (incident.id, True)
            assert {ENGINEER, DPO, DEPUTY} <= set(seen.members)
            assert OUTSIDER not in seen.members
            assert "CrossTenant" not in (await told(world, DPO, incident.id)).words

        play(tmp_path, story)

    def test_the_clock_card_is_edited_and_not_repeated(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            card = await world.player.wait_for_message(channel, "left* (as of")
            cards = [m for m in await world.player.messages(channel) if Act.MORE.value in m.action_ids]
            assert [m.ts for m in cards] == [card.ts]
            assert card.edits

        play(tmp_path, story)

    def test_a_button_of_an_outsider_who_forges_it_does_nothing(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await opened(world)
            card = await world.card(Act.AWARE, channel)
            incident = world.incident()
            await world.player.forged_click(
                OUTSIDER, Act.DRAFT.value, incident.id, channel=channel, ts=card.ts
            )
            await told(world, OUTSIDER, "Only the breach response team")
            for name in (Act.AWARE, Act.CLOSE, Act.NO_BREACH, Act.TELL):
                await world.player.forged_submission(OUTSIDER, name.value, incident.id)
            await world.player.forged_click(
                ENGINEER, Act.DRAFT.value, "no such thing", channel=channel, ts=card.ts
            )
            await told(world, ENGINEER, "does not know that button")
            assert world.incident() == incident

        play(tmp_path, story)

    def test_what_would_change_the_outcome_is_one_click_away(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            await world.player.wait_for_message(channel, "*undetermined*")
            await world.click(ENGINEER, Act.OUTLOOK, channel)
            await seen_in_a_form(world, ENGINEER, "What to find out next")
            await world.put_away(ENGINEER)
            await state_facts(world, channel, "nature", personal_data="no")
            said = await world.player.wait_for_message(channel, "This changes what is owed")
            assert f"<@{ENGINEER}>" in said.words
            assert "Authority (Art. 33(1)): *not required*, was undetermined" in said.words

        play(tmp_path, story)


class TestNotices:
    def test_drafted_by_one_and_approved_by_another_as_exact_bytes(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await drafted(world)
            card = await draft_card(world, channel, "Notice to the authority")
            await told(world, DPO, "for your decision")

            await refused_form(world, ENGINEER, card, "Only the DPO or a deputy can approve a notice")
            draft = world.incident().drafts[0]
            forged = str(NoticeRef(world.incident().id, draft.audience, draft.version, draft.sha256))
            chosen = {"capacity": {"answer": {"selected_option": {"value": "dpo_advice"}}}}
            await world.player.forged_submission(ENGINEER, Act.APPROVE.value, forged, chosen)
            assert world.incident().approvals == ()

            views = [await approval_form(world, user, card) for user in (DPO, DEPUTY)]
            both = await asyncio.gather(
                *(
                    world.player.submit(user, view, {"capacity": "controller_decision"})
                    for user, view in zip((DPO, DEPUTY), views, strict=True)
                )
            )
            assert sorted(bool(answer.errors) for answer in both) == [False, True]
            approvals = world.incident().approvals_of("authority")
            assert [a.event.sha256 for a in approvals] == [world.incident().drafts[0].sha256]

            done = await world.player.wait_for_message(channel, "*Approved* by")
            assert done.ts == card.ts
            assert done.action_ids == [Act.READ.value]
            await world.put_away(ENGINEER)
            await world.fill(ENGINEER, Act.FILE, channel, {"channel": "web form", "reference": "IN-26-1"})
            await world.player.wait_for_message(channel, "IN-26-1")
            assert world.incident().phase == "filed"

        play(tmp_path, story)

    def test_a_stale_button_says_which_version_is_the_newest(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await drafted(world)
            card = await draft_card(world, channel, "Notice to the authority")
            view = await approval_form(world, DPO, card)
            read = await approval_form(world, DEPUTY, card)
            await world.player.click(DEPUTY, Act.OBJECT.value, view_id=read)
            objection = await world.player.wait_for_view(DEPUTY, Act.REJECT.value)
            await world.player.submit(DEPUTY, objection.id, {"reason": "Say more about the causes."})
            answer = await world.player.submit(DPO, view, {"capacity": "dpo_advice"})
            assert "turned down" in answer.errors["capacity"]

            await world.put_away(DPO)
            await state_facts(world, channel, "people", people_count="4000")
            await world.click(ENGINEER, Act.DRAFT, channel)
            again = await world.player.wait_for_message(channel, "Notice to the authority, draft 2")
            assert again.ts == card.ts
            old = str(NoticeRef(world.incident().id, "authority", 1, world.incident().drafts[0].sha256))
            await world.player.forged_click(DPO, Act.APPROVE.value, old, channel=channel, ts=card.ts)
            await seen_in_a_form(world, DPO, "Draft 2 is the newest")

        play(tmp_path, story)

    def test_a_message_of_the_days_when_each_draft_had_its_own_is_edited_too(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await drafted(world)
            card = await draft_card(world, channel, "Notice to the authority")
            world.write("UPDATE outbox SET slot = 'draft:authority:1' WHERE slot = 'draft:authority'")
            view = await approval_form(world, DPO, card)
            assert (await world.player.submit(DPO, view, {"capacity": "dpo_advice"})).ok
            assert (await world.player.wait_for_message(channel, "*Approved* by")).ts == card.ts

        play(tmp_path, story)


def source_notes(user: str) -> list[Effect]:
    """That Sentry may leave: for the channel and for a person."""
    args = {"about": "leaving", "source": "sentry", "count": "120"}
    note = Effect(kind="source_note", key="s", lane="triage", stream="team", args=args)
    direct = {"key": "su", "lane": f"dm:{user}", "args": args | {"user": user}}
    return [note, note.model_copy(update=direct)]


class TestWordsToPeople:
    def test_what_was_given_up_reaches_somebody(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            failed = {"user": DPO, "failed": "publish_page", "count": "2"}
            effects = [
                Effect(kind="failure_note", key="f", lane=f"dm:{DPO}", stream="pdb-x", args=failed),
                *source_notes(DPO),
            ]
            await asyncio.to_thread(world.house.store.write, lambda tx: tx.enqueue(effects))
            await told(world, DPO, "the security page could not be published, 2 times by now")
            await told(world, DPO, "Sentry may soon switch this hook off.")
            await world.player.wait_for_message(TRIAGE, "Sentry may soon switch this hook off.")

        play(tmp_path, story)
