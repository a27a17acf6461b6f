"""What a notice says: tri-states, counts, the list of what is unknown, the fingerprint."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError

from breachbot.notices.fields import STAMPS, Fields, digest, late, late_without_reasons, still_unknown
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN, Count
from tests.notices.samples import AUTHORITY, DUE, MAIL, PAGE, another


def changed(fields: Fields, **values: Any) -> Fields:
    """`fields` with these values, checked again."""
    return type(fields).model_validate({**dict(fields), **values})


@pytest.mark.parametrize("blank", [None, "", "  \n\t "])
def test_nothing_said_is_not_known(blank: str | None) -> None:
    assert changed(MAIL, what_happened=blank).what_happened == UNKNOWN


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("ongoing", "yes", True),
        ("ongoing", "no", False),
        ("people_count", 0, Count(estimate=0)),
        ("people_count", {"min": 5, "max": 9}, Count(min=5, max=9)),
        ("people_kinds", [], UNKNOWN),
        ("people_kinds", ["Customers"], ("Customers",)),
        ("people_outcome", "undetermined", UNKNOWN),
        (
            "detected_at",
            datetime(2026, 11, 24, 9, 2, tzinfo=timezone(timedelta(hours=1))),
            AUTHORITY.detected_at,
        ),
    ],
)
def test_facts_are_taken_as_they_come(name: str, given: object, kept: object) -> None:
    assert getattr(changed(AUTHORITY, **{name: given}), name) == kept


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("ongoing", "perhaps"),
        ("people_count", {"min": 9, "max": 5}),
        ("people_count", {}),
        ("people_count", -1),
        ("detected_at", "2026-11-24T09:02:00"),
        ("people_kinds", ["Customers", " "]),
        ("contact_email", "not an address"),
        ("contact_email", "dpo@example.com\nBcc: all@example.com"),
        ("reference", ""),
        ("nonsense", "x"),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, given: object) -> None:
    with pytest.raises(ValidationError):
        changed(AUTHORITY, **{name: given})


def test_hidden_marks_become_visible() -> None:
    said = changed(MAIL, what_happened="a\x00b\u202ec\ud800d\r\ne").what_happened
    assert said == "a\ufffdb\ufffdc\ufffdd\ne"


def test_what_is_unknown_is_listed_in_the_order_of_the_notice() -> None:
    fields = changed(AUTHORITY, consequences=None, occurred_until=NOT_APPLICABLE, occurred_from=UNKNOWN)
    assert still_unknown(fields) == ("occurred_from", "consequences")
    assert still_unknown(AUTHORITY) == ()


@pytest.mark.parametrize(
    ("first", "as_of", "is_late"),
    [
        (NOT_APPLICABLE, DUE - timedelta(seconds=1), False),
        (NOT_APPLICABLE, DUE, False),
        (NOT_APPLICABLE, DUE + timedelta(seconds=1), True),
        (DUE, DUE + timedelta(days=9), False),
        (DUE + timedelta(seconds=1), DUE + timedelta(days=9), True),
    ],
)
def test_a_first_notice_after_72_hours_is_late(first: object, as_of: datetime, is_late: bool) -> None:
    fields = changed(AUTHORITY, first_filed_at=first, as_of=as_of, delay_reasons=NOT_APPLICABLE)
    assert late(fields) is is_late
    assert late_without_reasons(fields) is is_late
    assert ("delay_reasons" in still_unknown(fields)) is is_late
    assert not late_without_reasons(changed(fields, delay_reasons="The logs were read first."))


def test_only_the_authority_has_a_clock() -> None:
    assert not late(PAGE)
    assert not late(MAIL)
    assert not late(changed(AUTHORITY, due_at=None))


@pytest.mark.parametrize("fields", [AUTHORITY, PAGE, MAIL], ids=lambda fields: str(fields.audience))
def test_the_fingerprint_covers_every_field_but_the_stamps(fields: Fields) -> None:
    for name in type(fields).model_fields:
        if name != "audience":
            other = fields.model_copy(update={name: another(fields, name)})
            assert (digest(other) == digest(fields)) is (name in STAMPS), name


def test_a_withdrawn_page_speaks_of_nothing_else() -> None:
    withdrawn = changed(PAGE, state="withdrawal", advice=None)
    assert still_unknown(withdrawn) == ()
    assert digest(withdrawn) == digest(changed(withdrawn, what_happened="Something else."))
    assert digest(withdrawn) != digest(changed(withdrawn, change="It was no breach."))
