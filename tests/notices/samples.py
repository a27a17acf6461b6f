"""One breach, fully known: the story that the tests of this room tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from breachbot.notices.fields import AuthorityFields, Change, Fields, MailFields, OwnClock, PageFields
from breachbot.notices.render import Templates
from breachbot.notices.values import Absent, Count
from breachbot.publish.templates import load_templates

TEMPLATES = load_templates(Path(__file__).parents[2] / "templates")
AWARE = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
DUE = datetime(2026, 11, 27, 9, 15, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 16, 40, tzinfo=UTC)

WHAT = """The export of orders did not check to whom an order belongs.
A customer who asked for an export could receive orders of other customers.

We read the access logs from 2 November 2026 to 24 November 2026. They cover every export in that time."""
TAKEN = """We switched the export off on the day on which we noticed the fault.

- The check is in place and was tested by two people.
- We asked the 14 customers who received such a file to delete it; 11 have confirmed."""
ADVICE = """- Be wary of messages that name one of your orders and ask for a payment.
- Change your password if you wrote it into an order."""

OWN = OwnClock(
    title="Newsletter list",
    aware_at=datetime(2026, 11, 25, 8, 0, tzinfo=UTC),
    aware_basis="The provider showed who had opened the list.",
    due_at=datetime(2026, 11, 28, 8, 0, tzinfo=UTC),
    first_filed_at=NOW,
    processor_told_at=datetime(2026, 11, 25, 7, 55, tzinfo=UTC),
)
"""A set that is another breach."""

AUTHORITY = AuthorityFields(
    reference="pdb-7k2m9x4q",
    version=1,
    as_of=NOW,
    phase="initial",
    authority_name="Data Protection Authority of Ruritania",
    authority_reference="DPA-2026-118",
    first_filed_at=NOW,
    controller_name="Example Software SE",
    controller_address="1 Harbour Street, 10115 Strelsau",
    contact_role="Privacy desk",
    contact_name="the data protection officer on duty",
    contact_email="dpo@example.com",
    contact_phone="+49 30 5550100",
    aware_at=AWARE,
    aware_basis="The access logs show that files with orders of other customers were downloaded.",
    processor_told=True,
    due_at=DUE,
    processor_told_at=datetime(2026, 11, 24, 9, 10, tzinfo=UTC),
    own_clocks=(OWN,),
    delay_reasons="The extent was not known before the logs of the second data centre were read.",
    detected_at=datetime(2026, 11, 24, 8, 2, tzinfo=UTC),
    occurred_from=datetime(2026, 11, 2, 13, 30, tzinfo=UTC),
    occurred_until=datetime(2026, 11, 24, 8, 40, tzinfo=UTC),
    ongoing=False,
    what_happened=WHAT,
    cause="An error in our own software",
    taken_over=False,
    confidentiality=True,
    integrity=False,
    availability=False,
    data_categories=("Names", "E-mail addresses", "Orders", "Last four digits of payment cards"),
    records_count=Count(min=4000, max=5200),
    volume="Years",
    identifiability="Yes: by name",
    reveals="That they are or were patients",
    already_public=False,
    people_kinds=("Customers",),
    people_count=2300,
    countries=("Ireland", "Spain"),
    targeted=False,
    reachable="Some of them",
    encryption="No: the data were readable",
    could_reach="Some users, customers or firms outside",
    exposed_for="Weeks or longer",
    recipient="Several known people or firms",
    access_evidence="Access happened",
    deletion_confirmed="Asked, no answer yet",
    still_out="out",
    in_clear_inside=True,
    consequences="Strangers know what a person bought. They can use it for fraudulent messages.",
    harm_seen=False,
    restore="Within days",
    loss_effect="Delays or small inconveniences",
    authority_outcome="required",
    authority_because=("A risk to the people affected is likely.",),
    people_outcome="required",
    people_because=("Orders and payment data together make fraud easier.",),
    measures_taken=TAKEN,
    measures_planned="Every export gets an automatic test of ownership by 4 December 2026.",
    later_measures=("Nothing yet",),
    people_told_at=datetime(2026, 11, 26, 12, 0, tzinfo=UTC),
    people_told_how="By e-mail to each person",
    people_told_number=Count(estimate=2300),
    page_url="https://example.com/security/pdb-7k2m9x4q/",
    published_url="https://example.com/security/pdb-7k2m9x4q/",
    advice=ADVICE,
)

_COMMON = {
    name: getattr(AUTHORITY, name)
    for name in [
        "reference",
        "as_of",
        "contact_role",
        "contact_name",
        "contact_email",
        "contact_phone",
        "authority_name",
        "what_happened",
        "occurred_from",
        "occurred_until",
        "data_categories",
        "reveals",
        "recipient",
        "could_reach",
        "deletion_confirmed",
        "restore",
        "consequences",
        "measures_taken",
        "measures_planned",
        "page_url",
    ]
}

PAGE = PageFields(
    **_COMMON,
    **{
        name: getattr(AUTHORITY, name)
        for name in [
            "detected_at",
            "ongoing",
            "confidentiality",
            "integrity",
            "availability",
            "people_kinds",
            "people_count",
            "people_told_at",
            "people_told_how",
            "still_out",
        ]
    },
    version=2,
    change="The number of people affected is now known.",
    log=(Change(version=1, at=AWARE, sentence="First published."),),
    company_name="Example Software",
    advice=ADVICE,
    next_update_by=datetime(2026, 11, 30, 12, 0, tzinfo=UTC),
)

MAIL = MailFields(**_COMMON, version=1, company_name="Example Software", advice=ADVICE, targeted=True)

OTHER: dict[str, Any] = {
    "phase": "follow_up",
    "state": "correction",
    "contact_email": "other@example.org",
    "version": 7,
    "waiver_ground": "c",
    "authority_because": ("Another reason.",),
    "people_because": ("Another reason.",),
    "authority_outcome": "not_required",
    "people_outcome": "not_required",
    "people_count": Count(estimate=7),
    "records_count": Count(min=7),
    "people_told_number": Count(max=7),
    "still_out": "unclear",
    "awaited": ("recipient",),
    "countries": ("Malta",),
    "later_measures": ("Another one",),
    "data_categories": ("Photos",),
    "people_kinds": ("Pupils",),
    "log": (Change(version=1, at=AWARE, sentence="Another line."),),
    "own_clocks": (OWN.model_copy(update={"title": "Quite another list"}),),
}


def edited(path: str, text: str) -> Templates:
    """The templates with this text at `path`."""
    return replace(TEMPLATES, sources={**TEMPLATES.sources, path: text})


def another(fields: Fields, name: str) -> Any:
    """Another value that the field `name` can hold."""
    old = getattr(fields, name)
    if name in OTHER:
        return OTHER[name]
    if isinstance(old, bool):
        return not old
    return "Quite another text" if isinstance(old, str | Absent) else old + timedelta(days=400)
