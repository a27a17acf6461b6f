"""What a comforting answer needs beside it before a duty ends: each row is told as a witness would, and the next one
differs in what decides."""

from typing import Any

import pytest

from tests.assessment.test_edpb_cases import outcomes
from tests.assessment.test_lifting import TAKEN

LETTERS = {"required": "R", "not_required": "N", "weigh": "W", "undetermined": "U"}
SLIP: dict[str, Any] = {
    "cause": "sent_astray",
    "recipient": "known",
    "access_evidence": "access_seen",
    "could_reach": "some_users",
    "already_public": "no",
    "in_clear_inside": "no",
    "people_count": "50",
    "volume": "moment",
    "exposed_for": "days",
    "data_categories": ["name", "contact", "orders"],
}
NOBODY: dict[str, Any] = {
    "confidentiality": "no",
    "recipient": "none_known",
    "access_evidence": "no_logs",
    "deletion_confirmed": None,
    "could_reach": None,
    "exposed_for": None,
}


def told(said: dict[str, Any]) -> str:
    """The authority and the people, in letters."""
    facts = {fact: value for fact, value in (TAKEN | SLIP | said).items() if value is not None}
    found = outcomes(facts)
    return f"{LETTERS[found['notify_authority']]}{LETTERS[found['communicate']]}"


