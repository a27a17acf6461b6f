"""Notices: drafted from the facts, approved as exact bytes, published, filed and told, each with who and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.decide import refuse_future, require_open, require_reason, require_set
from breachbot.incident.known import settled_facts
from breachbot.incident.outcome import clock, outcome
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.policy import Policy
from breachbot.incident.stale import OBLIGATION, stale_approvals, why_stale
from breachbot.incident.state import Incident, evolve
from breachbot.incident.team import Team
from breachbot.notices.approval import check_approval
from breachbot.notices.draft import draft as render
from breachbot.notices.draft import hashes

State = Literal["notice", "correction", "withdrawal"]
AUDIENCES: tuple[e.Audience, ...] = ("authority", "page", "mail")


def draft_notice(
    incident: Incident,
    team: Team,
    *,
    policy: Policy,
    audience: e.Audience,
    change: str | None = None,
    withdraw: bool = False,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Render a new version from the facts of this moment. Once something went out, `change` says what is new."""
    require_open(incident)
    team.require_responder(by)
    if incident.aware_at is None:
        raise Refused("First state awareness: before it there is nothing to notify.")
    state = _state(incident, audience, withdraw)
    if state != "notice":
        require_reason(change or "", "Say in a sentence what changes; readers will see it.", field="change")
    earlier = incident.draft(audience)
    edition = Edition(audience, (earlier.version if earlier else 0) + 1, now, state, change)
    fields = fields_of(edition, incident, settled_facts(incident), policy)
    made = render(fields, policy.templates, own_hosts=(policy.firm.host,))
    drafted = e.NoticeDrafted(
        at=now, by=by, audience=audience, version=edition.version, state=state, change=change,
        outcome=outcome(incident, OBLIGATION[audience]), documents=dict(made.documents),
        primary=made.primary, sha256=made.sha256, files=dict(made.files),
        fields_sha256=made.fields_sha256, still_unknown=made.still_unknown, problems=made.problems,
        late_without_reasons=made.late_without_reasons, template_sha256=made.template_sha256, as_of=now,
    )  # fmt: skip
    replaced = [
        e.ApprovalVoided(
            at=now,
            by=e.SYSTEM,
            audience=audience,
            version=a.event.version,
            reason="A newer draft replaces it.",
        )
        for a in incident.approvals_of(audience)
        if a.void is None
    ]
    return [*replaced, drafted]


def draft_needed(
    incident: Incident, team: Team, *, policy: Policy, change: str | None, by: str, now: datetime
) -> list[e.IncidentEvent]:
    """Draft what the outcomes may ask for, leaving alone each notice that still says what is known."""
    require_open(incident)
    team.require_responder(by)
    wanted = [a for a in AUDIENCES if outcome(incident, OBLIGATION[a]) != "not_required"]
    if not wanted:
        raise Refused("The assessment asks for no notice. The register keeps its reasons.")
    news: list[e.IncidentEvent] = []
    for audience in wanted:
        if not _stands(incident, audience, policy):
            news += draft_notice(
                incident, team, policy=policy, audience=audience, change=change, by=by, now=now
            )
    if not news:
        raise Refused("Every draft says what is known already. State new facts first, or turn a draft down.")
    return news


def _stands(incident: Incident, audience: e.Audience, policy: Policy) -> bool:
    """Whether the newest draft for an audience need not be drafted anew."""
    draft = incident.draft(audience)
    if draft is None or incident.rejected(draft):
        return False
    if _only_void(incident, draft) and not _says_enough_outside(incident, draft):
        return False
    if audience == "page" and incident.published and draft.version == incident.published[-1].version:
        told_since = incident.told != incident.as_drafted(draft).told
        if draft.state == "withdrawal" or told_since:
            return False
    return why_stale(incident, draft, policy, settled_facts(incident)) is None


def _only_void(incident: Incident, draft: e.NoticeDrafted) -> bool:
    """Whether it was approved and no approval of it holds: the same version cannot be approved again."""
    approvals = [a for a in incident.approvals_of(draft.audience) if a.event.version == draft.version]
    return bool(approvals) and all(a.void is not None for a in approvals)


