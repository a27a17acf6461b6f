"""What each notice says, and nothing that it does not say.

One flat model per audience. Every field is rendered by that audience's templates and every fact rendered is
a field, so that `digest` is the fingerprint of the facts that were shown. The title of a field is its name in
the list of what is still unknown; a field without a value is `UNKNOWN` unless the question may not arise.
"""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from pydantic import Field, PositiveInt

from breachbot.notices.values import (
    NOT_APPLICABLE,
    UNKNOWN,
    Absent,
    Email,
    Labels,
    Number,
    Outcome,
    Text,
    Utc,
    Value,
    When,
    Words,
    YesNo,
)

Audience = Literal["authority", "page", "mail"]
State = Literal["notice", "correction", "withdrawal"]
Phase = Literal["initial", "follow_up", "complete"]

STAMPS = frozenset({"as_of", "version"})
"""What every new draft changes although no fact changed; left out of `digest`."""


class Change(Value):
    """One dated line of the update log, about an earlier version."""

    version: PositiveInt
    at: Utc
    sentence: Words


class AuthorityFields(Value):
    """The notice to the supervisory authority: Art. 33(3)(a)-(d), the phase of 33(4), the delay of 33(1)."""

    audience: Literal["authority"] = "authority"
    reference: Words
    version: PositiveInt
    as_of: Utc
    phase: Phase
    state: State = "notice"
    change: Text = Field(NOT_APPLICABLE, title="What this version changes")
    authority_name: Text = Field(UNKNOWN, title="The competent supervisory authority")
    authority_reference: Text = Field(NOT_APPLICABLE, title="The authority's own reference")
    first_filed_at: When = Field(NOT_APPLICABLE, title="When the first notice was filed")

    controller_name: Words
    controller_address: Text = Field(UNKNOWN, title="The controller's address")
    contact_name: Text = Field(UNKNOWN, title="The name of the data protection officer")
    contact_email: Email = Field(UNKNOWN, title="The e-mail address of the data protection officer")
    contact_phone: Text = Field(UNKNOWN, title="The telephone number of the data protection officer")

    aware_at: When = Field(UNKNOWN, title="When the controller became aware")
    aware_basis: Text = Field(UNKNOWN, title="What the awareness rests on")
    due_at: When = Field(UNKNOWN, title="When the 72 hours end")
    delay_reasons: Text = Field(NOT_APPLICABLE, title="The reasons for the delay")
    detected_at: When = Field(UNKNOWN, title="When the incident was detected")
    occurred_from: When = Field(UNKNOWN, title="When the breach began")
    occurred_until: When = Field(UNKNOWN, title="When the breach ended")
    ongoing: YesNo = Field(UNKNOWN, title="Whether the breach is still going on")

    what_happened: Text = Field(UNKNOWN, title="What happened")
    cause: Text = Field(UNKNOWN, title="The cause")
    confidentiality: YesNo = Field(UNKNOWN, title="Whether confidentiality was affected")
    integrity: YesNo = Field(UNKNOWN, title="Whether integrity was affected")
    availability: YesNo = Field(UNKNOWN, title="Whether availability was affected")
    data_categories: Labels = Field(UNKNOWN, title="The categories of personal data")
    records_count: Number = Field(UNKNOWN, title="The approximate number of records")
    people_kinds: Labels = Field(UNKNOWN, title="The categories of people affected")
    people_count: Number = Field(UNKNOWN, title="The approximate number of people affected")
    encryption: Text = Field(UNKNOWN, title="Whether the data were unintelligible to others")

    consequences: Text = Field(UNKNOWN, title="The likely consequences")
    authority_outcome: Outcome = Field(UNKNOWN, title="Whether the breach must be notified (Art. 33(1))")
    authority_because: tuple[Words, ...] = ()
    people_outcome: Outcome = Field(UNKNOWN, title="Whether the people affected must be told (Art. 34(1))")
    people_because: tuple[Words, ...] = ()
    measures_taken: Text = Field(UNKNOWN, title="The measures taken")
    measures_planned: Text = Field(UNKNOWN, title="The measures proposed")

    people_told_at: When = Field(UNKNOWN, title="When the people affected are or were told")
    people_told_how: Text = Field(UNKNOWN, title="How the people affected are or were told")
    people_told_number: Number = Field(UNKNOWN, title="How many people were told directly")
    page_url: Text = Field(UNKNOWN, title="The address of the public notice")
    waiver_ground: Literal["a", "b", "c"] | None = None
    waiver_reason: Text = Field(NOT_APPLICABLE, title="The reasons for not telling people directly")


