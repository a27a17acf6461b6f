"""What is known of an incident now, from everything that was stated: of one affected set, and of all that are ours.

A notice to the authority or to people speaks of the data of which the company is controller. Data that it processes for
a customer are the customer's to notify: they are left out of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from breachbot.assessment.facts import FACTS, Fact, Settled, Statement, settle
from breachbot.assessment.outlook import Outlook, look_ahead_in_all
from breachbot.incident.events import MAIN, FactStated
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident, once


@once
def settled_facts(incident: Incident) -> dict[str, Settled]:
    """What a notice may say: the facts of every set that is not processed for somebody else, put together.

    One set alone is taken as it is. Of several, a list is what any of them holds, a count is their sum, and of a
    choice the more harmful answer counts; where one of them does not know, the whole is not known. What is told in
    words is taken from whichever set says it, in the order of the sets.
    """
    known = [facts_of(incident, one) for one in told_of(incident)]
    if len(known) == 1:
        return known[0]
    names = [name for name in FACTS if any(name in one for one in known)]
    return {name: _together(FACTS[name], [one.get(name) for one in known]) for name in names}


def told_of(incident: Incident) -> list[str]:
    """The sets of which a notice tells: ours, or the first where there is none."""
    ours = [one.id for one in incident.sets if not processed_for_others(incident, one.id)]
    return ours or [one.id for one in incident.sets[:1]]


@once
def facts_of(incident: Incident, affected_set: str) -> dict[str, Settled]:
    """What is known of one affected set: the statements of all, with conflicts and unknowns marked."""
    return settled([s for s in incident.statements if s.affected_set == affected_set])


def facts_of_people(incident: Incident, affected_set: str) -> dict[str, Settled]:
    """The same without what only an alert suggests: that stops nobody."""
    known = facts_of(incident, affected_set)
    return {name: one for name, one in known.items() if any(view.source != "alert" for view in one.views)}


def settled(statements: Sequence[FactStated]) -> dict[str, Settled]:
    """What these statements of one set add up to."""
    return settle(
        [
            Statement(
                fact=s.fact,
                value=s.value,
                by=s.by,
                at=s.at,
                source=s.source,
                confirmed=s.confirmed,
                settles=s.settles,
                account=s.account,
            )
            for s in statements
            if s.fact in FACTS
        ]
    )


@once
def witnesses(incident: Incident) -> frozenset[str]:
    """On whose word a notice rests: the people who state what is known of the data that are ours."""
    return frozenset(
        said.by
        for said in incident.statements
        if said.source != "alert"
        and not processed_for_others(incident, said.affected_set)
        and said.value is not None
        and (known := facts_of(incident, said.affected_set).get(said.fact))
        and known.value == said.value
    )


def processed_for_others(incident: Incident, affected_set: str) -> bool:
    """Whether it is firm that the company is processor of this set. While that is open, it counts as ours."""
    role = facts_of(incident, affected_set).get("role")
    return role is not None and role.firm and role.value == "processor"


def processor_sets(incident: Incident) -> tuple[AffectedSet, ...]:
    """The sets of which the company is processor."""
    return tuple(one for one in incident.sets if processed_for_others(incident, one.id))


def untold(incident: Incident, one: AffectedSet) -> tuple[str, ...]:
    """The named controllers of a set of whom it is not on record that they were told."""
    told = {t.controller.casefold() for t in incident.controllers_told if t.affected_set == one.id}
    return tuple(name for name in one.controllers if name.casefold() not in told)


def outlook(incident: Incident, policy: Policy, affected_set: str = MAIN) -> Outlook:
    """What would change the outcomes of one set, and what to find out next, by all regimes."""
    return look_ahead_in_all([one.playbook for one in policy.regimes], facts_of(incident, affected_set))


def _together(fact: Fact, parts: Sequence[Settled | None]) -> Settled:
    """One fact of several sets."""
    given = [part for part in parts if part is not None]
    views = tuple(view for part in given for view in part.views)
    firm = [part.value for part in given if part.firm]
    told = fact.kind in ("text", "instant") or (fact.kind == "choice" and not fact.for_rules)
    enough = bool(firm) if told else len(firm) == len(parts)
    value = _JOIN[fact.kind](fact, firm) if enough else None
    conflict = any(part.conflict for part in given)
    return Settled(fact.id, value, conflict, value is not None, views)


def _first(_fact: Fact, values: Sequence[JsonValue]) -> JsonValue:
    return values[0]


def _paragraphs(_fact: Fact, values: Sequence[JsonValue]) -> JsonValue:
    return "\n\n".join(dict.fromkeys(str(value) for value in values))


def _worst(fact: Fact, values: Sequence[JsonValue]) -> JsonValue:
    """The last of these answers: options run from the harmless end to the harmful one."""
    order = list(fact.options)
    return max(
        (str(value) for value in values), key=lambda value: order.index(value) if value in order else -1
    )


def _any_of(fact: Fact, values: Sequence[JsonValue]) -> JsonValue:
    held = {str(item) for value in values if isinstance(value, list) for item in value}
    return [option for option in fact.options if option in held and (option != "none" or len(held) == 1)]


def _sum(fact: Fact, values: Sequence[JsonValue]) -> JsonValue:
    """The sum; of ranges a range. Somebody may be in two sets, so of people the largest set is the lower end."""
    ends = [value if isinstance(value, dict) else {"min": value, "max": value} for value in values]
    lows, highs = ([n for end in ends if isinstance(n := end[name], int)] for name in ("min", "max"))
    low, high = max(lows) if fact.id == "people_count" else sum(lows), sum(highs)
    return low if low == high else {"min": low, "max": high}


_JOIN = {"choice": _worst, "choices": _any_of, "count": _sum, "text": _paragraphs, "instant": _first}
