"""What an alert suggests by itself, and what it never does."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.assessment.facts import FACTS, validate
from breachbot.intake.evidence import CATEGORY, evidence
from breachbot.intake.signal import Finding, Kind
from breachbot.playbook.triage import Hint
from tests.intake.bodies import alert, signal_of

KINDS, HINTS = get_args(Kind), get_args(Hint)
PLACES = st.sampled_from(["event.user", "event.extra", "event.message", "actor"])
FINDINGS = st.lists(st.builds(Finding, st.sampled_from(KINDS), PLACES, st.integers(1, 9)), max_size=6)


def seen(*kinds: Kind, where: str = "event.extra") -> list[Finding]:
    return [Finding(kind, where, 1) for kind in kinds]


def test_kinds_of_data_become_categories() -> None:
    said = evidence("sentry", seen("iban", "email", "name"), []).answers
    assert said == {"personal_data": "yes", "data_categories": ["name", "contact", "payment"]}


def test_what_practically_every_error_holds_suggests_nothing() -> None:
    assert evidence("sentry", seen("ip_address", "user_id"), []).reading == "nothing"
    assert evidence("sentry", seen("email", "name", where="event.user"), []).reading == "nothing"
    assert evidence("sentry", [], ["cross_tenant"]).reading == "nothing"


def test_readable_log_in_data_are_a_possible_breach_by_themselves() -> None:
    found = evidence("sentry", seen("credential"), [])
    assert found.reading == "credentials_in_clear"
    assert found.answers["confidentiality"] == "yes"
    assert found.answers["data_categories"] == ["credentials_clear"]


@pytest.mark.parametrize(
    ("findings", "hints", "reading"),
    [
        ([], ["vulnerability"], "vulnerability"),
        (seen("ip_address"), ["vulnerability"], "vulnerability"),
        ([], ["vulnerability", "attack"], "nothing"),
        ([], ["vulnerability", "not_read_in_full"], "nothing"),
        (seen("email"), ["vulnerability"], "personal_data"),
        (seen("scrubbed", where="event.message"), ["vulnerability"], "nothing"),
        (seen("not_examined"), ["vulnerability"], "nothing"),
    ],
)
def test_a_weakness_is_one_only_while_nothing_else_speaks(
    findings: list[Finding], hints: list[Hint], reading: str
) -> None:
    assert evidence("sentry", findings, hints).reading == reading


@pytest.mark.parametrize(
    "text",
    ["CVE-2026-12345 in the image parser", "Vulnerable dependency found", "security advisory for the proxy"],
)
def test_the_wording_of_a_weakness_is_heard(text: str) -> None:
    assert "vulnerability" in signal_of(alert(title=text)).hints


@pytest.mark.parametrize(
    "text", ["TypeError: cannot read property", "the cve field is empty", "invulnerability"]
)
def test_other_wording_is_not(text: str) -> None:
    assert "vulnerability" not in signal_of(alert(title=text)).hints


@given(FINDINGS, st.sets(st.sampled_from(HINTS)))
def test_every_answer_is_one_that_the_facts_know_and_none_says_that_all_is_well(
    findings: list[Finding], hints: set[Hint]
) -> None:
    for fact, value in evidence("sentry", findings, hints).answers.items():
        assert validate(fact, value) == value
        assert value not in ("no", "none", None)


def test_every_kind_is_a_category_or_says_nothing_of_data() -> None:
    assert set(KINDS) - set(CATEGORY) == {"scrubbed", "not_examined"}
    assert set(CATEGORY.values()) <= set(FACTS["data_categories"].options)
