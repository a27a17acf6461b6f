"""The message to a controller: what is known, what is not, and no word of a risk that is theirs to assess."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from breachbot.configured.places import bundled
from breachbot.notices.controller import ControllerFields, message
from breachbot.publish.templates import load_templates

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEMPLATES = load_templates(bundled("templates"))
BARE: dict[str, Any] = {
    "reference": "pdb-test0001",
    "as_of": NOON,
    "controller": "Example Customer GmbH",
    "company_name": "Example Shop Ltd",
    "contact_role": "Privacy desk",
}


def test_what_is_not_known_is_listed_and_never_blank() -> None:
    made = message(ControllerFields(**BARE), TEMPLATES)
    assert "What happened" in made.still_unknown
    assert "- People affected: not known yet" in made.text
    assert all(line.rstrip() != "- People affected:" for line in made.text.splitlines())


def test_it_says_whose_decision_it_is_and_names_no_outcome() -> None:
    text = message(ControllerFields(**BARE), TEMPLATES).text
    assert "33(2)" in text
    assert "for you\nto decide; we have assessed no risk" in text
    for word in ("required", "high risk", "unlikely", "supervis"):
        assert word not in text


def test_the_hash_of_the_facts_leaves_out_the_moment_and_nothing_else() -> None:
    now, later = (
        message(ControllerFields(**BARE | {"as_of": at}), TEMPLATES) for at in (NOON, NOON.replace(hour=13))
    )
    assert now.fields_sha256 == later.fields_sha256
    assert now.sha256 != later.sha256
    known = message(ControllerFields(**BARE | {"people_count": 3}), TEMPLATES)
    assert known.fields_sha256 != now.fields_sha256


@given(st.text(min_size=1, max_size=300))
def test_any_text_is_shown(text: str) -> None:
    message(ControllerFields(**BARE | {"what_happened": text, "contact_name": text}), TEMPLATES)
