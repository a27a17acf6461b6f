"""Whether a moment of awareness is so unusual that the person is asked whether they mean it. It is never refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from breachbot.incident.events import Unusual
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.times import ends


@dataclass(frozen=True)
class Question:
    """What is unusual about a stated moment, and when the authority's hours would end; None: none apply."""

    aware_at: datetime
    unusual: tuple[Unusual, ...]
    due: datetime | None


def question(incident: Incident, policy: Policy, aware_at: datetime, now: datetime) -> Question | None:
    """What to ask back about a moment that is not in the future; None if nothing is unusual."""
    filing = policy.regimes.filing
    due = ends(aware_at, filing)
    found: list[Unusual] = []
    if incident.opened and aware_at < incident.opened.detected_at.replace(second=0, microsecond=0):
        found.append("before_detection")  # forms know whole minutes only
    if (
        due is not None and filing.pressing and due - now <= filing.pressing
    ):  # whoever is certain says so within hours
        found.append("little_time")
    return Question(aware_at, tuple(found), due) if found else None


def unusual(incident: Incident, policy: Policy, aware_at: datetime, now: datetime) -> tuple[Unusual, ...]:
    """The same, as the event keeps it."""
    asked = question(incident, policy, aware_at, now)
    return asked.unusual if asked else ()
