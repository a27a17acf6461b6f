"""From an incident to what each notice says: facts become fields, and what nobody knows stays unknown.

A fact that people disagree about, or that only an alert suggests, counts as unknown here too: a notice says nothing
that nobody vouches for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from breachbot.assessment.facts import FACTS, Settled
from breachbot.assessment.reasons import names_of_reasons
from breachbot.incident import events as e
from breachbot.incident.addressees import addressees
from breachbot.incident.advice import proposed_advice
from breachbot.incident.differing import Sets, all_awaited, all_still_out, by_set, to_people, whereabouts
from breachbot.incident.known import processed_for_others
from breachbot.incident.outcome import because, outcome
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.times import Clock, clocks, counting, first_told, sets_of, told_by_processor
from breachbot.incident.whereabouts import not_asked
from breachbot.notices.fields import (
    AuthorityFields,
    Change,
    Fields,
    MailFields,
    OwnClock,
    PageFields,
    State,
    still_unknown,
)
from breachbot.notices.forms import FORM
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN, Absent
from breachbot.notices.words import Wording


@dataclass(frozen=True)
class Edition:
    """Which draft is meant: its audience and version, the moment it speaks of (UTC), what it changes, and the form of
    notices of its day."""

    audience: e.Audience
    version: int
    as_of: datetime
    state: State = "notice"
    change: str | None = None
    form: int = FORM


def fields_of(edition: Edition, incident: Incident, facts: Mapping[str, Settled], policy: Policy) -> Fields:
    """The fields of one edition. What went out by this edition, or after it, is left out of its own history."""
    before = replace(
        incident,
        publications=tuple(
            p for p in incident.publications if edition.audience != "page" or p.version < edition.version
        ),
        filings=tuple(f for f in incident.filings if f.version < edition.version),
    )
    known = {name: settled.value for name, settled in facts.items() if settled.firm}
    sets = by_set(incident, known, edition.form)
    words = policy.templates.words.as_of(edition.form)
    policy = replace(policy, templates=replace(policy.templates, words=words))
    if edition.audience == "authority":
        return _authority(edition, before, known, sets, policy)
    return (
        _page(edition, before, known, sets, policy)
        if edition.audience == "page"
        else _mail(edition, before, known, sets, policy)
    )


def _authority(
    edition: Edition, incident: Incident, known: Mapping[str, Any], sets: Sets, policy: Policy
) -> AuthorityFields:
    said = _stamp(edition, incident, policy, len(incident.filings)) | values(known, AuthorityFields, policy)
    said |= whereabouts(sets, AuthorityFields, policy.templates.words)
    said |= {
        **_addressed(incident),
        "controller_name": policy.firm.name,
        "controller_address": policy.firm.address,
        "phase": "follow_up" if incident.filings else "initial",
        "detected_at": incident.opened.detected_at if incident.opened else None,
        "aware_at": incident.aware_at,
        "aware_basis": _basis(incident, e.MAIN),
        "processor_told": known.get("processor_told", _processor_spoken_of(incident)),
        "processor_told_at": _told_us(incident, e.MAIN),
        "still_out": all_still_out(sets, edition.form),
        "awaited": all_awaited(sets, AuthorityFields),
        "advice": _advice(edition, known, policy),
        "delay_reasons": _delay_reasons(edition, incident, known, policy),
    }
    said |= _clocks(incident, policy) | _outcomes(incident, policy) | _filed_before(incident)
    said |= _told(incident, known, policy)
    fields = AuthorityFields(**said)
    return fields if still_unknown(fields, edition.form) else fields.model_copy(update={"phase": "complete"})


def _page(
    edition: Edition, incident: Incident, known: Mapping[str, Any], sets: Sets, policy: Policy
) -> PageFields:
    said = _stamp(edition, incident, policy, len(incident.published)) | values(known, PageFields, policy)
    said |= {
        "page_url": policy.firm.page_url(incident.id),
        "company_name": policy.firm.name,
        "detected_at": incident.opened.detected_at if incident.opened else None,
        "log": tuple(
            Change(version=number, at=page.at, sentence=_line(incident, page, policy))
            for number, page in enumerate(incident.published, start=1)
        ),
        "people_told_how": known.get("people_told_how"),
        "still_out": all_still_out(sets, edition.form),
        "awaited": all_awaited(sets, PageFields),
        "next_update_by": _next_update(edition, known),
    }
    said |= _for_people(edition, known, sets, PageFields, policy)
    if incident.told:
        how = dict.fromkeys(told.channel for told in incident.told)
        said |= {"people_told_at": incident.told[-1].told_at, "people_told_how": ", ".join(how)}
        said |= {"others_not_told": incident.waived is not None}
        said |= {"everybody_told": _told_all(incident, known)}
    elif incident.waived:
        said |= {"people_told_at": NOT_APPLICABLE, "people_told_how": NOT_APPLICABLE}
    return PageFields(**said)


def _told_all(incident: Incident, known: Mapping[str, Any]) -> bool:
    """Whether as many were told as are affected, by the upper end of an estimate."""
    count = known.get("people_count")
    most = count["max"] if isinstance(count, dict) else count
    return most is not None and sum(told.number for told in incident.told) >= most


def _mail(
    edition: Edition, incident: Incident, known: Mapping[str, Any], sets: Sets, policy: Policy
) -> MailFields:
    said = _stamp(edition, incident, policy, len(incident.told)) | values(known, MailFields, policy)
    said |= {"page_url": policy.firm.page_url(incident.id), "company_name": policy.firm.name}
    return MailFields(**said | _for_people(edition, known, sets, MailFields, policy))


def _for_people(
    edition: Edition, known: Mapping[str, Any], sets: Sets, model: type[BaseModel], policy: Policy
) -> dict[str, Any]:
    """Where the data are, what they reveal and what to do about it, as the people affected read it. That a list reveals
    nothing is not worth a sentence."""
    words = policy.templates.words
    reveals = words.to_people["reveals"].get(known.get("reveals", ""), NOT_APPLICABLE)
    advice = {"reveals": reveals, "advice": _advice(edition, known, policy)}
    return whereabouts(sets, model, words) | to_people(sets, words) | advice


def _advice(edition: Edition, known: Mapping[str, Any], policy: Policy) -> Any:
    """What people said; until somebody does, what follows from the kinds of data (since form 3, also
    from what they reveal)."""
    weighed = (
        known if edition.form > 2 else {name: value for name, value in known.items() if name != "reveals"}
    )
    proposed = proposed_advice(weighed, policy.templates.words) if edition.form > 1 else None
    return known.get("advice", proposed)


def _next_update(edition: Edition, known: Mapping[str, Any]) -> Any:
    """The promise of a date, while it lies ahead; without one the page says when it changes."""
    promised = known.get("next_update_by")
    if edition.form == 1:
        return promised
    ahead = promised is not None and datetime.fromisoformat(promised) > edition.as_of
    return promised if ahead else NOT_APPLICABLE


def _stamp(edition: Edition, incident: Incident, policy: Policy, earlier: int) -> dict[str, Any]:
    """What every notice carries; `earlier` counts those of its kind that went out before."""
    firm = policy.firm
    return {
        "reference": incident.id,
        "version": earlier + 1,
        "as_of": edition.as_of,
        "state": edition.state,
        "change": edition.change or NOT_APPLICABLE,
        "contact_role": firm.contact_role or policy.templates.words.contact_role,
        "contact_name": firm.contact_name,
        "contact_email": firm.contact_email,
        "contact_phone": firm.contact_phone,
        "authority_name": firm.authority_name,
    }


def values(known: Mapping[str, Any], model: type[BaseModel], policy: Policy) -> dict[str, Any]:
    """The facts that a notice shows under the same name; answers that were chosen in the words of its language."""
    words = policy.templates.words
    beside = dict.fromkeys(not_asked(known) & model.model_fields.keys(), NOT_APPLICABLE)
    return beside | {
        name: _shown(name, known[name], words)
        for name in model.model_fields
        if name in known and name in FACTS
    }


def _shown(name: str, value: Any, words: Wording) -> Any:
    if isinstance(value, list | tuple):
        return tuple(words.answer(name, item) for item in value) or UNKNOWN
    return words.answer(name, value) if isinstance(value, str) else value


def _clocks(incident: Incident, policy: Policy) -> dict[str, Any]:
    """When the hours end, for the incident and for each set of ours with its own clock."""
    found = _of_ours(incident, policy)
    count = counting(found)
    ends = {one.affected_set: one.due_at if one in count else NOT_APPLICABLE for one in found}
    own = (one for one in found if one.affected_set != e.MAIN)
    return {
        "due_at": ends.get(e.MAIN),
        "own_clocks": tuple(_own(incident, one, ends[one.affected_set]) for one in own),
    }


def _of_ours(incident: Incident, policy: Policy) -> list[Clock]:
    """The incident's clock, and those of sets that are not processed for somebody else."""
    return [
        one
        for one in clocks(incident, policy)
        if one.affected_set == e.MAIN or not processed_for_others(incident, one.affected_set)
    ]


