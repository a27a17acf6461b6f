"""A signal waits for somebody: it is claimed, passed on, dismissed with a reason or opened, and news wakes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.signal import (
    Signal,
    asked,
    claim,
    dismiss,
    escalate,
    evolve_signal,
    open_as,
    signal_effects,
)
from breachbot.incident.team import Team
from breachbot.intake.signal import Finding
from breachbot.playbook.types import EscalationStep

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEAM = Team(responders=("U_ONE", "U_TWO"), dpo="U_DPO", deputies=("U_DEPUTY",))
STEPS = (
    EscalationStep(after=timedelta(minutes=15), to="next_responder"),
    EscalationStep(after=timedelta(minutes=60), to="dpo"),
)
EMAIL = Finding(kind="email", where="event.request.data", count=3)


def received(verdict: str = "candidate") -> e.SignalReceived:
    return e.SignalReceived.model_validate(
        {
            "at": NOON,
            "by": "sentry",
            "source": "sentry",
            "series": "issue:1",
            "delivery": "d1",
            "verdict": verdict,
            "reasons": ("people may have seen each other's data",),
            "what": "CrossTenantAccess",
            "project": "shop-api",
            "environment": "production",
            "level": "error",
            "link": None,
            "occurred_at": None,
            "findings": (EMAIL,),
        }
    )


def candidate() -> Signal:
    return evolve_signal(Signal("sig-1"), received())


def after(signal: Signal, *events: e.SignalEvent) -> Signal:
    for event in events:
        signal = evolve_signal(signal, event)
    return signal


class TestClaiming:
    def test_a_responder_claims_it_and_nobody_is_asked_any_more(self) -> None:
        signal = after(candidate(), *claim(candidate(), TEAM, by="U_ONE", now=NOON))
        assert signal.claimed_by == "U_ONE"
        assert asked(signal, STEPS, NOON) is None

    def test_the_second_person_hears_who_has_it(self) -> None:
        signal = after(candidate(), *claim(candidate(), TEAM, by="U_ONE", now=NOON))
        with pytest.raises(Refused, match="U_ONE"):
            claim(signal, TEAM, by="U_TWO", now=NOON)

    def test_a_second_click_of_the_same_person_changes_nothing(self) -> None:
        signal = after(candidate(), *claim(candidate(), TEAM, by="U_ONE", now=NOON))
        assert claim(signal, TEAM, by="U_ONE", now=NOON) == []

    def test_an_outsider_is_refused(self) -> None:
        with pytest.raises(Refused, match="response team"):
            claim(candidate(), TEAM, by="U_OUTSIDER", now=NOON)


class TestPassingOn:
    @pytest.mark.parametrize(
        ("minutes", "seconds", "to"),
        [
            (15, -1, None),
            (15, 0, "U_TWO"),
            (15, 1, "U_TWO"),
            (60, -1, "U_TWO"),
            (60, 0, "U_DPO"),
            (60, 1, "U_DPO"),
        ],
    )
    def test_after_a_quarter_of_an_hour_the_next_and_after_an_hour_the_dpo(
        self, minutes: int, seconds: int, to: str | None
    ) -> None:
        now = NOON + timedelta(minutes=minutes, seconds=seconds)
        events = escalate(candidate(), TEAM, steps=STEPS, now=now)
        assert [event.to for event in events if isinstance(event, e.SignalEscalated)] == ([to] if to else [])

    def test_each_step_is_taken_once(self) -> None:
        now = NOON + timedelta(minutes=20)
        signal = after(candidate(), *escalate(candidate(), TEAM, steps=STEPS, now=now))
        assert escalate(signal, TEAM, steps=STEPS, now=now) == []
        stands = asked(signal, STEPS, now)
        assert stands
        assert stands.next_at == NOON + timedelta(minutes=60)

    def test_after_a_long_pause_only_the_last_step_is_taken_and_says_how_late_it_is(self) -> None:
        (event,) = escalate(candidate(), TEAM, steps=STEPS, now=NOON + timedelta(hours=3))
        assert isinstance(event, e.SignalEscalated)
        assert (event.to, event.step, event.late_minutes) == ("U_DPO", 2, 120)

    def test_with_a_single_responder_the_dpo_is_the_next(self) -> None:
        alone = Team(responders=("U_ONE",), dpo="U_DPO")
        (event,) = escalate(candidate(), alone, steps=STEPS, now=NOON + timedelta(minutes=15))
        assert isinstance(event, e.SignalEscalated)
        assert event.to == "U_DPO"

    def test_a_note_asks_nobody(self) -> None:
        note = evolve_signal(Signal("sig-1"), received("note"))
        assert asked(note, STEPS, NOON) is None
        assert signal_effects(note, [received("note")], TEAM) == []


class TestDeciding:
    def test_a_dismissal_wants_a_reason(self) -> None:
        with pytest.raises(Refused, match="why"):
            dismiss(candidate(), TEAM, reason="no", count=1, by="U_ONE", now=NOON)

    def test_what_is_dismissed_or_opened_is_decided(self) -> None:
        dismissed = after(
            candidate(),
            *dismiss(candidate(), TEAM, reason="test data of our own", count=1, by="U_ONE", now=NOON),
        )
        opened = after(candidate(), *open_as(candidate(), "pdb-1", by="U_ONE", now=NOON))
        for signal in (dismissed, opened):
            with pytest.raises(Refused):
                open_as(signal, "pdb-2", by="U_TWO", now=NOON)
            with pytest.raises(Refused):
                dismiss(signal, TEAM, reason="a good enough reason", count=1, by="U_TWO", now=NOON)
