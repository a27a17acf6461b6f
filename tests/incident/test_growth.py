"""A later delivery is news if it weighs more, and wakes what was dismissed if it goes beyond what was judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from breachbot.incident import events as e
from breachbot.incident.growth import weigh_again
from breachbot.incident.signal import Signal, claim, dismiss
from breachbot.intake.signal import Finding, Kind
from breachbot.playbook.escalation import Growth
from tests.incident.test_signal import NOON, REASON, TEAM, after, candidate

TENFOLD = Growth(times=10)


def raised(
    verdict: str = "candidate", *kinds: Kind, environment: str | None = "production", **more: Any
) -> e.SignalReceived:
    findings = tuple(Finding(kind, "event.extra", 1) for kind in kinds)
    return e.SignalReceived.model_validate(
        {
            "at": NOON,
            "by": "sentry",
            "source": "sentry",
            "series": "issue:1",
            "delivery": "d2",
            "what": "CrossTenantAccess",
            "project": None,
            "level": None,
            "link": None,
            "occurred_at": None,
            "verdict": verdict,
            "reasons": ("more",),
            "findings": findings,
            "environment": environment,
        }
        | more
    )


def news(signal: Signal, seen: e.SignalReceived, count: int = 2, **given: Any) -> list[e.SignalEvent]:
    return weigh_again(signal, seen, growth=TENFOLD, count=count, **given)


def dismissed(count: int | None = 3) -> Signal:
    signal = after(candidate(), *claim(candidate(), TEAM, by="U_ONE", now=NOON))
    return after(signal, *dismiss(signal, TEAM, reason=REASON, count=count, by="U_ONE", now=NOON))


def woken(signal: Signal, seen: e.SignalReceived, count: int) -> str | None:
    """Why it wakes; None if it sleeps on."""
    after_it = after(signal, *news(signal, seen, count))
    if after_it.dismissed:
        return None
    assert after_it.wants_somebody
    assert after_it.claimed_by is None
    assert after_it.woken_by is not None
    return after_it.woken_by.why


class TestOpen:
    def test_the_same_evidence_is_no_news(self) -> None:
        assert news(candidate(), raised("candidate", "email")) == []

    def test_less_evidence_never_lowers_a_verdict(self) -> None:
        assert news(candidate(), raised("test", "iban")) == []
        assert news(candidate(), raised("note")) == []

    def test_a_kind_of_data_not_seen_before_is_added(self) -> None:
        signal = after(candidate(), *news(candidate(), raised("candidate", "email", "iban")))
        assert [finding.kind for finding in signal.findings] == ["email", "iban"]
        assert signal.reasons == ("people may have seen each other's data", "more")
        assert signal.woken_by is None

    def test_a_heavier_verdict_shows_its_own_reasons_and_not_those_of_the_milder_one(self) -> None:
        signal = after(candidate(), *news(candidate(), raised("likely")))
        assert (signal.verdict, signal.reasons) == ("likely", ("more",))

    def test_while_somebody_is_asked_anyhow_growth_and_another_environment_are_no_news(self) -> None:
        assert news(candidate(), raised(environment="staging"), count=1_000_000) == []


class TestDismissed:
    @pytest.mark.parametrize(("count", "wakes"), [(29, False), (30, True), (31, True)])
    def test_ten_times_as_often_wakes_it(self, count: int, wakes: bool) -> None:
        why = woken(dismissed(3), raised(), count)
        assert why == (f"It came {count} times, against 3 when it was dismissed." if wakes else None)

    @pytest.mark.parametrize(("count", "wakes"), [(9, False), (10, True)])
    def test_where_the_count_was_not_recorded_it_counts_as_one(self, count: int, wakes: bool) -> None:
        why = woken(dismissed(None), raised(), count)
        assert why == (
            "It came 10 times, against an unknown number when it was dismissed." if wakes else None
        )

    def test_the_playbook_says_how_many_times(self) -> None:
        for count, wakes in ((5, False), (6, True)):
            found = weigh_again(dismissed(3), raised(), growth=Growth(times=2), count=count)
            assert bool(found) is wakes

    @pytest.mark.parametrize("verdict", ["note", "candidate"])
    def test_another_environment_wakes_it(self, verdict: str) -> None:
        assert woken(dismissed(), raised(verdict, environment="live"), 4) == (
            "It comes from another environment: live."
        )

    def test_an_unknown_environment_is_not_another_one(self) -> None:
        assert woken(dismissed(), raised(environment=None), 4) is None

    def test_an_environment_that_woke_it_once_does_not_wake_it_again(self) -> None:
        signal = after(dismissed(), *news(dismissed(), raised(environment="live"), 4))
        assert signal.environments == ("production", "live")
        signal = after(signal, *dismiss(signal, TEAM, reason=REASON, count=4, by="U_ONE", now=NOON))
        assert woken(signal, raised(environment="live"), 5) is None
        assert [type(event).__name__ for event in signal.judged] == [
            "SignalDismissed",
            "SignalRaised",
            "SignalDismissed",
        ]

    def test_a_new_kind_of_data_wakes_it(self) -> None:
        why = woken(dismissed(), raised("candidate", "email", "payment_card"), 4)
        assert why == "It shows personal data of a kind not seen before: payment card."

    def test_a_new_kind_of_data_in_what_is_no_candidate_does_not(self) -> None:
        assert woken(dismissed(), raised("note", "payment_card"), 4) is None

    def test_a_test_never_wakes_it(self) -> None:
        assert woken(dismissed(), raised("test", "iban", environment="live"), 1000) is None

    def test_what_says_nothing_about_this_one_wakes_it_at_once(self) -> None:
        (event,) = news(dismissed(), raised(), afresh=True)
        assert isinstance(event, e.SignalRaised)
        assert event.why is not None

    def test_once_it_is_an_incident_or_judged_again_it_is_no_longer_said_what_woke_it(self) -> None:
        signal = after(dismissed(), *news(dismissed(), raised(environment="live"), 4))
        assert signal.woken_by is not None
        assert after(signal, e.SignalClaimed(at=NOON, by="U_ONE")).woken_by is not None
        assert after(signal, e.SignalOpened(at=NOON, by="U_ONE", incident="pdb-1")).woken_by is None
        again = dismiss(signal, TEAM, reason=REASON, count=4, by="U_ONE", now=NOON)
        assert after(signal, *again).woken_by is None

    def test_once_it_is_an_incident_nothing_wakes_it(self) -> None:
        opened = after(dismissed(), e.SignalOpened(at=NOON, by="U_ONE", incident="pdb-1"))
        assert after(opened, *news(opened, raised(environment="live"), 1000)).phase == "opened"


class TestAsTheSenderCounts:
    def test_ten_times_what_was_known_wakes_it_and_less_does_not(self) -> None:
        signal = dismissed()
        assert woken(signal, raised(times=29), 4) is None
        why = "Its sender counts 30 times, against 3 known when it was dismissed."
        assert woken(signal, raised(times=30), 4) == why
        known = replace(signal, times=500, people=4)
        assert woken(known, raised(times=4_999, people=39), 4) is None
        why = "Its sender counts 5,000 times, against 500 known when it was dismissed."
        assert woken(known, raised(times=5_000, people=39), 4) == why
        why = "Its sender counts 40 people, against 4 known when it was dismissed."
        assert woken(known, raised(times=501, people=40), 4) == why
        assert woken(signal, raised(people=40), 4) is None, "nobody knows how many there were"

    def test_the_most_that_was_counted_is_kept(self) -> None:
        signal = after(dismissed(), *news(dismissed(), raised(times=30, people=8), 4))
        assert (signal.times, signal.people) == (30, 8)
        again = after(signal, *news(signal, raised("likely", times=7), 5))
        assert (again.times, again.people) == (30, 8)

    def test_what_is_back_wakes_it_whatever_it_weighs(self) -> None:
        seen = raised("note", again="it came back after it was solved in Sentry")
        why = "The sender reports that it came back after it was solved in Sentry."
        assert woken(dismissed(), seen, 4) == why
        assert news(candidate(), seen) == []
        assert woken(dismissed(), raised("test", again="it came back"), 4) is None