def _own(incident: Incident, one: Clock, end: datetime | Absent | None) -> OwnClock:
    affected = incident.affected_set(one.affected_set)
    assert affected is not None, "a clock is that of a set"
    return OwnClock(
        title=affected.title,
        aware_at=one.aware_at,
        aware_basis=_basis(incident, affected.id),
        due_at=end,
        first_filed_at=one.first.filed_at if one.first else NOT_APPLICABLE,
        processor_told_at=_told_us(incident, affected.id),
    )


def _basis(incident: Incident, clock: str) -> str | None:
    """What the moment of awareness rests on that is on record now: of a correction, what was given with it."""
    newest = incident.awareness_of(clock)[-1:]
    return next((a.basis if isinstance(a, e.BecameAware) else a.reason for a in newest), None)


def _processor_spoken_of(incident: Incident) -> Any:
    """Whether a processor told us is a question only once somebody speaks of one."""
    return UNKNOWN if any(s.fact == "processor_told" for s in incident.statements) else NOT_APPLICABLE


def _told_us(incident: Incident, clock: str) -> Any:
    """When a processor told us of the data of a clock."""
    ours = [one for one in sets_of(incident, clock) if not processed_for_others(incident, one.id)]
    if told := first_told(incident, ours):
        return told
    return UNKNOWN if any(told_by_processor(incident, one.id) for one in ours) else NOT_APPLICABLE


