"""What a new assessment changed, and by whose words."""

from __future__ import annotations

from dataclasses import dataclass

from breachbot.incident import events as e
from breachbot.incident.known import facts_of
from breachbot.incident.state import Assessment, Incident
from breachbot.playbook.words import Outcome


@dataclass(frozen=True)
class Change:
    """An obligation whose outcome is another one than before; `was` is None at the first assessment."""

    was: Outcome | None
    ruling: e.Ruling


@dataclass(frozen=True)
class AssessmentNews:
    """The outcomes that are new, and the answers that were given since the assessment before."""

    changes: tuple[Change, ...]
    answers: tuple[e.FactStated, ...]


def assessment_news(incident: Incident, event: e.Assessed) -> AssessmentNews:
    """What changed with one of the incident's assessments. Raises ValueError if it is none of them."""
    about = (event.affected_set, incident.regime(event))
    of_the_set = [
        one for one in incident.assessments if (one.event.affected_set, incident.regime(one.event)) == about
    ]
    found = [n for n, one in enumerate(of_the_set) if one.event == event]
    if not found:
        raise ValueError("that assessment is not one of this incident's")
    made = of_the_set[found[-1]]
    earlier = of_the_set[found[-1] - 1] if found[-1] else None
    given = incident.statements[earlier.statements if earlier else 0 : made.statements]
    answers = tuple(one for one in given if one.affected_set == event.affected_set)
    return AssessmentNews(_changes(made, earlier), answers)


def _changes(made: Assessment, earlier: Assessment | None) -> tuple[Change, ...]:
    before = {ruling.obligation: ruling.outcome for ruling in earlier.event.rulings} if earlier else {}
    return tuple(
        Change(before.get(ruling.obligation), ruling)
        for ruling in made.event.rulings
        if before.get(ruling.obligation) != ruling.outcome
    )


def contradicts(incident: Incident, answer: e.FactStated) -> bool:
    """Whether people disagree about this fact now, and this answer is one of those that differ."""
    known = facts_of(incident, answer.affected_set).get(answer.fact)
    return known is not None and known.conflict and answer.value is not None
