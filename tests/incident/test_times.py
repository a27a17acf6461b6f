"""A set of another breach has awareness and 72 hours of its own; one of the same breach shares the incident's."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.confirm_awareness import ConfirmAwareness
from breachbot.incident.acts.draft_messages import DraftMessages
from breachbot.incident.acts.explain import Explain
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.name_controllers import NameControllers
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.doubts import open_doubts
from breachbot.incident.duties import Owed, due_to, duties
from breachbot.incident.guidance import guide, overdue
from breachbot.incident.outcome import outcome_of
from breachbot.incident.state import Incident
from breachbot.incident.times import clock, clocks, next_clock, proposed, stopped
from breachbot.playbook.obligation import Kind
from breachbot.register.entry import incident_entry
from breachbot.usecases.projections import pressing
from tests.incident import cast
from tests.incident.cast import DPO, ENGINEER, FACTS, HOUR, NOON, policy
from tests.incident.starts import ALL_SAID, start
from tests.incident.test_affected_sets import hours_for

SET = "set-2"
SECOND = timedelta(seconds=1)
FOUND = NOON + 30 * HOUR
BASIS = "The log of the mail server shows it"
NEVER_OWED: dict[str, Any] = {"encryption": "left_encrypted", "harm_seen": "no", "access_evidence": "no_logs"}
WHY_LATE = "The extent became clear only on the third day."
DONE: dict[str, Any] = {
    "effects": "Unwanted mail to some.",
    "measures": "The export is off.",
    "lessons": "Test exports.",
}


def apart(incident: Incident, aware_at: datetime = FOUND, now: datetime = FOUND, **given: Any) -> Incident:
    """Somebody sets data of another breach apart."""
    asked: dict[str, Any] = {"title": "Mailbox", "breach": "own", "aware_at": aware_at, "basis": BASIS}
    return cast.taking(incident, AddSet.of(**(asked | given)), now=now)


@cache
def explained() -> Incident:
    """The facts are in, and why a notice may come late."""
    return cast.assessed(delay_reasons=WHY_LATE)


def together(incident: Incident, **given: Any) -> Incident:
    return cast.taking(incident, AddSet.of(title="Backup", breach="same", **given))


def stating(incident: Incident, now: datetime = FOUND, **facts: Any) -> Incident:
    return cast.taking(incident, StateFacts(answers=facts, affected_set=SET), now=now)


def moving(incident: Incident, aware_at: datetime, by: str = ENGINEER, affected_set: str = SET) -> Incident:
    moved = MoveAwareness.of(aware_at=aware_at, basis="The mail bears that date", affected_set=affected_set)
    return cast.taking(incident, moved, by, now=FOUND + HOUR)


def due_of(incident: Incident, affected_set: str) -> datetime | None:
    return next(one.due_at for one in clocks(incident, policy()) if one.affected_set == affected_set)


def filing_duty(incident: Incident) -> Owed:
    return next(owed for owed in duties(incident, policy()) if owed.kind is Kind.FILING)


def notified(incident: Incident, now: datetime, **given: Any) -> Incident:
    """A notice of all that is known is drafted, approved and filed."""
    drafted = cast.drafting(incident, now, change="Another breach was found beside the first.")
    return cast.filing(cast.approving(drafted, "authority", now=now), now, reference="IN-26-2", **given)


def headline(incident: Incident, now: datetime) -> str:
    return guide(incident, Context(ENGINEER, cast.TEAM, policy(), now)).headline


def the_notice(incident: Incident) -> str:
    draft = cast.the_draft(incident, "authority")
    return draft.documents[draft.primary]


class TestWhatIsAsked:
    def test_nothing_is_taken_for_granted(self) -> None:
        with pytest.raises(Refused):
            cast.taking(cast.aware(), AddSet.of(title="Mailbox"))

    def test_the_same_breach_shares_the_clock_and_its_corrections(self) -> None:
        incident = together(cast.assessed())
        assert incident.sets[-1].breach == "same"
        assert [one.affected_set for one in clocks(incident, policy())] == [e.MAIN]
        moved = moving(incident, NOON - HOUR, DPO, e.MAIN)
        assert moved.aware_since(SET) == NOON - HOUR
        with pytest.raises(Refused, match="share the incident's awareness"):
            moving(incident, NOON - HOUR)

    def test_another_breach_has_awareness_and_hours_of_its_own(self) -> None:
        incident = apart(cast.assessed())
        assert (incident.aware_at, incident.aware_since(SET)) == (NOON, FOUND)
        assert (due_of(incident, e.MAIN), due_of(incident, SET)) == (NOON + 72 * HOUR, FOUND + 72 * HOUR)

    @pytest.mark.parametrize("lacking", ["aware_at", "basis"])
    def test_another_breach_needs_the_moment_and_its_basis(self, lacking: str) -> None:
        given: dict[str, Any] = {lacking: None}
        with pytest.raises(Refused) as refused:
            apart(cast.assessed(), **given)
        assert refused.value.field == lacking

    @pytest.mark.parametrize("given", [{"aware_at": FOUND}, {"basis": BASIS}])
    def test_the_same_breach_has_no_moment_of_its_own(self, given: dict[str, Any]) -> None:
        with pytest.raises(Refused, match="share the incident's awareness") as refused:
            together(cast.assessed(), **given)
        assert refused.value.field in given

    @pytest.mark.parametrize(("seconds", "allowed"), [(-1, True), (0, True), (1, False)])
    def test_the_moment_is_never_in_the_future(self, seconds: int, allowed: bool) -> None:
        aware_at = FOUND + seconds * SECOND
        if allowed:
            assert apart(cast.assessed(), aware_at).aware_since(SET) == aware_at
        else:
            with pytest.raises(Refused, match="future"):
                apart(cast.assessed(), aware_at)

    @pytest.mark.parametrize(("seconds", "asked"), [(-1, True), (0, False), (1, False)])
    def test_before_the_detection_of_the_incident_it_waits_for_the_dpo(
        self, seconds: int, asked: bool
    ) -> None:
        incident = apart(cast.assessed(), NOON + seconds * SECOND, now=NOON + HOUR)
        assert bool(incident.waiting) is asked
        assert [one.affected_set for one in incident.waiting] == [SET] * asked

    def test_no_other_clock_starts_before_that_of_the_incident(self) -> None:
        with pytest.raises(Refused, match=r"Nobody has stated awareness.*Next: Look into it"):
            apart(cast.opened())


class TestTheDeadline:
    def test_is_that_of_the_clock_that_ends_first(self) -> None:
        assert clock(apart(cast.assessed()), policy()) == NOON + 72 * HOUR
        earlier = apart(cast.assessed(), NOON - 5 * HOUR)
        assert clock(earlier, policy()) == NOON + 67 * HOUR
        assert filing_duty(earlier).clock == SET

    def test_data_that_nobody_has_to_be_told_of_have_none(self) -> None:
        incident = stating(apart(cast.assessed(), NOON - 5 * HOUR), **(FACTS | NEVER_OWED))
        assert outcome_of(incident, "notify_authority", SET) == "not_required"
        assert clock(incident, policy()) == NOON + 72 * HOUR

    def test_data_of_a_customer_have_none(self) -> None:
        incident = stating(apart(cast.assessed(), NOON - 5 * HOUR), **(FACTS | {"role": "processor"}))
        assert clock(incident, policy()) == NOON + 72 * HOUR

    @pytest.mark.parametrize(("seconds", "is_over"), [(-1, False), (0, False), (1, True)])
    def test_of_a_set_is_kept_to_the_second(self, seconds: int, is_over: bool) -> None:
        incident = apart(start("told"))
        now = FOUND + 72 * HOUR + seconds * SECOND
        assert overdue(incident, Context(ENGINEER, cast.TEAM, policy(), now)) is is_over

    @settings(max_examples=25)
    @given(
        st.lists(
            st.tuples(st.integers(-50, 29), st.sampled_from(["owed", "open", "free", "theirs"])), max_size=3
        ),
        st.sampled_from(["nothing", "before", "after"]),
    )
    def test_is_never_later_than_that_of_a_set_that_is_still_owed(
        self, sets: list[tuple[int, str]], filed: str
    ) -> None:
        said = {
            "owed": FACTS,
            "open": {},
            "free": FACTS | NEVER_OWED,
            "theirs": FACTS | {"role": "processor"},
        }
        incident = start("told") if filed == "before" else explained()
        for number, (hours, kind) in enumerate(sets, start=2):
            incident = apart(incident, NOON + hours * HOUR, title=f"Mailbox {number}")
            facts = StateFacts(answers=said[kind], affected_set=f"set-{number}")
            incident = cast.taking(incident, facts, now=FOUND) if said[kind] else incident
        if filed == "after":
            for doubt in open_doubts(incident):
                why = Explain(
                    doubt=doubt.key, reason="The supplier rang before our own alarm went off that day."
                )
                incident = cast.taking(incident, why, now=FOUND)
            incident = notified(incident, FOUND)
        told = {"nothing": set(), "before": {e.MAIN}, "after": {one.id for one in incident.sets}}[filed]
        left = [
            due_of(incident, one.id)
            for one in incident.sets
            if one.id not in told and outcome_of(incident, "notify_authority", one.id) != "not_required"
        ]
        found = clock(incident, policy())
        assert all(due is not None and found is not None and found <= due for due in left)
        assert stopped(incident, policy()) is (not left and filed != "nothing")


class TestAfterAFiling:
    def test_another_breach_opens_the_duty_again_with_its_own_hours(self) -> None:
        before = start("told")
        assert (filing_duty(before).met, stopped(before, policy())) == (True, True)
        incident = apart(before)
        owed = filing_duty(incident)
        assert (owed.gap, owed.due_at, owed.stopped) == ("facts", FOUND + 72 * HOUR, False)
        assert filing_duty(stating(incident, **ALL_SAID)).gap == "notice"
        assert "data with a clock of their own is to follow" in headline(incident, FOUND)
        assert headline(incident, FOUND + 73 * HOUR).endswith("and is overdue")
        assert pressing(before, policy())[0] == 2
        assert pressing(incident, policy()) == (0, FOUND + 72 * HOUR)

    def test_the_same_breach_only_changes_what_was_told(self) -> None:
        incident = cast.taking(together(start("told")), StateFacts(answers=ALL_SAID, affected_set=SET))
        owed = filing_duty(incident)
        assert (owed.gap, owed.due_at, owed.stopped) == ("update", NOON + 72 * HOUR, True)

    def test_the_filing_of_a_notice_that_speaks_of_it_meets_the_duty(self) -> None:
        incident = notified(stating(apart(start("told")), **ALL_SAID), FOUND)
        assert (filing_duty(incident).met, stopped(incident, policy())) == (True, True)
        assert incident.filings[-1].phase == "complete"
        assert next_clock(incident, policy()) == clocks(incident, policy())[0]

    def test_a_notice_drafted_before_does_not_speak_of_it(self) -> None:
        approved = cast.approving(cast.drafted(), "authority")
        incident = cast.filing(apart(approved), FOUND)
        assert incident.approvals[-1].void
        assert (filing_duty(incident).stopped, clock(incident, policy())) == (False, FOUND + 72 * HOUR)
        assert "and nothing of data" not in headline(incident, FOUND)

    def test_data_that_were_a_customers_when_it_was_drafted_are_not_in_it(self) -> None:
        theirs = stating(apart(cast.assessed()), **(FACTS | {"role": "processor"}))
        incident = notified(theirs, FOUND)
        assert stopped(incident, policy())
        ours = stating(incident, role="controller")
        assert (stopped(ours, policy()), clock(ours, policy())) == (False, FOUND + 72 * HOUR)

    def test_it_cannot_be_closed_before(self) -> None:
        with pytest.raises(Refused, match="a duty is open"):
            cast.taking(apart(start("told")), Close(**DONE), DPO, now=FOUND)

    @pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, False), (1, True)])
    def test_reasons_are_asked_for_where_its_own_hours_are_over(self, seconds: int, late: bool) -> None:
        incident = stating(apart(start("told")), **(FACTS | {"delay_reasons": None}))
        drafted = cast.drafting(incident, FOUND, change="Another breach was found beside the first.")
        approved = cast.approving(drafted, "authority", now=FOUND)
        at = FOUND + 72 * HOUR + seconds * SECOND
        if not late:
            assert cast.filing(approved, at).filings[-1].delay_reasons is None
            return
        with pytest.raises(Refused, match="reasons"):
            cast.filing(approved, at)
        filed = cast.filing(approved, at, delay_reasons=WHY_LATE)
        more = cast.stating(filed, at, measures_planned="Each list is checked by two.")
        again = cast.drafting(more, at, change="The measures are others.")
        assert WHY_LATE in the_notice(again)

    def test_hours_that_nobody_has_to_keep_make_no_notice_late(self) -> None:
        """What was first reported needs no notice; weeks later another breach is found that does."""
        found = NOON + 500 * HOUR
        quiet = cast.assessed(**NEVER_OWED)
        incident = stating(apart(quiet, found, found), found, **FACTS)
        drafted = cast.drafting(incident, found)
        assert not cast.the_draft(drafted, "authority").late_without_reasons
        filed = cast.filing(cast.approving(drafted, "authority", now=found), found + HOUR)
        assert filed.filings[-1].delay_reasons is None


class TestCorrections:
    def test_of_one_clock_leave_the_other_alone(self) -> None:
        incident = moving(apart(cast.assessed()), FOUND - HOUR)
        assert (incident.aware_at, incident.aware_since(SET)) == (NOON, FOUND - HOUR)
        moved = moving(incident, NOON - HOUR, DPO, e.MAIN)
        assert (moved.aware_at, moved.aware_since(SET)) == (NOON - HOUR, FOUND - HOUR)

    def test_to_a_later_moment_are_the_dpos(self) -> None:
        incident = apart(cast.assessed(), FOUND - HOUR)
        with pytest.raises(Refused, match="later time"):
            moving(incident, FOUND)
        assert moving(incident, FOUND, DPO).aware_since(SET) == FOUND

    def test_of_two_clocks_wait_for_the_dpo_each(self) -> None:
        unusual = moving(moving(apart(cast.assessed()), NOON - HOUR), NOON - HOUR, ENGINEER, e.MAIN)
        assert {one.affected_set for one in unusual.waiting} == {e.MAIN, SET}
        said: dict[str, Any] = {"aware_at": NOON - HOUR, "reason": "The letter bears that date"}
        confirmed = cast.taking(unusual, ConfirmAwareness(affected_set=SET, **said), DPO)
        assert [one.affected_set for one in confirmed.waiting] == [e.MAIN]
        with pytest.raises(Refused, match="no longer waiting"):
            cast.taking(confirmed, ConfirmAwareness(affected_set=SET, **said), DPO)
        assert cast.taking(confirmed, ConfirmAwareness(**said), DPO).waiting == ()


class TestWhatANoticeSays:
    def test_the_times_of_each_clock(self) -> None:
        text = the_notice(cast.drafting(apart(cast.assessed(), FOUND), FOUND))
        for shown in ("24 November 2026, 12:00", "27 November 2026, 12:00"):
            assert shown in text
        own = text.partition("Data of another breach")[2].partition("## 3")[0]
        for shown in ("Mailbox", "25 November 2026, 18:00", "28 November 2026, 18:00", BASIS):
            assert shown in own

    def test_nothing_of_other_clocks_where_there_is_one(self) -> None:
        assert "another breach" not in the_notice(cast.drafting(together(cast.assessed())))

    def test_nothing_of_a_customers_data(self) -> None:
        theirs = stating(apart(cast.assessed()), **(FACTS | {"role": "processor"}))
        assert "Mailbox" not in the_notice(cast.drafting(theirs, FOUND))

    @pytest.mark.parametrize("whose", [e.MAIN, SET])
    def test_after_a_correction_the_basis_is_the_new_one(self, whose: str) -> None:
        incident = apart(cast.assessed())
        old = {e.MAIN: "Foreign rows seen in the export", SET: BASIS}[whose]
        assert old in the_notice(cast.drafting(incident, FOUND))
        moved = moving(incident, NOON - HOUR, affected_set=whose)
        text = the_notice(cast.drafting(moved, FOUND + HOUR))
        assert "The mail bears that date" in text
        assert old not in text

    def test_a_confirmation_changes_no_basis(self) -> None:
        moved = moving(cast.assessed(), NOON - HOUR, affected_set=e.MAIN)
        said = ConfirmAwareness(aware_at=NOON - HOUR, reason="The letter was read by two")
        text = the_notice(cast.drafting(cast.taking(moved, said, DPO), FOUND))
        assert "The mail bears that date" in text
        assert "read by two" not in text


class TestAProcessorsWord:
    TOLD = "2026-11-25T16:00:00+00:00"
    AT = datetime.fromisoformat(TOLD)

    def test_proposes_the_moment_of_awareness_of_that_clock(self) -> None:
        incident = stating(apart(cast.assessed()), processor_told_at=self.TOLD)
        assert (proposed(incident, e.MAIN), proposed(incident, SET)) == (None, self.AT)

    def test_of_a_set_of_the_same_breach_proposes_that_of_the_incident(self) -> None:
        incident = stating(together(cast.assessed()), processor_told_at=self.TOLD)
        assert proposed(incident, e.MAIN) == self.AT

    def test_proposes_nothing_where_no_processor_told_us(self) -> None:
        incident = stating(apart(cast.assessed()), processor_told_at=self.TOLD, processor_told="no")
        assert proposed(incident, SET) is None

    def test_moves_no_clock_by_itself(self) -> None:
        incident = stating(apart(cast.assessed()), processor_told_at=self.TOLD)
        assert incident.aware_since(SET) == FOUND

    def test_stands_in_the_notice_and_in_the_register(self) -> None:
        told: dict[str, Any] = {"processor_told": "yes", "processor_told_at": self.TOLD}
        incident = cast.stating(
            stating(apart(cast.assessed()), **FACTS, **told), **FACTS, processor_told="yes"
        )
        text = the_notice(cast.drafting(incident, FOUND))
        first, _, own = text.partition("Data of another breach")
        assert "**Told by a processor:** *not known yet*" in first
        assert "**Told by a processor:** 25 November 2026, 16:00" in own
        main, mailbox = incident_entry(incident, policy()).affected_sets
        assert f"told by a processor ({ENGINEER}), time not known" in main
        assert f"told by a processor 2026-11-25T16:00:00+00:00 ({ENGINEER})" in mailbox

    def test_is_no_question_where_nobody_speaks_of_one(self) -> None:
        assert (
            "processor" not in the_notice(cast.drafting(apart(cast.assessed()), FOUND)).partition("## 3")[0]
        )


class TestTheRegister:
    def test_shows_the_times_of_each_set(self) -> None:
        entry = incident_entry(notified(stating(apart(start("told")), **ALL_SAID), FOUND), policy())
        assert "breach" not in entry.affected_sets[0]
        own = f"another breach, aware since 2026-11-25T18:00:00+00:00 ({ENGINEER}), due 2026-11-28T18:00:00+00:00"
        assert f"{own}, first filed 2026-11-25T18:00:00+00:00" in entry.affected_sets[1]
        assert any(
            f"set-2: aware since 2026-11-25T18:00:00+00:00, {ENGINEER}" in line for line in entry.awareness
        )
        assert "; the same breach; " in incident_entry(together(cast.assessed()), policy()).affected_sets[1]

    def test_names_the_deadline_that_comes_next(self) -> None:
        entry = incident_entry(apart(start("told")), policy())
        assert (entry.aware_at, entry.due_at) == ("2026-11-24T12:00:00+00:00", "2026-11-28T18:00:00+00:00")

    def test_flags_what_was_moved_and_what_is_not_confirmed_by_its_set(self) -> None:
        flags = incident_entry(moving(apart(cast.assessed()), NOON - HOUR), policy()).flags
        assert any(flag.startswith("set-2: awareness moved from") for flag in flags)
        assert any(flag.startswith("set-2: awareness since 2026-11-24T11:00") for flag in flags)


def test_a_contracts_hours_run_from_the_awareness_of_the_set() -> None:
    incident = stating(apart(cast.assessed()), **(FACTS | {"role": "processor"}))
    named = cast.taking(incident, NameControllers(controllers=("A",), affected_set=SET), now=FOUND)
    assert due_to(named, named.sets[-1], "A", hours_for(A=24)) == FOUND + 24 * HOUR
    (message,) = cast.taking(named, DraftMessages(), now=FOUND).controller_drafts
    assert "25 November 2026, 18:00" in message.text


def test_another_regimes_hours_run_from_the_earliest_awareness_of_data_that_it_asks_about() -> None:
    both = cast.two_regimes()
    (recorded,) = both.regimes.met_by(Kind.RECORD)
    assert recorded.within is not None

    def due(incident: Incident) -> datetime | None:
        return next(owed.due_at for owed in duties(incident, both) if owed.kind is Kind.RECORD)

    assert due(apart(cast.assessed())) == NOON + recorded.within
    assert due(apart(cast.assessed(), NOON - 5 * HOUR)) == NOON - 5 * HOUR + recorded.within


def test_facts_of_the_first_data_are_no_reason_to_draft_a_notice_of_others() -> None:
    incident = apart(start("told"))
    acts = [step.act for step in guide(incident, Context(ENGINEER, cast.TEAM, policy(), FOUND)).steps]
    assert "draft" not in acts
    basics = {name: FACTS[name] for name in ("what_happened", "data_categories", "people_count")}
    said = guide(stating(incident, **basics), Context(ENGINEER, cast.TEAM, policy(), FOUND))
    assert "draft" in [step.act for step in said.steps]
