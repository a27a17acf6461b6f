"""What people told in their own words, and what it suggests: proposals that count for nothing until a person takes one.
What an alert suggests beside it is put with them, so that one click takes all.

They are read out of the newest telling each time that somebody asks, so nothing of them is kept but what was taken or
passed over, and by whom.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import tzinfo

from pydantic import JsonValue

from breachbot.assessment.contradictions import clashing
from breachbot.assessment.facts import FACTS
from breachbot.assessment.telling.read import Told, read
from breachbot.incident import events as e
from breachbot.incident.consequences import after_all
from breachbot.incident.known import facts_of_people
from breachbot.incident.proposals import unanswered
from breachbot.incident.state import Incident, once

ALERT = "the alert"
"""In place of the words, for what an alert suggests."""


def telling_of(incident: Incident, affected_set: str) -> e.FactStated | None:
    """The newest telling of what happened, of one affected set; None if nobody has told anything."""
    told = (
        s
        for s in reversed(incident.statements)
        if (s.affected_set, s.fact) == (affected_set, "what_happened")
    )
    return next((s for s in told if s.source == "person" and isinstance(s.value, str)), None)


@once
def proposals(incident: Incident, affected_set: str, zone: tzinfo) -> tuple[Told, ...]:
    """What the newest telling of a set, and the alerts beside it, suggest, while nobody has answered, taken or passed
    it over.

    zone: that of the hours in it. What cannot be so together with the answers of people is left out.
    """
    telling = telling_of(incident, affected_set)
    if telling is None or incident.ended:
        return ()
    dealt_with = {
        (one.fact, _short(one.value))
        for confirmed in incident.from_words
        if confirmed.affected_set == affected_set and confirmed.at >= telling.at
        for one in (*confirmed.taken, *confirmed.left)
    }
    read_out = read(str(telling.value), telling.at, zone)
    beside = _of_alerts(incident, {told.fact for told in read_out}) if affected_set == e.MAIN else ()
    found = (told for told in (*read_out, *beside) if (told.fact, _short(told.value)) not in dealt_with)
    return tuple(
        told for told in found if _is_open(incident, telling, told) and _fits(incident, telling, told)
    )


def _of_alerts(incident: Incident, said: Collection[str]) -> Iterator[Told]:
    """What alerts suggest of anything else than what is said; of a list each option by itself."""
    for fact, value in {
        k: v for one in incident.evidence for k, v in unanswered(incident, one).items()
    }.items():
        if fact not in said:
            for one in value if isinstance(value, list) else [value]:
                yield Told(fact, one, ALERT)


def key(told: Told) -> str:
    """By what a form names a proposal: the fact and the value, with none of the words."""
    return f"{told.fact}:{_short(told.value)}"


def as_answers(incident: Incident, affected_set: str, taken: Iterable[Told]) -> dict[str, JsonValue]:
    """Proposals that a person takes, as answers; kinds are added to those that people named before."""
    known, answers = facts_of_people(incident, affected_set), dict[str, JsonValue]()
    for told in taken:
        if FACTS[told.fact].kind != "choices":
            answers[told.fact] = told.value
            continue
        before = answers.get(told.fact) or (known[told.fact].value if told.fact in known else None)
        answers[told.fact] = [*(before if isinstance(before, list) else []), told.value]
    return answers


def _is_open(incident: Incident, telling: e.FactStated, told: Told) -> bool:
    """Nobody has answered: of a list, that option is not in it; of anything else, people have given no value, and have
    not said since that it is not known."""
    known = facts_of_people(incident, telling.affected_set).get(told.fact)
    if known is None:
        return True
    if FACTS[told.fact].kind == "choices":
        return not any(isinstance(view.value, list) and told.value in view.value for view in known.views)
    return all(view.value is None and view.at < telling.at for view in known.views)


def _fits(incident: Incident, telling: e.FactStated, told: Told) -> bool:
    answers: Mapping[str, JsonValue] = as_answers(incident, telling.affected_set, [told])
    said = e.FactStated(
        at=telling.at,
        by=telling.by,
        fact=told.fact,
        value=answers[told.fact],
        source="person",
        confirmed=True,
        affected_set=telling.affected_set,
    )
    before: Collection[object] = clashing(facts_of_people(incident, telling.affected_set))
    after = clashing(facts_of_people(after_all(incident, [said]), telling.affected_set))
    return all(clash in before for clash in after)


def _short(value: JsonValue) -> str:
    return f"{value['min']}-{value['max']}" if isinstance(value, dict) else str(value)
