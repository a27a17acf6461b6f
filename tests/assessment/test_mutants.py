"""A slip of the pen anywhere in the conditions of the playbook is told by a case: its outcome is then another one.

The cases are those of the EDPB with their neighbours and lines, the labelled accounts, and `boundaries.yaml`, which
holds an account for each slip that nothing else would tell. A slip that no answers tell is listed in `equivalent.yaml`
with the reason.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from breachbot.assessment.facts import FACTS, Settled, contradictions
from breachbot.assessment.position import answered, position
from breachbot.assessment.rulebook import compiled
from breachbot.playbook.types import Playbook
from tests.assessment import test_edpb_cases as edpb
from tests.assessment.mutants import Mutant, mutants
from tests.assessment.test_cases import CASES, COLUMNS, FOLDERS
from tests.assessment.test_edpb_cases import GDPR, settled
from tests.yaml_cases import parsed

pytestmark = pytest.mark.slow

PARTS = 48
"""Of which `make proof` runs the first, and `make mutants` all."""

Row = tuple[dict[str, Settled], Mapping[str, set[str]]]
"""What is known, and for each duty the outcomes that it may have."""

BOUNDARIES: list[dict[str, Any]] = parsed((CASES / "boundaries.yaml").read_text())
EQUIVALENT: dict[str, list[str]] = parsed((CASES / "equivalent.yaml").read_text())
"""For each reason the slips that it holds for."""


def outcomes(playbook: Playbook, known: dict[str, Settled]) -> dict[str, str]:
    book = compiled(playbook)
    here = position(book, answered(book, known))
    return {stance.obligation.id: here.outcome(stance) for stance in book.stances}


@cache
def rows() -> tuple[Row, ...]:
    exact = [
        (facts, {duty: {outcome} for duty, outcome in then.items()})
        for facts, then in (*_boundaries(), *_edpb())
    ]
    return tuple((settled(facts), then) for facts, then in (*exact, *_accounts()))


def _boundaries() -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    for one in BOUNDARIES:
        yield boundary_facts(one), {one["obligation"]: one["then"]}


def boundary_facts(one: dict[str, Any]) -> dict[str, Any]:
    path = next(CASES.glob(f"*/{one['case']}.yaml"))
    facts: dict[str, Any] = parsed(path.read_text())["encodings"][one["witness"]]
    return {**facts, **one["change"]}


def _edpb() -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    for path in edpb.CASES:
        yield edpb.facts_of(path), edpb.published(path)
    for one in edpb.NEIGHBOURS:
        yield edpb.neighbour_facts(one), edpb.published(edpb.case_file(one["case"])) | one["then"]
    for line in edpb.LINES:
        several = FACTS[line["fact"]].kind == "choices"
        for outcome, answers in line["then"].items():
            for answer in answers:
                said = [*line.get("beside", ()), answer] if several else answer
                yield edpb.with_answer(line, said), {line["obligation"]: outcome}


def _accounts() -> Iterator[tuple[dict[str, Any], dict[str, set[str]]]]:
    """The labelled accounts: what is right, or still open, and what comes out today."""
    for path in sorted(path for folder in FOLDERS for path in (CASES / folder).glob("*.yaml")):
        case = parsed(path.read_text())
        for facts in case["encodings"].values():
            today = outcomes(GDPR, settled(facts))
            right = {duty: case["expected"].get(duty) for duty in COLUMNS}
            yield facts, {duty: {*some, "undetermined", today[duty]} for duty, some in right.items() if some}


def told(playbook: Playbook) -> bool:
    """Whether some case comes out otherwise than it should."""
    return any(
        found[duty] not in right
        for known, then in rows()
        for found in (outcomes(playbook, known),)
        for duty, right in then.items()
    )


def some_of(part: int) -> list[Mutant]:
    return list(mutants(GDPR))[part::PARTS]


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(0, marks=pytest.mark.proof),
        *(pytest.param(n, marks=pytest.mark.mutation) for n in range(1, PARTS)),
    ],
)
def test_a_case_tells_every_slip_but_those_that_change_nothing(part: int) -> None:
    alike = {name for names in EQUIVALENT.values() for name in names}
    assert {one.name for one in some_of(part) if not told(one.playbook)} == alike & {
        one.name for one in some_of(part)
    }


def test_the_playbook_itself_passes_and_every_listed_slip_exists() -> None:
    assert not told(GDPR)
    assert {name for names in EQUIVALENT.values() for name in names} <= {one.name for one in mutants(GDPR)}


def test_the_accounts_of_the_boundaries_fit_together() -> None:
    for one in BOUNDARIES:
        assert contradictions(settled(boundary_facts(one))) == [], one
