"""Notices of an invented incident, to try templates on: with nothing known, and with everything known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, get_args

from breachbot.notices.controller import ControllerFields
from breachbot.notices.fields import AuthorityFields, Change, Fields, MailFields, OwnClock, PageFields, State

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)

BARE: dict[str, Any] = {
    "reference": "pdb-sample00",
    "version": 2,
    "as_of": NOW,
    "phase": "initial",
    "controller_name": "Example Company",
    "company_name": "Example Company",
    "contact_role": "Privacy team",
    "page_url": "https://example.com/security/pdb-sample00/",
    "published_url": "https://example.com/security/pdb-sample00/",
}

OWN = OwnClock(
    title="A list",
    aware_at=NOW,
    aware_basis="This is a sentence.",
    due_at=NOW,
    first_filed_at=NOW,
    processor_told_at=NOW,
)
KNOWN: dict[str, Any] = BARE | {
    "change": "The number of people is now known.",
    "log": (Change(version=1, at=NOW, sentence="First published."),),
    "own_clocks": (OwnClock(title="Another list", aware_at=NOW), OWN),
    "contact_email": "privacy@example.com",
    "data_categories": ("Names", "Postal addresses"),
    "people_kinds": ("Customers",),
    "people_count": {"min": 10, "max": 20},
    "records_count": 30,
    "people_told_number": 10,
    "countries": ("Ireland",),
    "later_measures": ("Nothing",),
    "still_out": "out",
    "awaited": ("restore",),
    "authority_outcome": "required",
    "authority_because": ("A risk is likely.",),
    "people_outcome": "not_required",
    "people_because": ("A high risk is not likely.",),
    "waiver_ground": "b",
}
TIMES = frozenset(
    {
        "first_filed_at",
        "aware_at",
        "due_at",
        "detected_at",
        "occurred_from",
        "occurred_until",
        "people_told_at",
        "processor_told_at",
        "next_update_by",
    }
)
ANSWERS = frozenset(
    {
        "ongoing",
        "everybody_told",
        "others_not_told",
        "confidentiality",
        "integrity",
        "availability",
        "processor_told",
        "taken_over",
        "harm_seen",
        "already_public",
        "targeted",
        "in_clear_inside",
    }
)


def samples() -> Iterator[Fields]:
    """Each notice in each of its states, bare and full."""
    for model in (AuthorityFields, PageFields, MailFields):
        for state in get_args(State):
            yield _fill(model, BARE, state)
            yield _fill(model, {name: _known(name) for name in model.model_fields}, state)


def controller_samples() -> Iterator[ControllerFields]:
    """The message to a controller, bare and full."""
    bare = {name: value for name, value in BARE.items() if name in ControllerFields.model_fields}
    yield ControllerFields(**bare | {"controller": "Example Customer"})
    known = {name: _known(name) for name in ControllerFields.model_fields}
    yield ControllerFields(**known | bare | {"controller": "Example Customer"})


def _fill(
    model: type[AuthorityFields | PageFields | MailFields], values: dict[str, Any], state: str
) -> Fields:
    given = {
        name: value for name, value in values.items() if name in model.model_fields and name != "audience"
    }
    return model(**given | {"state": state})


def _known(name: str) -> object:
    if name in TIMES:
        return NOW
    return True if name in ANSWERS else KNOWN.get(name, "This is a sentence.")
