"""Whose turn it is: the one button that leads a reader to the next step of an incident."""

from __future__ import annotations

from dataclasses import dataclass

from breachbot.incident.duties import Owed, most_affected, open_duties
from breachbot.incident.events import NoticeDrafted
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.refs import NoticeRef
from breachbot.slack.steps import disputed_question, first_question, waiting_drafts


@dataclass(frozen=True)
class Turn:
    """A button: what it asks for, and the opaque reference that it carries."""

    act: Act
    value: str


def turn(incident: Incident, policy: Policy, team: Team, user: str) -> Turn | None:
    """The next step that this person can take; None where others have to act first."""
    approver = user in team.approvers
    if drafts := to_decide(incident, team, user):
        return Turn(Act.READ, ref_of(incident, drafts[0]))
    act = next_act(incident, policy)
    if act is None and (drafts := _waiting(incident)):
        return Turn(Act.READ, ref_of(incident, drafts[0]))
    if act is None or (act is Act.CLOSE and not approver):
        return None
    return Turn(act, incident.id)


def to_decide(incident: Incident, team: Team, user: str) -> list[NoticeDrafted]:
    """The drafts that wait for this person's decision: nobody decides on their own, but an only DPO."""
    if incident.ended or user not in team.approvers:
        return []
    alone = len(team.approvers) == 1
    return [draft for draft in _waiting(incident) if draft.by != user or alone]


def _waiting(incident: Incident) -> list[NoticeDrafted]:
    drafts = [incident.draft(audience) for audience in waiting_drafts(incident)]
    return [draft for draft in drafts if draft]


def ref_of(incident: Incident, draft: NoticeDrafted) -> str:
    """The reference that a button about this version carries."""
    return str(NoticeRef(incident.id, draft.audience, draft.version, draft.sha256))


def next_act(incident: Incident, policy: Policy) -> Act | None:
    """What `steps.next_step` says in words, as the button for it; None where a decision of the DPO is awaited."""
    if incident.ended:
        return None
    if incident.aware_at is None:
        return Act.AWARE
    if first_question(incident) or disputed_question(incident):
        return Act.FACTS
    if waiting_drafts(incident):
        return None
    open_now = open_duties(incident, policy)
    return _for_duty(incident, open_now[0]) if open_now else Act.CLOSE


def _for_duty(incident: Incident, owed: Owed) -> Act | None:
    if owed.outcome == "undetermined":
        return Act.FACTS
    if owed.obligation == "notify_controller":
        return Act.CONTROLLER
    return _to_authority(incident) if owed.obligation == "notify_authority" else _to_people(incident, owed)


def _to_authority(incident: Incident) -> Act:
    approval = incident.approval("authority")
    filed = incident.filings[-1].version if incident.filings else None
    return Act.FILE if approval and approval.event.version != filed else _draft(incident)


def _to_people(incident: Incident, owed: Owed) -> Act | None:
    """The page first, which breachbot publishes by itself once it is approved; then each person."""
    if owed.outcome == "not_required":
        return Act.REDRAFT
    if incident.public_page() is None:
        return None if incident.approval("page") else _draft(incident)
    if incident.waived or _everybody_told(incident):
        return Act.REDRAFT
    return Act.FACTS if incident.told and most_affected(incident) is None else Act.TELL


def _everybody_told(incident: Incident) -> bool:
    affected = most_affected(incident)
    return affected is not None and sum(one.number for one in incident.told) >= affected


def _draft(incident: Incident) -> Act:
    return Act.REDRAFT if incident.filings or incident.published else Act.DRAFT
