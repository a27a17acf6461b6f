"""What a form can ask an incident: facts, events and assessments by name, as they are chosen by and as they read.

The values that the notice to the authority has as well are its own, so that the two never differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from functools import cached_property, partial
from typing import Any, Literal

from breachbot.assessment.facts import FACTS
from breachbot.incident.addressees import addressees
from breachbot.incident.duties import most_affected, told_so_far
from breachbot.incident.events import AuthorityFiled
from breachbot.incident.filing.communicated import advice_in, page_address, went_out
from breachbot.incident.known import settled_facts
from breachbot.incident.news import titled
from breachbot.incident.outcome import outcome
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.notices.fields import AuthorityFields, still_unknown
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN, Absent
from breachbot.playbook.forms import Superset


class Hand(Enum):
    """Something is known, and it takes a person to say what follows."""

    BY_HAND = "by hand"


BY_HAND = Hand.BY_HAND
FilingPhase = Literal["initial", "follow_up", "complete", "correction", "withdrawal"]


@dataclass(frozen=True)
class Occasion:
    """A filing that is made ready. as_of: the moment it speaks of (UTC). earlier: what this authority has so far.
    change: what is new in it. complete_by: by when it is promised to be complete. law: what it is called."""

    phase: FilingPhase
    as_of: datetime
    authority: str = ""
    earlier: tuple[AuthorityFiled, ...] = ()
    change: str | None = None
    complete_by: datetime | None = None
    law: str = ""


@dataclass(frozen=True)
class Desk:
    """What every pack of a company is made with. company: the settings that are set, by name."""

    superset: Superset
    company: Mapping[str, str]
    policy: Policy


@dataclass(frozen=True)
class Record:
    """Everything that a form may ask of one incident."""

    incident: Incident
    desk: Desk
    occasion: Occasion

    @property
    def policy(self) -> Policy:
        """What the company goes by."""
        return self.desk.policy

    @property
    def company(self) -> Mapping[str, str]:
        """Its answers that never change."""
        return self.desk.company

    @cached_property
    def notice(self) -> AuthorityFields:
        """The notice to the authority as it would read now."""
        newest = self.incident.draft("authority")
        edition = Edition("authority", (newest.version if newest else 0) + 1, self.occasion.as_of)
        if self.occasion.phase in ("correction", "withdrawal"):
            edition = replace(edition, state=self.occasion.phase)
        edition = replace(edition, change=self.occasion.change)
        found = fields_of(edition, self.incident, settled_facts(self.incident), self.policy)
        assert isinstance(found, AuthorityFields), "this is what an edition for the authority has"
        return found

    @property
    def still_unknown(self) -> Any:
        """What the notice lists as not known yet (Art. 33(4)), in its words."""
        return titled(still_unknown(self.notice), "authority", self.policy) or NOT_APPLICABLE

    @cached_property
    def _known(self) -> Mapping[str, Any]:
        return {name: one.value for name, one in settled_facts(self.incident).items() if one.firm}

    def setting(self, name: str) -> str | None:
        """What the company has answered; a country by its name."""
        said = self.company.get(name)
        in_words = self.policy.templates.words.answer
        return in_words("countries", said) if said and name == "company_country" else said

    def raw(self, name: str) -> Any:
        """The value by which something is chosen: an option, a list of them, or whether there is none."""
        if name in DERIVED:
            return DERIVED[name](self)
        if name in self._known:
            return self._known[name]
        shown = getattr(self.notice, name, UNKNOWN)
        return shown if isinstance(shown, Absent) or name not in FACTS else UNKNOWN

    def shown(self, name: str) -> Any:
        """The value as it reads, in the words of the notice."""
        if name in DERIVED:
            return DERIVED[name](self)
        if name in AuthorityFields.model_fields:
            found = getattr(self.notice, name)
            return found if found != () else UNKNOWN
        return self._in_words(name, self.raw(name))

    def _in_words(self, name: str, value: Any) -> Any:
        words = self.policy.templates.words
        if isinstance(value, list | tuple):
            return tuple(words.answer(name, one) for one in value)
        return words.answer(name, value) if isinstance(value, str) else value


def _established(of: Record) -> Any:
    """A breach is established once the company is aware of it; unknown while the DPO has yet to confirm that."""
    aware = of.incident.aware_at and not of.incident.unconfirmed
    return "established" if aware else UNKNOWN


def _aware_at(of: Record) -> Any:
    """The moment of awareness; unknown while the DPO has yet to confirm it."""
    return UNKNOWN if of.incident.unconfirmed else of.notice.aware_at


def _delay_reasons(of: Record) -> Any:
    """Why the report is late. Whether it is late is unknown while the moment of awareness is not confirmed."""
    reasons = of.notice.delay_reasons
    return UNKNOWN if of.incident.unconfirmed and isinstance(reasons, Absent) else reasons


def _informed(of: Record) -> Any:
    """Whether the people were told, as the duty counts them (Art. 34(1)); by hand while only some were."""
    if of.incident.told:
        affected = most_affected(of.incident)
        return "yes" if affected is not None and told_so_far(of.incident) >= affected else BY_HAND
    ruled = outcome(of.incident, of.policy.regimes.communication.id)
    if of.incident.waived or ruled == "not_required":
        return "no"
    return "will_be" if ruled == "required" else "undecided"


def _decided(of: Record) -> Any:
    """The same for questions that arise by it: while nothing is decided, nobody knows whether they do."""
    return UNKNOWN if _informed(of) == "undecided" else _informed(of)


def _not_informed(of: Record) -> Any:
    """The ground on which people are not told; the duty that does not arise needs no exception."""
    informed = _informed(of)
    if of.incident.waived and informed != "yes":
        return of.incident.waived.ground
    open_ones = {"no": "not_high_risk", "undecided": UNKNOWN, BY_HAND: BY_HAND}
    return open_ones.get(informed, NOT_APPLICABLE)


def _risk(of: Record) -> Any:
    """In the words of the law: unlikely, a risk (Art. 33(1)), a high risk (Art. 34(1)); unknown while it is open."""
    regimes = of.policy.regimes
    authority, people = (outcome(of.incident, one.id) for one in (regimes.filing, regimes.communication))
    if authority == "not_required":
        return "unlikely"
    if people == "required":
        return "high"
    return "risk" if (authority, people) == ("required", "not_required") else UNKNOWN


def _because(of: Record) -> Any:
    """The grounds for what the risk was found to be."""
    high = _risk(of) == "high"
    grounds: Sequence[str] = of.notice.people_because if high else of.notice.authority_because
    return UNKNOWN if _risk(of) == UNKNOWN or not grounds else "\n\n".join(grounds)


def _special(of: Record) -> Any:
    """Art. 9: certain kinds, or what being among those affected reveals; by hand where that takes a person.

    Either says yes alone. That nobody named one rules none out, so nothing here says no.
    """
    kinds, reveals = of.raw("data_categories"), of.raw("reveals")
    held = set() if isinstance(kinds, Absent) else set(kinds)
    if held & {"health", "special"} or reveals in ("patient", "belief"):
        return "yes"
    if isinstance(kinds, Absent) or isinstance(reveals, Absent):
        return UNKNOWN
    return BY_HAND


def _cross_border(of: Record) -> Any:
    """Whether people in more than one country of the EEA are affected; by hand where it is one, and not our own."""
    countries = of.raw("countries")
    if isinstance(countries, Absent):
        return countries
    within = set(countries) - OUTSIDE
    if len(within) > 1:
        return "yes"
    return "no" if within <= {of.company.get("company_country")} else BY_HAND


def _only_country(of: Record) -> Any:
    """The number of people, where all live in one country; by hand where somebody has to share it out."""
    countries, count = of.raw("countries"), of.shown("people_count")
    if isinstance(countries, Absent) or isinstance(count, Absent):
        return UNKNOWN
    if len(countries) > 1:
        return BY_HAND
    words = of.policy.templates.words
    return f"{words.answer('countries', countries[0])}: {words.say(count)}"


def _consequences(affected: str) -> Callable[[Record], Any]:
    """What may follow, where only this is affected; a person tells apart what follows from each of several."""

    def found(of: Record) -> Any:
        answers = {one: of.raw(one) for one in ("confidentiality", "integrity", "availability")}
        if answers[affected] == "no":
            return NOT_APPLICABLE
        if any(isinstance(one, Absent) for one in answers.values()):
            return UNKNOWN
        only = [one for one, said in answers.items() if said == "yes"] == [affected]
        return of.shown("consequences") if only else BY_HAND

    return found


def _still_out(of: Record) -> Any:
    """Whether others still have the data; unknown while nobody knows who got them."""
    recipient = of.raw("recipient")
    return UNKNOWN if recipient == UNKNOWN else of.notice.still_out


def _page_out(of: Record) -> Any:
    """Where the page stands, once it is out."""
    return page_address(of.incident) or _not_out(of)


def _advice_given(of: Record) -> Any:
    """What people were advised by what went out; by hand where that was in other words than ours."""
    if notice := went_out(of.incident):
        return advice_in(of.incident, notice, of.policy)
    return BY_HAND if of.incident.told else _not_out(of)


def _not_out(of: Record) -> Any:
    """Why nothing is out: nothing will be, or it is to come, as instead of telling each person (Art. 34(3)(c))."""
    waived = of.incident.waived
    in_public = waived is not None and waived.ground == "c"
    return NOT_APPLICABLE if _informed(of) == "no" and not in_public else UNKNOWN


def _last_filed(of: Record) -> Any:
    return of.occasion.earlier[-1].filed_at if of.occasion.earlier else NOT_APPLICABLE


def _reference(of: Record) -> Any:
    """What the authority called the report; unknown once there is one that has no reference on record."""
    if not of.occasion.earlier:
        return NOT_APPLICABLE
    return next((one.reference for one in reversed(of.occasion.earlier) if one.reference), UNKNOWN)


def _others(of: Record, *, told: bool) -> Any:
    """The other authorities that are to have the notice, or those that have it; a person says so until the DPO has
    confirmed them."""
    listed = addressees(of.incident)
    if not listed:
        return BY_HAND
    others = (one for one in listed if one.id != of.occasion.authority and (one.filings or not told))
    return tuple(one.name for one in others) or NOT_APPLICABLE


OUTSIDE = frozenset({"CH", "GB", "US", "other"})
"""The countries of the vocabulary that are not in the European Economic Area."""

DERIVED: Mapping[str, Callable[[Record], Any]] = {
    "phase": lambda of: of.occasion.phase,
    "change": lambda of: of.occasion.change or BY_HAND,
    "complete_by": lambda of: of.occasion.complete_by or BY_HAND,
    "law": lambda of: of.occasion.law,
    "established": _established,
    "aware_at": _aware_at,
    "delay_reasons": _delay_reasons,
    "still_out": _still_out,
    "page_out": _page_out,
    "last_filed_at": _last_filed,
    "authority_reference": _reference,
    "concerned": partial(_others, told=False),
    "others_told": partial(_others, told=True),
    "informed": _informed,
    "informed_decided": _decided,
    "advice_given": _advice_given,
    "not_informed": _not_informed,
    "risk": _risk,
    "risk_because": _because,
    "special_categories": _special,
    "cross_border": _cross_border,
    "only_country": _only_country,
    "consequences_c": _consequences("confidentiality"),
    "consequences_i": _consequences("integrity"),
    "consequences_a": _consequences("availability"),
    "still_unknown": lambda of: of.still_unknown,
}
"""What follows from several answers."""
