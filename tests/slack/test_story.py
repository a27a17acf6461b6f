"""People at work in Slack: signed requests to the real app, the real store, and what the workspace then shows."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from pathlib import Path
from typing import Literal

from breachbot.incident import events as e
from breachbot.incident.effects import Effect
from breachbot.slack.actions import Act
from breachbot.slack.refs import NoticeRef
from breachbot.workspace.protocol import SeenMessage
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, FOREIGN, GUEST, OUTSIDER, TRIAGE
from tests.incident.cast import FACTS
from tests.slack.world import SIGNAL, World, play


async def told(world: World, user: str, words: str) -> SeenMessage:
    """A private word to somebody, where they clicked or directly."""

    async def look() -> SeenMessage | None:
        found = [*await world.player.ephemerals(user), *await world.player.direct_messages(user)]
        return next((message for message in found if words in message.words), None)

    return await world.player.wait_for(look, f"{words!r} for {user}")


async def opened(world: World) -> str:
    """The engineer opens an incident from the signal."""
    await world.click(ENGINEER, Act.OPEN, TRIAGE)
    return await world.channel()


async def aware(world: World) -> str:
    channel = await opened(world)
    await world.fill(ENGINEER, Act.AWARE, channel, {"basis": "Foreign rows seen in two exports"})
    await world.player.wait_for_message(channel, "stated awareness")
    return channel


async def drafted(world: World) -> str:
    channel = await aware(world)
    for group in ("nature", "data", "people", "protection", "reach", "aftermath", "account"):
        await state_facts(world, channel, group)
    await world.card(Act.DRAFT, channel)
    await world.click(ENGINEER, Act.DRAFT, channel)
    await world.player.wait_for_message(channel, "Mail to the people affected")
    return channel


async def state_facts(world: World, channel: str, group: str, **other: str) -> None:
    """Save one group of questions: with the facts of the story, or with others."""
    await world.put_away(ENGINEER)
    await world.click(ENGINEER, Act.FACTS, channel)
    view = await world.player.wait_for_view(ENGINEER, Act.FACTS.value)
    await world.player.click(ENGINEER, Act.GROUP.value, view_id=view.id, value=group)

    async def switched() -> list[str] | None:
        now = (await world.player.views(ENGINEER))[-1]
        asked = [block["block_id"] for block in now.content["blocks"] if block["type"] == "input"]
        return asked if now.hash != view.hash else None

    asked = await world.player.wait_for(switched, f"the questions about {group}")
    known = {
        name: str(FACTS[name]) if isinstance(FACTS[name], int) else FACTS[name]
        for name in asked
        if name in FACTS
    }
    answer = await world.player.submit(ENGINEER, view.id, other or known)
    assert answer.ok, answer


async def draft_card(world: World, channel: str, title: str) -> SeenMessage:
    async def look() -> SeenMessage | None:
        found = [m for m in await world.player.messages(channel) if Act.APPROVE.value in m.action_ids]
        return next((m for m in found if title in m.words), None)

    return await world.player.wait_for(look, f"the draft {title}")


async def approval_form(world: World, user: str, card: SeenMessage) -> str:
    await world.put_away(user)
    await world.player.click(user, Act.APPROVE.value, channel=card.channel, ts=card.ts)
    return (await world.player.wait_for_view(user, Act.APPROVE.value)).id


async def refused_form(world: World, user: str, card: SeenMessage, words: str) -> None:
    await world.put_away(user)
    await world.player.click(user, Act.APPROVE.value, channel=card.channel, ts=card.ts)
    await seen_in_a_form(world, user, words)


async def seen_in_a_form(world: World, user: str, words: str) -> None:
    async def look() -> bool | None:
        return any(words in view.words for view in await world.player.views(user)) or None

    await world.player.wait_for(look, words)


class TestASignal:
    def test_who_may_not_is_told_so_alone_and_nothing_is_recorded(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.click(OUTSIDER, Act.OPEN, TRIAGE)
            await told(world, OUTSIDER, "Only the breach response team")
            card = await world.signal_card()
            for user, words in ((GUEST, "Guests"), (FOREIGN, "members of this workspace")):
                await world.player.forged_click(user, Act.OPEN.value, SIGNAL, channel=TRIAGE, ts=card.ts)
                await told(world, user, words)
            assert world.streams("pdb-") == []
            assert len(world.events(SIGNAL)) == 1

        play(tmp_path, story)

    def test_it_is_claimed_once_and_its_one_card_says_by_whom(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.click(ENGINEER, Act.CLAIM, TRIAGE)
            await world.player.wait_for_message(TRIAGE, "looks at it")
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
            assert card.action_ids == [Act.SOURCE.value]

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
            assert world.incident() == incident
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
            card = await world.card(Act.MOVE, channel)
            cards = [m for m in await world.player.messages(channel) if Act.FACTS.value in m.action_ids]
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
            await told(world, ENGINEER, "not one of ours")
            assert world.incident() == incident

        play(tmp_path, story)


class TestNotices:
    def test_drafted_by_one_and_approved_by_another_as_exact_bytes(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await drafted(world)
            card = await draft_card(world, channel, "Notice to the authority")
            await told(world, DPO, "wants your decision")

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
            assert done.action_ids == []
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
            await world.player.click(DEPUTY, Act.REJECT.value, channel=channel, ts=card.ts)
            objection = await world.player.wait_for_view(DEPUTY, Act.REJECT.value)
            await world.player.submit(DEPUTY, objection.id, {"reason": "Say more about the causes."})
            answer = await world.player.submit(DPO, view, {"capacity": "dpo_advice"})
            assert "turned down" in answer.errors["capacity"]

            await world.put_away(DPO)
            await state_facts(world, channel, "people", people_count="4000")
            await world.click(ENGINEER, Act.DRAFT, channel)
            await world.player.wait_for_message(channel, "Notice to the authority, version 2")
            old = str(NoticeRef(world.incident().id, "authority", 1, world.incident().drafts[0].sha256))
            await world.player.forged_click(DPO, Act.APPROVE.value, old, channel=channel, ts=card.ts)
            await seen_in_a_form(world, DPO, "Version 2 is the newest")

        play(tmp_path, story)


class TestWordsToPeople:
    def test_what_was_given_up_and_what_was_too_large_reach_somebody(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            failed = {"user": DPO, "failed": "publish_page"}
            effects = [
                Effect(kind="failure_note", key="f", lane=f"dm:{DPO}", stream="pdb-x", args=failed),
                Effect(
                    kind="oversize_note", key="o", lane="triage", stream="team", args={"source": "sentry"}
                ),
            ]
            await asyncio.to_thread(world.house.store.write, lambda tx: tx.enqueue(effects))
            await told(world, DPO, "the security page could not be published")
            await world.player.wait_for_message(TRIAGE, "An alert from Sentry was too large")

        play(tmp_path, story)


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
