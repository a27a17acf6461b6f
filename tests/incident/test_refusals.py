"""What each step of a notice refuses, and in which sentence: a closed incident, a wrong person, a wrong time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.approve import Approve
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.draft import Draft
from breachbot.incident.acts.file import File
from breachbot.incident.acts.reject import Reject
from breachbot.incident.acts.tell_controller import TellController
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.acts.waive import Waive
from breachbot.incident.acts.withdraw import Withdraw
from breachbot.incident.recorded import Published, page_published, page_to_publish
from breachbot.incident.state import Incident
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, OUTSIDER, policy

Step = Callable[..., Incident]
MINUTE = timedelta(minutes=1)
REASON = "Postal addresses of most are unknown and no e-mail was ever collected."


def draft(incident: Incident, by: str = ENGINEER, **given: Any) -> Incident:
    return cast.taking(incident, Draft.of(**({"change": "More is known now."} | given)), by)


def withdraw(incident: Incident, by: str = ENGINEER, **given: Any) -> Incident:
    return cast.taking(incident, Withdraw.of(**({"change": "More is known now."} | given)), by)


def approve(incident: Incident, by: str = DPO, **given: Any) -> Incident:
    newest = cast.the_draft(incident, "authority")
    asked: dict[str, Any] = {"audience": "authority", "version": newest.version, "sha256": newest.sha256}
    return cast.taking(incident, Approve.of(**(asked | {"capacity": "dpo_advice"} | given)), by)


def reject(incident: Incident, by: str = DPO, **given: Any) -> Incident:
    newest = cast.the_draft(incident, "page")
    asked: dict[str, Any] = {"audience": "page", "version": newest.version, "sha256": newest.sha256}
    return cast.taking(incident, Reject.of(**(asked | {"reason": "Say which export it was"} | given)), by)


def file(incident: Incident, by: str = ENGINEER, **given: Any) -> Incident:
    asked: dict[str, Any] = {"version": 1, "filed_at": NOON, "channel": "web form", "reference": "IN-26-1"}
    return cast.taking(incident, File.of(**(asked | given)), by)


def tell(incident: Incident, by: str = ENGINEER, **given: Any) -> Incident:
    asked: dict[str, Any] = {"told_at": NOON, "channel": "e-mail", "number": 1}
    return cast.taking(incident, TellPeople.of(**(asked | given)), by)


def waive(incident: Incident, by: str = DPO, **given: Any) -> Incident:
    return cast.taking(incident, Waive.of(**({"ground": "c", "reason": REASON} | given)), by)


def tell_controller(incident: Incident, by: str = ENGINEER, **given: Any) -> Incident:
    asked: dict[str, Any] = {"told_at": NOON, "controller": "Shop Ltd", "channel": "e-mail"}
    return cast.taking(incident, TellController.of(**(asked | given)), by)


STEPS: tuple[Step, ...] = (draft, withdraw, approve, reject, file, tell, waive, tell_controller)
EVERY = pytest.mark.parametrize("step", STEPS, ids=[step.__name__ for step in STEPS])


def ready() -> Incident:
    """Everything is approved; any next step is possible."""
    return cast.approving(cast.approving(cast.drafted(), "authority"), "page")


def with_customers_data() -> Incident:
    """An incident whose controllers are to be told."""
    return cast.assessed(role="processor")


def closed() -> Incident:
    incident = cast.stating(cast.told_everything(), advice="Watch your statements, and be wary of calls.")
    incident = cast.drafting(incident, change="The advice changed.")
    incident = cast.publishing(cast.approving(incident, "page"))
    incident = cast.filing(cast.approving(incident, "authority"), NOON, reference="IN-26-2")
    said = "Two customers saw foreign rows for four days."
    return cast.taking(incident, Close(effects=said, measures=said, lessons=said), DPO)


@EVERY
def test_a_closed_incident_stays_as_it_is(step: Step) -> None:
    with pytest.raises(Refused, match="pdb-test0001 is closed"):
        step(closed())


@EVERY
def test_an_outsider_takes_no_step(step: Step) -> None:
    with pytest.raises(Refused, match=r"response team|data protection officer|DPO"):
        step(ready(), by=OUTSIDER)


@pytest.mark.parametrize("step", [approve, reject, waive], ids=["approve", "reject", "waive"])
def test_an_engineer_decides_nothing_that_is_the_dpos(step: Step) -> None:
    with pytest.raises(Refused, match=r"data protection officer|DPO"):
        step(cast.drafted(), by=ENGINEER)


@pytest.mark.parametrize(
    ("step", "field"),
    [(file, "filed_at"), (tell, "told_at"), (tell_controller, "told_at")],
    ids=["file", "tell", "tell_controller"],
)
def test_nothing_was_done_in_the_future(step: Step, field: str) -> None:
    incident = with_customers_data() if step is tell_controller else ready()
    assert step(incident, **{field: NOON}).seen > incident.seen
    with pytest.raises(Refused, match="future") as refused:
        step(incident, **{field: NOON + timedelta(seconds=1)})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("step", "field"),
    [
        (reject, "reason"),
        (file, "channel"),
        (file, "reference"),
        (tell, "channel"),
        (waive, "reason"),
        (tell_controller, "controller"),
        (tell_controller, "channel"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_blanks_are_no_answer(step: Step, field: str) -> None:
    with pytest.raises(Refused) as refused:
        step(ready(), **{field: " \n "})
    assert refused.value.field == field


def test_nobody_was_told_before_it_was_detected() -> None:
    assert tell(ready(), told_at=NOON.replace(second=0))
    with pytest.raises(Refused, match="before the incident was detected"):
        tell(ready(), told_at=NOON - MINUTE)


def test_what_was_turned_down_is_not_turned_down_again() -> None:
    incident = cast.drafted()
    with pytest.raises(Refused, match="turned down already"):
        reject(reject(incident))


def test_an_approval_for_one_version_publishes_no_other() -> None:
    incident = cast.drafting(cast.stating(ready(), advice="Change the password you use elsewhere too."))
    incident = cast.approving(incident, "page")
    assert page_to_publish(incident, 2, "static")[0].version == 2
    for version in (1, 3):
        with pytest.raises(Refused, match="no longer holds"):
            page_to_publish(incident, version, "static")


def test_a_page_is_recorded_once_however_often_it_is_written() -> None:
    incident = cast.publishing(ready())
    out = Published("static", "p", "u", "s")
    assert page_published(incident, policy(), version=1, out=out, now=NOON) == []
    assert page_published(incident, policy(), version=9, out=out, now=NOON) == []


class TestLate:
    def test_a_second_filing_is_not_late(self) -> None:
        incident = cast.filing(cast.approving(cast.drafted(), "authority"), NOON + HOUR)
        for drafted_at in (NOON + 2 * HOUR, NOON + 80 * HOUR):
            second = cast.stating(incident, drafted_at, records_count=9000)
            second = cast.drafting(second, drafted_at, change="More records.")
            second = cast.approving(second, "authority", now=drafted_at)
            assert cast.filing(second, NOON + 80 * HOUR).filings[-1].delay_reasons is None

    def test_reasons_in_the_notice_need_not_be_given_twice(self) -> None:
        late = NOON + 73 * HOUR
        incident = cast.stating(
            cast.assessed(), late, delay_reasons="The scope was clear only on the third day."
        )
        incident = cast.approving(cast.drafting(incident, late), "authority", now=late)
        assert cast.filing(incident, late).filings[-1].delay_reasons is None


def test_where_no_communication_is_asked_for_there_is_nothing_to_waive() -> None:
    quiet = cast.assessed(
        encryption="left_encrypted", access_evidence="complete_logs_show_none", recipient="none_known"
    )
    with pytest.raises(Refused, match="nothing to decide"):
        waive(quiet)


def test_a_notice_whose_approval_is_void_is_never_complete() -> None:
    known: dict[str, Any] = {
        "occurred_from": "2026-11-20T08:00:00+00:00",
        "occurred_until": "2026-11-24T10:00:00+00:00",
        "people_told_how": "by e-mail",
    }
    told = cast.telling(cast.drafted(**known), 2300)
    incident = cast.approving(cast.drafting(told, change="They were told."), "authority")
    version = cast.the_draft(incident, "authority").version
    assert cast.the_draft(incident, "authority").still_unknown == ()
    assert cast.filing(incident, NOON, version=version).filings[-1].phase == "complete"
    void = cast.stating(incident, records_count=9000)
    assert cast.filing(void, NOON, version=version).filings[-1].phase == "initial"


def test_a_notice_that_leaves_something_open_is_not_complete() -> None:
    incident = cast.filing(cast.approving(cast.drafted(), "authority"), NOON)
    assert cast.the_draft(incident, "authority").still_unknown
    assert incident.filings[-1].phase == "initial"


def test_break_glass_is_recorded_only_where_a_glass_was_broken() -> None:
    reason = "Nobody else could be reached before the deadline"
    incident = cast.approving(cast.drafted(), "authority", break_glass=reason)
    approval = incident.approval("authority")
    assert approval is not None
    assert approval.event.break_glass is None


def test_where_a_deputy_is_there_no_glass_can_be_broken() -> None:
    incident = cast.drafted(by=DPO)
    with pytest.raises(Refused, match="somebody else has to approve it"):
        cast.approving(incident, "authority", break_glass="Nobody else could be reached before the deadline")
    assert cast.approving(incident, "authority", by=DEPUTY).approval("authority")


def test_a_draft_that_is_not_out_yet_stays_although_people_were_told_since() -> None:
    incident = cast.publishing(cast.approving(cast.drafted(), "page"))
    incident = cast.drafting(
        cast.stating(incident, advice="Change the password you use elsewhere too."), change="New advice."
    )
    told = cast.telling(incident, 2300)
    drafted_anew = [
        d.audience for d in cast.drafting(told, change="They were told.").drafts[len(told.drafts) :]
    ]
    assert "page" not in drafted_anew
