"""What each notice says, and nothing that it does not say.

One flat model per audience. Every field is rendered by that audience's templates and every fact rendered is
a field, so that `digest` is the fingerprint of the facts that were shown. A field without a value is `UNKNOWN`
unless the question may not arise; the words of each language have a title for it (`open_fields`). `awaited` names
the fields whose value says no more than that the answer is to come.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, PositiveInt

from breachbot.notices.forms import FORM, later_than
from breachbot.notices.values import (
    NOT_APPLICABLE,
    UNKNOWN,
    Absent,
    Email,
    Labels,
    Number,
    Ruled,
    Text,
    Utc,
    Value,
    When,
    Words,
    YesNo,
)

Audience = Literal["authority", "page", "mail"]
"""Who a notice is for: the supervisory authority (Art. 33), the security page and the direct mail (Art. 34)."""
State = Literal["notice", "correction", "withdrawal"]
Phase = Literal["initial", "follow_up", "complete"]
"""Of a filing (Art. 33(4))."""
StillOut = Literal["nothing_out", "unclear", "out"]
"""Whether others still have the data."""

STAMPS = frozenset({"as_of", "version", "published_url"})
"""What a new draft changes although no fact changed; left out of `digest`. So a page that goes out makes no approved
notice untrue: each says what was out at its moment."""


class Change(Value):
    """One dated line of the update log, about an earlier version."""

    version: PositiveInt
    at: Utc
    sentence: Words


class OwnClock(Value):
    """The times of data that are another breach than what was first reported, by a clock of their own."""

    title: Words
    aware_at: Utc
    aware_basis: Text = UNKNOWN
    due_at: When = UNKNOWN
    first_filed_at: When = NOT_APPLICABLE
    processor_told_at: When = NOT_APPLICABLE


class AuthorityFields(Value):
    """The notice to the supervisory authority: Art. 33(3)(a)-(d), the phase of 33(4), the delay of 33(1)."""

    audience: Literal["authority"] = "authority"
    reference: Words
    version: PositiveInt
    as_of: Utc
    phase: Phase
    state: State = "notice"
    change: Text = NOT_APPLICABLE
    authority_name: Text = UNKNOWN
    authority_reference: Text = NOT_APPLICABLE
    first_filed_at: When = NOT_APPLICABLE

    controller_name: Words
    controller_address: Text = UNKNOWN
    contact_role: Words
    contact_name: Text = UNKNOWN
    contact_email: Email = UNKNOWN
    contact_phone: Text = UNKNOWN

    aware_at: When = UNKNOWN
    aware_basis: Text = UNKNOWN
    processor_told: YesNo = NOT_APPLICABLE
    processor_told_at: When = NOT_APPLICABLE
    due_at: When = UNKNOWN
    own_clocks: tuple[OwnClock, ...] = ()
    delay_reasons: Text = NOT_APPLICABLE
    detected_at: When = UNKNOWN
    occurred_from: When = UNKNOWN
    occurred_until: When = UNKNOWN
    ongoing: YesNo = UNKNOWN

    what_happened: Text = UNKNOWN
    cause: Text = UNKNOWN
    taken_over: YesNo = UNKNOWN
    confidentiality: YesNo = UNKNOWN
    integrity: YesNo = UNKNOWN
    availability: YesNo = UNKNOWN
    data_categories: Labels = UNKNOWN
    records_count: Number = UNKNOWN
    volume: Text = UNKNOWN
    identifiability: Text = UNKNOWN
    reveals: Text = NOT_APPLICABLE
    already_public: YesNo = NOT_APPLICABLE
    people_kinds: Labels = UNKNOWN
    people_count: Number = UNKNOWN
    countries: Labels = UNKNOWN
    targeted: YesNo = NOT_APPLICABLE
    reachable: Text = NOT_APPLICABLE
    encryption: Text = UNKNOWN

    could_reach: Text = UNKNOWN
    exposed_for: Text = UNKNOWN
    recipient: Text = UNKNOWN
    access_evidence: Text = UNKNOWN
    deletion_confirmed: Text = UNKNOWN
    still_out: StillOut = "nothing_out"
    in_clear_inside: YesNo = NOT_APPLICABLE

    consequences: Text = UNKNOWN
    harm_seen: YesNo = UNKNOWN
    restore: Text = UNKNOWN
    loss_effect: Text = UNKNOWN
    authority_outcome: Ruled = UNKNOWN
    authority_because: tuple[Words, ...] = ()
    people_outcome: Ruled = UNKNOWN
    people_because: tuple[Words, ...] = ()
    measures_taken: Text = UNKNOWN
    measures_planned: Text = UNKNOWN
    later_measures: Labels = UNKNOWN

    people_told_at: When = UNKNOWN
    people_told_how: Text = UNKNOWN
    people_told_number: Number = UNKNOWN
    page_url: Text = UNKNOWN
    published_url: Words | None = None
    waiver_ground: Literal["a", "b", "c"] | None = None
    waiver_reason: Text = NOT_APPLICABLE
    advice: Text = UNKNOWN
    awaited: tuple[str, ...] = ()


class PageFields(Value):
    """The security page: the communication of Art. 34(2) in clear and plain language."""

    audience: Literal["page"] = "page"
    reference: Words
    version: PositiveInt
    as_of: Utc
    state: State = "notice"
    change: Text = NOT_APPLICABLE
    log: tuple[Change, ...] = ()
    page_url: Words
    company_name: Words
    contact_role: Words
    contact_name: Text = UNKNOWN
    contact_email: Email = UNKNOWN
    contact_phone: Text = UNKNOWN
    authority_name: Text = UNKNOWN

    what_happened: Text = UNKNOWN
    detected_at: When = UNKNOWN
    occurred_from: When = UNKNOWN
    occurred_until: When = UNKNOWN
    ongoing: YesNo = UNKNOWN
    confidentiality: YesNo = UNKNOWN
    integrity: YesNo = UNKNOWN
    availability: YesNo = UNKNOWN
    data_categories: Labels = UNKNOWN
    people_kinds: Labels = UNKNOWN
    people_count: Number = UNKNOWN
    reveals: Text = NOT_APPLICABLE
    recipient: Text = UNKNOWN
    could_reach: Text = UNKNOWN
    deletion_confirmed: Text = UNKNOWN
    still_out: StillOut = "nothing_out"
    restore: Text = UNKNOWN
    people_told_at: When = UNKNOWN
    people_told_how: Text = UNKNOWN
    others_not_told: bool = False
    everybody_told: bool = False
    consequences: Text = UNKNOWN
    measures_taken: Text = UNKNOWN
    measures_planned: Text = UNKNOWN
    advice: Text = UNKNOWN
    next_update_by: When = UNKNOWN
    awaited: tuple[str, ...] = ()


class MailFields(Value):
    """The direct message of Art. 34(1): short, about nothing else, with a link to the page."""

    audience: Literal["mail"] = "mail"
    reference: Words
    version: PositiveInt
    as_of: Utc
    state: State = "notice"
    change: Text = NOT_APPLICABLE
    page_url: Words
    company_name: Words
    contact_role: Words
    contact_name: Text = UNKNOWN
    contact_email: Email = UNKNOWN
    contact_phone: Text = UNKNOWN
    authority_name: Text = UNKNOWN

    what_happened: Text = UNKNOWN
    occurred_from: When = UNKNOWN
    occurred_until: When = UNKNOWN
    data_categories: Labels = UNKNOWN
    reveals: Text = NOT_APPLICABLE
    targeted: YesNo = NOT_APPLICABLE
    recipient: Text = UNKNOWN
    could_reach: Text = UNKNOWN
    deletion_confirmed: Text = UNKNOWN
    restore: Text = UNKNOWN
    consequences: Text = UNKNOWN
    measures_taken: Text = UNKNOWN
    measures_planned: Text = UNKNOWN
    advice: Text = UNKNOWN


Fields = AuthorityFields | PageFields | MailFields


IN_A_WITHDRAWAL = frozenset(
    {
        "audience",
        "reference",
        "version",
        "as_of",
        "state",
        "change",
        "log",
        "page_url",
        "company_name",
        "contact_role",
        "contact_name",
        "contact_email",
        "contact_phone",
        "authority_name",
    }
)
"""What a withdrawn page or mail still shows; the authority is shown everything."""


def shown(fields: Fields, form: int = FORM) -> frozenset[str]:
    """The names of the fields that this notice renders, or rendered in the form of an earlier day."""
    names = frozenset(type(fields).model_fields)
    withdrawn = fields.state == "withdrawal" and fields.audience != "authority"
    return (names & IN_A_WITHDRAWAL if withdrawn else names) - later_than(form, fields.audience)


def digest(fields: Fields, form: int = FORM) -> str:
    """SHA-256 (hex) of the facts that the notice shows: canonical JSON, without the stamps alone."""
    facts = fields.model_dump(mode="json", include=set(shown(fields, form) - STAMPS))
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def open_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of the fields that may be without a value."""
    return tuple(name for name, field in model.model_fields.items() if isinstance(field.default, Absent))


