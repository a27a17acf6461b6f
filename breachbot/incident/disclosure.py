"""What was told outside: to the authority, to the people affected, to controllers; and decisions under Art. 34(3)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.bounds import GROUNDS, REASON, SHORT, bounded
from breachbot.incident.decide import refuse_future, require_open, require_set
from breachbot.incident.known import settled_facts
from breachbot.incident.outcome import clock, outcome
from breachbot.incident.policy import Policy
from breachbot.incident.stale import stale_approvals
from breachbot.incident.state import Incident, evolve
from breachbot.incident.team import Team
from breachbot.incident.twice import (
    refuse_same_controller,
    refuse_same_filing,
    refuse_same_telling,
    refuse_same_waiver,
)


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
    channel = require_text(channel, "Say where it was filed: the portal, the address.", field="channel")
    reference = require_text(reference, "Give the authority's reference, or 'none given'.", field="reference")
    why_late = bounded(delay_reasons or "", REASON, field="delay_reasons") or None
    refuse_same_filing(incident, version=version, channel=channel, reference=reference)
    due = clock(incident, policy)
    late = due is not None and filed_at > due and not incident.filings
    in_the_notice = due is not None and draft.as_of > due and not draft.late_without_reasons
    if late and not in_the_notice and not why_late:
        raise Refused("It is later than 72 hours: Art. 33(1) wants the reasons.", field="delay_reasons")
    filed = e.AuthorityFiled(
        at=now, by=by, phase=_phase(incident, draft, approvals[-1].void), version=version, sha256=draft.sha256,
        known_as_of=draft.as_of, filed_at=filed_at, channel=channel, reference=reference,
        delay_reasons=why_late,
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
    channel = require_text(
        channel, "Say how they were told: e-mail, letter, message in the product.", field="channel"
    )
    if number < 1:
        raise Refused("Say how many people were told; at least one.", field="number")
    refuse_same_telling(incident, told_at=told_at, channel=channel, number=number)
    told = e.PeopleTold(at=now, by=by, told_at=told_at, channel=channel, number=number)
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
    reason = bounded(reason, GROUNDS, field="reason")
    refuse_same_waiver(incident, ground=ground, reason=reason)
    waived = e.CommunicationWaived(at=now, by=by, ground=ground, reason=reason)
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
    controller = require_text(controller, "Say which controller was told.", field="controller")
    channel = require_text(channel, "Say how the controller was told.", field="channel")
    named = next((n for n in one.controllers if n.casefold() == controller.casefold()), controller)
    refuse_same_controller(
        incident, told_at=told_at, controller=named, channel=channel, affected_set=affected_set
    )
    sent = incident.controller_draft(affected_set, named)
    return [
        e.ControllerTold(
            at=now, by=by, told_at=told_at, controller=named, channel=channel, affected_set=affected_set,
            sha256=sent.sha256 if sent else None,
        )
    ]  # fmt: skip


def require_text(text: str, sentence: str, *, field: str) -> str:
    """The short text, trimmed. Raises Refused with the sentence if it is empty, and if it is too long."""
    if not text.strip():
        raise Refused(sentence, field=field)
    return bounded(text, SHORT, field=field)


def _phase(
    incident: Incident, draft: e.NoticeDrafted, void: str | None
) -> Literal["initial", "follow_up", "complete"]:
    if void is None and not draft.still_unknown:
        return "complete"
    return "follow_up" if incident.filings else "initial"


def _stale(incident: Incident, policy: Policy, now: datetime) -> list[e.ApprovalVoided]:
    """Approvals that this step made untrue."""
    return stale_approvals(incident, policy, settled_facts(incident), now)
