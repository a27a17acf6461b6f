"""What waits for one person's decision: which version they opened is on record, and no other is approved by them."""

from __future__ import annotations

import pytest

from breachbot.errors import Refused
from breachbot.incident import documents
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.approve import Approve
from breachbot.incident.documents import waiting
from breachbot.incident.guidance import decide
from breachbot.incident.state import Incident
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, NOON, TEAM

AUDIENCES: tuple[e.Audience, ...] = ("authority", "page", "mail")


def of(user: str) -> Context:
    return Context(user, TEAM, cast.policy(), NOON, "1:00")


def approve(incident: Incident, by: str, audience: e.Audience = "authority") -> list[e.IncidentEvent]:
    draft = cast.the_draft(incident, audience)
    about = {"audience": audience, "version": draft.version, "sha256": draft.sha256}
    return decide(incident, Approve.of(**about, capacity="dpo_advice"), of(by))


def test_nobody_approves_a_version_that_they_never_opened() -> None:
    incident = cast.drafted()
    with pytest.raises(Refused, match="have not opened draft 1"):
        approve(incident, DPO)
    incident = cast.opening(incident, "authority", DPO)
    with pytest.raises(Refused, match="have not opened draft 1"):
        approve(incident, DEPUTY)
    with pytest.raises(Refused, match="have not opened draft 1"):
        approve(incident, DPO, "page")
    (approved,) = approve(incident, DPO)
    assert isinstance(approved, e.NoticeApproved)


def test_a_new_version_has_to_be_opened_by_itself() -> None:
    incident = cast.opening(cast.drafted(), "authority", DPO)
    incident = cast.drafting(cast.stating(incident, people_count=4000))
    with pytest.raises(Refused, match="have not opened draft 2"):
        approve(incident, DPO)
    found = next(one for one in waiting(incident, of(DPO)) if one.draft.audience == "authority")
    assert not found.opened
    assert found.before is not None
    assert found.before.version == 1
    assert next(one for one in waiting(incident, of(DEPUTY))).before is None


def test_it_is_recorded_once_and_of_those_who_decide_alone() -> None:
    incident = cast.drafted()
    draft = cast.the_draft(incident, "page")
    assert documents.opening(incident, draft, of(ENGINEER)) == []
    (opened,) = documents.opening(incident, draft, of(DPO))
    assert (opened.by, opened.at) == (DPO, NOON)
    incident = cast.after(incident, [opened])
    assert documents.opening(incident, draft, of(DPO)) == []
    assert documents.opening(incident, draft, of(DEPUTY))
    assert documents.opening(cast.told_everything(), draft, of(DPO))


def test_what_was_drafted_before_openings_were_recorded_can_be_opened_and_approved() -> None:
    incident = cast.drafted()
    assert incident.openings == ()
    assert approve(cast.opening(incident, "authority", DPO), DPO)


def test_each_sees_what_waits_for_them() -> None:
    incident = cast.opening(cast.drafted(), "page", DPO)
    opened = {one.draft.audience: one.opened for one in waiting(incident, of(DPO))}
    assert opened == {"authority": False, "page": True, "mail": False}
    assert not any(one.opened for one in waiting(incident, of(DEPUTY)))
    assert waiting(incident, of(ENGINEER)) == ()
    for audience in AUDIENCES:
        incident = cast.approving(incident, audience)
    assert waiting(incident, of(DPO)) == ()
