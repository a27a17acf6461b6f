"""docs/how-to/add-a-fact.md, carried out on a copy: one entry, and people are asked, answers are read and shown."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from tests.recipes.tree import code_of, copy_of_the_tree, run

pytestmark = pytest.mark.slow

OPEN_FOLDER = """
facts:
  role: controller
  personal_data: "yes"
  confidentiality: "yes"
  integrity: "no"
  availability: "no"
  cause: published
  data_categories: [name, contact]
  identifiability: direct
  people_kinds: [customers]
  people_count: 40
  encryption: none
  recipient: public
  access_evidence: access_seen
  deletion_confirmed: not_possible
  later_measures: [none]
  harm_seen: "no"
  targeted: "no"
  reveals: nothing
"""
IN_SLACK = """
from breachbot.register.entry import incident_entry
from breachbot.slack import facts_modal
from tests.incident import cast
from tests.slack.test_forms import submitted

before = cast.assessed()
asked = facts_modal.facts(before, cast.policy(), "reach")
answers = facts_modal.stated(submitted(asked, reported="named"))
after = cast.stating(before, **answers)
shown = facts_modal.facts(after, cast.policy(), "reach")
(block,) = [block for block in shown["blocks"] if block.get("block_id") == "reported"]
print(answers)
print(block["label"]["text"], block["element"]["initial_option"]["text"]["text"])
for incident in (before, after):
    print("register:", incident_entry(incident, cast.policy()).facts["reported"])
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy with the entry, and the playbook with the rule."""
    copy = copy_of_the_tree(tmp_path_factory.mktemp("fact"))
    (entry,), (rule, german, french) = code_of("add-a-fact.md"), code_of("add-a-fact.md", language="yaml")
    entry = indent(entry.rstrip(), "    ") + ",\n"
    put(copy / "breachbot/assessment/vocabulary.py", entry, before='    Fact(\n        "restore",')
    put(copy / "playbooks/gdpr.yaml", rule + "\n", before="  - id: high-harmful-open\n")
    for language, reason in (("de", german), ("fr", french)):
        put(copy / f"templates/{language}/words.yaml", reason, before="  high-harmful-open:")
    return copy


def put(path: Path, text: str, *, before: str) -> None:
    whole = path.read_text()
    assert whole.count(before) == 1
    path.write_text(whole.replace(before, text + before))


def assessed(tree: Path, said: str) -> dict[str, Any]:
    (tree / "facts.yaml").write_text(OPEN_FOLDER + said)
    ended = run(tree, "-m", "breachbot", "assess", "facts.yaml", "--json")
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout))


def test_a_facts_file_may_say_it_and_the_rule_asks_it(tree: Path) -> None:
    assert run(tree, "-m", "breachbot", "check", "--files").returncode == 0
    assert assessed(tree, "")["communicate"] == "undetermined"
    assert assessed(tree, "  reported: hinted\n")["communicate"] == "not_required"
    told = assessed(tree, "  reported: named\n")
    assert told["communicate"] == "required"
    assert "high-reported" in [rule["id"] for rule in told["rules"]]
    explained = run(tree, "-m", "breachbot", "explain", "facts.yaml").stdout
    assert "Yes, with our name" in explained, explained


def test_an_answer_that_there_is_not_is_refused_with_those_that_there_are(tree: Path) -> None:
    (tree / "wrong.yaml").write_text(OPEN_FOLDER + "  reported: ages\n")
    ended = run(tree, "-m", "breachbot", "assess", "wrong.yaml")
    assert ended.returncode == 2
    assert (
        "Did the press or anybody else speak of it in public? The answer must be one of: no, hinted, named."
        in ended.stderr
    )
    schema = json.loads(run(tree, "-m", "breachbot", "schema", "facts").stdout)
    assert "reported" in schema["$defs"]["facts"]["properties"]


def test_people_are_asked_in_slack_and_the_register_shows_what_they_say(tree: Path) -> None:
    ended = run(tree, "-c", IN_SLACK)
    assert ended.stdout.splitlines() == [
        "{'reported': 'named'}",
        "Did the press or anybody else speak of it in public? Yes, with our name",
        "register: not known",
        "register: Yes, with our name",
    ], ended.stderr


def test_the_tests_of_facts_hold_for_it(tree: Path) -> None:
    """Among them: a worse answer never lowers an outcome."""
    ended = run(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/assessment/test_worse.py")
    assert ended.returncode == 0, ended.stdout
