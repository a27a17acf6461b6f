"""A signal and a report: who may do what with them, over signed requests to the real app."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from breachbot.incident import events as e
from breachbot.slack.actions import Act
from breachbot.workspace.seed import DPO, ENGINEER, FOREIGN, GUEST, OUTSIDER, TRIAGE
from tests.slack.acts import opened, seen_in_a_form, told
from tests.slack.world import SIGNAL, World, play


class TestASignal:
    def test_who_may_not_is_told_so_alone_and_nothing_is_recorded(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.click(OUTSIDER, Act.OPEN, TRIAGE)
            await seen_in_a_form(world, OUTSIDER, "Only the breach response team")
            card = await world.signal_card()
            for user, words in ((GUEST, "Guests"), (FOREIGN, "members of this workspace")):
                await world.player.forged_click(user, Act.OPEN.value, SIGNAL, channel=TRIAGE, ts=card.ts)
                await seen_in_a_form(world, user, words)
            assert world.streams("pdb-") == []
            assert len(world.events(SIGNAL)) == 1

        play(tmp_path, story)

    def test_it_is_claimed_once_and_its_one_card_says_by_whom(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.click(ENGINEER, Act.CLAIM, TRIAGE)
            await world.player.wait_for_message(TRIAGE, "is looking at it")
            answers = await asyncio.gather(*(world.player.replay("block_actions") for _ in range(3)))
            assert [answer.status for answer in answers] == [200, 200, 200]
            assert [type(event) for event in world.events(SIGNAL)] == [e.SignalReceived, e.SignalClaimed]
            assert len(await world.player.messages(TRIAGE)) == 1

        play(tmp_path, story)

    def test_dismissed_with_a_reason_that_stays_out_of_the_channel(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            short = await world.fill(ENGINEER, Act.DISMISS, TRIAGE, {"reason": "no"})
            assert "in a sentence" in short.errors["reason"]
            (view,) = await world.player.views(ENGINEER)
            done = await world.player.submit(
                ENGINEER, view.id, {"reason": "A test account read its own data."}
            )
            assert done.ok
            card = await world.player.wait_for_message(TRIAGE, "judged that this is not a breach")
            assert "test account" not in card.words
            assert card.action_ids == []
            assert "https://sentry.example/issues/1/" in card.words

        play(tmp_path, story)

    def test_who_was_asked_sees_in_the_same_message_what_became_of_it(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await told(world, ENGINEER, "You are asked first")
            (asked,) = await world.player.direct_messages(ENGINEER)
            await world.click(DPO, Act.CLAIM, TRIAGE)
            await told(world, ENGINEER, f"✓ <@{DPO}> is looking at it. Nothing to do for you.")
            (claimed,) = await world.player.direct_messages(ENGINEER)
            assert (claimed.ts, claimed.action_ids) == (asked.ts, [])
            await opened(world)
            await told(world, ENGINEER, f"✓ opened as incident *{world.incident().id}*")
            assert [
                one.ts for one in await world.player.direct_messages(ENGINEER) if SIGNAL in one.words
            ] == [asked.ts]

        play(tmp_path, story)

    def test_the_first_responder_is_asked(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await told(world, ENGINEER, "You are asked first")

        play(tmp_path, story)


class TestAReport:
    def test_anybody_of_the_company_reports_with_three_answers(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.player.command(OUTSIDER, "/breach")
            view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
            values = {"title": "A list with <!channel> names was mailed", "personal_data": "yes"}
            answer = await world.player.submit(OUTSIDER, view.id, values)
            assert answer.ok
            (thanks,) = await world.player.views(OUTSIDER)
            incident = world.incident()
            assert incident.id in thanks.words
            for _ in range(2):
                assert (await world.player.replay("view_submission")).status == 200
            assert world.incident().opened == incident.opened
            channel = await world.channel()
            assert OUTSIDER not in (await world.player.channel(channel)).members
            card = await world.card(Act.AWARE, channel)
            assert "<!" not in card.words.replace("<!date", "")

        play(tmp_path, story)

    def test_a_time_in_the_future_is_refused_at_its_field(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.player.command(OUTSIDER, "/breach")
            view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
            later = int((world.clock() + timedelta(hours=1)).timestamp())
            answer = await world.player.submit(OUTSIDER, view.id, {"title": "x", "detected_at": later})
            assert "future" in answer.errors["detected_at"]
            assert world.streams("pdb-") == []
            earlier = int((world.clock() - timedelta(hours=1)).timestamp())
            assert (await world.player.submit(OUTSIDER, view.id, {"detected_at": earlier})).ok

        play(tmp_path, story)

    def test_a_guest_is_told_no_in_the_answer_itself(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            answer = await world.player.command(GUEST, "/breach", channel="C0GENERAL")
            assert answer.status == 200
            assert await world.player.views(GUEST) == []
            await told(world, GUEST, "Guests")

        play(tmp_path, story)
