"""A signal waits for somebody: it is claimed, passed on, dismissed with a reason or opened, and news wakes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.signal import (
    Signal,
    asked,
    asked_again,
    claim,
    dismiss,
    escalate,
    evolve_signal,
    open_as,
    signal_effects,
)
from breachbot.incident.team import Team
from breachbot.intake.signal import Finding, Kind
from breachbot.intake.triage import GRAVE
from breachbot.playbook.escalation import EscalationStep
from tests.incident import cast

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEAM = Team(responders=("U_ONE", "U_TWO"), dpo="U_DPO", deputies=("U_DEPUTY",))
STEPS = (
    EscalationStep(after=timedelta(minutes=15), to="next_responder"),
    EscalationStep(after=timedelta(minutes=60), to="dpo"),
)
REASON = "Every row was read, and all of them are test data of our own."
EMAIL = Finding(kind="email", where="event.request.data", count=3)


def received(verdict: str = "candidate", *kinds: Kind) -> e.SignalReceived:
    found = tuple(Finding(kind, "event.request.data", 1) for kind in kinds)
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
            "findings": found or (EMAIL,),
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
            *dismiss(candidate(), TEAM, reason=REASON, count=1, by="U_ONE", now=NOON),
        )
        opened = after(candidate(), *open_as(candidate(), "pdb-1", by="U_ONE", now=NOON))
        for signal in (dismissed, opened):
            with pytest.raises(Refused):
                open_as(signal, "pdb-2", by="U_TWO", now=NOON)
            with pytest.raises(Refused):
                dismiss(signal, TEAM, reason=REASON, count=1, by="U_TWO", now=NOON)


def grave(kind: Kind = "payment_card") -> Signal:
    return evolve_signal(Signal("sig-1"), received("candidate", "email", kind))


def dismissing(signal: Signal, by: str = "U_ONE", team: Team = TEAM, **given: Any) -> list[e.SignalEvent]:
    said: dict[str, Any] = {"reason": REASON, "count": 1, "now": NOON} | given
    return dismiss(signal, team, by=by, **said)


class TestWhatNobodyJudgesAlone:
    def test_where_personal_data_were_seen_the_reason_is_a_full_sentence(self) -> None:
        for reason in ("It was a test.", cast.typed(39), "short" + " " * 50 + "text"):
            with pytest.raises(Refused, match="say what was examined"):
                dismissing(candidate(), reason=reason)
        assert dismissing(candidate(), reason=cast.typed(40))
        quiet = evolve_signal(Signal("sig-1"), received("candidate", "ip_address"))
        assert dismissing(quiet, reason="It was a test.")

    @pytest.mark.parametrize("kind", get_args(Kind))
    def test_grave_data_take_a_second_person(self, kind: Kind) -> None:
        (event,) = dismissing(grave(kind), reason=REASON)
        assert isinstance(event, e.DismissalProposed if kind in GRAVE else e.SignalDismissed)

    def test_the_first_proposes_and_the_second_dismisses(self) -> None:
        proposed = after(grave(), *dismissing(grave()))
        assert (proposed.phase, proposed.wants_somebody) == ("open", True)
        with pytest.raises(Refused, match="somebody else decides"):
            dismissing(proposed)
        (event,) = dismissing(proposed, "U_TWO")
        assert isinstance(event, e.SignalDismissed)
        assert not event.alone
        done = after(proposed, event)
        assert (done.phase, done.proposed, done.wants_somebody) == ("dismissed", None, False)
        assert [type(one) for one in done.judged] == [e.DismissalProposed, e.SignalDismissed]

    def test_or_the_second_opens_an_incident(self) -> None:
        proposed = after(grave(), *dismissing(grave()))
        assert after(proposed, *open_as(proposed, "pdb-1", by="U_TWO", now=NOON)).phase == "opened"

    def test_where_there_is_nobody_else_it_is_flagged(self) -> None:
        (event,) = dismissing(grave(), "U_DPO", Team(dpo="U_DPO"))
        assert isinstance(event, e.SignalDismissed)
        assert event.alone
        (plain,) = dismissing(candidate(), "U_DPO", Team(dpo="U_DPO"))
        assert isinstance(plain, e.SignalDismissed)
        assert not plain.alone

    def test_others_are_asked_as_for_a_new_one_also_if_it_was_claimed(self) -> None:
        claimed = after(grave(), *claim(grave(), TEAM, by="U_ONE", now=NOON))
        later = NOON + timedelta(hours=1)
        news = dismissing(claimed, now=later)
        signal = after(claimed, *news)
        (nudge,) = [one for one in signal_effects(signal, news, TEAM) if one.kind == "signal_nudge"]
        assert nudge.args == {"user": "U_TWO"}
        assert asked_again(signal, [nudge]) == []  # this very decision asks for it
        (edit,) = asked_again(after(signal, *claim(signal, TEAM, by="U_DPO", now=later)), [nudge])
        assert (edit.slot, edit.args) == (nudge.slot, {"user": "U_TWO", "again": "1"})
        for minutes, first, to in ((15, "U_ONE", "U_TWO"), (15, "U_TWO", "U_DPO"), (60, "U_DPO", "U_ONE")):
            waits = after(grave(), *dismissing(grave(), first, now=later))
            (asks,) = escalate(waits, TEAM, steps=STEPS, now=later + timedelta(minutes=minutes))
            assert isinstance(asks, e.SignalEscalated)
            assert asks.to == to

    def test_what_is_seen_afterwards_takes_the_proposal_back(self) -> None:
        proposed = after(grave(), *dismissing(grave()))
        more = e.SignalRaised(
            at=NOON, by="sentry", delivery="d2", verdict="candidate", reasons=(), findings=proposed.findings
        )
        assert after(proposed, more).proposed is None
        (again,) = dismissing(after(proposed, more), "U_TWO")
        assert isinstance(again, e.DismissalProposed)
