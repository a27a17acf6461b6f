"""Two people in the same moment, the same request twice, a button that is out of date: on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.approve import Approve
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.confirm_awareness import ConfirmAwareness
from breachbot.incident.acts.reject import Reject
from breachbot.incident.acts.report import Report
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.plausible import question
from breachbot.incident.state import Incident
from breachbot.usecases import incidents, notices, signals
from breachbot.usecases.ports.log import Conflict
from breachbot.usecases.reports import report
from breachbot.usecases.take import take
from tests.incident.cast import DEPUTY, DPO, ENGINEER, REPORTER, the_draft
from tests.usecases.stage import BASIS, HOUR, Stage, export_alert

T = TypeVar("T")


def at_once(*acts: Callable[[], T]) -> list[T | Refused]:
    """Let all begin in the same moment; gives what each heard."""
    ready = Barrier(len(acts))

    def act(one: Callable[[], T]) -> T | Refused:
        ready.wait()
        try:
            return one()
        except Refused as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(act, acts))


@pytest.fixture
def drafted(stage: Stage) -> tuple[Stage, str]:
    """Every notice of an incident is drafted."""
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)
    return stage, incident


def test_of_two_people_approving_in_the_same_moment_one_wins_and_the_other_hears_it(
    drafted: tuple[Stage, str],
) -> None:
    stage, incident = drafted
    heard = at_once(*(partial(stage.approve, incident, "authority", by=by) for by in (DPO, DEPUTY)))
    (refused,) = [one for one in heard if isinstance(one, Refused)]
    assert str(refused).startswith("It is approved already, recorded by <@")
    assert stage.kinds(incident).count("NoticeApproved") == 1
    assert len(stage.incident(incident).approvals) == 1


def test_approving_and_turning_down_in_the_same_moment_leaves_one_of_them(
    drafted: tuple[Stage, str],
) -> None:
    stage, incident = drafted
    draft = the_draft(stage.incident(incident), "page")
    turned_down = Reject(
        audience="page", version=draft.version, sha256=draft.sha256, reason="Say what they can do."
    )
    at_once(partial(stage.approve, incident, "page"), partial(stage.take, incident, turned_down, DEPUTY))
    after = stage.incident(incident)
    assert after.rejected(the_draft(after, "page"))
    assert after.approval("page") is None


def test_many_people_stating_facts_at_once_are_all_heard(stage: Stage) -> None:
    incident = stage.aware()
    counts = (ENGINEER, 10), (DPO, 20), (DEPUTY, 30)
    heard = at_once(*(partial(stage.state, incident, by=by, people_count=number) for by, number in counts))
    assert not [one for one in heard if isinstance(one, Refused)]
    said = {(s.by, s.value) for s in stage.incident(incident).statements if s.fact == "people_count"}
    assert said == set(counts)


def test_two_people_opening_an_incident_from_one_signal_get_one_incident(stage: Stage) -> None:
    stage.deliver(export_alert())
    signal = stage.signal().id
    heard = at_once(
        *(
            partial(incidents.open_from_signal, stage.house, signal, by=by, request=stage.request())
            for by in (ENGINEER, DPO)
        )
    )
    (refused,) = [one for one in heard if isinstance(one, Refused)]
    (opened,) = stage.streams("pdb-")
    assert str(refused) == f"This is already incident {opened}."


def test_of_two_people_claiming_one_wins(stage: Stage) -> None:
    stage.deliver(export_alert())
    signal = stage.signal().id
    heard = at_once(
        *(
            partial(signals.claim, stage.house, signal, by=by, request=stage.request())
            for by in (ENGINEER, DPO)
        )
    )
    (refused,) = [one for one in heard if isinstance(one, Refused)]
    assert "has claimed it already" in str(refused)
    assert stage.kinds(signal).count("SignalClaimed") == 1


def test_two_readers_of_the_same_deliveries_count_each_once(stage: Stage) -> None:
    for _ in range(20):
        stage.store_only(b"not json")
    stage.clock.move(HOUR)
    found = signals.pending(stage.house, 100)

    def read_them() -> int:
        for delivery in found:
            for _ in range(5):
                with suppress(Conflict):
                    signals.read_delivery(stage.house, delivery).result()
                    break
        return 0

    at_once(read_them, read_them)
    assert stage.signal().count == 20
    assert stage.store.read(lambda tx: tx.backlog()).deliveries == 0


class TestOneActOfTwoPeople:
    def test_in_the_same_moment_a_filing_is_recorded_once(self, drafted: tuple[Stage, str]) -> None:
        stage, incident = drafted
        stage.approve(incident, "authority")
        heard = at_once(*(partial(stage.file, incident, by=by) for by in (ENGINEER, DPO, DEPUTY)))
        assert len([one for one in heard if isinstance(one, Refused)]) == 2
        assert stage.kinds(incident).count("AuthorityFiled") == 1

    def test_in_the_same_moment_awareness_is_stated_once_and_the_other_hears_by_whom(
        self, stage: Stage
    ) -> None:
        incident = stage.reported()
        aware = BecomeAware(aware_at=stage.clock(), basis=BASIS)
        heard = at_once(*(partial(stage.take, incident, aware, by) for by in (ENGINEER, DPO)))
        (refused,) = [one for one in heard if isinstance(one, Refused)]
        first = stage.incident(incident).awareness[0].by
        assert f"recorded by <@{first}>" in str(refused)
        assert stage.kinds(incident).count("BecameAware") == 1

    def test_in_the_same_moment_people_are_counted_once(self, drafted: tuple[Stage, str]) -> None:
        stage, incident = drafted
        told = TellPeople(told_at=stage.clock(), channel="e-mail", number=500)
        tell = [partial(stage.take, incident, told, by) for by in (ENGINEER, DPO)]
        assert len([one for one in at_once(*tell) if isinstance(one, Refused)]) == 1
        assert sum(told.number for told in stage.incident(incident).told) == 500


def test_an_unusual_moment_of_awareness_waits_until_the_dpo_confirms_it(stage: Stage) -> None:
    incident, aware_at = stage.reported(), datetime(1970, 1, 1, tzinfo=UTC)
    asked = question(stage.incident(incident), stage.house.policy, aware_at, stage.clock())
    assert asked is not None
    assert stage.incident(incident).aware_at is None
    stage.take(incident, BecomeAware(aware_at=aware_at, basis=BASIS))
    stage.clock.move(HOUR)
    stage.remind()
    assert stage.incident(incident).unconfirmed is not None
    reason = "The letter bears that date"
    stage.take(incident, ConfirmAwareness(aware_at=aware_at, reason=reason), DPO)
    assert stage.incident(incident).unconfirmed is None


class TestTheSameRequestTwice:
    def test_in_the_same_moment_it_acts_once_and_both_see_what_came_of_it(self, stage: Stage) -> None:
        incident, request = stage.reported(), stage.request()
        aware = BecomeAware(aware_at=stage.clock(), basis=BASIS)
        state = partial(take, stage.house, incident, aware, by=ENGINEER, request=request)
        for heard in at_once(state, state, state):
            assert isinstance(heard, Incident)
            assert heard.aware_at == stage.clock()
        assert stage.kinds(incident).count("BecameAware") == 1

    def test_a_report_opens_one_incident(self, stage: Stage) -> None:
        said = Report(title="Lost laptop", detected_at=stage.clock())
        reports = partial(report, stage.house, said, by=REPORTER, request=stage.request())
        first, second = at_once(reports, reports)
        assert isinstance(first, Incident)
        assert isinstance(second, Incident)
        assert first.id == second.id
        assert second.opened is not None
        assert stage.streams("pdb-") == [first.id]

    def test_an_approval_a_day_later_changes_nothing(self, drafted: tuple[Stage, str]) -> None:
        stage, incident = drafted
        request = stage.request()
        draft = the_draft(stage.incident(incident), "page")
        notices.opened(stage.house, incident, draft, by=DPO)
        approve = Approve(
            audience="page", version=draft.version, sha256=draft.sha256, capacity="controller_decision"
        )
        take(stage.house, incident, approve, by=DPO, request=request)
        before = stage.events(incident)
        stage.clock.move(24 * HOUR)
        again = take(stage.house, incident, approve, by=DEPUTY, request=request)
        assert again.approval("page") is not None
        assert stage.events(incident) == before

    def test_what_was_refused_may_be_asked_again_with_the_same_request(self, stage: Stage) -> None:
        incident, request = stage.reported(), stage.request()
        to_come = BecomeAware(aware_at=stage.clock() + HOUR, basis=BASIS)
        with pytest.raises(Refused, match="future"):
            take(stage.house, incident, to_come, by=ENGINEER, request=request)
        aware = BecomeAware(aware_at=stage.clock(), basis=BASIS)
        take(stage.house, incident, aware, by=ENGINEER, request=request)
        assert stage.incident(incident).aware_at == stage.clock()


class TestStale:
    def test_a_button_of_an_older_version_is_refused_and_names_the_newer(
        self, drafted: tuple[Stage, str]
    ) -> None:
        stage, incident = drafted
        old = the_draft(stage.incident(incident), "authority")
        stage.state(incident, people_count=9000)
        stage.draft(incident)
        with pytest.raises(Refused, match="draft 2 is the newest"):
            stage.approve(incident, "authority", version=old.version, sha256=old.sha256)
        with pytest.raises(Refused, match="out of date"):
            stage.approve(incident, "authority", sha256=old.sha256)
        assert stage.incident(incident).approvals == ()

    def test_a_fact_that_is_stated_while_somebody_approves_never_leaves_a_false_approval(
        self, drafted: tuple[Stage, str]
    ) -> None:
        stage, incident = drafted
        at_once(
            partial(stage.approve, incident, "authority"), partial(stage.state, incident, people_count=9000)
        )
        after = stage.incident(incident)
        approval = after.approval("authority")
        kinds = stage.kinds(incident)
        if "NoticeApproved" in kinds and kinds.index("NoticeApproved") < len(kinds) - 1:
            assert approval is None
        assert kinds.count("ApprovalVoided") == int(approval is None and "NoticeApproved" in kinds)

    def test_a_page_whose_approval_went_void_is_not_published(self, drafted: tuple[Stage, str]) -> None:
        stage, incident = drafted
        approved = stage.approve(incident, "page").approvals[-1].event
        notices.page_to_publish(stage.house, incident, approved.version, "static")
        stage.state(incident, advice="Change your password today and nowhere else tomorrow.")
        with pytest.raises(Refused, match="no longer holds"):
            notices.page_to_publish(stage.house, incident, approved.version, "static")
