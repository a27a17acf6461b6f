"""The outcomes that the EDPB published (Guidelines 01/2021 v2.0) come out of rules that name no case."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from breachbot.assessment.assess import assess
from breachbot.assessment.facts import FACTS, Settled, Statement, contradictions, settle, validate
from breachbot.playbook.conditions import AtLeast
from breachbot.playbook.types import Playbook
from breachbot.store.playbooks import load_playbook
from tests.yaml_cases import parsed

ROOT = Path(__file__).parents[2]
GDPR = load_playbook(ROOT / "playbooks" / "gdpr.yaml").playbook
CASES = sorted((ROOT / "tests" / "cases" / "edpb-01-2021").glob("*.yaml"))
SPOKEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def case_file(number: str) -> Path:
    return next(path for path in CASES if path.stem == number)


@cache
def case(path: Path) -> dict[str, Any]:
    """A case as it stands in its file, read once: many playbooks are held against it."""
    read: dict[str, Any] = parsed(path.read_text())
    return read


def facts_of(path: Path) -> dict[str, Any]:
    return dict(case(path)["facts"])


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
    assert outcomes(facts_of(path)) == published(path)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_states_facts_that_fit_together(path: Path) -> None:
    facts = facts_of(path)
    assert contradictions(settled(facts)) == []
    assert all(FACTS[fact].for_rules for fact in facts)


NEIGHBOURS: list[dict[str, Any]] = parsed((ROOT / "tests" / "cases" / "neighbours.yaml").read_text())


def neighbour_facts(neighbour: dict[str, Any]) -> dict[str, Any]:
    """The facts of the case with the change, without what was forgotten."""
    facts = facts_of(case_file(neighbour["case"])) | neighbour["change"]
    return {fact: value for fact, value in facts.items() if value is not None}


def failing(playbook: Playbook) -> Iterator[str]:
    """What a playbook gets wrong in the cases and their neighbours, of the obligations that it has: the outcome, or the
    ground for it."""
    duties = [one.id for one in playbook.obligations]
    for path in CASES:
        if ruled(playbook, facts_of(path))[0] != {duty: published(path)[duty] for duty in duties}:
            yield f"outcome of {path.stem}"
    for neighbour in NEIGHBOURS:
        outcome, rules = ruled(playbook, neighbour_facts(neighbour))
        expected = published(case_file(neighbour["case"])) | neighbour["then"]
        if outcome != {duty: expected[duty] for duty in duties}:
            yield f"outcome beside {neighbour['case']}: {neighbour['why']}"
        ground = neighbour.get("by")
        if ground and DUTY_OF[ground] in duties and ground not in rules:
            yield f"ground beside {neighbour['case']}: {neighbour['why']}"


DUTY_OF = {rule.id: rule.obligation for rule in GDPR.rules}


def published(path: Path) -> dict[str, str]:
    return dict(case(path)["published"])


def ruled(playbook: Playbook, facts: dict[str, Any]) -> tuple[dict[str, str], set[str]]:
    rulings = assess(playbook, settled(facts)).rulings
    return {one.obligation: one.outcome for one in rulings}, {
        rule for one in rulings for rule in one.rules
    } or {""}


def test_every_case_and_every_neighbour_comes_out_as_it_should() -> None:
    assert list(failing(GDPR)) == []


def test_every_case_has_a_neighbour_with_another_outcome_and_facts_that_fit() -> None:
    assert {one["case"] for one in NEIGHBOURS if one["then"]} == {path.stem for path in CASES}
    for neighbour in NEIGHBOURS:
        assert contradictions(settled(neighbour_facts(neighbour))) == [], neighbour["why"]
        before = published(case_file(neighbour["case"]))
        assert all(before[duty] != outcome for duty, outcome in neighbour["then"].items()), neighbour["why"]


LINES: list[dict[str, Any]] = parsed((ROOT / "tests" / "cases" / "one-answer.yaml").read_text())


@pytest.mark.parametrize(
    "line", LINES, ids=lambda line: f"{line['case']}-{line['fact']}-{line['obligation']}"
)
def test_where_the_line_runs(line: dict[str, Any]) -> None:
    """Every answer to one question leads to the outcome that stands beside it."""
    fact = FACTS[line["fact"]]
    expected = {answer: outcome for outcome, answers in line["then"].items() for answer in answers}
    against = set(line.get("contradicts", ()))
    assert {*expected, *against} == set(fact.options)
    for answer in fact.options:
        known = settled(
            with_answer(line, [*line.get("beside", ()), answer] if fact.kind == "choices" else answer)
        )
        assert bool(contradictions(known)) == (answer in against), answer
        if answer not in against:
            ruling = assess(GDPR, known).ruling(line["obligation"])
            assert ruling is not None
            assert (answer, ruling.outcome) == (answer, expected[answer])


def with_answer(line: dict[str, Any], answer: Any) -> dict[str, Any]:
    facts = facts_of(case_file(line["case"])) | line.get("change", {}) | {line["fact"]: answer}
    return {fact: value for fact, value in facts.items() if value is not None}


def test_every_rule_holds_in_a_neighbour_besides_the_case_it_was_written_for() -> None:
    held = {rule for one in NEIGHBOURS for rule in ruled(GDPR, neighbour_facts(one))[1]}
    assert held >= {rule.id for rule in GDPR.rules}


def test_an_export_that_shows_customers_each_other() -> None:
    facts: dict[str, Any] = {
        "role": "controller",
        "personal_data": "yes",
        "confidentiality": "yes",
        "integrity": "no",
        "availability": "no",
        "cause": "software_fault",
        "data_categories": ["name", "contact", "orders", "payment"],
        "identifiability": "direct",
        "people_kinds": ["customers"],
        "people_count": 2300,
        "encryption": "none",
        "recipient": "several_known",
        "access_evidence": "access_seen",
    }
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
