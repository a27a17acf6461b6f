"""The affected sets of an incident, a line each: whose data, which outcomes, which controllers are still to be told."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS
from breachbot.incident.duties import due_to
from breachbot.incident.known import facts_of, untold
from breachbot.incident.outcome import outcome_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident


def affected_sets(incident: Incident, policy: Policy) -> tuple[str, ...]:
    """One line for each set, in the order in which they were set apart."""
    return tuple(_line(incident, one, policy) for one in incident.sets)


def _line(incident: Incident, one: AffectedSet, policy: Policy) -> str:
    outcomes = ", ".join(
        f"{duty.id} {outcome_of(incident, duty.id, one.id)}" for duty in policy.regimes.obligations
    )
    parts = [f"{one.id} ({one.title}): role {_role(incident, one)}", outcomes]
    if one.controllers:
        parts.append(
            "controllers: " + ", ".join(_controller(incident, one, name, policy) for name in one.controllers)
        )
    return "; ".join(parts)


def _role(incident: Incident, one: AffectedSet) -> str:
    role = facts_of(incident, one.id).get("role")
    if role is None or not isinstance(role.value, str):
        return "disputed" if role and role.conflict else "not known"
    return FACTS["role"].label(role.value) + ("" if role.firm else " (not confirmed)")


def _controller(incident: Incident, one: AffectedSet, name: str, policy: Policy) -> str:
    if name not in untold(incident, one):
        return f"{name} (told)"
    due = due_to(incident, name, policy)
    by = f", due {due.isoformat(timespec='minutes')}" if due else ""
    return f"{name} (not told yet{by})"
