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
        {
            "confidentiality": "no",
            "cause": "stuffing",
            "recipient": None,
            "access_evidence": "complete_logs_show_none",
        },
        {"confidentiality": "no", "taken_over": "yes", "recipient": None, "access_evidence": "no_logs"},
        {
            "confidentiality": "no",
            "recipient": None,
            "cause": "software_fault",
            "access_evidence": "logs_erasable",
        },
        {"confidentiality": "no", "recipient": None, "cause": "lost", "access_evidence": "no_logs"},
        {
            "confidentiality": "no",
            "recipient": None,
            "access_evidence": None,
            "harm_seen": "yes",
            "cause": "sent_astray",
        },
        {"later_measures": ["returned_unopened"], "access_evidence": "logs_erasable"},
        {"later_measures": ["returned_unopened"], "access_evidence": "no_logs"},
        {"later_measures": ["returned_unopened"], "access_evidence": "no_logs", "cause": "software_fault"},
        {
            "later_measures": ["returned_unopened"],
            "access_evidence": "no_logs",
            "cause": "lost",
            "could_reach": "internet",
        },
        {"later_measures": ["taker_stopped"], "recipient": "unknown"},
        {"later_measures": ["taker_stopped"], "recipient": "none_known", "access_evidence": "no_logs"},
    ],
    ids=str,
)
def test_what_cannot_both_be_so_is_asked_back_and_ends_nothing(said: dict[str, Any]) -> None:
    known = settled({fact: value for fact, value in (TAKEN | said).items() if value is not None})
    assert contradictions(known)
    found = outcomes({fact: value for fact, value in (TAKEN | said).items() if value is not None})
    assert "not_required" not in (found["document"], found["notify_authority"], found["communicate"])


@pytest.mark.parametrize("recipient", ["trusted_bound", "known", "none_known", None])
@pytest.mark.parametrize(
    "logs", ["partial_logs_show_none", "no_logs", "logs_erasable", "access_seen", "exfiltration_seen"]
)
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
    if (recipient, logs) == ("none_known", "exfiltration_seen"):
        return  # somebody has them
    found = outcomes({fact: value for fact, value in facts.items() if value is not None})
    assert found["notify_authority"] == "required"


@pytest.mark.parametrize("cause", ["intrusion", "insider", "other_attack"])
def test_that_data_were_public_before_lifts_nothing_where_somebody_took_them_on_purpose(cause: str) -> None:
    found = outcomes(
        TAKEN | {"cause": cause, "already_public": "yes", "data_categories": ["name", "birth_date"]}
    )
    assert "not_required" not in (found["notify_authority"], found["communicate"])


@pytest.mark.parametrize(
    "said",
    [
        {"later_measures": ["taker_stopped"]},
        {
            "later_measures": ["taker_stopped"],
            "data_categories": ["name", "behaviour", "communications"],
        },
        {
            "later_measures": ["taker_stopped"],
            "data_categories": ["name", "contact"],
            "people_kinds": ["endangered"],
        },
        {"later_measures": ["taker_stopped"], "data_categories": ["name", "birth_date"], "targeted": "yes"},
        {"later_measures": ["taker_stopped"], "data_categories": ["name", "contact"], "reveals": "belief"},
        {"later_measures": ["access_worthless"], "data_categories": ["credentials_clear"]},
    ],
    ids=str,
)
def test_a_thief_who_was_stopped_had_read_what_harms_by_being_known(said: dict[str, Any]) -> None:
    assert outcomes(TAKEN | said)["communicate"] == "required"


MILD = ["name", "contact", "contract"]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"deletion_confirmed": "in_writing"}, "not_required"),
        ({"deletion_confirmed": "said_so"}, "weigh"),
        ({"deletion_confirmed": "in_writing", "people_kinds": ["endangered"]}, "weigh"),
        ({"deletion_confirmed": "in_writing", "access_evidence": "exfiltration_seen"}, "weigh"),
        ({"deletion_confirmed": "in_writing", "cause": "lost"}, "weigh"),
        ({"deletion_confirmed": "in_writing", "cause": "software_fault"}, "weigh"),
        ({"deletion_confirmed": "in_writing", "people_count": "10"}, "weigh"),
        (
            {
                "deletion_confirmed": "in_writing",
                "data_categories": ["name", "credentials_clear"],
                "in_clear_inside": "no",
            },
            "weigh",
        ),
        ({"deletion_confirmed": "said_so", "data_categories": ["name", "contract"]}, "not_required"),
        ({"deletion_confirmed": "said_so", "data_categories": MILD, "people_count": "99"}, "not_required"),
        ({"deletion_confirmed": "said_so", "data_categories": MILD, "people_kinds": ["children"]}, "weigh"),
        ({"deletion_confirmed": "said_so", "data_categories": ["name", "work_education"]}, "weigh"),
        ({"deletion_confirmed": "said_so", "data_categories": ["name"], "reveals": "patient"}, "weigh"),
    ],
    ids=str,
)
def test_what_a_colleague_got_by_mistake_stays_inside_in_writing_where_it_harms(
    said: dict[str, Any], outcome: str
) -> None:
    slip = {
        "cause": "sent_astray",
        "recipient": "colleague",
        "could_reach": "nobody_outside",
        "access_evidence": "access_seen",
        "people_count": "9",
    }
    found = outcomes(TAKEN | slip | said)
    assert (found["notify_authority"], found["communicate"]) == (outcome, outcome)