def still_unknown(fields: Fields, form: int = FORM) -> tuple[str, ...]:
    """The names of the fields that are not known yet, in the order of the notice (Art. 33(4)). One that is awaited is
    not known either."""
    names = shown(fields, form)
    missing = {name for name in names if getattr(fields, name) == UNKNOWN}
    if not isinstance(fields, MailFields) and "awaited" in names:
        missing |= set(fields.awaited)
    if late_without_reasons(fields):
        missing.add("delay_reasons")
    if fields.audience == "authority":
        missing |= {
            name
            for one in fields.own_clocks
            for name in OwnClock.model_fields
            if getattr(one, name) == UNKNOWN
        }
    return tuple(name for name in open_fields(type(fields)) if name in missing)


def points(fields: Fields, form: int = FORM) -> int:
    """How many things the notice has to say, known or not: the questions that do not arise are left out."""
    names = shown(fields, form)
    asked = {name for name in open_fields(type(fields)) if name in names and _arises(getattr(fields, name))}
    return len(asked.union(still_unknown(fields, form)))


def _arises(value: object) -> bool:
    return value != NOT_APPLICABLE


def late(fields: Fields) -> bool:
    """Whether the first notice of some data comes after their `due_at` (Art. 33(1)); a follow-up to a timely one is not
    late."""
    if fields.audience != "authority":
        return False
    times = ((one.due_at, one.first_filed_at) for one in fields.own_clocks)
    return any(_late(*one, fields.as_of) for one in ((fields.due_at, fields.first_filed_at), *times))


def _late(due: datetime | Absent, first_filed: datetime | Absent, as_of: datetime) -> bool:
    if isinstance(due, Absent):
        return False
    return (as_of if isinstance(first_filed, Absent) else first_filed) > due


def late_without_reasons(fields: Fields) -> bool:
    """Whether the reasons that Art. 33(1) asks of a late notice are missing."""
    return fields.audience == "authority" and late(fields) and isinstance(fields.delay_reasons, Absent)
