"""The message of a processor to a controller (Art. 33(2)): what Art. 33(3) will ask of the controller, as far as known.

It tells facts and no judgement: the risk is for the controller to assess.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from pydantic import Field

from breachbot.notices.render import Templates, render
from breachbot.notices.values import UNKNOWN, Email, Labels, Number, Text, Utc, Value, When, Words, YesNo

FOLDER = "controller/en"


class ControllerFields(Value):
    """What the message says. A field without a value is `UNKNOWN`; its title is its name among what is unknown."""

    reference: Words
    as_of: Utc
    controller: Words
    company_name: Words
    contact_name: Text = Field(UNKNOWN, title="Whom to ask by name")
    contact_email: Email = Field(UNKNOWN, title="Which e-mail address to write to")
    contact_phone: Text = Field(UNKNOWN, title="Which telephone number to call")
    aware_at: When = Field(UNKNOWN, title="When we became aware")

    what_happened: Text = Field(UNKNOWN, title="What happened")
    cause: Text = Field(UNKNOWN, title="The cause")
    occurred_from: When = Field(UNKNOWN, title="When it began")
    occurred_until: When = Field(UNKNOWN, title="When it ended")
    ongoing: YesNo = Field(UNKNOWN, title="Whether it is still going on")
    confidentiality: YesNo = Field(UNKNOWN, title="Whether others could get at the data")
    integrity: YesNo = Field(UNKNOWN, title="Whether data were changed")
    availability: YesNo = Field(UNKNOWN, title="Whether data were lost or out of reach")
    data_categories: Labels = Field(UNKNOWN, title="The categories of personal data")
    people_kinds: Labels = Field(UNKNOWN, title="The categories of people affected")
    people_count: Number = Field(UNKNOWN, title="The approximate number of people affected")
    records_count: Number = Field(UNKNOWN, title="The approximate number of records")
    encryption: Text = Field(UNKNOWN, title="How the data were protected")
    recipient: Text = Field(UNKNOWN, title="Who has or may have got the data")
    access_evidence: Text = Field(UNKNOWN, title="What logs and traces show")
    measures_taken: Text = Field(UNKNOWN, title="The measures taken")
    measures_planned: Text = Field(UNKNOWN, title="The measures planned")


@dataclass(frozen=True)
class Message:
    """The text and its SHA-256 (hex, over UTF-8). `fields_sha256` leaves the moment of drafting out."""

    text: str
    sha256: str
    fields_sha256: str
    still_unknown: tuple[str, ...]
    template_sha256: str


def message(fields: ControllerFields, templates: Templates) -> Message:
    """Render the message. Raises BadFile if its template is missing or asks for a field that does not exist."""
    unknown = tuple(
        field.title
        for name, field in ControllerFields.model_fields.items()
        if field.title and getattr(fields, name) == UNKNOWN
    )
    text = render(templates, f"{FOLDER}/message.txt.j2", f=fields, still_unknown=unknown)
    facts = json.dumps(
        fields.model_dump(mode="json", exclude={"as_of"}), sort_keys=True, separators=(",", ":")
    )
    return Message(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        fields_sha256=hashlib.sha256(facts.encode()).hexdigest(),
        still_unknown=unknown,
        template_sha256=templates.sha256(FOLDER),
    )
