"""The message of a processor to a controller (Art. 33(2)): what Art. 33(3) will ask of the controller, as far as known.

It tells facts and no judgement: the risk is for the controller to assess.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from breachbot.notices.fields import open_fields
from breachbot.notices.render import Templates, render
from breachbot.notices.values import UNKNOWN, Email, Labels, Number, Text, Utc, Value, When, Words, YesNo

FOLDER = "controller"


class ControllerFields(Value):
    """What the message says. A field without a value is `UNKNOWN`."""

    reference: Words
    as_of: Utc
    controller: Words
    company_name: Words
    contact_role: Words
    contact_name: Text = UNKNOWN
    contact_email: Email = UNKNOWN
    contact_phone: Text = UNKNOWN
    aware_at: When = UNKNOWN

    what_happened: Text = UNKNOWN
    cause: Text = UNKNOWN
    occurred_from: When = UNKNOWN
    occurred_until: When = UNKNOWN
    ongoing: YesNo = UNKNOWN
    confidentiality: YesNo = UNKNOWN
    integrity: YesNo = UNKNOWN
    availability: YesNo = UNKNOWN
    data_categories: Labels = UNKNOWN
    people_kinds: Labels = UNKNOWN
    people_count: Number = UNKNOWN
    records_count: Number = UNKNOWN
    encryption: Text = UNKNOWN
    recipient: Text = UNKNOWN
    access_evidence: Text = UNKNOWN
    measures_taken: Text = UNKNOWN
    measures_planned: Text = UNKNOWN


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
    titles = templates.words.titles["controller"]
    unknown = tuple(
        titles[name] for name in open_fields(ControllerFields) if getattr(fields, name) == UNKNOWN
    )
    document = render(templates, f"{FOLDER}/message.md.j2", f=fields, still_unknown=unknown)
    text = f"{templates.words.subject.format(title=document.title)}\n\n{document.text}"
    return Message(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        fields_sha256=digest(fields),
        still_unknown=unknown,
        template_sha256=templates.sha256(FOLDER),
    )


def digest(fields: ControllerFields) -> str:
    """SHA-256 (hex) over what a message is made from, without the moment of drafting: whether one says anything new is
    seen without writing it."""
    facts = json.dumps(
        fields.model_dump(mode="json", exclude={"as_of"}), sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(facts.encode()).hexdigest()
