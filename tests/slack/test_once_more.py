"""People in Slack who say the same twice, and who say what can hardly be so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from breachbot.slack.actions import Act
from breachbot.workspace.seed import DPO, ENGINEER
from tests.slack.acts import approval_form, aware, draft_card, drafted, opened, seen_in_a_form
from tests.slack.world import World, play

BASIS = "The letter of the finder bears that date"


class TestAnUnusualMomentOfAwareness:
    def test_is_asked_about_then_starts_the_clock_and_waits_for_the_dpo(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await opened(world)
            asked = await world.fill(ENGINEER, Act.AWARE, channel, {"aware_at": 86400, "basis": BASIS})
            assert asked.ok
            assert world.incident().aware_at is None
            await seen_in_a_form(world, ENGINEER, "would have ended on")
            view = (await world.player.views(ENGINEER))[-1]
            assert "1970-01-05 00:00 UTC" in view.words
            assert (await world.player.submit(ENGINEER, view.id, {})).ok
            stated = world.incident()
            assert stated.aware_at == datetime(1970, 1, 2, tzinfo=UTC)
            assert stated.unconfirmed is not None
            assert stated.awareness[-1].at <= world.clock()

            await world.player.wait_for_message(channel, "Waiting for the DPO or a deputy")
            await world.put_away(ENGINEER)
            card = await world.card(Act.MORE, channel)
            assert Act.CONFIRM_AWARE.value not in card.action_ids
            ref = world.incident().id
            await world.player.forged_click(
                ENGINEER, Act.CONFIRM_AWARE.value, ref, channel=channel, ts=card.ts
            )
            await seen_in_a_form(world, ENGINEER, "Only the DPO or a deputy")
            reason = {"reason": "I have read the letter"}
            assert (await world.fill(DPO, Act.CONFIRM_AWARE, channel, reason)).ok
            await world.player.wait_for_message(channel, "confirmed the moment of awareness")
            assert world.incident().unconfirmed is None

            async def gone() -> bool | None:
                messages = await world.player.messages(channel)
                return not any("Waiting for the DPO or a deputy" in one.words for one in messages) or None

            await world.player.wait_for(gone, "a card that waits for nobody")

        play(tmp_path, story)

    def test_can_be_put_right_in_the_question(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await opened(world)
            early = int(world.clock().timestamp()) - 400 * 24 * 3600
            await world.fill(ENGINEER, Act.AWARE, channel, {"aware_at": early, "basis": BASIS})
            await seen_in_a_form(world, ENGINEER, "Is that right?")
            view = (await world.player.views(ENGINEER))[-1]
            earlier = {"aware_at": early - 3600}
            assert (await world.player.submit(ENGINEER, view.id, earlier)).ok
            assert world.incident().aware_at is None  # another unusual moment is another question
            view = (await world.player.views(ENGINEER))[-1]
            usual = int(world.clock().timestamp()) // 60 * 60
            assert (await world.player.submit(ENGINEER, view.id, {"aware_at": usual})).ok
            assert world.incident().aware_at == datetime.fromtimestamp(usual, UTC)
            assert world.incident().unconfirmed is None

        play(tmp_path, story)

    def test_the_future_stays_refused_and_nothing_is_asked(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await opened(world)
            later = int(world.clock().timestamp()) + 3600
            sent = await world.fill(ENGINEER, Act.AWARE, channel, {"aware_at": later, "basis": BASIS})
            assert "future" in sent.errors["aware_at"]

        play(tmp_path, story)

    def test_a_correction_is_asked_about_as_well(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            await world.put_away(ENGINEER)
            await world.fill(ENGINEER, Act.MOVE, channel, {"aware_at": 86400, "basis": BASIS})
            await seen_in_a_form(world, ENGINEER, "Is that right?")
            view = (await world.player.views(ENGINEER))[-1]
            assert (await world.player.submit(ENGINEER, view.id, {})).ok
            assert world.incident().aware_at == datetime(1970, 1, 2, tzinfo=UTC)

        play(tmp_path, story)


def test_a_filing_that_is_recorded_once_more_says_by_whom_it_was(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await drafted(world)
        card = await draft_card(world, channel, "Notice to the authority")
        form = await approval_form(world, DPO, card)
        assert (await world.player.submit(DPO, form, {"capacity": "controller_decision"})).ok
        await world.card(Act.FILE, channel)
        said = {"channel": "web form", "reference": "IN-26-1"}
        await world.put_away(ENGINEER)
        await world.click(DPO, Act.FILE, channel)
        left_open = await world.player.wait_for_view(DPO, Act.FILE.value)
        assert (await world.fill(ENGINEER, Act.FILE, channel, said)).ok
        for user, view in ((DPO, left_open.id), (ENGINEER, None)):
            sent = (
                await world.player.submit(user, view, said)
                if view
                else await world.fill(user, Act.FILE, channel, said)
            )
            assert "on record already" in sent.errors["reference"]
            assert "recorded by" in sent.errors["reference"]
            assert "<@" not in sent.errors["reference"]
        assert len(world.incident().filings) == 1

    play(tmp_path, story)
