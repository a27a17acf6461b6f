"""What is open to ask: the questions on which a duty hangs, and what can be said without their answers."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS
from breachbot.incident.known import facts_of, settled_facts
from breachbot.incident.outcome import waiting_for
from breachbot.incident.state import Incident

BASICS = frozenset({"what_happened", "data_categories", "people_count"})
"""With these, an initial notice says something of each point of Art. 33(3)(a)."""


def question(incident: Incident) -> str | None:
    """What to ask people next, in a sentence: first what they disagree about, then what nobody has spoken to."""
    if disputed := disputed_question(incident):
        return settled_by_the_dpo(disputed)
    first = first_question(incident)
    return f"State the facts. First: {first}" if first else None


def settled_by_the_dpo(disputed: str) -> str:
    """That somebody whose word counts answers a question on which people disagree."""
    return f"The DPO or a deputy settles what people disagree about: {disputed}"


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


def could_still_decide(incident: Incident, obligation: str) -> bool:
    """Whether an answer that nobody has tried to give, or that is disputed, could still decide about the duty."""
    return bool(first_question(incident, obligation) or disputed_question(incident, obligation))


def basics_spoken(incident: Incident, clock: str) -> bool:
    """Whether somebody has said what an initial notice needs, of the sets that go by a clock."""
    return {fact for one, fact in spoken(incident) if incident.clock_of(one) == clock} >= BASICS


def delay_explained(incident: Incident) -> bool:
    """Art. 33(1): a notice later than 72 hours gives the reasons, or it cannot be approved."""
    reasons = settled_facts(incident).get("delay_reasons")
    return reasons is not None and reasons.firm


def spoken(incident: Incident) -> set[tuple[str, str]]:
    """The set and the fact of which a person has said something, if only that it is not known."""
    return {(said.affected_set, said.fact) for said in incident.statements if said.source != "alert"}
