"""Drafting: a new version of a notice, rendered from the facts of this moment."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.bounds import CHANGE, bounded
from breachbot.incident.decide import require_open, require_reason
from breachbot.incident.known import settled_facts
from breachbot.incident.outcome import outcome
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.policy import Policy
from breachbot.incident.stale import OBLIGATION, why_stale
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.notices.draft import draft as render

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
        change = require_reason(
            change or "", "Say in a sentence what changes; readers will see it.", most=CHANGE, field="change"
        )
    elif change:
        change = bounded(change, CHANGE, field="change")
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


def _state(incident: Incident, audience: e.Audience, withdraw: bool) -> State:
    out = incident.published if audience == "page" else incident.filings if audience == "authority" else ()
    if withdraw and not out:
        raise Refused("Nothing is out yet, so there is nothing to withdraw.")
    if withdraw and incident.public_page() is None:
        raise Refused("It is withdrawn already. Draft the notices anew to put a page back.")
    return "withdrawal" if withdraw else "correction" if out else "notice"
