"""Which candidates belong to one burst, and which of them have a card of their own; each bound at -1, 0 and +1."""

from __future__ import annotations

from datetime import timedelta

import pytest

from breachbot.incident import events as e
from breachbot.incident.burst import Running, joined
from breachbot.incident.signal import Signal, evolve_signal, signal_effects
from breachbot.intake.signal import Weight
from breachbot.playbook.triage import Storm
from tests.incident.cast import ENGINEER, NOON, TEAM

STORM = Storm(alone=4, within=timedelta(minutes=10), at_most=timedelta(hours=4), reports=5)
SECOND = timedelta(seconds=1)
AROUND = pytest.mark.parametrize(("seconds", "goes_on"), [(-1, True), (0, True), (1, False)])


def running(size: int = 1, *, began: timedelta = timedelta(), last: timedelta = timedelta()) -> Running:
    return Running("burst-one", NOON - began, NOON - last, size)


def test_the_first_one_begins_a_burst_and_has_a_card() -> None:
    assert joined(None, "burst-new", NOON, STORM) == e.Burst(id="burst-new", began_at=NOON, own_card=True)


@pytest.mark.parametrize(("before", "card"), [(3, True), (4, False), (5, False)])
def test_four_have_a_card_and_the_fifth_has_none(before: int, card: bool) -> None:
    burst = joined(running(before), "burst-new", NOON, STORM)
    assert (burst.id, burst.own_card) == ("burst-one", card)


@AROUND
def test_a_burst_goes_on_for_ten_minutes_after_the_last_one(seconds: int, goes_on: bool) -> None:
    last = timedelta(minutes=10, seconds=seconds)
    burst = joined(running(900, began=last, last=last), "burst-new", NOON, STORM)
    assert (burst.id == "burst-one") is goes_on
    assert burst.own_card is not goes_on


@AROUND
def test_a_burst_ends_four_hours_after_it_began_however_dense_it_is(seconds: int, goes_on: bool) -> None:
    began = timedelta(hours=4, seconds=seconds)
    burst = joined(running(900, began=began, last=SECOND), "burst-new", NOON, STORM)
    assert burst.began_at == (NOON - began if goes_on else NOON)


def test_one_that_is_on_record_for_a_moment_to_come_takes_in_what_comes_now() -> None:
    assert joined(running(1, last=-SECOND), "burst-new", NOON, STORM).id == "burst-one"


# --- the card -------------------------------------------------------------------------------------------------


def burst(*, card: bool) -> e.Burst:
    return e.Burst(id="burst-one", began_at=NOON, own_card=card)


def received(verdict: Weight = "candidate", came: e.Burst | None = None) -> e.SignalReceived:
    return e.SignalReceived(
        at=NOON,
        by="sentry",
        source="sentry",
        series="issue:1",
        delivery="d1",
        verdict=verdict,
        reasons=("why",),
        what="CrossTenantAccess",
        project=None,
        environment=None,
        level=None,
        link=None,
        occurred_at=None,
        findings=(),
        burst=came,
    )


def raised(came: e.Burst | None) -> e.SignalRaised:
    return e.SignalRaised(
        at=NOON,
        by="sentry",
        delivery="d2",
        verdict="likely",
        reasons=("why",),
        findings=(),
        why=None,
        burst=came,
    )


def after(*events: e.SignalEvent) -> Signal:
    signal = Signal("sig-test0001")
    for event in events:
        signal = evolve_signal(signal, event)
    return signal


def test_what_came_before_there_were_bursts_has_a_card() -> None:
    assert after(received()).own_card


def test_one_of_too_many_has_none_until_somebody_acts_on_it() -> None:
    alone = after(received(came=burst(card=False)))
    assert not alone.own_card
    assert not evolve_signal(alone, raised(burst(card=False))).own_card
    asked = e.SignalEscalated(at=NOON, by=e.SYSTEM, to=ENGINEER, step=1, late_minutes=0)
    assert not evolve_signal(alone, asked).own_card
    decided: list[e.SignalEvent] = [
        e.SignalClaimed(at=NOON, by=ENGINEER),
        e.DismissalProposed(at=NOON, by=ENGINEER, reason="why"),
        e.SignalDismissed(at=NOON, by=ENGINEER, reason="why"),
        e.SignalOpened(at=NOON, by=ENGINEER, incident="pdb-one"),
    ]
    for event in decided:
        assert evolve_signal(alone, event).own_card


def test_a_card_that_is_there_stays_when_its_signal_is_raised_in_a_storm() -> None:
    assert after(received(came=burst(card=True)), raised(burst(card=False))).own_card


@pytest.mark.parametrize("card", [True, False])
def test_a_note_that_comes_to_weigh_more_has_a_card_if_it_is_one_of_the_first(card: bool) -> None:
    assert not after(received("note")).own_card
    assert after(received("note"), raised(burst(card=card))).own_card is card


@pytest.mark.parametrize("told", [True, False])
def test_the_responder_is_told_unless_an_earlier_message_stands(told: bool) -> None:
    news = received(came=burst(card=True))
    kinds = [effect.kind for effect in signal_effects(after(news), [news], TEAM, told=told)]
    assert kinds == (["signal_card"] if told else ["signal_card", "signal_nudge"])
