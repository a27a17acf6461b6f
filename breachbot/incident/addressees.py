"""The authorities that are to have the notice, once somebody has confirmed them, and which of them has nothing yet.

While nobody has, the notice goes to one authority, that of the settings, as ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from breachbot.incident import events as e
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident


@dataclass(frozen=True)
class Addressee:
    """An authority with what was filed with it. since: when it was first said that it is to have the notice, in UTC."""

    id: str
    name: str
    since: datetime
    filings: tuple[e.AuthorityFiled, ...]


def addressees(incident: Incident) -> tuple[Addressee, ...]:
    """All of them, in the order in which they were confirmed; none while nobody has said it."""
    if not incident.authorities:
        return ()
    said = incident.authorities[-1]
    return tuple(
        Addressee(id, name, _since(incident, id), made)
        for id, name, made in zip(said.authorities, said.names, incident.filed_with, strict=True)
    )


def without(incident: Incident) -> tuple[Addressee, ...]:
    """Those with which nothing is filed yet."""
    return tuple(one for one in addressees(incident) if not one.filings)


@dataclass(frozen=True)
class Form:
    """Where an authority takes the notice. name: of the authority, where several are to have it. url: None while it is
    not known. doubt: why that address is not sure, if so."""

    name: str | None
    url: str | None
    doubt: str | None


def forms(incident: Incident, policy: Policy) -> tuple[Form, ...]:
    """The form of each confirmed authority that has nothing yet, or of all once each has; else that of the settings."""
    firm = policy.firm
    if listed := without(incident) or addressees(incident):
        return tuple(_form(one, policy) for one in listed)
    return (
        (Form(None, firm.authority_form_url, firm.authority_form_doubt),) if firm.authority_form_url else ()
    )


def _form(one: Addressee, policy: Policy) -> Form:
    known = policy.authorities.get(one.id)
    if known is None or known.filing.form is None:
        return Form(one.name, None, None)
    return Form(one.name, known.filing.form, known.doubt)


def name_of(incident: Incident, authority: str | None) -> str | None:
    """What an authority is called, as it was confirmed; its id where it never was. None for none."""
    named = {
        id: name
        for said in incident.authorities
        for id, name in zip(said.authorities, said.names, strict=True)
    }
    return named.get(authority, authority) if authority else None


def unnamed(incident: Incident) -> bool:
    """Whether something was filed before anybody said with which authority."""
    return any(one.authority is None for one in incident.filings)


def _since(incident: Incident, authority: str) -> datetime:
    """When it came to stay on the list."""
    at = incident.authorities[-1].at
    for said in reversed(incident.authorities):
        if authority not in said.authorities:
            break
        at = said.at
    return at
