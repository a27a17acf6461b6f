"""Sign-off: a notice is approved as exact bytes, or turned down, and only an approved page is published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.bounds import BASIS, bounded
from breachbot.incident.decide import require_open, require_reason
from breachbot.incident.known import settled_facts
from breachbot.incident.policy import Policy
from breachbot.incident.stale import stale_approvals, why_stale
from breachbot.incident.state import Incident, evolve
from breachbot.incident.team import Team
from breachbot.incident.twice import on_record
from breachbot.notices.approval import check_approval
from breachbot.notices.draft import hashes


def approve(
    incident: Incident,
    team: Team,
    *,
    policy: Policy,
    audience: e.Audience,
    version: int,
    sha256: str,
    capacity: Literal["dpo_advice", "controller_decision"],
    break_glass: str | None,
    head: str,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Approve the bytes with this hash. `head` is the head of the log at that moment, as an anchor outside it."""
    require_open(incident)
    draft = _newest(incident, audience, version, sha256)
    require_files(draft, draft.files, draft.sha256)
    check_approval(
        approver=by, role=team.role(by), drafter=draft.by, sha256_shown=sha256, sha256_current=draft.sha256,
        capacity=capacity, break_glass=break_glass, single_dpo=len(team.approvers) == 1,
        problems=draft.problems, late_without_reasons=draft.late_without_reasons,
    )  # fmt: skip
    glass = bounded(break_glass or "", BASIS, field="break_glass") or None
    if standing := incident.approval(audience):
        raise Refused(f"It is approved already, {on_record(standing.event)}.")
    if turned_down := incident.rejection(draft):
        raise Refused(f"It was turned down, {on_record(turned_down)}. Draft it anew.")
    if any(a.event.version == version for a in incident.approvals_of(audience)):
        raise Refused("Its approval became void. Draft it anew.")
    if why := why_stale(incident, draft, policy, settled_facts(incident)):
        raise Refused(f"{why} Draft it anew and approve that.")
    return [
        e.NoticeApproved(
            at=now, by=by, audience=audience, version=version, sha256=sha256, files=hashes(draft.documents),
            capacity=capacity, break_glass=glass if draft.by == by else None, head=head,
        )
    ]  # fmt: skip


def reject(
    incident: Incident,
    team: Team,
    *,
    audience: e.Audience,
    version: int,
    sha256: str,
    reason: str,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Turn a draft down and say what to change. An approval of it, if not used yet, is void."""
    require_open(incident)
    team.require_approver(by, "turn down a notice")
    draft = _newest(incident, audience, version, sha256)
    reason = require_reason(reason, "Say what to change.", most=BASIS, field="reason")
    if turned_down := incident.rejection(draft):
        raise Refused(f"It was turned down already, {on_record(turned_down)}.")
    news: list[e.IncidentEvent] = []
    if incident.approval(audience):
        why = "It was turned down after the approval."
        news.append(e.ApprovalVoided(at=now, by=by, audience=audience, version=version, reason=why))
    rejected = e.NoticeRejected(
        at=now, by=by, audience=audience, version=version, sha256=sha256, reason=reason
    )
    return [*news, rejected]


def page_to_publish(incident: Incident, version: int) -> e.NoticeDrafted:
    """The approved page of that version, asked again at the moment of writing. Raises Refused if it may not go out."""
    draft = incident.draft("page", version)
    approval = incident.approval("page")
    if draft is None or approval is None or approval.event.version != version:
        raise Refused("The approval of this page no longer holds; it is not published.")
    require_files(draft, approval.event.files, approval.event.sha256)
    return draft


def publish(
    incident: Incident,
    _team: Team,
    *,
    policy: Policy,
    version: int,
    path: str,
    url: str,
    sha256: str,
    files: Mapping[str, str],
    now: datetime,
) -> list[e.IncidentEvent]:
    """Record that the page stands there, once per version. `files`: SHA-256 of what else changed with it, by path."""
    draft = incident.draft("page", version)
    if draft is None or any(page.version == version for page in incident.published):
        return []
    page = e.PagePublished(
        at=now,
        by=e.SYSTEM,
        version=version,
        sha256=sha256,
        state=draft.state,
        path=path,
        url=url,
        files=dict(files),
    )
    return [page, *_stale(evolve(incident, page), policy, now)]


def _newest(incident: Incident, audience: e.Audience, version: int, sha256: str) -> e.NoticeDrafted:
    draft = incident.draft(audience)
    if draft is None:
        raise Refused("There is no such draft.")
    if (draft.version, draft.sha256) != (version, sha256):
        raise Refused(f"That button is out of date: draft {draft.version} is the newest. Look at that one.")
    return draft


def require_files(draft: e.NoticeDrafted, files: Mapping[str, str], sha256: str) -> None:
    """Raise Refused unless the texts are the ones with these hashes: what is read on a screen and what goes out."""
    found = hashes(draft.documents)
    if (files or found) != found or found[draft.primary] != sha256:
        raise Refused("The files of this notice are not those with its hashes. Draft it anew.")


def _stale(incident: Incident, policy: Policy, now: datetime) -> list[e.ApprovalVoided]:
    """Approvals that this step made untrue."""
    return stale_approvals(incident, policy, settled_facts(incident), now)
