"""Who is responsible for an incident: what `notices/responsible.py` proposes for the data that are ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from breachbot.assessment.facts import Statement
from breachbot.assessment.vocabulary import COUNTRIES
from breachbot.incident.known import facts_of, told_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident, once
from breachbot.notices.responsible import People, Proposal, propose


@once
def proposal(incident: Incident, policy: Policy) -> Proposal:
    """Which authorities are responsible, from the settings and from the countries of the people, with reasons."""
    return propose(policy.firm.establishments, people(incident), policy.authorities, COUNTRIES)


@once
def people(incident: Incident) -> People:
    """In which countries the people live whose data are ours. Whatever anybody names counts, also what is disputed or
    not confirmed; all of them are known only where it is firm for each set."""
    known = [facts_of(incident, one).get("countries") for one in told_of(incident)]
    named = frozenset(
        str(country) for one in known if one for country in (*_listed(one.value), *_said(one.views))
    )
    return People(named, bool(known) and all(one is not None and one.firm and one.value for one in known))


def _listed(value: object) -> Iterator[object]:
    yield from value if isinstance(value, list | tuple) else ()


def _said(views: Iterable[Statement]) -> Iterator[object]:
    for view in views:
        yield from _listed(view.value)
