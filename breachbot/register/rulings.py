"""The computed outcomes, and beside them the DPO's advice and the controller's decisions: none replaces another."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.incident import events as e
from breachbot.incident.acts.no_breach import advice_of_all
from breachbot.incident.outcome import computed_of, holds, ruling_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Decision, Incident
from breachbot.register.lines import by_whom


def computed(incident: Incident, policy: Policy) -> tuple[str, ...]:
    """What the playbook says of each duty, for each set, whatever was decided; what it leaves to judgement with what
    speaks for a risk and against it."""
    return tuple(
        f"{one.id}: {duty.id} {computed_of(incident, duty.id, one.id)}{_weighed(incident, duty.id, one.id)}"
        for one in incident.sets
        for duty in policy.regimes.obligations
    )


def _weighed(incident: Incident, duty: str, affected_set: str) -> str:
    ruling = ruling_of(incident, duty, affected_set)
    said = [f"{one.speaks} a risk: {one.because}" for one in ruling.considerations] if ruling else []
    return f" ({'; '.join(said)})" if said else ""


def advice(incident: Incident) -> tuple[str, ...]:
    """Each advice of the DPO."""
    return tuple(
        f"{one.at.isoformat(timespec='seconds')}: {one.affected_set}: {one.obligation} {one.outcome}, "
        f"{by_whom(one)}: {one.reason}"
        for one in incident.advice
    )


def decisions(incident: Incident) -> tuple[str, ...]:
    """Each decision of the controller, what was computed at that moment, and whether it is still in force."""
    return tuple(_decision(incident, one) for one in incident.decisions)


def _decision(incident: Incident, decision: Decision) -> str:
    event = decision.event
    same = [
        d
        for d in incident.decisions
        if (d.event.affected_set, d.event.ruling.obligation) == (event.affected_set, event.ruling.obligation)
    ]
    standing = "in force" if decision is same[-1] and holds(incident, decision) else "no longer in force"
    ruling = f"{event.ruling.obligation}: computed {event.ruling.outcome}, decided {event.outcome}"
    why = event.reason or "as computed"
    about = f"{event.at.isoformat(timespec='seconds')}: {event.affected_set}: {ruling}"
    return f"{about}, {by_whom(event)}: {why} ({standing})"


def both_by_one(incident: Incident) -> list[str]:
    """Where one person advised and decided: an inspector may ask about the DPO's independence (Art. 38(6))."""
    advisers = {(a.affected_set, a.obligation, a.by) for a in incident.advice}
    taken = [(d.event.affected_set, d.event.ruling.obligation, d.event.by) for d in incident.decisions]
    return [
        f"advice and decision on {duty} ({affected_set}) by the same person: {by}"
        for affected_set, duty, by in dict.fromkeys(taken)
        if (affected_set, duty, by) in advisers
    ]


def ended_otherwise(incident: Incident, policy: Policy) -> Iterator[str]:
    """Where it was judged to be no breach against the advice, against the facts, or by who advised on it."""
    judged = incident.ended
    if not isinstance(judged, e.JudgedNoBreach):
        return
    if judged.facts_aside:
        yield f"judged no breach by {judged.by} while the facts on record did not show it"
    if against := [a.by for a in advice_of_all(incident, policy) if a.outcome == "required"]:
        yield f"judged no breach by {judged.by} against the advice of {', '.join(dict.fromkeys(against))}"
    if judged.break_glass:
        yield f"break-glass: {judged.by} advised on whether it is a breach and judged it: {judged.break_glass}"
