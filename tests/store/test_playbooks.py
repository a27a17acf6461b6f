"""A typo in a playbook is one sentence with file, line and field, and never a rule switched off in silence."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from breachbot.errors import BadFile
from breachbot.store.playbooks import load_playbook, load_regimes, parse_playbook
from breachbot.store.strict_yaml import tree
from tests.yaml_cases import parsed

PATH = Path(__file__).parents[2] / "playbooks" / "gdpr.yaml"
TEXT = PATH.read_text(encoding="utf-8")
PARSED: dict[str, Any] = parsed(TEXT)
CONCEPT = {one["id"]: str(n) for n, one in enumerate(PARSED["concepts"], start=1)}
RULE = next(
    str(n)
    for n, one in enumerate(PARSED["rules"], start=1)
    if one["when"] == {"fact": "reachable", "is": ["none"]}
)
"""The places of what is spoilt below, in their lists."""


def line_of(text: str) -> int:
    return TEXT[: TEXT.index(text)].count("\n") + 1


def test_the_shipped_playbook_with_its_text_and_hash() -> None:
    loaded = load_playbook(PATH)
    assert loaded.playbook.id == "gdpr"
    assert loaded.text == TEXT
    assert loaded.sha256 == hashlib.sha256(PATH.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "    reminders: {hours_left",
            "    remainders: {hours_left",
            "obligations[2].remainders: this key is not known; did you mean “reminders”?",
        ),
        ("hours_left:", "hour_left:", "hour_left: this key is not known; did you mean “hours_left”?"),
        ("jurisdiction:", "xyz:", "xyz: this key is not known"),
        (
            "within: PT72H",
            "within: 72h",
            "obligations[2].within: must be a duration such as PT72H, PT15M or P1D",
        ),
        ("after: PT15M", "after: PT2H", "escalation: each step must come later than the one before"),
        ("fact: role, is: [processor]", "fact: rule, is: [processor]", "when.fact: unknown fact “rule”"),
        (
            "fact: role, is: [processor]",
            "fact: advice, is: [x]",
            "“advice” is for notices; no rule may ask it",
        ),
        ("is: [processor]", "is: [procesor]", "when.is[1]: “role” cannot be “procesor”"),
        ("is: [processor]", "includes: [processor]", "“role” is a choice, and includes asks a choices"),
        ("is: [processor]", "are: [processor]", "when: a condition holds exactly one of: is, includes,"),
        ('at_least: "100"', 'at_least: "10000000001"', "“people_count” cannot be 10000000001 or more"),
        (
            "is: [processor]",
            "is: [controller, joint, processor]",
            "when: this always holds, so it asks nothing",
        ),
        (
            "when: {fact: reachable, is: [none]}",
            "when: {all: [{fact: reachable, is: [none]}, {fact: reachable, is: [all]}]}",
            "rules[{rule}].when: this can never hold",
        ),
        (
            "when: {fact: reachable, is: [none]}",
            'when: {all: [{fact: personal_data, is: ["no"]}, {fact: people_kinds, includes: [users]}]}',
            "rules[{rule}].when: this can never hold",
        ),
        (
            "when: {fact: reachable, is: [none]}",
            "when: {all: [{fact: role, is: [processor]}, {fact: reachable, is: [none]}]}",
            "rules[{rule}]: this rule can never decide: “communicate” does not apply where it holds",
        ),
        ("id: risk-loss", "id: risk-harm-seen", "“risk-harm-seen” is used twice"),
        ("id: we_decide", "id: breach", "concepts[{we_decide}].id: “breach” is used twice"),
        ("id: notify_controller", "id: communicate", "“communicate” is used twice"),
        ("{concept: open_hands}", "{concept: open_hand}", "no concept “open_hand” is defined before this"),
        (
            "when: {fact: role, is: [controller",
            "when: {not: {concept: we_decide}} #",
            "no concept “we_decide”",
        ),
        ("effect: exception", "effect: wish", "effect: must be one of: required, not_required"),
        ("id: gdpr\n", "id: gdpr\nid: gdpr\n", "the key “id” is here twice"),
        ("id: gdpr\n", "id: &a gdpr\n? [x]\n: y\n", "a key must be a word"),
        ("id: gdpr\n", "id: &a gdpr\nx: *a\n", "an alias is not allowed"),
        ("concepts:", "concepts: [", "not readable as YAML: "),
        ("steps:", "<<:", "escalation.<<: this key is not known"),
    ],
)
def test_a_typo(right: str, wrong: str, said: str) -> None:
    with pytest.raises(BadFile) as bad:
        parse_playbook(TEXT.replace(right, wrong, 1), "gdpr.yaml")
    assert said.replace("{rule}", RULE).replace("{we_decide}", CONCEPT["we_decide"]) in str(bad.value)
    assert str(bad.value).startswith("gdpr.yaml:")
    assert "\n" not in str(bad.value)


@pytest.mark.parametrize(
    ("right", "wrong", "shift"),
    [
        ("reminders: {hours_left", "remainders: {hours_left", 0),
        ("within: PT72H", "within: 72h", 0),
        ("is: [processor]", "is: [procesor]", 0),
        ("id: gdpr\n", "id: gdpr\nid: gdpr\n", 1),
        ("jurisdiction: European Union", "jurisdiction: ''", 0),
    ],
)
def test_the_line_is_that_of_the_typo(right: str, wrong: str, shift: int) -> None:
    with pytest.raises(BadFile) as bad:
        parse_playbook(TEXT.replace(right, wrong, 1), "gdpr.yaml")
    assert bad.value.line == line_of(right) + shift


def test_a_rule_that_another_one_always_outweighs_is_refused_at_its_line() -> None:
    harmless = (
        "  - {id: harmless, obligation: notify_authority, effect: not_required, because: No harm., article: none,\n"
        "     source: none, mark: checked, when: {all: [{fact: harm_seen, is: ['yes']}, {fact: role, is: [joint]}]}}\n"
    )
    before, part, rest = TEXT.partition("considerations:\n")
    after = part + rest
    with pytest.raises(
        BadFile, match="never decide: wherever it holds, another one requires the duty"
    ) as bad:
        parse_playbook(before + harmless + after, "gdpr.yaml")
    assert bad.value.line == before.count("\n") + 1
    assert parse_playbook(before + harmless.replace("'yes'", "'no'") + after, "gdpr.yaml")


def test_a_missing_source_is_named_at_its_entry() -> None:
    with pytest.raises(BadFile) as bad:
        parse_playbook(TEXT.replace("    mark: checked\n", "", 1), "gdpr.yaml")
    assert (
        str(bad.value)
        == f"gdpr.yaml:{line_of('id: breach')}: concepts[{CONCEPT['breach']}].mark: this key is missing"
    )


def test_an_obligation_that_every_incident_needs_is_named_where_it_is_missing(tmp_path: Path) -> None:
    cut = TEXT[: TEXT.index("  - id: notify_controller")]
    (tmp_path / "gdpr.yaml").write_text(cut)
    with pytest.raises(
        BadFile, match="no playbook in this folder has an obligation that is met by “controllers”"
    ):
        load_regimes(tmp_path)


@pytest.mark.parametrize("folder", ["/dev/zero", "nowhere"])
def test_a_folder_that_is_none_is_said_to_be_none(folder: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="there is no such folder of playbooks"):
        load_regimes(tmp_path / folder)


def test_a_rule_for_an_obligation_of_no_regime_is_refused() -> None:
    with pytest.raises(BadFile, match="there is no obligation “tell” in this file"):
        parse_playbook(TEXT.replace("obligation: notify_controller", "obligation: tell", 1), "gdpr.yaml")


def test_words_stay_words() -> None:
    """YAML would read NO as false, and the article 33.10 as the number 33.1."""
    norway = TEXT.replace("jurisdiction: European Union", "jurisdiction: NO", 1)
    assert parse_playbook(norway, "no.yaml").jurisdiction == "NO"
    article = TEXT.replace("article: GDPR Art. 33(2)", "article: 33.10", 1)
    assert "33.10" in [one.article for one in parse_playbook(article, "no.yaml").obligations]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "is empty"),
        (b"# only a remark\n", "is empty"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"- a\n- b\n", "must be “key: value” pairs, not a list"),
        (b"a: \x00", "not readable as YAML"),
        (b"\tid: x", "not readable as YAML"),
        (b"a: 1\n---\nb: 2\n", "not readable as YAML"),
        (b"[" * 5000 + b"]" * 5000, "nested too deeply"),
        (b"just words", "must be “key: value” pairs, not a single value"),
    ],
)
def test_a_file_that_is_no_playbook(tmp_path: Path, body: bytes, said: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(body)
    with pytest.raises(BadFile, match=said):
        load_playbook(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"gone\.yaml: cannot be read: No such file"):
        load_playbook(tmp_path / "gone.yaml")
    with pytest.raises(BadFile, match="cannot be read: Is a directory"):
        load_playbook(tmp_path)


def _places(node: yaml.Node) -> list[tuple[str, int, object]]:
    """The parts of a tree in their order, each with its kind, its line and, of a scalar, its text."""
    kind = type(node).__name__
    if isinstance(node, yaml.ScalarNode):
        return [(kind, node.start_mark.line, node.value)]
    parts = [part for one in node.value for part in (one if isinstance(one, tuple) else (one,))]
    return [(kind, node.start_mark.line, None), *(place for part in parts for place in _places(part))]


@pytest.mark.parametrize("path", sorted(PATH.parent.rglob("*.yaml")), ids=lambda path: str(path.stem))
def test_the_quick_reader_reads_what_the_plain_one_reads(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    plain = yaml.compose(text, Loader=yaml.BaseLoader)
    assert plain is not None
    assert _places(tree(text, path.name)) == _places(plain)
