"""Who is responsible for an incident: what `notices/responsible.py` proposes for the data that are ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from breachbot.assessment.facts import Statement
from breachbot.assessment.vocabulary import COUNTRIES
from breachbot.incident.kinds.duties import AuthorityFiled
from breachbot.incident.known import facts_of, told_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident, once
from breachbot.notices.responsible import People, Proposal, propose


@once
def proposal(incident: Incident, policy: Policy) -> Proposal:
    """Which authorities are responsible, from the settings and from the countries of the people, with reasons."""
    return propose(policy.firm.establishments, people(incident), policy.authorities, COUNTRIES)


def elsewhere(policy: Policy) -> bool:
    """Whether the authority that the settings name takes notifications under another law than the GDPR."""
    return _of_another_law(policy.firm.authority, policy)


def in_the_eea(incident: Incident, policy: Policy) -> bool:
    """Whether an authority under the GDPR has a part in it, or may have one, as far as that is known."""
    return any(one.role != "separate" for one in proposal(incident, policy).found)


def counted(incident: Incident, policy: Policy) -> tuple[tuple[AuthorityFiled, ...], ...]:
    """What each authority has that is to have the notice, in their order, of what counts for the duty of Art. 33 GDPR.

    While nobody has said with which ones it is filed, one under another law counts only where nothing leads to the EEA:
    a company under that law alone goes by the same notice and clock."""
    if incident.authorities or not in_the_eea(incident, policy):
        return incident.filed_with
    return (tuple(one for one in incident.filings if not _of_another_law(one.authority, policy)),)


def _of_another_law(authority: str | None, policy: Policy) -> bool:
    known = policy.authorities.get(authority) if authority else None
    return known is not None and known.law != "gdpr"


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