def _says_enough_outside(incident: Incident, draft: e.NoticeDrafted) -> bool:
    """Whether this version is out already, and the same words again would add nothing."""
    if draft.audience == "page":
        return bool(incident.published) and incident.published[-1].version == draft.version
    filed = incident.filings[-1] if draft.audience == "authority" and incident.filings else None
    if filed is None or filed.version != draft.version:
        return False
    return filed.phase == "complete" or bool(draft.still_unknown)


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
    if incident.approval(audience):
        raise Refused("It is approved already.")
    if incident.rejected(draft):
        raise Refused("It was turned down. Draft it anew.")
    if any(a.event.version == version for a in incident.approvals_of(audience)):
        raise Refused("Its approval became void. Draft it anew.")
    if why := why_stale(incident, draft, policy, settled_facts(incident)):
        raise Refused(f"{why} Draft it anew and approve that.")
    return [
        e.NoticeApproved(
            at=now, by=by, audience=audience, version=version, sha256=sha256, files=hashes(draft.documents),
            capacity=capacity, break_glass=break_glass if draft.by == by else None, head=head,
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
    require_reason(reason, "Say what to change.", field="reason")
    if incident.rejected(draft):
        raise Refused("It was turned down already.")
    news: list[e.IncidentEvent] = []
    if incident.approval(audience):
        why = "It was turned down after the approval."
        news.append(e.ApprovalVoided(at=now, by=by, audience=audience, version=version, reason=why))
    rejected = e.NoticeRejected(
        at=now, by=by, audience=audience, version=version, sha256=sha256, reason=reason.strip()
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


def file_at_authority(
    incident: Incident,
    team: Team,
    *,
    policy: Policy,
    version: int,
    filed_at: datetime,
    channel: str,
    reference: str,
    delay_reasons: str | None,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Record a filing that a person made. breachbot files nothing itself.

    Bytes whose approval became void may still be filed, as an initial notice 'known as of' their moment (Art. 33(4)).
    Later than the 72 hours it wants the reasons (Art. 33(1)), in the notice or here.
    """
    require_open(incident)
    team.require_responder(by)
    draft = incident.draft("authority", version)
    approvals = [a for a in incident.approvals_of("authority") if a.event.version == version]
    if draft is None or not approvals:
        raise Refused(
            "Only an approved notice can be filed. Ask the DPO to approve it first.", field="version"
        )
    refuse_future(filed_at, now, field="filed_at")
    if filed_at < approvals[0].event.at.replace(second=0, microsecond=0):
        raise Refused("That is before the notice was approved.", field="filed_at")
    require_text(channel, "Say where it was filed: the portal, the address.", field="channel")
    require_text(reference, "Give the authority's reference, or 'none given'.", field="reference")
    due = clock(incident, policy)
    late = due is not None and filed_at > due and not incident.filings
    in_the_notice = due is not None and draft.as_of > due and not draft.late_without_reasons
    if late and not in_the_notice and not (delay_reasons or "").strip():
        raise Refused("It is later than 72 hours: Art. 33(1) wants the reasons.", field="delay_reasons")
    filed = e.AuthorityFiled(
        at=now, by=by, phase=_phase(incident, draft, approvals[-1].void), version=version, sha256=draft.sha256,
        known_as_of=draft.as_of, filed_at=filed_at, channel=channel.strip(), reference=reference.strip(),
        delay_reasons=(delay_reasons or "").strip() or None,
    )  # fmt: skip
    return [filed, *_stale(evolve(incident, filed), policy, now)]


def tell_people(
    incident: Incident,
    team: Team,
    *,
    policy: Policy,
    told_at: datetime,
    channel: str,
    number: int,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Record a direct communication under Art. 34(1): when, how, to how many."""
    require_open(incident)
    team.require_responder(by)
    refuse_future(told_at, now, field="told_at")
    if incident.opened and told_at < incident.opened.detected_at.replace(second=0, microsecond=0):
        raise Refused("That is before the incident was detected.", field="told_at")
    require_text(channel, "Say how they were told: e-mail, letter, message in the product.", field="channel")
    if number < 1:
        raise Refused("Say how many people were told; at least one.", field="number")
    told = e.PeopleTold(at=now, by=by, told_at=told_at, channel=channel.strip(), number=number)
    return [told, *_stale(evolve(incident, told), policy, now)]


def waive_communication(
    incident: Incident,
    team: Team,
    *,
    policy: Policy,
    ground: Literal["a", "b", "c"],
    reason: str,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Decide under Art. 34(3) that people need not be told directly. A decision with reasons, never a bare box."""
    require_open(incident)
    team.require_approver(by, "decide under Art. 34(3)")
    if outcome(incident, "communicate") == "not_required":
        raise Refused("The assessment asks for no communication, so there is nothing to decide.")
    if len(reason.strip()) < 40:
        raise Refused(
            "Give the reasons: at least a full sentence that an authority can check.", field="reason"
        )
    waived = e.CommunicationWaived(at=now, by=by, ground=ground, reason=reason.strip())
    return [waived, *_stale(evolve(incident, waived), policy, now)]


def tell_controller(
    incident: Incident,
    team: Team,
    *,
    told_at: datetime,
    controller: str,
    channel: str,
    affected_set: str = e.MAIN,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """As a processor: record that one controller was told about one set (Art. 33(2)), and by which message."""
    require_open(incident)
    team.require_responder(by)
    one = require_set(incident, affected_set)
    refuse_future(told_at, now, field="told_at")
    require_text(controller, "Say which controller was told.", field="controller")
    require_text(channel, "Say how the controller was told.", field="channel")
    named = next(
        (n for n in one.controllers if n.casefold() == controller.strip().casefold()), controller.strip()
    )
    sent = incident.controller_draft(affected_set, named)
    return [
        e.ControllerTold(
            at=now, by=by, told_at=told_at, controller=named, channel=channel.strip(), affected_set=affected_set,
            sha256=sent.sha256 if sent else None,
        )
    ]  # fmt: skip


def require_text(text: str, sentence: str, *, field: str) -> None:
    """Raise Refused if there is nothing but blanks."""
    if not text.strip():
        raise Refused(sentence, field=field)


def _state(incident: Incident, audience: e.Audience, withdraw: bool) -> State:
    out = incident.published if audience == "page" else incident.filings if audience == "authority" else ()
    if withdraw and not out:
        raise Refused("Nothing is out yet, so there is nothing to withdraw.")
    if withdraw and incident.public_page() is None:
        raise Refused("It is withdrawn already. Draft the notices anew to put a page back.")
    return "withdrawal" if withdraw else "correction" if out else "notice"


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


def _phase(
    incident: Incident, draft: e.NoticeDrafted, void: str | None
) -> Literal["initial", "follow_up", "complete"]:
    if void is None and not draft.still_unknown:
        return "complete"
    return "follow_up" if incident.filings else "initial"


def _stale(incident: Incident, policy: Policy, now: datetime) -> list[e.ApprovalVoided]:
    """Approvals that this step made untrue."""
    return stale_approvals(incident, policy, settled_facts(incident), now)
