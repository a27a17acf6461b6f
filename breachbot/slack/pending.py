"""Drafts that nobody can approve as they are: what stands in the way, in words, and the button that leads on."""

from __future__ import annotations

from dataclasses import dataclass

from breachbot.incident.events import Audience, NoticeDrafted
from breachbot.incident.pending import Flaw, flawed_drafts
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
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


def stuck_drafts(incident: Incident, policy: Policy) -> list[tuple[NoticeDrafted, Obstacle]]:
    """The newest drafts on which nobody has decided and which would be refused."""
    return [(draft, _obstacle(incident, flaw)) for draft, flaw in flawed_drafts(incident, policy)]


def _obstacle(incident: Incident, flaw: Flaw) -> Obstacle:
    if flaw == "stale":
        return Obstacle("is out of date", "draft it anew", redraft(incident))
    if flaw == "late":
        return Obstacle(
            "is late and gives no reasons", "state them under Facts, then draft it anew", Act.FACTS
        )
    return Obstacle("cannot go out as it is", "complete or correct the facts, then draft it anew", Act.FACTS)


def redraft(incident: Incident) -> Act:
    """How notices are drafted now: once something is out, a new draft says what changes."""
    return Act.REDRAFT if incident.filings or incident.published else Act.DRAFT
