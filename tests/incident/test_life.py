"""From suspicion to the end: awareness starts the clock, facts move outcomes, and nothing closes with a duty open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.explain import Explain
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.doubts import open_doubts
from breachbot.incident.duties import duties
from breachbot.incident.known import settled_facts
from breachbot.incident.outcome import outcome
from breachbot.incident.state import Incident
from breachbot.incident.times import clock
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, OUTSIDER, policy


def state_awareness(
    incident: Incident, aware_at: datetime, by: str = ENGINEER, now: datetime = NOON
) -> list[e.IncidentEvent]:
    return cast.following(
        incident, BecomeAware(aware_at=aware_at, basis="The log shows foreign rows"), by, now
    )


class TestAwareness:
    def test_a_report_is_not_awareness(self) -> None:
        assert cast.opened().phase == "suspected"
        assert clock(cast.opened(), policy()) is None

    def test_the_clock_runs_72_hours_from_awareness(self) -> None:
        assert clock(cast.aware(), policy()) == NOON + 72 * HOUR

    @given(st.sampled_from(["Europe/Berlin", "America/St_Johns", "Pacific/Apia"]), st.integers(0, 500))
    def test_72_hours_are_elapsed_hours_wherever_awareness_is_stated(self, zone: str, days: int) -> None:
        local = (NOON - timedelta(days=days)).astimezone(ZoneInfo(zone))
        incident = cast.after(cast.opened(), state_awareness(cast.opened(), local))
        due = clock(incident, policy())
        assert due is not None
        assert (due - local.astimezone(NOON.tzinfo)).total_seconds() == 72 * 3600

    @pytest.mark.parametrize(("seconds", "allowed"), [(-1, True), (0, True), (1, False)])
    def test_it_may_lie_in_the_past_and_never_in_the_future(self, seconds: int, allowed: bool) -> None:
        aware_at = NOON + timedelta(seconds=seconds)
        if allowed:
            assert state_awareness(cast.opened(), aware_at)
        else:
            with pytest.raises(Refused, match="future"):
                state_awareness(cast.opened(), aware_at)

    def test_an_outsider_cannot_start_the_clock(self) -> None:
        with pytest.raises(Refused, match="response team"):
            state_awareness(cast.opened(), NOON, by=OUTSIDER)

    def test_nothing_known_leaves_everything_open_but_the_register(self) -> None:
        incident = cast.aware()
        assert outcome(incident, "document") == "required"
        assert {outcome(incident, name) for name in ("notify_authority", "communicate")} == {"undetermined"}

    def test_moving_it_later_is_the_dpos_and_keeps_the_old_moment(self) -> None:
        incident = cast.aware()

        def move(by: str, hours: int) -> list[e.IncidentEvent]:
            moved = MoveAwareness(aware_at=NOON + hours * HOUR, basis="It was confirmed later")
            return cast.following(incident, moved, by, NOON + 5 * HOUR)

        with pytest.raises(Refused, match="DPO"):
            move(ENGINEER, 1)
        (moved, *_) = move(DPO, 1)
        assert isinstance(moved, e.AwarenessMoved)
        assert (moved.was, moved.aware_at) == (NOON, NOON + HOUR)
        assert move(ENGINEER, -1), "gaining no time, any responder may correct it"


class TestFacts:
    def test_the_facts_of_the_export_require_all(self) -> None:
        incident = cast.assessed()
        assert outcome(incident, "notify_authority") == "required"
        assert outcome(incident, "communicate") == "required"
        assert outcome(incident, "notify_controller") == "not_required"

    def test_an_answer_is_checked_and_the_field_is_named(self) -> None:
        with pytest.raises(Refused) as refused:
            cast.stating(cast.aware(), role="landlord")
        assert refused.value.field == "role"

    def test_a_contradiction_refuses_the_whole_form(self) -> None:
        with pytest.raises(Refused):
            cast.stating(cast.assessed(), personal_data="no")

    def test_the_same_answer_again_is_no_event(self) -> None:
        incident = cast.assessed()
        assert cast.stating(incident, **cast.FACTS) == incident

    def test_two_who_disagree_leave_it_open_until_the_dpo_settles_it(self) -> None:
        incident = cast.stating(cast.assessed(), by=DEPUTY, role="processor")
        incident = cast.stating(incident, by=ENGINEER, role="controller")
        assert settled_facts(incident)["role"].conflict
        assert outcome(incident, "notify_controller") == "undetermined"
        incident = cast.stating(incident, by=DPO, role="controller")
        assert outcome(incident, "notify_controller") == "not_required"

    def test_what_only_an_alert_says_lowers_nothing(self) -> None:
        incident = cast.taking(cast.aware(), StateFacts(answers={"personal_data": "no"}, source="alert"))
        assert outcome(incident, "notify_authority") == "undetermined"


class TestEnd:
    def end(self, incident: Incident, by: str = DPO) -> Incident:
        said = Close(
            effects="Some unwanted mail",
            measures="The export was mended",
            lessons="Test exports across tenants",
        )
        return cast.taking(incident, said, by, NOON + 60 * HOUR)

    def whole(self) -> Incident:
        facts: dict[str, Any] = {
            "occurred_from": "2026-11-20T08:00:00Z",
            "occurred_until": "2026-11-24T11:00:00Z",
            "people_told_how": "By e-mail to everybody concerned",
        }
        incident = cast.publishing(cast.approving(cast.drafted(**facts), "page"))
        incident = cast.telling(incident, 2300)
        incident = cast.drafting(incident, change="Everybody concerned has been told.")
        incident = cast.publishing(cast.approving(incident, "page"))
        return cast.filing(cast.approving(incident, "authority"), NOON + HOUR)

    def test_it_stays_open_while_a_correction_of_the_public_page_waits(self) -> None:
        more = cast.telling(self.whole(), 1)
        why = "One customer left the company since, and both addresses were written to."
        told = cast.taking(more, Explain(doubt=open_doubts(more)[0].key, reason=why))
        incident = cast.drafting(told, change="One more person was told.")
        incident = cast.filing(cast.approving(incident, "authority"), NOON + HOUR)
        assert incident.undecided("page")
        with pytest.raises(
            Refused, match=r"a draft of the security page waits .* decides on the security page"
        ):
            self.end(incident)
        assert self.end(cast.rejecting(incident, "page")).phase == "closed"

    def told_but_not_completely(self) -> Incident:
        """The authority has an initial notice, and every other duty is met."""
        incident = cast.filing(cast.approving(cast.drafted(), "authority"), NOON)
        incident = cast.publishing(cast.approving(incident, "page"))
        return cast.telling(incident, 2300)

    def test_it_closes_once_everything_is_done(self) -> None:
        incident = self.whole()
        assert [owed.gap for owed in duties(incident, policy()) if not owed.met] == []
        assert self.end(incident).phase == "closed"

    def test_it_stays_open_while_anything_is_owed(self) -> None:
        for incident, missing in (
            (cast.assessed(), "a duty is open. Next: Draft the notices"),
            (self.told_but_not_completely(), "a duty is open. Next: Complete the notice"),
        ):
            with pytest.raises(Refused, match=missing):
                self.end(incident)

    def test_the_page_alone_is_not_enough(self) -> None:
        incident = cast.approving(cast.approving(cast.drafted(), "page"), "mail")
        incident = cast.publishing(incident)
        assert {o.obligation: o.gap for o in duties(incident, policy())}["communicate"] == "people"
        assert any(said.startswith("Tell the people affected directly") for said in cast.next_steps(incident))

    def test_only_the_dpo_closes(self) -> None:
        with pytest.raises(Refused, match="DPO"):
            self.end(self.whole(), by=ENGINEER)

    def test_nothing_moves_once_it_has_ended(self) -> None:
        ended = self.end(self.whole())
        with pytest.raises(Refused, match="closed"):
            cast.stating(ended, role="joint")