def _delay_reasons(edition: Edition, incident: Incident, known: Mapping[str, Any], policy: Policy) -> Any:
    """Art. 33(1): a first notice later than 72 hours says why, and what follows it repeats that; a timely one does not.

    Reasons that were only given when the filing was recorded count too.
    """
    late = [
        one
        for one in counting(_of_ours(incident, policy))
        if one.due_at and (one.first.filed_at if one.first else edition.as_of) > one.due_at
    ]
    if not late:
        return NOT_APPLICABLE
    recorded = (one.first.delay_reasons for one in late if one.first)
    return known.get("delay_reasons", next(filter(None, recorded), UNKNOWN))


def _outcomes(incident: Incident, policy: Policy) -> dict[str, Any]:
    said: dict[str, Any] = {}
    regimes, reasons = policy.regimes, policy.templates.words.reasons
    names = names_of_reasons(regimes)
    for field, obligation in (("authority", regimes.filing.id), ("people", regimes.communication.id)):
        said[f"{field}_outcome"] = outcome(incident, obligation)
        said[f"{field}_because"] = tuple(
            reasons.get(names.get(sentence, ""), sentence) for sentence in because(incident, obligation)
        )
    return said


def _addressed(incident: Incident) -> dict[str, Any]:
    """Whom the notice is for, where that was confirmed."""
    names = [one.name for one in addressees(incident)]
    return {"authority_name": "; ".join(names)} if names else {}


def _filed_before(incident: Incident) -> dict[str, Any]:
    """When it was first filed, and under which reference; of several authorities that of each."""
    if not incident.filings:
        return {}
    first = incident.filings[0]
    theirs = [(one.name, one.filings[0]) for one in addressees(incident) if one.filings]
    references = [f"{filed.reference} ({name})" for name, filed in theirs]
    said = "; ".join(references) if len(theirs) > 1 else first.reference
    return {"first_filed_at": first.filed_at, "authority_reference": said}


def _told(incident: Incident, known: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    """Whether the people affected were told, how, or why not (Art. 34)."""
    names = ("people_told_at", "people_told_how", "people_told_number", "page_url")
    nothing: dict[str, Any] = dict.fromkeys(names, NOT_APPLICABLE)
    unadvised = {"advice": NOT_APPLICABLE}
    if outcome(incident, policy.regimes.communication.id) == "not_required":
        return nothing | unadvised
    page: dict[str, Any] = {
        "page_url": policy.firm.page_url(incident.id),
        "published_url": incident.published[-1].url if incident.published else None,
    }
    if incident.waived:
        ground = {"waiver_ground": incident.waived.ground, "waiver_reason": incident.waived.reason}
        return nothing | ground | (page if incident.waived.ground == "c" else unadvised)
    if not incident.told:
        return page | {"people_told_how": known.get("people_told_how")}
    last = incident.told[-1]
    number = sum(told.number for told in incident.told)
    return page | {
        "people_told_at": last.told_at,
        "people_told_how": last.channel,
        "people_told_number": number,
    }


def _line(incident: Incident, page: e.PagePublished, policy: Policy) -> str:
    """The line of the update log for one version that is out."""
    draft = incident.draft("page", page.version)
    return (draft.change if draft else None) or policy.templates.words.page.first_published
