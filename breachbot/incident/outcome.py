"""What the newest assessments say of an obligation, and what people decided."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS
from breachbot.incident.events import AdviceGiven, OutcomeDecided, Ruling
from breachbot.incident.known import processed_for_others
from breachbot.incident.state import Decision, Incident, once
from breachbot.playbook.words import Outcome

WEIGHT: tuple[Outcome, ...] = ("not_required", "undetermined", "weigh", "required")
"""What one affected set asks for, the incident owes; what one leaves open, it may owe."""


def outcome(incident: Incident, obligation: str) -> Outcome:
    """What the incident owes: an obligation of any of its affected sets."""
    return max((outcome_of(incident, obligation, one.id) for one in incident.sets), key=WEIGHT.index)


def outcome_of(incident: Incident, obligation: str, affected_set: str) -> Outcome:
    """The outcome in force for one affected set: what the controller decided, else what was computed."""
    decided = decision_of(incident, obligation, affected_set)
    return decided.outcome if decided else computed_of(incident, obligation, affected_set)


def computed_of(incident: Incident, obligation: str, affected_set: str) -> Outcome:
    """What the playbook says of one affected set; undetermined before its first assessment."""
    found = ruling_of(incident, obligation, affected_set)
    return found.outcome if found else "undetermined"


def decision_of(incident: Incident, obligation: str, affected_set: str) -> OutcomeDecided | None:
    """The controller's newest decision on an obligation of one set, while it holds."""
    of_it = [
        one
        for one in incident.decisions
        if (one.event.affected_set, one.event.ruling.obligation) == (affected_set, obligation)
    ]
    return of_it[-1].event if of_it and holds(incident, of_it[-1]) else None


def holds(incident: Incident, decision: Decision) -> bool:
    """Whether a decision is still in force. “Required” is until another one; “not required” only for what was known
    when it was taken: any change of facts can change the outcome (EDPB Guidelines 01/2021, paras 7-15)."""
    event = decision.event
    if processed_for_others(incident, event.affected_set):
        return False  # it is no longer ours to decide
    if event.outcome == "required":
        return True
    later = incident.statements[decision.statements :]
    asked = any(
        s.affected_set == event.affected_set and s.fact in FACTS and FACTS[s.fact].for_rules for s in later
    )
    return not asked and ruling_of(incident, event.ruling.obligation, event.affected_set) == event.ruling


def advice_on(incident: Incident, affected_set: str, obligation: str) -> AdviceGiven | None:
    """The newest advice on an obligation of one set, whichever way it went."""
    about = (affected_set, obligation)
    return next(
        (one for one in reversed(incident.advice) if (one.affected_set, one.obligation) == about), None
    )


def ruling_of(incident: Incident, obligation: str, affected_set: str) -> Ruling | None:
    """The newest ruling on an obligation of one affected set."""
    return _rulings(incident, affected_set).get(obligation)


@once
def _rulings(incident: Incident, affected_set: str) -> dict[str, Ruling]:
    """The newest ruling on each obligation of one affected set, whichever regime has it."""
    made = incident.assessed_set(affected_set)
    return {ruling.obligation: ruling for one in made for ruling in one.rulings}


def because(incident: Incident, obligation: str) -> tuple[str, ...]:
    """Why the outcome is what it is: the sentences of the sets that lead to it; none if none was assessed."""
    now = outcome(incident, obligation)
    sets = [one.id for one in incident.sets if outcome_of(incident, obligation, one.id) == now]
    return tuple(dict.fromkeys(text for one in sets for text in _because_of(incident, obligation, one)))


def _because_of(incident: Incident, obligation: str, affected_set: str) -> tuple[str, ...]:
    """The grounds of the ruling, or the reason of a decision that departs from it."""
    decided = decision_of(incident, obligation, affected_set)
    if decided and decided.outcome != computed_of(incident, obligation, affected_set):
        return (decided.reason,)
    ruling = ruling_of(incident, obligation, affected_set)
    return ruling.because if ruling else ()


def waiting_for(incident: Incident, obligation: str | None = None) -> list[tuple[str, str]]:
    """The affected set and the fact of each question on which an obligation, or this one, hangs; most telling first."""
    return list(
        dict.fromkeys(
            (one.id, fact)
            for one in incident.sets
            for ruling in _rulings(incident, one.id).values()
            if obligation in (None, ruling.obligation)
            for fact in ruling.waiting_for
        )
    )
