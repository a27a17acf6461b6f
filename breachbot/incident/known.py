"""What is known of an incident now, from everything that was stated."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS, Settled, Statement, settle
from breachbot.assessment.outlook import Outlook, look_ahead
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident


def settled_facts(incident: Incident) -> dict[str, Settled]:
    """What is known now: the statements of all, with conflicts and unknowns marked."""
    return settle(
        [
            Statement(
                fact=s.fact, value=s.value, by=s.by, at=s.at, source=s.source,
                confirmed=s.confirmed, settles=s.settles,
            )
            for s in incident.statements
            if s.fact in FACTS
        ]
    )  # fmt: skip


def outlook(incident: Incident, policy: Policy) -> Outlook:
    """What would change the outcomes, and what to find out next."""
    return look_ahead(policy.playbook, settled_facts(incident))