CHILDREN = {"people_kinds": ["children"]}
CHATS = {"data_categories": ["name", "communications", "behaviour"], "volume": "years"}
PUBLIC = {"cause": "published", "recipient": "public", "could_reach": "internet", "deletion_confirmed": None}
WRITTEN = {"deletion_confirmed": "in_writing"}
SEVERAL = {"recipient": "several_known"}
INSIDE = {"could_reach": "nobody_outside", "deletion_confirmed": "said_so"}
ROWS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "a partner who is bound to secrecy is trusted with few people's mild data, and sees only what he got": [
        ("NN", WRITTEN | {"recipient": "trusted_bound", "people_count": "99"}),
        ("WN", WRITTEN | {"recipient": "trusted_bound", "people_count": "100"}),
        ("WW", WRITTEN | {"recipient": "trusted_bound"} | CHILDREN),
        ("WW", WRITTEN | {"recipient": "trusted_bound", "people_count": "999"} | CHATS),
        ("RW", WRITTEN | {"recipient": "trusted_bound", "people_count": "1000"} | CHATS),
        ("RR", WRITTEN | {"recipient": "trusted_bound", "cause": "software_fault", "could_reach": "internet"} | CHATS),
        ("RW", WRITTEN | {"recipient": "several_known", "cause": "software_fault", "could_reach": "internet"}),
    ],
    "what was found again had been lost: who had it in between is not known": [
        ("WW", {"cause": "lost", "deletion_confirmed": "came_back", "later_measures": ["found_unclear"]}),
        ("WW", {"cause": "lost", "deletion_confirmed": "came_back", "recipient": "trusted_bound"}),
    ],
    "a full name leads to somebody": [
        ("WW", PUBLIC | {"data_categories": ["name"], "identifiability": "with_other_data", "people_count": "2000"}),
        ("NN", PUBLIC | {"data_categories": ["name"], "identifiability": "pseudonyms_only", "people_count": "2000"}),
        ("NN", PUBLIC | {"data_categories": ["pseudonym"], "identifiability": "with_other_data"}),
    ],
    "a changed password makes strong hashes worthless and nothing else": [
        ("RN", {"cause": "intrusion", "recipient": "hostile", "later_measures": ["access_worthless"],
                "data_categories": ["contact", "credentials_hashed"], "encryption": "hashed_salted"}),
        ("RR", {"cause": "intrusion", "recipient": "hostile", "later_measures": ["access_worthless"],
                "data_categories": ["contact", "credentials_hashed"], "encryption": "hashed_weak"}),
        ("RR", {"cause": "intrusion", "recipient": "hostile", "later_measures": ["access_worthless"],
                "data_categories": ["contact", "credentials_hashed"], "encryption": "hashed_matchable"}),
        ("RW", {"cause": "intrusion", "recipient": "hostile", "later_measures": ["access_worthless"],
                "data_categories": ["name", "contact"]}),
        ("RW", {"cause": "stuffing", "recipient": "hostile", "later_measures": ["access_worthless"],
                "data_categories": ["contact", "credentials_hashed"], "encryption": "hashed_salted"}),
    ],
    "that strangers wrote to have deleted them clears nothing that harms, and nothing of children": [
        ("RN", WRITTEN | SEVERAL | {"people_count": "3000"}),
        ("RW", WRITTEN | SEVERAL | {"people_count": "3000"} | CHILDREN),
        ("RR", WRITTEN | SEVERAL | CHATS),
        ("RW", WRITTEN | CHATS),
    ],
    "whoever takes data on purpose is bound to nothing, known by name or not": [
        ("RR", {"cause": cause, "recipient": recipient, "data_categories": ["name", "birth_date", "contract"]})
        for cause in ("intrusion", "other_attack", "stuffing", "stolen", "insider", "impersonation")
        for recipient in ("hostile", "known", "several_known", "colleague", "trusted_bound")
    ],
    "own staff who copied are takers; those who only looked are another matter": [
        ("RR", {"cause": "insider", "recipient": "staff_outside_task", "data_categories": ["name", "card"],
                "access_evidence": "exfiltration_seen"}),
        ("RW", {"cause": "insider", "recipient": "staff_outside_task", "data_categories": ["name", "card"]}),
        ("WN", {"cause": "insider", "recipient": "staff_outside_task"}),
    ],
    "orders with strangers are weighed, and how to reach people is not": [
        ("RW", {"cause": "insider", "recipient": "hostile", "people_count": "4000"}),
        ("RN", {"cause": "insider", "recipient": "hostile", "data_categories": ["name", "contact"]}),
        ("RW", PUBLIC | {"people_count": "2000000", "volume": "years"}),
        ("RW", PUBLIC | {"people_count": "5000", "data_categories": ["name", "diet"]}),
        ("RN", PUBLIC | {"people_count": "999", "data_categories": ["name", "contact"]}),
        ("RW", PUBLIC | {"people_count": "1000", "data_categories": ["name", "contact"]}),
        ("RN", PUBLIC | {"people_count": "9999", "recipient": "none_known", "access_evidence": "no_logs"}),
        ("RW", PUBLIC | {"people_count": "10000", "recipient": "none_known", "access_evidence": "no_logs"}),
        ("RW", PUBLIC | {"recipient": "none_known", "access_evidence": "no_logs", "volume": "longer"}),
    ],
    "what several strangers got by mistake was one entry of few, or was asked back": [
        ("NN", SEVERAL | {"deletion_confirmed": "asked"}),
        ("WN", SEVERAL | {"deletion_confirmed": "not_possible", "people_count": "10"}),
        ("NN", SEVERAL | {"deletion_confirmed": "not_possible", "people_count": "9"}),
        ("WW", SEVERAL | {"deletion_confirmed": "asked", "volume": "years"}),
        ("WW", SEVERAL | {"deletion_confirmed": "asked", "cause": "software_fault"}),
        ("NN", SEVERAL | {"deletion_confirmed": "not_possible", "data_categories": ["contact"]}),
    ],
    "several colleagues are colleagues, and several": [
        ("NN", INSIDE | {"recipient": "several_colleagues", "data_categories": ["name", "contact", "contract"]}),
        ("WW", INSIDE | WRITTEN | {"recipient": "several_colleagues", "data_categories": ["name", "income"]}),
        ("RW", INSIDE | {"recipient": "several_colleagues", "data_categories": ["name", "income"]}),
        ("RW", INSIDE | WRITTEN | {"recipient": "several_colleagues", "data_categories": ["name", "income"],
                                   "cause": "published"}),
        ("RW", INSIDE | {"recipient": "several_colleagues", "data_categories": ["name", "work_education"]}),
        ("RR", INSIDE | {"recipient": "several_colleagues", "data_categories": ["name", "health"]} | CHILDREN),
    ],
    "whoever collects what was public makes something new of it": [
        ("NN", PUBLIC | {"already_public": "yes", "data_categories": ["name", "work_education"]}),
        ("RW", PUBLIC | {"already_public": "yes", "data_categories": ["name", "work_education"],
                         "recipient": "hostile", "cause": "software_fault"}),
        ("RW", PUBLIC | {"already_public": "yes", "data_categories": ["name", "work_education"],
                         "access_evidence": "exfiltration_seen"}),
    ],
    "somebody may have decided by wrong data on health or money, unless it is shown that nobody did": [
        ("WW", NOBODY | {"cause": "software_fault", "integrity": "yes", "restore": "in_hours", "loss_effect": "none",
                         "access_evidence": "no_logs", "data_categories": ["name", kind]})
        for kind in ("health", "income", "transactions")
    ] + [
        ("NN", NOBODY | {"cause": "software_fault", "integrity": "yes", "restore": "in_hours",
                         "loss_effect": "unused", "access_evidence": "no_logs", "data_categories": ["name", "health"]}),
        ("NN", NOBODY | {"cause": "software_fault", "integrity": "yes", "restore": "in_hours", "loss_effect": "none",
                         "access_evidence": "no_logs", "data_categories": ["name", "contact"]}),
    ],
    "patients wait for weeks in vain": [
        ("RN", NOBODY | {"cause": "ransomware", "availability": "yes", "restore": "in_days", "loss_effect": "delays",
                         "access_evidence": "complete_logs_show_none", "data_categories": ["name", "health"]}),
        ("RW", NOBODY | {"cause": "ransomware", "availability": "yes", "restore": "in_weeks", "loss_effect": "delays",
                         "access_evidence": "complete_logs_show_none", "data_categories": ["name", "health"]}),
        ("RN", NOBODY | {"cause": "ransomware", "availability": "yes", "restore": "in_weeks", "loss_effect": "delays",
                         "access_evidence": "complete_logs_show_none"}),
    ],
    "logs seldom tell who read a log": [
        ("WW", {"cause": "software_fault", "recipient": "none_known", "access_evidence": "complete_logs_show_none",
                "could_reach": "nobody_outside", "data_categories": ["credentials_clear"],
                "deletion_confirmed": None}),
        ("NN", {"cause": "software_fault", "recipient": "none_known", "access_evidence": "complete_logs_show_none",
                "could_reach": "nobody_outside", "data_categories": ["health"], "deletion_confirmed": None}),
    ],
    "a list that tells something private counts like what it tells": [
        ("RR", {"data_categories": ["contact"], "reveals": "private_use"}),
        ("WW", PUBLIC | {"recipient": "none_known", "access_evidence": "complete_logs_show_none",
                         "data_categories": ["contact"], "reveals": "belief", "cause": "software_fault"}),
        ("NN", PUBLIC | {"recipient": "none_known", "access_evidence": "complete_logs_show_none",
                         "data_categories": ["contact"], "cause": "software_fault"}),
    ],
    "an hour without a service, statistics nobody missed and a draft are little": [
        ("NN", NOBODY | {"cause": "software_fault", "availability": "yes", "restore": "in_hours",
                         "loss_effect": "delays", "people_count": "40000"}),
        ("WN", NOBODY | {"cause": "ransomware", "availability": "yes", "restore": "in_hours", "loss_effect": "delays",
                         "access_evidence": "complete_logs_show_none"}),
        ("WN", NOBODY | {"cause": "software_fault", "availability": "yes", "restore": "in_hours",
                         "loss_effect": "delays", "data_categories": ["transactions"]}),
        ("NN", NOBODY | {"cause": "other_accident", "availability": "yes", "restore": "never", "loss_effect": "none",
                         "data_categories": ["pseudonym", "device"], "people_count": "20000"}),
        ("WN", NOBODY | {"cause": "software_fault", "availability": "yes", "restore": "never", "loss_effect": "delays",
                         "data_categories": ["communications"], "people_count": "1"}),
        ("WN", NOBODY | {"cause": "software_fault", "availability": "yes", "restore": "in_days",
                         "loss_effect": "delays", "people_count": "9000",
                         "access_evidence": "complete_logs_show_none"}),
        ("RN", NOBODY | {"cause": "software_fault", "availability": "yes", "restore": "in_days",
                         "loss_effect": "delays", "people_count": "9000", "access_evidence": "no_logs"}),
    ],
    "how to reach a few people, for hours; birthdays of colleagues; addresses that one reader deleted": [
        ("WN", PUBLIC | {"data_categories": ["contact"], "people_count": "1", "exposed_for": "hours"}),
        ("RN", PUBLIC | {"data_categories": ["contact"], "people_count": "1", "exposed_for": "days"}),
        ("WN", PUBLIC | {"data_categories": ["name", "company"], "people_count": "15"}),
        ("RR", PUBLIC | {"data_categories": ["contact"], "people_count": "1", "exposed_for": "hours"} | CHILDREN),
        ("WN", SEVERAL | {"data_categories": ["name", "birth_date"], "people_kinds": ["employees"]}),
        ("RR", SEVERAL | {"data_categories": ["name", "birth_date"]}),
        ("WN", WRITTEN | {"data_categories": ["name", "contact"], "people_count": "1400"}),
        ("RN", {"data_categories": ["name", "contact"], "people_count": "1400"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "said"),
    [pytest.param(*row, id=f"{why}: {n}") for why, rows in ROWS.items() for n, row in enumerate(rows)],
)
def test_what_it_takes(outcome: str, said: dict[str, Any]) -> None:
    assert told(said) == outcome


@pytest.mark.parametrize("cause", ["software_fault", None])
@pytest.mark.parametrize("logs", ["partial_logs_show_none", "no_logs", None])
def test_that_nothing_happened_is_shown_by_complete_logs_or_a_place_nobody_could_reach(
    cause: str | None, logs: str | None
) -> None:
    said = TAKEN | {"confidentiality": "no", "cause": cause, "access_evidence": logs, "recipient": None}
    facts = {
        fact: value for fact, value in said.items() if value is not None and fact != "deletion_confirmed"
    }
    duties = ("document", "notify_authority", "communicate")
    assert [outcomes(facts)[duty] for duty in duties] == ["required", "undetermined", "undetermined"]
    for shown in ({"access_evidence": "complete_logs_show_none"}, {"could_reach": "nobody_outside"}):
        assert {outcomes(facts | shown)[duty] for duty in duties} == {"not_required"}
