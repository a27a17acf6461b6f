"""Where an incident stands, in a few words that are true of the duty that presses most."""

from __future__ import annotations

from datetime import datetime

from breachbot.incident.duties import duties, open_duties
from breachbot.incident.events import JudgedNoBreach
from breachbot.incident.outcome import outcome
from breachbot.incident.pending import waiting_drafts
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.slack.next_step import is_overdue

FILED = {
    "initial": "the authority has an initial notice",
    "follow_up": "the authority has a follow-up notice",
    "complete": "the authority has the complete notice",
}


def headline(incident: Incident, policy: Policy, now: datetime) -> str:
    """In small letters, without a full stop; no word of what happened."""
    if incident.ended:
        return "judged to be no breach" if isinstance(incident.ended, JudgedNoBreach) else "closed"
    if incident.aware_at is None:
        return "suspected: the clock does not run yet"
    if incident.filings:
        return f"{FILED[incident.filings[-1].phase]}{_of_the_people(incident, policy)}"
    if outcome(incident, "notify_authority") == "not_required":
        return "the authority need not be notified" + _rest(incident, policy)
    if is_overdue(incident, policy, now):
        return "overdue: nothing is filed at the authority"
    return _on_the_way(incident, policy)


def _on_the_way(incident: Incident, policy: Policy) -> str:
    """How far the notice to the authority is, before the hours end."""
    if incident.approval("authority"):
        return "the notice to the authority is approved and not filed yet"
    if "authority" in [draft.audience for draft in waiting_drafts(incident, policy)]:
        return "the notice to the authority waits for a decision"
    return "the clock runs, and nothing is filed yet"


def _of_the_people(incident: Incident, policy: Policy) -> str:
    people = duties(incident, policy)[1]
    return (
        ", the people affected are still to be told"
        if people.outcome == "required" and not people.met
        else ""
    )


def _rest(incident: Incident, policy: Policy) -> str:
    return ", other duties are open" if open_duties(incident, policy) else ""
