"""The catalogue is shown from worse to milder, and tells which kinds are grave."""

import pytest

from breachbot.assessment.facts import FACTS
from breachbot.assessment.schema import facts_schema
from tests.assessment.grave import GRAVE
from tests.assessment.page import PAGE
from tests.assessment.worse import LADDERS, is_worse


@pytest.mark.parametrize(
    ("named", "kinds"),
    [
        ("GDPR Art. 9", {"health", "intimate", "special"}),
        ("GDPR Art. 10", {"criminal"}),
        ("identity numbers", {"national_id"}),
        ("payment", {"card", "bank_account", "transactions", "payment"}),
        ("income", {"income"}),
        ("credentials", {"credentials_clear"}),
        ("location", {"location"}),
    ],
)
def test_each_grave_kind_is_on_the_list(named: str, kinds: set[str]) -> None:
    assert kinds <= set(GRAVE["data_categories"]), named


def test_whatever_is_known_of_people_in_hiding_is_grave() -> None:
    assert GRAVE["people_kinds"] == ("endangered",)


@pytest.mark.parametrize("name", [name for name, ladder in LADDERS.items() if ladder])
def test_no_answer_stands_above_a_worse_one(name: str) -> None:
    properties = facts_schema()["$defs"]["facts"]["properties"]
    shown = [one["const"] for one in properties[name]["anyOf"][0]["anyOf"][0]["oneOf"]]
    for n, one in enumerate(shown):
        assert not [later for later in shown[n:] if is_worse(FACTS[name], later, one)]


def test_the_page_marks_every_grave_answer_and_no_other() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    marked = {row.split("`")[1]: tuple(row.split("**")[1::2]) for row in rows if "**" in row}
    assert {name: set(found) for name, found in marked.items()} == {
        name: set(kinds) for name, kinds in GRAVE.items()
    }
