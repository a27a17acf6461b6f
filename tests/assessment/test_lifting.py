"""A comforting answer ends no duty where others show that it cannot be so: the careless witness is asked back."""

from typing import Any

import pytest

from breachbot.assessment.facts import contradictions
from tests.assessment.test_edpb_cases import outcomes, settled

TAKEN: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "no",
    "cause": "intrusion",
    "data_categories": ["name", "health", "bank_account"],
    "identifiability": "direct",
    "people_kinds": ["customers"],
    "people_count": "5000",
    "encryption": "none",
    "recipient": "hostile",
    "access_evidence": "exfiltration_seen",
    "deletion_confirmed": "not_possible",
    "later_measures": ["none"],
    "harm_seen": "no",
    "targeted": "no",
    "taken_over": "no",
    "reveals": "nothing",
}


@pytest.mark.parametrize(
    "said",
    [
        {"encryption": "key_safe", "taken_over": "yes"},
        {"encryption": "key_safe", "cause": "stuffing"},
        {
            "encryption": "key_safe",
            "cause": "insider",
            "recipient": "staff_outside_task",
            "access_evidence": "access_seen",
        },
        {"encryption": "key_safe", "in_clear_inside": "yes", "data_categories": ["credentials_clear"]},
        {"later_measures": ["returned_unopened"]},
        {"later_measures": ["returned_unopened"], "recipient": "public", "access_evidence": "no_logs"},
        {"later_measures": ["taker_stopped"], "taken_over": "yes", "access_evidence": "access_seen"},
        {"confidentiality": "no", "in_clear_inside": "yes", "recipient": None, "access_evidence": "no_logs"},
        {"confidentiality": "no", "cause": "ransomware", "recipient": None, "access_evidence": "no_logs"},
    ],
    ids=str,
)
def test_what_cannot_both_be_so_is_asked_back_and_ends_nothing(said: dict[str, Any]) -> None:
    known = settled({fact: value for fact, value in (TAKEN | said).items() if value is not None})
    assert contradictions(known)
    found = outcomes({fact: value for fact, value in (TAKEN | said).items() if value is not None})
    assert "not_required" not in (found["document"], found["notify_authority"], found["communicate"])


@pytest.mark.parametrize("recipient", ["trusted_bound", "known", "none_known", None])
@pytest.mark.parametrize("logs", ["partial_logs_show_none", "no_logs", "logs_erasable"])
def test_what_anyone_could_reach_counts_as_taken_whoever_is_known_to_have_it(
    recipient: str | None, logs: str
) -> None:
    said = {
        "cause": "published",
        "could_reach": "internet",
        "access_evidence": logs,
        "deletion_confirmed": "in_writing",
    }
    facts = TAKEN | said | {"recipient": recipient, "data_categories": ["name", "contact"]}
    found = outcomes({fact: value for fact, value in facts.items() if value is not None})
    assert found["notify_authority"] == "required"


@pytest.mark.parametrize("cause", ["intrusion", "insider", "other_attack"])
def test_that_data_were_public_before_lifts_nothing_where_somebody_took_them_on_purpose(cause: str) -> None:
    found = outcomes(
        TAKEN | {"cause": cause, "already_public": "yes", "data_categories": ["name", "birth_date"]}
    )
    assert "not_required" not in (found["notify_authority"], found["communicate"])
