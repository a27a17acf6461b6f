"""What an alert shows by itself: which answers it suggests, for a person to confirm, and how it reads as a whole.

Personal data in a report are no breach by themselves, and what practically every report holds (`triage.speaks`)
suggests nothing. Readable log-in data in a log may be a breach already: whoever reads the log can use them. A weakness
of which nothing shows that anybody used it is none, until something does (EDPB Guidelines 9/2022, annex B;
[unchecked-M]).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue

from breachbot.intake.signal import Finding, Kind
from breachbot.intake.triage import speaks
from breachbot.playbook.triage import Hint

Reading = Literal["credentials_in_clear", "personal_data", "vulnerability", "nothing"]

CATEGORY: Mapping[Kind, str] = {
    "special_category": "special",
    "criminal_record": "criminal",
    "credential": "credentials_clear",
    "national_id": "national_id",
    "payment_card": "payment",
    "iban": "payment",
    "date_of_birth": "birth_date",
    "email": "contact",
    "phone": "contact",
    "postal_address": "contact",
    "name": "name",
    "location": "location",
    "username": "pseudonym",
    "user_id": "pseudonym",
    "ip_address": "device",
}
"""The kind of data as the facts name it. What was scrubbed or not examined is of no known kind."""
_ORDER = (
    "pseudonym",
    "name",
    "contact",
    "device",
    "birth_date",
    "credentials_clear",
    "national_id",
    "payment",
    "location",
    "special",
    "criminal",
)
_REACH: frozenset[Hint] = frozenset({"access_control", "cross_tenant", "exposure", "misdirected"})


@dataclass(frozen=True)
class Evidence:
    """How an alert reads, and the answers that it suggests, by the names of the facts. None of them is confirmed."""

    reading: Reading
    answers: Mapping[str, JsonValue] = field(default_factory=dict)


def evidence(source: str, findings: Iterable[Finding], hints: Iterable[Hint]) -> Evidence:
    """What the kinds of personal data in an alert and its wording suggest; never a value of a person."""
    told = [finding for finding in findings if speaks(source, finding)]
    kinds = {CATEGORY[finding.kind] for finding in told if finding.kind in CATEGORY}
    heard = set(hints)
    if not told and heard == {"vulnerability"}:
        return Evidence("vulnerability")
    if not kinds:
        return Evidence("nothing")
    answers: dict[str, JsonValue] = {
        "personal_data": "yes",
        "data_categories": [kind for kind in _ORDER if kind in kinds],
    }
    clear = "credentials_clear" in kinds
    if clear or heard & _REACH:
        answers["confidentiality"] = "yes"
    if "loss" in heard:
        answers["availability"] = "yes"
    return Evidence("credentials_in_clear" if clear else "personal_data", answers)
