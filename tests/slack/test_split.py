"""A signal is split from its card: which delivery, where later ones go, and why; both cards say so."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from breachbot.incident import events as e
from breachbot.incident.signal import Signal, evolve_signal
from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.signal_cards import more, signal_card
from breachbot.slack.splits import LATER, WENT, which_and_why
from breachbot.usecases import signals
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.split import LISTED, Choice, Choices
from breachbot.workspace.seed import ENGINEER, OUTSIDER, TRIAGE
from breachbot.workspace.state import Message
from tests.slack import samples
from tests.slack.acts import seen_in_a_form
from tests.slack.judges import HOSTILE, actions_of, judged_message, judged_view, text_of
from tests.slack.samples import NOON
from tests.slack.world import SIGNAL, World, play
from tests.usecases.stage import export_alert

WHY = "The one from staging is about made-up customers."


async def delivered(world: World, *environments: str) -> str:
    """Let alerts of one series come in and be read; gives their signal."""

    def read() -> None:
        for one in signals.pending(world.house, 10):
            signals.read_delivery(world.house, one).result()

    for number, environment in enumerate(environments):
        body = json.dumps(
            export_alert("77", tags=[["environment", environment], ["n", f"{number}"]])
        ).encode()
        headers = {"resource": "event_alert"}
        await world.house.store.accept(NewDelivery("sentry", world.clock(), headers, body))
        await asyncio.to_thread(read)
    world.house.wake()
    return newest(world)


def newest(world: World) -> str:
    (*_, signal) = [name for name in world.streams("sig-") if name != SIGNAL]
    return signal


async def card_of(world: World, words: str) -> Message:
    return await world.player.wait_for_message(TRIAGE, words)


async def fill(world: World, **values: Any) -> dict[str, str]:
    """Open the form of the newest card that can be split, and send it; gives what it objects to."""
    await world.click(ENGINEER, Act.SPLIT, TRIAGE)
    view = await world.player.wait_for_view(ENGINEER, Act.SPLIT.value)
    return (await world.player.submit(ENGINEER, view.id, values)).errors or {}


def option(world: World, signal: str, number: int) -> str:
    return world.house.store.read(lambda tx: tx.deliveries_of(signal, 10))[::-1][number].id


def test_it_is_split_from_its_card_and_both_cards_say_so(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        signal = await delivered(world, "production", "staging", "production")
        await card_of(world, "3 times")
        assert await fill(world, delivery=option(world, signal, 1), reason=WHY) == {}
        new = newest(world)
        old_card = await card_of(world, f"split 1 delivery off as `{new}`")
        new_card = await card_of(world, f"split it off from `{signal}`")
        assert "2 times" in old_card.words
        assert "later ones that are alike go there" in old_card.words
        assert ("`staging`" in new_card.words, "1 time" in new_card.words) == (True, True)
        assert Act.CLAIM.value in new_card.action_ids
        assert Act.SPLIT.value not in new_card.action_ids
        assert WHY not in old_card.words + new_card.words
        await delivered(world, "staging")
        await card_of(world, "Counted together, since each of the 2 has the same id at Sentry")
        await world.player.click(ENGINEER, Act.OPEN.value, channel=TRIAGE, ts=new_card.ts)
        form = await world.player.wait_for_view(ENGINEER, Act.OPEN.value)
        assert (await world.player.submit(ENGINEER, form.id, {"verdict": "looking"})).ok
        incident = await world.player.wait_for(lambda: opened(world), "the incident")
        said = world.events(incident)[0]
        assert isinstance(said, e.IncidentOpened)
        assert said.signal == new

    play(tmp_path, story)


async def opened(world: World) -> str | None:
    return next(iter(world.streams("pdb-")), None)


def test_what_cannot_be_is_said_beside_its_question_and_nothing_is_recorded(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        signal = await delivered(world, "production", "production")
        await card_of(world, "2 times")
        one = option(world, signal, 1)
        for asked, beside in (
            ({"delivery": one, "reason": "short"}, "reason"),
            ({"delivery": one, "reason": WHY, "later": "alike"}, "later"),
            ({"delivery": option(world, signal, 0), "reason": WHY, "onward": "onward"}, "delivery"),
        ):
            assert "Next: " in (await fill(world, **asked)).get(beside, "") or beside == "reason"
            await world.put_away(ENGINEER)
        assert [type(event) for event in world.events(signal)] == [e.SignalReceived]

    play(tmp_path, story)


def test_who_may_not_and_a_card_that_is_out_of_date(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await delivered(world, "production", "staging")
        await card_of(world, "2 times")
        await world.click(OUTSIDER, Act.MORE_OF_SIGNAL, TRIAGE)
        await seen_in_a_form(world, OUTSIDER, "Only the breach response team")
        card = await world.signal_card()
        assert Act.SPLIT.value not in (await world.player.messages(TRIAGE))[0].action_ids
        await world.player.forged_click(ENGINEER, Act.SPLIT.value, SIGNAL, channel=TRIAGE, ts=card.ts)
        await seen_in_a_form(world, ENGINEER, "It came only once")

    play(tmp_path, story)


# --- the form and the cards by themselves ---------------------------------------------------------------------


def choices(text: str, number: int = LISTED, count: int = LISTED, *, differ: bool = True) -> Choices:
    signal = samples.signal(text)
    shows = [
        e.Likeness(what=text, project=text, environment=f"{n}" if differ else text) for n in range(number)
    ]
    return Choices(signal, count, tuple(Choice(f"del-{n:025}", NOON, one) for n, one in enumerate(shows)))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_slack_takes_the_form_whatever_a_sender_named(text: str) -> None:
    judged_view(which_and_why(choices(text)))


def test_the_form_says_where_older_ones_are_and_asks_what_can_be_told_apart() -> None:
    assert "takes older ones" not in text_of(which_and_why(choices("x")))
    assert "These are the newest 50. `breachbot signals split`" in text_of(
        which_and_why(choices("x", count=LISTED + 1))
    )
    for differ, later in ((True, "alike"), (False, "here")):
        view = which_and_why(choices("x", differ=differ))
        (asked,) = [block["element"] for block in view["blocks"] if block.get("block_id") == "later"]
        assert asked["initial_option"]["value"] == later


def test_every_place_for_later_ones_is_said_in_the_form_and_on_the_card() -> None:
    assert [*LATER] == [*WENT]


def card(signal: Signal, count: int = 3) -> dict[str, Any]:
    return signal_card(signal, count=count, first_seen=NOON, last_seen=NOON)


def listed(signal: Signal) -> dict[str, Any]:
    return more(signal, 3, Team(responders=(ENGINEER,)), ENGINEER)


def test_only_what_can_be_split_has_the_button() -> None:
    assert Act.SPLIT in actions_of(listed(samples.signal()))
    assert Act.MORE_OF_SIGNAL in actions_of(card(samples.signal()))
    assert Act.MORE_OF_SIGNAL not in actions_of(card(samples.signal(), count=1))
    for traits in ({"verdict": "test"}, {"series": "unreadable:form"}):
        assert Act.SPLIT not in actions_of(listed(samples.signal(**traits)))
    dismissed = e.SignalDismissed(at=NOON, by=ENGINEER, reason="why")
    assert Act.SPLIT not in actions_of(listed(evolve_signal(samples.signal(), dismissed)))
    opened = e.SignalOpened(at=NOON, by=ENGINEER, incident="pdb-test0001")
    assert Act.SPLIT in actions_of(listed(evolve_signal(samples.signal(), opened)))


def test_a_card_of_many_splits_names_the_newest() -> None:
    said: dict[str, Any] = {"at": NOON, "by": ENGINEER, "reason": WHY, "later": "here", "alike": None}
    said |= {"last": "d0", "verdict": "note", "kinds": (), "environments": ()}
    splits = tuple(e.SignalSplit(**said, signal=f"sig-{n}", deliveries=("d1", "d2")) for n in range(5))
    shown = card(replace(samples.signal(), splits=splits))
    judged_message(shown)
    assert text_of(shown).count("2 deliveries off as") == 3
    assert "sig-4" in text_of(shown)
