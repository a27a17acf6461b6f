"""What waits in an incident for the DPO or a deputy: drafts, what keeps a draft from being approved, an
unusual moment of awareness, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from breachbot.incident.duties import open_duties
from breachbot.incident.events import Audience, NoticeDrafted
from breachbot.incident.known import settled_facts
from breachbot.incident.policy import Policy
from breachbot.incident.questions import disputed_question, first_question
from breachbot.incident.stale import why_stale
from breachbot.incident.state import Incident
from breachbot.notices.lint import refuses

Flaw = Literal["stale", "late", "incomplete"]
"""Why a draft cannot be approved: it says what is no longer so, gives no reasons for a delay, or lacks something."""


@dataclass(frozen=True)
class Pending:
    """One thing that waits for a decision. `by`: who drafted it, and so decides only if nobody else can; None if that
    does not matter."""

    kind: Literal["draft", "awareness", "ending", "repair"]
    by: str | None = None


def pending(incident: Incident, policy: Policy) -> list[Pending]:
    """All of it; nothing of it depends on the time."""
    if incident.ended:
        return []
    drafts = [Pending("draft", draft.by) for draft in waiting_drafts(incident, policy)]
    ending = [Pending("ending")] if can_end(incident, policy) else []
    repairs = {flaw == "stale" for _, flaw in flawed_drafts(incident, policy)}
    awareness = [Pending("awareness")] if incident.unconfirmed else []
    return [*drafts, *awareness, *ending, *(Pending("repair") for _ in repairs)]


def can_end(incident: Incident, policy: Policy) -> bool:
    """Whether nothing is left to do but to say how it ends."""
    if incident.ended or incident.aware_at is None or incident.unconfirmed or open_duties(incident, policy):
        return False
    asked = disputed_question(incident) or first_question(incident)
    return not asked and not waiting_drafts(incident, policy)


def waiting_drafts(incident: Incident, policy: Policy) -> list[NoticeDrafted]:
    """The newest drafts on which somebody can decide now, the authority's first."""
    return [draft for draft in _undecided(incident) if flaw_of(incident, draft, policy) is None]


def flawed_drafts(incident: Incident, policy: Policy) -> list[tuple[NoticeDrafted, Flaw]]:
    """The newest drafts on which nobody has decided and which would be refused."""
    found = [(draft, flaw_of(incident, draft, policy)) for draft in _undecided(incident)]
    return [(draft, flaw) for draft, flaw in found if flaw]


def flaw_of(incident: Incident, draft: NoticeDrafted, policy: Policy) -> Flaw | None:
    """What `sign_off.approve` would say of this draft whoever asked."""
    if why_stale(incident, draft, policy, settled_facts(incident)):
        return "stale"
    if draft.late_without_reasons:
        return "late"
    return "incomplete" if any(refuses(problem) for problem in draft.problems) else None


def _undecided(incident: Incident) -> list[NoticeDrafted]:
    return [draft for audience in get_args(Audience) if (draft := incident.undecided(audience))]
