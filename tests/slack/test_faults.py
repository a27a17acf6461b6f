"""What goes wrong between Slack and us: signatures, lost answers, deleted messages, a store that is gone."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Literal

from slack_sdk.signature import SignatureVerifier

from breachbot.slack.actions import Act
from breachbot.workspace.seed import ENGINEER, TRIAGE
from tests.slack.acts import (
    opened,
    told,
)
from tests.slack.world import SIGNAL, World, play
from tests.workspace.conftest import SECRETS

ODD_BODIES = (
    b"payload={",
    b"payload=7",
    b"payload=[]",
    b"payload=" + b"[" * 100_000,
    b'payload={"team": 7}',
)


def signed(body: bytes) -> dict[str, str]:
    """The headers of a request that Slack signed."""
    now = str(int(time.time()))
    signature = SignatureVerifier(SECRETS.signing_secret).generate_signature(timestamp=now, body=body)
    form = "application/x-www-form-urlencoded"
    return {
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": str(signature),
        "Content-Type": form,
    }


class TestWhatGoesWrong:
    def test_a_wrong_missing_or_old_signature_is_refused(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.click(ENGINEER, Act.CLAIM, TRIAGE)
            before = len(world.events(SIGNAL))
            spoilt: tuple[Literal["wrong", "missing", "stale"], ...] = ("wrong", "missing", "stale")
            for signature in spoilt:
                answer = await world.player.replay("block_actions", signature)
                assert answer.status == 401
            assert len(world.events(SIGNAL)) == before

        play(tmp_path, story)

    def test_an_answer_that_was_lost_repeats_that_message_at_most(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.signal_card()
            await world.player.fault("conversations.create", "lost_answer")
            await world.player.fault("chat.postMessage", "server_error", times=2)
            channel = await opened(world)
            await world.card(Act.AWARE, channel)
            assert len([c for c in await world.player.channels() if c.name.startswith("pdb-")]) == 1

        play(tmp_path, story)

    def test_a_card_that_was_deleted_is_posted_anew(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await opened(world)
            card = await world.card(Act.AWARE, channel)
            await world.delete(channel, card.ts)
            await world.player.command(ENGINEER, "/breach")
            await world.state_awareness_by_hand()
            again = await world.card(Act.FACTS, channel)
            assert again.ts != card.ts

        play(tmp_path, story)

    def test_a_body_that_is_not_slacks_is_refused_politely(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            now = str(int(time.time()))
            for body in (b"", b"payload={", b"\xff\xfe", b"payload=[[[[", b"{}"):
                assert await world.post(body) == 401
                odd = {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": "v0=é"}
                assert await world.post(body, **odd) == 401
                assert await world.post(body, **(odd | {"X-Slack-Request-Timestamp": "²"})) == 401
            assert await world.post(b"x" * (2 << 20)) == 413

        play(tmp_path, story)

    def test_where_nothing_can_be_stored_the_person_hears_that_nothing_was_recorded(
        self, tmp_path: Path
    ) -> None:
        async def story(world: World) -> None:
            card = await world.signal_card()
            await asyncio.to_thread(world.house.store.close)
            await world.player.click(ENGINEER, Act.CLAIM.value, channel=TRIAGE, ts=card.ts)
            await told(world, ENGINEER, "nothing was recorded")

        play(tmp_path, story)

    def test_a_form_that_could_not_be_filled_can_be_opened_again(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.player.fault("views.update", "server_error")
            await world.click(ENGINEER, Act.DISMISS, TRIAGE)
            (loading,) = await world.player.wait_for(lambda: world.player.views(ENGINEER), "the empty form")
            assert "Loading" in loading.words
            await world.put_away(ENGINEER)
            await world.click(ENGINEER, Act.DISMISS, TRIAGE)
            await world.player.wait_for_view(ENGINEER, Act.DISMISS.value)

        play(tmp_path, story)

    def test_a_form_that_slack_did_not_open_is_told_to_the_person(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.player.fault("views.open", "server_error")
            await world.click(ENGINEER, Act.DISMISS, TRIAGE)
            await told(world, ENGINEER, "Click again")

        play(tmp_path, story)

    def test_so_is_the_form_of_a_command(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.player.fault("views.open", "server_error")
            await world.player.command(ENGINEER, "/breach")
            await told(world, ENGINEER, "Type /breach again")

        play(tmp_path, story)

    def test_a_signed_body_of_no_shape_of_slacks_is_refused_politely(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            for body in ODD_BODIES:
                assert await world.post(body, **signed(body)) == 400, body[:40]

        play(tmp_path, story)

    def test_an_answer_of_another_type_is_refused_and_records_nothing(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            values = {"title": {"answer": {"value": 7}}}
            answer = await world.player.forged_submission(ENGINEER, Act.REPORT.value, "", values)
            assert answer.status == 400
            assert world.streams("pdb-") == []

        play(tmp_path, story)
