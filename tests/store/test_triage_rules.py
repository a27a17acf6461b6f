"""The rules of triage on disk: a typo is one sentence with file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from breachbot.errors import BadFile
from breachbot.store.playbooks import TRIAGE, load_triage, playbook_files

PATH = bundled("playbooks") / TRIAGE


def test_the_rules_that_come_along_are_read_and_are_no_playbook() -> None:
    rules = load_triage(PATH)
    assert rules.data_map == ()
    assert PATH not in playbook_files(PATH.parent)


def test_the_example_of_a_data_map_can_be_taken_over_as_it_is(tmp_path: Path) -> None:
    text = PATH.read_text()
    head, _, example = text.partition("data_map: []\n")
    path = tmp_path / TRIAGE
    path.write_text(f"{head}data_map:\n{example.replace('#', ' ')}")
    (held,) = load_triage(path).data_map
    assert held.project == "shop-api"


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("id: made-public", "id: taken-out", "“taken-out” is used twice"),
        ("verdict: likely", "verdict: breach", "verdict"),
        ("when: {type: [public_access]}", "when: {typ: [public_access]}", "typ"),
        ("  alone: 4", "  alone: 0", "storm.alone"),
        ("  reports: 5", "  reports: some", "storm.reports"),
        ("  within: PT10M", "  within: 10", "storm.within"),
        ("  at_most: PT4H", "  at_most: PT9M", "storm.at_most: a burst cannot be shorter"),
        ("  at_most: PT4H", "  longest: PT4H", "longest"),
        (
            "when: {type: [public_access]}",
            "when: {holds: [healthy]}",
            "there is no kind of data “healthy”",
        ),
        (
            "data_map: []",
            "data_map: [{project: shop, kinds: [healthy]}]",
            "there is no kind of data “healthy”",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    path = tmp_path / TRIAGE
    text = PATH.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    line = text[: text.index(before)].count("\n") + 1
    with pytest.raises(BadFile) as refused:
        load_triage(path)
    said = str(refused.value)
    assert said.startswith(f"{path}:")
    assert sentence in said
    assert abs(int(said.removeprefix(f"{path}:").partition(":")[0]) - line) <= 4


def test_only_what_is_likely_can_open_an_incident(tmp_path: Path) -> None:
    text, path = PATH.read_text(), tmp_path / TRIAGE
    path.write_text(text.replace("verdict: likely", "verdict: likely\n    opens: incident", 1))
    assert [rule.id for rule in load_triage(path).rules if rule.opens] == ["taken-out"]
    path.write_text(text.replace("verdict: candidate", "verdict: candidate\n    opens: incident", 1))
    with pytest.raises(BadFile, match="only a rule with the verdict likely can open an incident"):
        load_triage(path)


def test_none_that_comes_along_opens_an_incident_by_itself() -> None:
    assert [rule.id for rule in load_triage(PATH).rules if rule.opens] == []
