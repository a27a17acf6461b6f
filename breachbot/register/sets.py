"""The affected sets of an incident, a line each: whose data, which outcomes, which controllers are still to be told."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.assessment.facts import FACTS
from breachbot.incident.duties import due_to
from breachbot.incident.events import MAIN, BreachToldApart
from breachbot.incident.known import facts_of, untold
from breachbot.incident.outcome import outcome_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident
from breachbot.incident.times import clocks, told_at, told_by_processor
from breachbot.register.lines import say_when


def affected_sets(incident: Incident, policy: Policy) -> tuple[str, ...]:
    """One line for each set, in the order in which they were set apart."""
    return tuple(_line(incident, one, policy) for one in incident.sets)


def _line(incident: Incident, one: AffectedSet, policy: Policy) -> str:
    outcomes = ", ".join(
        f"{duty.id} {outcome_of(incident, duty.id, one.id)}" for duty in policy.regimes.obligations
    )
    parts = [f"{one.id} ({one.title}): role {_role(incident, one)}", *_times(incident, one, policy), outcomes]
    if one.controllers:
        parts.append(
            "controllers: " + ", ".join(_controller(incident, one, name, policy) for name in one.controllers)
        )
    return "; ".join(parts)


def _times(incident: Incident, one: AffectedSet, policy: Policy) -> Iterator[str]:
    """Whose clock a set goes by, and when a processor told us of it."""
    found = next((c for c in clocks(incident, policy) if c.affected_set == one.id and one.id != MAIN), None)
    if found:
        filed = f", first filed {say_when(found.first.filed_at)}" if found.first else ""
        since = f"aware since {say_when(found.aware_at)} ({incident.awareness_of(one.id)[-1].by})"
        yield f"another breach, {since}, due {say_when(found.due_at, 'no hours')}{filed}"
    elif one.breach == "same":
        yield "the same breach"
    yield from (_told_apart(event) for event in incident.told_apart if event.affected_set == one.id)
    if told := told_at(incident, one.id):
        yield f"told by a processor {say_when(told)} ({_sources(incident, one, 'processor_told_at')})"
    elif told_by_processor(incident, one.id):
        yield f"told by a processor ({_sources(incident, one, 'processor_told')}), time not known"


def _told_apart(event: BreachToldApart) -> str:
    held = "held to be the same breach" if event.was == "same" else "not told apart"
    return f"{held} until {say_when(event.at)}, when {event.by} found otherwise: {event.reason}"


def _sources(incident: Incident, one: AffectedSet, fact: str) -> str:
    """On whose word an answer rests."""
    return ", ".join(view.by for view in facts_of(incident, one.id)[fact].views if view.value is not None)


def _role(incident: Incident, one: AffectedSet) -> str:
    role = facts_of(incident, one.id).get("role")
    if role is None or not isinstance(role.value, str):
        return "disputed" if role and role.conflict else "not known"
    return FACTS["role"].label(role.value) + ("" if role.firm else " (not confirmed)")


def _controller(incident: Incident, one: AffectedSet, name: str, policy: Policy) -> str:
    if name not in untold(incident, one):
        return f"{name} (told)"
    due = due_to(incident, one, name, policy)
    by = f", due {due.isoformat(timespec='minutes')}" if due else ""
    return f"{name} (not told yet{by})"
