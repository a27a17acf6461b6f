"""What a sender wrote, in Slack: for one person's eyes, with a reason, and in no message."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from breachbot.incident import events as e
from breachbot.slack.actions import Act
from breachbot.slack.kit.limits import VIEW_BYTES
from breachbot.slack.sealed import shown, why
from breachbot.usecases import signals
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.workspace.seed import DPO, ENGINEER, OUTSIDER, TRIAGE
from tests.slack import samples
from tests.slack.acts import seen_in_a_form
from tests.slack.judges import HOSTILE, judged_view, text_of
from tests.slack.world import SIGNAL, World, play
from tests.usecases.stage import export_alert

WORD = "Qzxvanary"
WHY = "I have to see which rows were exported."


async def delivered(world: World) -> str:
    """Let an alert come in and be read; gives its signal, whose card is the newest."""
    body = json.dumps(export_alert("77", extra={"note": f"{WORD} <!channel> of customer 2"})).encode()
    await world.house.store.accept(NewDelivery("sentry", world.clock(), {"resource": "event_alert"}, body))

    def read() -> None:
        for one in signals.pending(world.house, 10):
            signals.read_delivery(world.house, one).result()

    await world.signal_card()
    await asyncio.to_thread(read)
    world.house.wake()
    (signal,) = [name for name in world.streams("sig-") if name != SIGNAL]
    return signal


async def all_messages(world: World) -> str:
    """Whatever Slack keeps of what the bot sent, for whomever."""
    found = [repr(await world.player.messages(channel.id)) for channel in await world.player.channels()]
    for user in (ENGINEER, DPO, OUTSIDER):
        found += [repr(await world.player.direct_messages(user)), repr(await world.player.ephemerals(user))]
    return "\n".join(found)


def test_it_is_shown_to_who_claimed_it_alone_once_the_reason_is_on_record(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        signal = await delivered(world)
        await world.player.wait_for(lambda: two_cards(world), "the second card")
        await world.click(ENGINEER, Act.CLAIM, TRIAGE)
        await world.player.wait_for_message(TRIAGE, "is looking at it")
        for user, sentence in (
            (DPO, "has claimed it, so only they"),
            (OUTSIDER, "Only the breach response team"),
        ):
            await world.click(user, Act.MORE_OF_SIGNAL, TRIAGE)
            await seen_in_a_form(world, user, sentence)
        refused = await world.fill(ENGINEER, Act.SEALED, TRIAGE, {"reason": "to see"})
        assert "Say in a sentence" in refused.errors["reason"]
        (view,) = await world.player.views(ENGINEER)
        assert (await world.player.submit(ENGINEER, view.id, {"reason": WHY})).ok
        (view,) = await world.player.views(ENGINEER)
        assert WORD in view.words
        assert "<!channel>" not in view.words
        (event,) = [event for event in world.events(signal) if isinstance(event, e.SignalRead)]
        assert (event.by, event.reason) == (ENGINEER, WHY)
        card = await world.player.wait_for_message(TRIAGE, "What the sender wrote was read by")
        assert WHY not in card.words
        for user in (DPO, OUTSIDER):
            assert WORD not in repr(await world.player.views(user))
        assert WORD not in await all_messages(world)

    play(tmp_path, story)


async def two_cards(world: World) -> bool:
    return len(await world.player.messages(TRIAGE)) == 2


def test_a_forged_click_on_what_nobody_claimed_shows_nothing(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        signal = await delivered(world)
        card = await world.signal_card()
        assert Act.SEALED.value not in card.action_ids
        await world.player.forged_click(ENGINEER, Act.SEALED.value, signal, channel=TRIAGE, ts=card.ts)
        await seen_in_a_form(world, ENGINEER, "Next: claim it")
        await world.put_away(ENGINEER)
        await world.player.forged_submission(ENGINEER, Act.SEALED.value, signal)
        assert WORD not in repr(await world.player.views(ENGINEER))
        assert [event for event in world.events(signal) if isinstance(event, e.SignalRead)] == []

    play(tmp_path, story)


@pytest.mark.parametrize("text", [*HOSTILE, "🧯" * 200_000, "<&>" * 100_000, "x\n" * 400_000, "ä" * 90_000])
def test_slack_takes_it_whatever_the_sender_wrote(text: str) -> None:
    view = shown("sig-test0001", text)
    judged_view(view)
    assert len(json.dumps(view)) <= VIEW_BYTES
    assert "Next:" in text_of(view)


def test_what_is_cut_says_so_and_what_is_whole_does_not() -> None:
    assert "This is its beginning; it has 400,000 characters" in text_of(
        shown("sig-test0001", "a b " * 100_000)
    )
    assert "beginning" not in text_of(shown("sig-test0001", "a b " * 1_000))


def test_the_form_says_that_it_is_recorded() -> None:
    view = why(samples.signal())
    judged_view(view)
    assert "is recorded with your reason" in text_of(view)
