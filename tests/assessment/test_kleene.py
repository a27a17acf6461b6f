"""Conditions in three values: what is unknown stays unknown only as long as it matters."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from breachbot.playbook.conditions import Condition
from breachbot.playbook.rules import Concept
from tests.assessment.kleene import Answer, evaluate, missing

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
READ: TypeAdapter[Condition] = TypeAdapter(Condition)
KNOWN: dict[str, Any] = {
    "role": "controller",
    "data_categories": ["name", "health"],
    "people_count": {"min": 50, "max": 150},
}
IS_YES = {"fact": "role", "is": ["controller"]}
IS_NO = {"fact": "role", "is": ["processor", "joint"]}
IS_OPEN = {"fact": "recipient", "is": ["public"]}
CONCEPT = Concept(
    id="reached", means="m", article="a", source="s", mark="checked", when=READ.validate_python(IS_OPEN)
)
CONCEPTS = {"reached": CONCEPT}


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (IS_YES, YES),
        (IS_NO, NO),
        (IS_OPEN, UNKNOWN),
        ({"all": [IS_YES, IS_OPEN]}, UNKNOWN),
        ({"all": [IS_NO, IS_OPEN]}, NO),
        ({"all": [IS_YES, IS_YES]}, YES),
        ({"any": [IS_YES, IS_OPEN]}, YES),
        ({"any": [IS_NO, IS_OPEN]}, UNKNOWN),
        ({"any": [IS_NO, IS_NO]}, NO),
        ({"not": IS_YES}, NO),
        ({"not": IS_NO}, YES),
        ({"not": IS_OPEN}, UNKNOWN),
        ({"concept": "reached"}, UNKNOWN),
        ({"fact": "data_categories", "includes": ["health", "criminal"]}, YES),
        ({"fact": "data_categories", "includes": ["criminal"]}, NO),
        ({"fact": "data_categories", "only": ["name", "health", "contact"]}, YES),
        ({"fact": "data_categories", "only": ["name"]}, NO),
        ({"fact": "people_kinds", "only": ["children"]}, UNKNOWN),
        ({"fact": "people_count", "at_least": "50"}, YES),
        ({"fact": "people_count", "at_least": "51"}, UNKNOWN),
        ({"fact": "people_count", "at_least": "150"}, UNKNOWN),
        ({"fact": "people_count", "at_least": "151"}, NO),
    ],
)
def test_the_answer(condition: dict[str, Any], answer: Answer) -> None:
    asked = READ.validate_python(condition)
    assert evaluate(asked, KNOWN, CONCEPTS) is answer
    assert bool(missing(asked, KNOWN, CONCEPTS)) == (answer is UNKNOWN)


@pytest.mark.parametrize(("people", "answer"), [(99, NO), (100, YES), (101, YES), (None, UNKNOWN)])
def test_a_count_reaches_a_number(people: int | None, answer: Answer) -> None:
    asked = READ.validate_python({"fact": "people_count", "at_least": "100"})
    assert evaluate(asked, {} if people is None else {"people_count": people}, {}) is answer


def test_a_stored_value_that_is_no_count_decides_nothing() -> None:
    asked = READ.validate_python({"fact": "people_count", "at_least": "100"})
    assert evaluate(asked, {"people_count": "a great many"}, {}) is UNKNOWN


def test_only_the_open_branches_are_missing() -> None:
    encrypted = {"fact": "encryption", "is": ["none"]}
    asked = READ.validate_python(
        {"all": [IS_YES, {"any": [IS_YES, encrypted]}, {"not": {"concept": "reached"}}]}
    )
    assert missing(asked, KNOWN, CONCEPTS) == {"recipient"}
    assert missing(asked, {}, CONCEPTS) == {"role", "encryption", "recipient"}
