"""Decisions of authorities, and everyday incidents, each as two or three honest witnesses put it.

`decisions` and `incidents` were encoded before the rules were written, `second` was run once after; see
docs/assessment.md for what each run said.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from breachbot.assessment.assess import assess
from breachbot.assessment.facts import FACTS, contradictions
from tests.assessment.test_edpb_cases import GDPR, settled
from tests.yaml_cases import parsed

CASES = Path(__file__).parents[1] / "cases"
FOLDERS = ("decisions", "incidents", "second")
COLUMNS = ("notify_authority", "communicate")


class Ruled(NamedTuple):
    """One witness's account of one case, and what comes out for one duty."""

    case: str
    witness: str
    duty: str
    outcome: str
    right: tuple[str, ...]
    rules: tuple[str, ...]


@cache
def ruled(folder: str) -> tuple[Ruled, ...]:
    return tuple(_ruled(CASES / folder))


def _ruled(folder: Path) -> Iterator[Ruled]:
    for path in sorted(folder.glob("*.yaml")):
        case: dict[str, Any] = parsed(path.read_text())
        for witness, facts in case["encodings"].items():
            assessment = assess(GDPR, settled(facts))
            for duty in COLUMNS:
                ruling, right = assessment.ruling(duty), case["expected"].get(duty)
                assert ruling is not None
                if right:
                    yield Ruled(path.stem, witness, duty, ruling.outcome, tuple(right), ruling.rules)


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_that_an_authority_asks_for_comes_out_as_not_required(folder: str) -> None:
    assert [one for one in ruled(folder) if one.outcome == "not_required" not in one.right] == []


def test_few_are_told_without_need() -> None:
    over = {(one.case, one.duty) for one in _all() if one.outcome == "required" not in one.right}
    # S03 is a colleague of another team who looked at contact data and job titles; S15 one mail with a client's debts.
    assert over == {("S03", "notify_authority"), ("S15", "communicate")}


def test_at_most_one_in_four_is_left_to_judgement() -> None:
    for folder in FOLDERS:
        outcomes = Counter(one.outcome for one in ruled(folder))
        assert 4 * outcomes["weigh"] <= outcomes.total(), (folder, outcomes)


def test_a_careful_witness_is_seldom_left_without_an_outcome() -> None:
    careful = Counter(one.outcome == "undetermined" for one in _all() if one.witness == "careful")
    assert careful[True] <= 12, careful


@pytest.mark.parametrize("folder", FOLDERS)
def test_whoever_forgets_a_fact_ends_no_duty(folder: str) -> None:
    """Whatever is known, one answer fewer yields “not required” only where it was so before."""
    lowered = []
    for path in sorted((CASES / folder).glob("*.yaml"))[::3]:
        facts: dict[str, Any] = parsed(path.read_text())["encodings"]["careful"]
        before = _outcomes(facts)
        for fact in facts:
            after = _outcomes({name: value for name, value in facts.items() if name != fact})
            lowered += [
                (path.stem, fact, duty)
                for duty in COLUMNS
                if before[duty] != after[duty] == "not_required" and not contradictions(settled(facts))
            ]
    assert lowered == []


def _outcomes(facts: dict[str, Any]) -> dict[str, str]:
    return {one.obligation: one.outcome for one in assess(GDPR, settled(facts)).rulings}


def _all() -> Iterator[Ruled]:
    for folder in FOLDERS:
        yield from ruled(folder)


def test_every_case_says_where_it_comes_from_and_what_is_right_and_why() -> None:
    for folder in FOLDERS:
        for path in (CASES / folder).glob("*.yaml"):
            case = parsed(path.read_text())
            assert all(case[key] for key in ("title", "text", "source", "mark")), path
            assert case["expected"]["because"], path
            assert {"careful", "careless"} <= case["encodings"].keys(), path
            assert all(facts.keys() <= FACTS.keys() for facts in case["encodings"].values()), path
