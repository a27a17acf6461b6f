"""Two assessments side by side: which facts differ, which outcomes do, and whether the playbook was another one."""

from __future__ import annotations

from dataclasses import dataclass

from breachbot.assessment.facts import FACTS, Settled
from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.known import settled
from breachbot.incident.state import Assessment, Incident


@dataclass(frozen=True)
class FactChange:
    """One fact that was different; None where nobody had stated it."""

    fact: str
    before: Settled | None
    after: Settled | None


@dataclass(frozen=True)
class OutcomeChange:
    """One obligation that was ruled differently, or on other grounds."""

    obligation: str
    before: e.Ruling | None
    after: e.Ruling | None


@dataclass(frozen=True)
class Comparison:
    """What lies between two assessments of one affected set."""

    older: Assessment
    newer: Assessment
    facts: tuple[FactChange, ...]
    outcomes: tuple[OutcomeChange, ...]

    @property
    def other_playbook(self) -> bool:
        """Whether the rules changed too."""
        return self.older.event.playbook_sha256 != self.newer.event.playbook_sha256


def assessment_number(incident: Incident, number: int) -> Assessment:
    """An assessment by its number, from 1 in the order in which they were made. Raises Refused if there is none."""
    if not 1 <= number <= len(incident.assessments):
        made = len(incident.assessments)
        if incident.opened is None:
            raise Refused(f"There is no incident {incident.id}.")
        raise Refused(f"There is no assessment {number}: {incident.id} has {made or 'none'}.")
    return incident.assessments[number - 1]


def facts_seen(incident: Incident, assessment: Assessment) -> dict[str, Settled]:
    """What was known of its set when it was made."""
    statements = incident.statements[: assessment.statements]
    return settled([s for s in statements if s.affected_set == assessment.event.affected_set])


def compare(incident: Incident, older: int, newer: int) -> Comparison:
    """Fact by fact and outcome by outcome. Raises Refused for numbers that do not exist or belong to two sets."""
    before, after = assessment_number(incident, older), assessment_number(incident, newer)
    if before.event.affected_set != after.event.affected_set:
        raise Refused("These are assessments of two different sets of data.")
    then, now = facts_seen(incident, before), facts_seen(incident, after)
    return Comparison(before, after, _facts(then, now), _outcomes(before.event, after.event))


def _facts(then: dict[str, Settled], now: dict[str, Settled]) -> tuple[FactChange, ...]:
    changes = (FactChange(fact, then.get(fact), now.get(fact)) for fact in FACTS)
    return tuple(one for one in changes if _standing(one.before) != _standing(one.after))


def _standing(known: Settled | None) -> tuple[object, bool, bool]:
    """What a fact counts for, whoever said it: nobody's word and “not known” are the same."""
    return (known.value, known.conflict, known.firm) if known else (None, False, False)


def _outcomes(then: e.Assessed, now: e.Assessed) -> tuple[OutcomeChange, ...]:
    before, after = ({ruling.obligation: ruling for ruling in made.rulings} for made in (then, now))
    changes = (
        OutcomeChange(duty, before.get(duty), after.get(duty)) for duty in dict.fromkeys((*before, *after))
    )
    return tuple(one for one in changes if _ruled(one.before) != _ruled(one.after))


def _ruled(ruling: e.Ruling | None) -> tuple[object, ...] | None:
    return (ruling.outcome, ruling.rules, ruling.because) if ruling else None
