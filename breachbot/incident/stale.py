"""Which approvals no longer hold: an approval is for these bytes, these facts and this outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from breachbot.assessment.facts import Settled
from breachbot.incident import events as e
from breachbot.incident.known import settled_facts
from breachbot.incident.languages import said_otherwise
from breachbot.incident.news import changed, titled
from breachbot.incident.outcome import outcome
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident, once
from breachbot.notices.fields import digest
from breachbot.notices.words import language_name

MOST_NAMED = 3
"""Of what has changed, in one sentence."""


def served(audience: e.Audience, policy: Policy) -> str:
    """The obligation that a notice serves."""
    regimes = policy.regimes
    return (regimes.filing if audience == "authority" else regimes.communication).id


def stale_approvals(
    incident: Incident, policy: Policy, facts: Mapping[str, Settled], now: datetime
) -> list[e.ApprovalVoided]:
    """One event for each standing approval whose notice would read otherwise today."""
    voided = []
    for approval in incident.approvals:
        draft = incident.draft(approval.event.audience, approval.event.version)
        if approval.void is not None or draft is None:
            continue
        # that an earlier page was out already, which nobody knew at drafting, keeps no approved one from following it
        asked = replace(incident, publications=incident.as_drafted(draft).publications)
        if why := why_stale(asked, draft, policy, facts):
            about = {"audience": draft.audience, "version": draft.version, "reason": why}
            voided.append(e.ApprovalVoided(at=now, by=e.SYSTEM, **about))
    return voided


def stale_now(incident: Incident, policy: Policy, now: datetime) -> list[e.ApprovalVoided]:
    """The same for what is known of the incident now: the approvals that the step before made untrue."""
    return stale_approvals(incident, policy, settled_facts(incident), now)


@once
def why_stale(
    incident: Incident, draft: e.NoticeDrafted, policy: Policy, facts: Mapping[str, Settled]
) -> str | None:
    """Why a draft no longer says what is known, or None if it still does."""
    if outcome(incident, served(draft.audience, policy)) != draft.outcome:
        return "The outcome of the assessment changed."
    edition = Edition(draft.audience, draft.version, draft.as_of, draft.state, draft.change, draft.form)
    if (
        draft.audience != "authority"
    ):  # whom we wrote to since then makes no page untrue; the next one says it
        incident = replace(incident, told=incident.as_drafted(draft).told)
    known = fields_of(edition, incident, facts, policy)
    if digest(known, draft.form) == draft.fields_sha256:
        others = said_otherwise(incident, draft, policy, facts)
        names = " and ".join(language_name(one) for one in others)
        return f"It reads otherwise now in {names}." if others else None
    then = incident.as_drafted(draft)
    said = fields_of(edition, then, settled_facts(then), policy)
    titles = titled(changed(said, known, draft.form), draft.audience, policy)
    more = f" and {len(titles) - MOST_NAMED} more" if len(titles) > MOST_NAMED else ""
    which = f": {'; '.join(titles[:MOST_NAMED])}{more}" if titles else ""
    return f"A fact that this notice states has changed{which}."