def test_invented_names_and_strong_hashes_of_a_list_that_tells_of_a_belief_are_weighed() -> None:
    hashes = {"data_categories": ["pseudonym", "credentials_hashed"], "encryption": "hashed_salted"}
    listed = TAKEN | hashes | {"identifiability": "pseudonyms_only"}
    assert outcomes(listed)["notify_authority"] == "not_required"
    assert outcomes(listed | {"reveals": "belief"})["notify_authority"] == "weigh"


def test_that_nobody_noticed_wrong_data_on_health_for_days_clears_nothing() -> None:
    wrong = {"cause": "software_fault", "confidentiality": "no", "integrity": "yes", "restore": "in_days"}
    facts = TAKEN | wrong | {"loss_effect": "none", "recipient": "none_known", "access_evidence": "no_logs"}
    assert outcomes(facts)["communicate"] == "weigh"
    assert outcomes(facts | {"data_categories": ["name", "contact"]})["communicate"] == "not_required"


def test_a_lost_file_that_came_back_sealed_by_the_next_day_is_no_risk() -> None:
    back = {"cause": "lost", "recipient": "none_known", "access_evidence": "no_logs", "availability": "yes"}
    facts = (
        TAKEN
        | back
        | {"later_measures": ["returned_unopened"], "restore": "in_a_day", "loss_effect": "delays"}
    )
    assert outcomes(facts)["notify_authority"] == outcomes(facts)["communicate"] == "not_required"
    assert outcomes(facts | {"restore": "in_days"})["notify_authority"] == "required"


NOTHING = {"confidentiality": "no", "recipient": None, "deletion_confirmed": None, "later_measures": None}


@pytest.mark.parametrize(
    "said",
    [
        {"cause": "software_fault", "exposed_for": "weeks"},
        {"cause": "sent_astray", "deletion_confirmed": "asked"},
        {"cause": "insider", "access_evidence": "complete_logs_show_none"},
        {"cause": "other_accident", "later_measures": ["found_unclear"]},
        {"cause": "other_attack"},
        {"cause": "impersonation", "access_evidence": "partial_logs_show_none"},
        {"cause": "other_accident", "targeted": "yes"},
    ],
    ids=str,
)
def test_that_nothing_happened_is_asked_back_where_another_answer_says_what_did(said: dict[str, Any]) -> None:
    facts = TAKEN | NOTHING | {"access_evidence": "no_logs"} | said
    told = {fact: value for fact, value in facts.items() if value is not None}
    assert contradictions(settled(told))
    assert outcomes(told)["document"] == "required"


@pytest.mark.parametrize(
    "said",
    [
        {"cause": "intrusion"},
        {"cause": "other_attack", "access_evidence": "access_seen"},
        {"cause": "insider"},
        {"cause": "ransomware", "access_evidence": "access_seen"},
        {"cause": "software_fault", "recipient": "known"},
        {"cause": "published", "recipient": "known", "access_evidence": "access_seen"},
        {"cause": "published", "recipient": "none_known", "access_evidence": "no_logs"},
        {"cause": "sent_astray", "recipient": "known", "access_evidence": "access_seen"},
        {"cause": "other_accident", "recipient": "known", "access_evidence": "exfiltration_seen"},
    ],
    ids=str,
)
def test_encryption_at_rest_clears_nothing_that_was_read_or_that_a_system_gave_out(
    said: dict[str, Any],
) -> None:
    """Only that what left was still encrypted does."""
    both = ("notify_authority", "communicate")
    facts = {fact: value for fact, value in (TAKEN | said).items() if fact != "deletion_confirmed"}
    assert {outcomes(facts | {"encryption": "key_safe"})[duty] for duty in both} == {"weigh"}
    assert {outcomes(facts | {"encryption": "left_encrypted"})[duty] for duty in both} == {"not_required"}
    assert "not_required" not in {outcomes(facts | {"encryption": "at_rest"})[duty] for duty in both}


@pytest.mark.parametrize("cause", ["lost", "stolen", "ransomware"])
def test_an_encrypted_thing_that_left_is_safe_with_its_key_until_somebody_opened_it(cause: str) -> None:
    left = {"cause": cause, "recipient": "unknown", "access_evidence": "no_logs", "encryption": "key_safe"}
    facts = {fact: value for fact, value in (TAKEN | left).items() if fact != "deletion_confirmed"}
    assert outcomes(facts)["notify_authority"] == outcomes(facts)["communicate"] == "not_required"
    opened = outcomes(facts | {"access_evidence": "access_seen"})
    assert "not_required" not in (opened["notify_authority"], opened["communicate"])