class PageFields(Value):
    """The security page: the communication of Art. 34(2) in clear and plain language."""

    audience: Literal["page"] = "page"
    reference: Words
    version: PositiveInt
    as_of: Utc
    state: State = "notice"
    change: Text = Field(NOT_APPLICABLE, title="What this version changes")
    log: tuple[Change, ...] = ()
    page_url: Words
    company_name: Words
    contact_name: Text = Field(UNKNOWN, title="Whom to ask by name")
    contact_email: Email = Field(UNKNOWN, title="Which e-mail address to write to")
    contact_phone: Text = Field(UNKNOWN, title="Which telephone number to call")
    authority_name: Text = Field(UNKNOWN, title="Which authority to complain to")

    what_happened: Text = Field(UNKNOWN, title="What happened")
    detected_at: When = Field(UNKNOWN, title="When we noticed it")
    occurred_from: When = Field(UNKNOWN, title="When it began")
    occurred_until: When = Field(UNKNOWN, title="When it ended")
    ongoing: YesNo = Field(UNKNOWN, title="Whether it is still going on")
    confidentiality: YesNo = Field(UNKNOWN, title="Whether others could see the data")
    integrity: YesNo = Field(UNKNOWN, title="Whether the data were changed")
    availability: YesNo = Field(UNKNOWN, title="Whether the data were lost or out of reach")
    data_categories: Labels = Field(UNKNOWN, title="Which data are affected")
    people_kinds: Labels = Field(UNKNOWN, title="Who is affected")
    people_count: Number = Field(UNKNOWN, title="How many people are affected")
    people_told_at: When = Field(UNKNOWN, title="When we write to the people affected")
    people_told_how: Text = Field(UNKNOWN, title="How we reach the people affected")
    others_not_told: bool = False
    consequences: Text = Field(UNKNOWN, title="What could happen")
    measures_taken: Text = Field(UNKNOWN, title="What we have done")
    measures_planned: Text = Field(UNKNOWN, title="What we are going to do")
    advice: Text = Field(UNKNOWN, title="What you can do")
    next_update_by: When = Field(UNKNOWN, title="When the next update comes")


class MailFields(Value):
    """The direct message of Art. 34(1): short, about nothing else, with a link to the page."""

    audience: Literal["mail"] = "mail"
    reference: Words
    version: PositiveInt
    as_of: Utc
    state: State = "notice"
    change: Text = Field(NOT_APPLICABLE, title="What this message changes")
    page_url: Words
    company_name: Words
    contact_name: Text = Field(UNKNOWN, title="Whom to ask by name")
    contact_email: Email = Field(UNKNOWN, title="Which e-mail address to write to")
    contact_phone: Text = Field(UNKNOWN, title="Which telephone number to call")
    authority_name: Text = Field(UNKNOWN, title="Which authority to complain to")

    what_happened: Text = Field(UNKNOWN, title="What happened")
    occurred_from: When = Field(UNKNOWN, title="When it began")
    occurred_until: When = Field(UNKNOWN, title="When it ended")
    data_categories: Labels = Field(UNKNOWN, title="Which of your data are affected")
    consequences: Text = Field(UNKNOWN, title="What could happen")
    measures_taken: Text = Field(UNKNOWN, title="What we have done")
    advice: Text = Field(UNKNOWN, title="What you can do")


Fields = AuthorityFields | PageFields | MailFields


IN_A_WITHDRAWAL = frozenset({
    "audience", "reference", "version", "as_of", "state", "change", "log", "page_url", "company_name",
    "contact_name", "contact_email", "contact_phone", "authority_name",
})  # fmt: skip
"""What a withdrawn page or mail still shows; the authority is shown everything."""


def shown(fields: Fields) -> frozenset[str]:
    """The names of the fields that this notice renders."""
    names = frozenset(type(fields).model_fields)
    withdrawn = fields.state == "withdrawal" and fields.audience != "authority"
    return names & IN_A_WITHDRAWAL if withdrawn else names


def digest(fields: Fields) -> str:
    """SHA-256 (hex) of the facts that the notice shows: canonical JSON, without the stamps alone."""
    facts = fields.model_dump(mode="json", include=set(shown(fields) - STAMPS))
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def still_unknown(fields: Fields) -> tuple[str, ...]:
    """The titles of the fields that are not known yet, in the order of the notice (Art. 33(4))."""
    missing = {name for name in shown(fields) if getattr(fields, name) == UNKNOWN}
    if late_without_reasons(fields):
        missing.add("delay_reasons")
    return tuple(
        field.title
        for name, field in type(fields).model_fields.items()
        if name in missing and field.title is not None
    )


def late(fields: Fields) -> bool:
    """Whether the first notice comes after `due_at` (Art. 33(1)); a follow-up to a timely one is not late."""
    if fields.audience != "authority" or isinstance(fields.due_at, Absent):
        return False
    first = fields.as_of if isinstance(fields.first_filed_at, Absent) else fields.first_filed_at
    return first > fields.due_at


def late_without_reasons(fields: Fields) -> bool:
    """Whether the reasons that Art. 33(1) asks of a late notice are missing."""
    return fields.audience == "authority" and late(fields) and isinstance(fields.delay_reasons, Absent)
