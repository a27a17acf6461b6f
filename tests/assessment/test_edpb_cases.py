"""The outcomes that the EDPB published (Guidelines 01/2021 v2.0) come out of rules that name no case."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from breachbot.assessment.assess import assess
from breachbot.assessment.facts import FACTS, Settled, Statement, contradictions, settle, validate
from breachbot.playbook.conditions import AtLeast
from breachbot.store.playbooks import load_playbook

ROOT = Path(__file__).parents[2]
GDPR = load_playbook(ROOT / "playbooks" / "gdpr.yaml").playbook
CASES = sorted((ROOT / "tests" / "cases" / "edpb-01-2021").glob("*.yaml"))
SPOKEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def case_file(number: str) -> Path:
    return next(path for path in CASES if path.stem == number)


def facts_of(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load(path.read_text())["facts"]
    return facts


def settled(facts: dict[str, Any]) -> dict[str, Settled]:
    return settle(
        [
            Statement(fact, validate(fact, value), "U1", SPOKEN, "person", True)
            for fact, value in facts.items()
        ]
    )


def outcomes(facts: dict[str, Any]) -> dict[str, str]:
    return {ruling.obligation: ruling.outcome for ruling in assess(GDPR, settled(facts)).rulings}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_published_outcome(path: Path) -> None:
    expected = yaml.safe_load(path.read_text())["published"]
    assert outcomes(facts_of(path)) == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_states_facts_that_fit_together(path: Path) -> None:
    facts = facts_of(path)
    assert contradictions(settled(facts)) == []
    assert all(FACTS[fact].for_rules for fact in facts)


NEIGHBOURS: list[tuple[str, dict[str, Any], str, str]] = [
    # The key was stolen with the tablets: whoever has them can read about children.
    ("10", {"encryption": "key_exposed"}, "communicate", "required"),
    # No backup of the tablets.
    ("10", {"restore": "never", "loss_effect": "delays"}, "notify_authority", "required"),
    # Encrypted, and the key is safe: the stolen notebook is a brick.
    ("11", {"encryption": "key_safe"}, "notify_authority", "not_required"),
    # Hashes without salt can be turned back into passwords.
    ("06", {"encryption": "hashed_weak"}, "notify_authority", "required"),
    # E-mail addresses beside the hashes lead to people.
    (
        "06",
        {"data_categories": ["contact", "credentials_hashed"], "identifiability": "direct"},
        "notify_authority",
        "required",
    ),
    # The agent never confirmed in writing.
    ("09", {"deletion_confirmed": "asked"}, "notify_authority", "required"),
    # The list went to strangers instead of former participants.
    ("15", {"recipient": "unknown"}, "notify_authority", "required"),
    # The list was posted for anyone to read, with birth dates.
    (
        "15",
        {
            "recipient": "public",
            "deletion_confirmed": "not_possible",
            "data_categories": ["name", "birth_date"],
        },
        "communicate",
        "required",
    ),
    # Backup restored within hours, nothing noticed.
    ("02", {"restore": "in_hours", "loss_effect": "none"}, "notify_authority", "not_required"),
    # Nobody's treatment suffered.
    ("03", {"loss_effect": "delays"}, "communicate", "not_required"),
    # The logs show that data left after all.
    (
        "01",
        {
            "confidentiality": "yes",
            "access_evidence": "exfiltration_seen",
            "recipient": "hostile",
            "encryption": "none",
        },
        "communicate",
        "required",
    ),
    # The thief was caught before he opened the notebook.
    ("11", {"later_measures": ["taker_stopped"]}, "communicate", "not_required"),
    # The leaving employee also took wages.
    ("08", {"data_categories": ["name", "contact", "income"]}, "communicate", "required"),
    # The same breach at a processor is for the controller to judge.
    ("14", {"role": "processor"}, "notify_authority", "not_required"),
    ("14", {"role": "processor"}, "notify_controller", "required"),
    # Somebody's identity was used: no longer a slip, and no longer a mere risk.
    ("13", {"harm_seen": "yes"}, "notify_authority", "required"),
    ("16", {"harm_seen": "yes"}, "communicate", "required"),
    # The parcels held nothing about people, or nothing got out of hand at all.
    ("13", {"personal_data": "no"}, "document", "not_required"),
    ("13", {"confidentiality": "no"}, "document", "not_required"),
]
"""A case, what changes in it, and the obligation whose outcome becomes another."""


@pytest.mark.parametrize(("case", "change", "obligation", "outcome"), NEIGHBOURS)
def test_a_neighbour_with_one_change(
    case: str, change: dict[str, Any], obligation: str, outcome: str
) -> None:
    facts = facts_of(case_file(case))
    assert outcomes(facts)[obligation] != outcome
    assert outcomes(facts | change)[obligation] == outcome


def test_every_rule_decides_somewhere() -> None:
    told = [facts_of(path) for path in CASES]
    told += [facts_of(case_file(case)) | change for case, change, _, _ in NEIGHBOURS]
    decided = {
        rule for facts in told for ruling in assess(GDPR, settled(facts)).rulings for rule in ruling.rules
    }
    assert decided == {rule.id for rule in GDPR.rules}


def test_an_export_that_shows_customers_each_other() -> None:
    facts: dict[str, Any] = {
        "role": "controller", "personal_data": "yes",
        "confidentiality": "yes", "integrity": "no", "availability": "no",
        "cause": "software_fault", "data_categories": ["name", "contact", "orders", "payment"],
        "identifiability": "direct", "people_kinds": ["customers"], "people_count": 2300,
        "encryption": "none", "recipient": "several_known", "access_evidence": "access_seen",
    }  # fmt: skip
    for recipient in ("several_known", "unknown"):
        assert outcomes(facts | {"recipient": recipient}) == {
            "document": "required",
            "notify_authority": "required",
            "communicate": "required",
            "notify_controller": "not_required",
        }


def test_no_rule_names_a_case_or_decides_by_a_number_alone() -> None:
    text = (ROOT / "playbooks" / "gdpr.yaml").read_text(encoding="utf-8").lower()
    assert not re.search(r"\bcases? (no\.? )?\d", text)
    assert not [rule.id for rule in GDPR.rules if isinstance(rule.when, AtLeast)]