@pytest.mark.parametrize("cause", ["insider", "stuffing", "intrusion"])
def test_whoever_changed_the_data_got_at_them(cause: str) -> None:
    changed = {
        "integrity": "yes",
        "restore": "in_hours",
        "loss_effect": "none",
        "access_evidence": "complete_logs_show_none",
    }
    facts = TAKEN | changed | {"cause": cause, "confidentiality": "no", "recipient": "none_known"}
    del facts["deletion_confirmed"]
    assert contradictions(settled(facts))
    assert "not_required" not in (outcomes(facts)["notify_authority"], outcomes(facts)["communicate"])


@pytest.mark.parametrize("kind", ["communications", "credentials_hashed"])
def test_messages_and_passwords_were_never_public_with_the_knowledge_of_the_people(kind: str) -> None:
    facts = TAKEN | {"cause": "software_fault", "recipient": "public", "access_evidence": "access_seen"}
    found = outcomes(facts | {"already_public": "yes", "data_categories": ["name", kind], "volume": "years"})
    assert (found["notify_authority"], found["communicate"]) == ("required", "required")


def test_that_a_taker_was_stopped_waits_for_whether_an_account_was_taken_over() -> None:
    facts = TAKEN | {
        "cause": "stuffing",
        "data_categories": ["name", "birth_date"],
        "later_measures": ["taker_stopped"],
    }
    assert outcomes(facts)["communicate"] == "not_required"
    del facts["taken_over"]
    assert outcomes(facts)["communicate"] == "required"


@pytest.mark.parametrize("logs", ["logs_erasable", "no_logs", "partial_logs_show_none"])
@pytest.mark.parametrize("cause", ["intrusion", "ransomware", "other_attack"])
def test_that_it_left_encrypted_is_weighed_where_nobody_can_know_what_left(cause: str, logs: str) -> None:
    facts = TAKEN | {"cause": cause, "access_evidence": logs, "encryption": "left_encrypted"}
    del facts["deletion_confirmed"]
    found = outcomes(facts)
    assert (found["notify_authority"], found["communicate"]) == ("weigh", "weigh")
    seen = outcomes(facts | {"access_evidence": "exfiltration_seen"})
    assert (seen["notify_authority"], seen["communicate"]) == ("not_required", "not_required")


def test_a_strong_hash_clears_no_account_that_was_entered() -> None:
    entered = {
        "cause": "stuffing",
        "taken_over": "yes",
        "identifiability": "pseudonyms_only",
        "data_categories": ["pseudonym", "credentials_hashed"],
        "encryption": "hashed_salted",
        "access_evidence": "access_seen",
    }
    found = outcomes(TAKEN | entered)
    assert "not_required" not in (found["notify_authority"], found["communicate"])


def test_public_data_behind_an_account_that_was_taken_over_are_not_all_there_is() -> None:
    fault = {
        "cause": "software_fault",
        "already_public": "yes",
        "data_categories": ["name", "contact", "orders"],
        "people_count": "5",
        "recipient": "known",
        "access_evidence": "access_seen",
    }
    assert outcomes(TAKEN | fault)["notify_authority"] == "not_required"
    found = outcomes(TAKEN | fault | {"taken_over": "yes"})
    assert "not_required" not in (found["notify_authority"], found["communicate"])


def test_what_an_employee_puts_into_the_open_is_weighed_however_mild() -> None:
    taken = {"cause": "insider", "data_categories": ["name", "contact"], "people_count": "1200"}
    assert outcomes(TAKEN | taken)["communicate"] == "not_required"
    public = {"recipient": "public"}
    assert outcomes(TAKEN | taken | public)["communicate"] == "weigh"


@pytest.mark.parametrize(("people", "outcome"), [("99", "not_required"), ("100", "weigh")])
def test_birthdays_beside_addresses_in_one_strangers_hands_are_weighed_where_they_are_many(
    people: str, outcome: str
) -> None:
    slip = {
        "cause": "sent_astray",
        "recipient": "known",
        "access_evidence": "access_seen",
        "data_categories": ["name", "contact", "birth_date"],
        "deletion_confirmed": "asked",
    }
    assert outcomes(TAKEN | slip | {"people_count": people})["communicate"] == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [({}, "weigh"), ({"people_count": "100"}, "required"), ({"people_kinds": ["customers"]}, "required")],
    ids=str,
)
def test_a_lost_telephone_list_of_colleagues_is_no_certain_risk(said: dict[str, Any], outcome: str) -> None:
    lost = {
        "cause": "lost",
        "recipient": "none_known",
        "access_evidence": "no_logs",
        "data_categories": ["name", "contact", "company"],
        "people_kinds": ["employees"],
        "people_count": "40",
    }
    facts = {fact: value for fact, value in (TAKEN | lost | said).items() if fact != "deletion_confirmed"}
    assert outcomes(facts)["notify_authority"] == outcome
