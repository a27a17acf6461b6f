"""Rules that were written for the first vocabulary give, word for word, what they gave in their day: `first/` holds the
rules, and the rulings that the code of that day made by them of two hundred sets of answers."""

import json
from pathlib import Path
from typing import Any

import pytest

from breachbot.assessment.assess import assess
from breachbot.assessment.facts import FACTS, Settled
from breachbot.assessment.vocabulary import EDITION, LATER, as_of
from breachbot.errors import BadFile
from breachbot.playbook.types import Playbook
from breachbot.store.playbooks import load_playbook, parse_playbook

FIRST = Path(__file__).parent / "first"
ROWS: list[dict[str, Any]] = json.loads((FIRST / "rulings.json").read_text())


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return load_playbook(FIRST / "gdpr.yaml").playbook


def test_old_rules_give_what_they_gave(playbook: Playbook) -> None:
    assert playbook.vocabulary == 1 < EDITION
    for row in ROWS:
        facts = {
            name: Settled(name, value, conflict=False, confirmed=firm, views=())
            for name, (value, firm) in row["facts"].items()
        }
        again = assess(playbook, facts).rulings
        assert [[one.outcome, [*one.rules], [*one.waiting_for]] for one in again] == row["rulings"]


def test_an_answer_that_came_later_says_nothing_to_old_rules(playbook: Playbook) -> None:
    (row,) = [row for row in ROWS if row["rulings"][1][0] == "required"][:1]
    facts = {
        name: Settled(name, value, conflict=False, confirmed=True, views=())
        for name, (value, _) in row["facts"].items()
    }
    later = Settled("recipient", "colleague", conflict=False, confirmed=True, views=())
    without = {name: one for name, one in facts.items() if name != "recipient"}
    assert assess(playbook, {**without, "recipient": later}) == assess(playbook, without)


def test_each_later_answer_is_one_of_today() -> None:
    for answers in LATER.values():
        for fact, options in answers.items():
            assert options < set(FACTS[fact].options)
    assert {fact.id: fact for fact in as_of(EDITION)} == FACTS


def test_an_old_rule_may_not_name_an_answer_that_came_later() -> None:
    text = (FIRST / "gdpr.yaml").read_text()
    place = "fact: recipient, is: [unknown, public"
    assert place in text
    with pytest.raises(BadFile, match="“recipient” cannot be “colleague” before “vocabulary: 2”"):
        parse_playbook(text.replace(place, "fact: recipient, is: [colleague, unknown, public", 1), "old.yaml")


def test_a_vocabulary_that_is_still_to_come_is_refused() -> None:
    text = f"vocabulary: {EDITION + 1}\n" + (FIRST / "gdpr.yaml").read_text()
    with pytest.raises(BadFile, match=f"the newest vocabulary is {EDITION}"):
        parse_playbook(text, "new.yaml")
