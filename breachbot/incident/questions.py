"""The questions on which the duties of an incident still hang."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS
from breachbot.incident.known import facts_of
from breachbot.incident.outcome import waiting_for
from breachbot.incident.state import Incident


def first_question(incident: Incident, obligation: str | None = None) -> str | None:
    """The first question on which a duty (or this one) hangs and to which no person has said anything."""
    heard = spoken(incident)
    asked = [one for one in waiting_for(incident, obligation) if one[1] in FACTS and one not in heard]
    return next((FACTS[fact].question for _, fact in asked), None)


def disputed_question(incident: Incident, obligation: str | None = None) -> str | None:
    """The first question on which a duty (or this one) hangs and to which people give different answers."""
    known = {one.id: facts_of(incident, one.id) for one in incident.sets}
    asked = [one for one in waiting_for(incident, obligation) if one[1] in FACTS]
    disputed = [fact for name, fact in asked if fact in known[name] and known[name][fact].conflict]
    return next((FACTS[fact].question for fact in disputed), None)


def spoken(incident: Incident) -> set[tuple[str, str]]:
    """The set and the fact of which a person has said something, if only that it is not known."""
    return {(said.affected_set, said.fact) for said in incident.statements if said.source != "alert"}
