"""Drafts on which nobody has decided: those that can be approved, and what stands in the way of the others."""

from __future__ import annotations

from dataclasses import dataclass

from breachbot.incident.events import Audience, NoticeDrafted
from breachbot.incident.known import settled_facts
from breachbot.incident.policy import Policy
from breachbot.incident.stale import why_stale
from breachbot.incident.state import Incident
from breachbot.notices.lint import refuses
from breachbot.slack.actions import Act

AUDIENCES: dict[Audience, str] = {
    "authority": "the notice to the authority",
    "page": "the security page",
    "mail": "the mail to the people affected",
}


@dataclass(frozen=True)
class Obstacle:
    """Why a draft cannot be approved, what to do about it, and the button for that."""

    why: str
    wants: str
    act: Act

    def said_of(self, draft: NoticeDrafted) -> str:
        """In a sentence."""
        name = AUDIENCES[draft.audience]
        return f"{name[0].upper()}{name[1:]} {self.why}: {self.wants}."


def waiting_drafts(incident: Incident, policy: Policy) -> list[NoticeDrafted]:
    """The newest drafts on which somebody can decide now, the authority's first."""
    return [draft for draft in _undecided(incident) if obstacle(incident, draft, policy) is None]


def stuck_drafts(incident: Incident, policy: Policy) -> list[tuple[NoticeDrafted, Obstacle]]:
    """The newest drafts on which nobody has decided and which would be refused."""
    found = [(draft, obstacle(incident, draft, policy)) for draft in _undecided(incident)]
    return [(draft, in_the_way) for draft, in_the_way in found if in_the_way]


def obstacle(incident: Incident, draft: NoticeDrafted, policy: Policy) -> Obstacle | None:
    """What `sign_off.approve` would say of this draft whoever asked."""
    if why_stale(incident, draft, policy, settled_facts(incident)):
        return Obstacle("is out of date", "draft it anew", redraft(incident))
    if draft.late_without_reasons:
        return Obstacle(
            "is late and gives no reasons", "state them under Facts, then draft it anew", Act.FACTS
        )
    if any(refuses(problem) for problem in draft.problems):
        return Obstacle(
            "cannot go out as it is", "complete or correct the facts, then draft it anew", Act.FACTS
        )
    return None


def redraft(incident: Incident) -> Act:
    """How notices are drafted now: once something is out, a new draft says what changes."""
    return Act.REDRAFT if incident.filings or incident.published else Act.DRAFT


def _undecided(incident: Incident) -> list[NoticeDrafted]:
    newest = [draft for audience in AUDIENCES if (draft := incident.draft(audience))]
    return [d for d in newest if not incident.rejected(d) and not _ever_approved(incident, d)]


def _ever_approved(incident: Incident, draft: NoticeDrafted) -> bool:
    return any(a.event.version == draft.version for a in incident.approvals_of(draft.audience))
