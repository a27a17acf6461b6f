"""What is open to ask: the questions on which a duty hangs, and what can be said without their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from breachbot.assessment.facts import FACTS
from breachbot.incident.known import facts_of, facts_of_people, outlook, settled_facts
from breachbot.incident.outcome import outcome_of, waiting_for
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident

BASICS = frozenset({"what_happened", "data_categories", "people_count"})
"""With these, an initial notice says something of each point of Art. 33(3)(a)."""

FIRST = "what_happened"
"""What is asked before anything else: the other answers may be in it."""
TELLS = (
    *("data_categories", "people_kinds", "people_count", "occurred_from", "ongoing", "occurred_until"),
    *("records_count", "consequences", "measures_taken", "measures_planned"),
    *("countries", "volume", "could_reach", "exposed_for", "access_evidence"),
)
"""What a notice to the authority tells besides (Art. 33(3)); asked once no duty hangs on a question any more."""
PREMISES = {
    "restore": ("integrity", "availability"),
    "loss_effect": ("integrity", "availability"),
    "deletion_confirmed": ("recipient",),
    "exposed_for": ("confidentiality",),
    "occurred_until": ("ongoing",),
}
"""What is asked before a question, since the answer may make it idle."""
IDLE = {
    "occurred_until": ("ongoing", "yes"),
    **dict.fromkeys(("could_reach", "exposed_for", "access_evidence"), ("confidentiality", "no")),
}
"""A question that an answer makes idle. Those of which a rule makes something are left out by the outlook."""


@dataclass(frozen=True)
class Questions:
    """What is asked of one set, in that order: what the outcomes hang on, or once they hang on nothing that nobody has
    spoken to, what the notice `tells`. answered: of those that matter, as far as they are known."""

    due: tuple[str, ...]
    answered: int
    tells: bool

    @property
    def number(self) -> int:
        """How many matter: those with an answer and those without one."""
        return self.answered + len(self.due)


def questions(incident: Incident, policy: Policy, affected_set: str) -> Questions:
    """The questions about a set that still matter after the answers so far, and to which nobody has spoken."""
    spoken_to = set(facts_of_people(incident, affected_set))
    hanging = [step.fact for step in outlook(incident, policy, affected_set).next]
    if incident.clock_of(affected_set) == affected_set:  # what shares a breach was told with it
        hanging.insert(0, FIRST)
    if due := tuple(dict.fromkeys(_premises_first(hanging, spoken_to))):
        deciding = [one for one in spoken_to if one == FIRST or FACTS[one].for_rules]
        return Questions(due, len(deciding), tells=False)
    if outcome_of(incident, policy.regimes.filing.id, affected_set) == "not_required":
        return Questions((), 0, tells=False)
    told = _to_tell(incident, affected_set)
    due = tuple(dict.fromkeys(_premises_first(told, spoken_to)))
    return Questions(due, len(told) - len(due), tells=True)


def together(due: Iterable[str], most: int) -> tuple[str, ...]:
    """The first of these questions that can be asked on one page: none beside what may make it idle."""
    page: list[str] = []
    for fact in due:
        if len(page) < most and not set(PREMISES.get(fact, ())) & set(page):
            page.append(fact)
    return tuple(page)


def _to_tell(incident: Incident, affected_set: str) -> list[str]:
    known = facts_of(incident, affected_set)
    idle = {fact for fact, (other, value) in IDLE.items() if other in known and known[other].value == value}
    return [fact for fact in TELLS if fact not in idle]


def _premises_first(facts: Iterable[str], spoken_to: set[str]) -> Iterator[str]:
    for fact in facts:
        if fact not in spoken_to:
            yield from (before for before in PREMISES.get(fact, ()) if before not in spoken_to)
            yield fact


def question(incident: Incident) -> str | None:
    """What to ask people next, in a sentence: first what they disagree about, then what nobody has spoken to."""
    if disputed := disputed_question(incident):
        return settled_by_the_dpo(disputed)
    first = first_question(incident)
    return f"Still open: {first}" if first else None


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
