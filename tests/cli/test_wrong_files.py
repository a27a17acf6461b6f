"""Whatever a facts file holds: an answer, or one plain sentence with its place; never a wait or a library's words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from breachbot.assessment.facts import FACTS
from breachbot.cli.explain import in_full
from breachbot.cli.facts_file import Contents, Said, read_facts
from breachbot.cli.main import app
from breachbot.cli.results import as_line, in_short
from breachbot.configured.places import bundled
from breachbot.errors import BadFile
from breachbot.incident.bounds import SET_TITLE, SETS
from breachbot.notices.words import Wording
from breachbot.playbook.catalogue import Catalogue
from breachbot.playbook.table import Table
from breachbot.playbook.triage import TriageRules
from breachbot.playbook.types import Playbook
from breachbot.store.playbooks import load_catalogue, load_regimes
from breachbot.store.strict_yaml import MOST_VALUES, model_of, tree

REGIMES = load_regimes(bundled("playbooks"))
CATALOGUE = load_catalogue(bundled("playbooks") / "catalogue.yaml")
LIBRARY = re.compile(
    r"Input should|valid dict|instance of|pydantic|Traceback|String should|Value error|Extra inputs|Field required"
    r"|should be|should have|should match|scalar"
    r"|<block|stream|token|codec|NoneType|\bdict\b|\btuple\b|parsing|YAMLError"
)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def refused(*paths: Path) -> list[str]:
    """The sentences with which both commands refuse files: one for each."""
    ended = [run(command, *paths) for command in ("assess", "explain")]
    assert [(one.exit_code, one.stdout) for one in ended] == [(2, ""), (2, "")], ended[0].output
    assert ended[0].stderr == ended[1].stderr
    lines = ended[0].stderr.splitlines(keepends=True)
    assert len(lines) == len(paths)
    return [plain(line) for line in lines]


def plain(said: str) -> str:
    """What was said, if it is one line without control marks and words of libraries."""
    assert said.startswith("breachbot: ")
    assert said.endswith("\n")
    line = said[:-1]
    assert line.isprintable(), ascii(line)
    assert len(line) < 1500
    assert not LIBRARY.search(line), line
    return line


WRONG: list[tuple[str, ...]] = [
    ("[]", "facts.yaml:1: must be “key: value” pairs, not a list"),
    ('"facts"', "facts.yaml:1: must be “key: value” pairs, not a single value"),
    ("17", "facts.yaml:1: must be “key: value” pairs, not a single value"),
    ("null", "facts.yaml:1: must be “key: value” pairs, not a single value"),
    ('""', "facts.yaml:1: must be “key: value” pairs, not empty"),
    ("", "facts.yaml: is empty"),
    ("\n# nothing\n", "facts.yaml: is empty"),
    ("{}", "facts.yaml:1: a facts file holds either “facts” or “sets”"),
    ("facts: [role]", "facts.yaml:1: facts: must be “key: value” pairs, not a list"),
    ("facts: 7", "facts.yaml:1: facts: must be “key: value” pairs, not a single value"),
    ("facts:\n", "facts.yaml:1: facts: must be “key: value” pairs, not empty"),
    ("facts: {}\nmark: sure", "mark: must be one of: checked, unchecked-H, unchecked-M or unchecked-L"),
    ("facts: {}\ntitle: [a]", "facts.yaml:2: title: must be a single value, not a list"),
    ("facts: {}\npublished: x", "published: must be “key: value” pairs, not a single value"),
    ("facts: {}\npublished: {communicate: maybe}", "published.communicate: must be one of: required, not"),
    ("facts: {}\nconsiderations: []", "facts.yaml:2: considerations: this key is not known"),
    ("sets: [shop]", "sets: must be “key: value” pairs, not a list"),
    ("sets: {}", "sets: it holds no affected set"),
    ("sets:\n  shop: [role]", "facts.yaml:2: sets.shop: must be “key: value” pairs, not a list"),
    ('sets:\n  "": {}', "facts.yaml:2: sets.“”: the name of a set has 1 to 70 characters"),
    ('sets:\n  "  ": {}', "the name of a set has 1 to 70 characters"),
    (f"sets:\n  {'s' * (SET_TITLE + 1)}: {{}}", "the name of a set has 1 to 70 characters"),
    (
        "sets:\n" + "".join(f"  s{n}: {{}}\n" for n in range(SETS + 1)),
        "facts.yaml:1: sets: an incident has at most 20 affected sets",
    ),
    ("facts:\n  role: {value: joint, by: [ana]}", "role.by: must be a single value, not a list"),
    ("facts:\n  role: {value: joint, source: rumour}", "must be one of: alert, person or document"),
    ("facts:\n  role: {value: joint, at: soon}", "at: must be a date and time with its zone"),
    ("facts:\n  role: {value: joint, at: 2026-11-24T10:00:00}", "at: must be a date and time with its zone"),
    ("facts:\n  role: {value: joint, at: '2026-13-45T99:00:00Z'}", "must be a date and time with its zone"),
    ("facts:\n  role: {}", "facts.role.value: this key is missing"),
    ("facts:\n  role: a\n  role: b", "facts.yaml:3: the key “role” is here twice"),
    ("facts:\n  ? [role]\n  : joint", "facts.yaml:2: a key must be a word"),
    ("facts: &a {role: &b joint}\nsets: *a", "facts.yaml:2: not readable as YAML: an alias is not"),
    ("facts:\n  <<: {role: joint}", "facts.yaml:2: facts.<<: unknown fact “<<”"),
    ("facts:\n\trole: joint", "facts.yaml:2: not readable as YAML: a tab stands here"),
    (
        "facts: {role: joint",
        "facts.yaml:1: not readable as YAML: a comma is missing, or what begins with { is",
    ),
    ("facts:\n  data_categories: [name\n", "a comma is missing, or a list that begins with [ is not closed"),
    ('facts:\n  what_happened: "a', "a quotation mark opens a text that is never closed"),
    ('facts:\n  what_happened: "C:\\data"', "a backslash stands before this: write two of them"),
    ('facts:\n  what_happened: "\\UFFFFFFFF"', "a number or an escape in it is out of bounds"),
    (
        'facts:\n  what_happened: "\\ud800"',
        "facts.yaml:2: not readable as YAML: this text holds half of a char",
    ),
    ("facts:\n  what_happened: a: b", "facts.yaml:2: not readable as YAML: a colon stands where none can"),
    ("facts:\n  what_happened: @all", "a value cannot begin with “@”: put it in quotation marks"),
    ("facts:\n  role: joint\n cause: lost", "this line is not indented like those that it belongs to"),
    ("facts: {}\n---\nfacts: {}", "facts.yaml:2: not readable as YAML: only one document is wanted"),
    ("facts:\n  role: jo\x00int", "facts.yaml:2: not readable as YAML: a character that no text may hold"),
    ("facts: " + "[" * 3000, "is nested too deeply"),
    ("%YAML " + "9" * 5000 + ".1\n---\nfacts: {}", "a number or an escape in it is out of bounds"),
    ("facts: [" + "a," * MOST_VALUES + "]", "not readable as YAML: it holds more than 20,000 values"),
    ("facts:\n  ? " + "k" * 900_000 + "\n  : x", f"facts.{'k' * 80}…: unknown fact “{'k' * 80}…”"),
    ('facts:\n  "\\e[2J\\nrole": x', "facts.\\x1b[2J\\nrole: unknown fact “\\x1b[2J\\nrole”"),
    ('"\\e]0;x\\a": 1\nfacts: {}', "\\x1b]0;x\\x07: this key is not known"),
    ("facts:\n  role: " + "v" * 900_000, "facts.role: For these data, who decides"),
    (
        "facts:\n  data_categories: [avatar, shoe_size]\n",
        "facts.yaml:2: ",
        "The answer must be one of: pseudonym",
    ),
    (
        "facts:\n  role: controller\n  recipent: known\n",
        "facts.yaml:3: ",
        "unknown fact “recipent”; did you mean “recipient”?",
    ),
    ("facts:\n  data_categories: [name, avatr]", "Did you mean “avatar”?"),
    ("facts:\n  recipient: hostil", "hostile. Did you mean “hostile”?"),
    ("facts:\n  risk: high\n", "facts.yaml:2: ", "unknown fact “risk”"),
    ("fact:\n  role: controller\n", "facts.yaml:1: ", "this key is not known; did you mean “facts”?"),
    (
        "facts:\n  role: controller\n  encryption: strong\n",
        "facts.yaml:3: ",
        "The answer must be one of: left_encrypted",
    ),
    ("facts:\n  data_categories: [name, shoes]\n", "facts.yaml:2: ", "The answer must be one of: pseudonym"),
    ("facts:\n  role: [controller]\n", "facts.yaml:2: ", "The answer must be one of: controller"),
    ("facts:\n  people_count: many\n", "facts.yaml:2: ", "The answer must be a whole number"),
    ("facts:\n  people_count: 2.5\n", "facts.yaml:2: ", "The answer must be a whole number"),
    ("facts:\n  people_count: {min: 9, max: 3}\n", "facts.yaml:2: ", "min comes first"),
    ("facts:\n  occurred_from: yesterday\n", "facts.yaml:2: ", "a date and time with its zone"),
    ("facts:\n  personal_data: no\n  data_categories: [name]\n", "facts.yaml:3: ", "cannot both be so"),
    (
        "facts:\n  role: {value: controller, confirmed: maybe}\n",
        "facts.yaml:2: ",
        "must be one of: yes or no",
    ),
    ("facts:\n  role: {value: controller, sure: yes}\n", "facts.yaml:2: ", "this key is not known"),
    ("facts:\n  role: {value: joint, at: 2026-11-24}\n", "facts.yaml:2: ", "facts.role.at: "),
    ("facts:\n  role: {by: ana}\n", "facts.yaml:2: ", "this key is missing"),
    (
        "facts:\n  role: [{value: controller, by: ana}, processor, {value: boss}]\n",
        "facts.yaml:2: ",
        "The answer must be one of",
    ),
    ("facts:\n  role: controller\nsets:\n  shop: {}\n", "facts.yaml:1: ", "either “facts” or “sets”"),
    ("title: nothing\n", "facts.yaml:1: ", "either “facts” or “sets”"),
    ("sets:\n  shop:\n    role: boss\n", "facts.yaml:3: ", "The answer must be one of"),
]


def test_a_wrong_file_is_one_plain_sentence(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}" / "facts.yaml" for n in range(len(WRONG))]
    for path, (text, *_) in zip(paths, WRONG, strict=True):
        path.parent.mkdir()
        path.write_text(text)
    for path, (_, *parts), said in zip(paths, WRONG, refused(*paths), strict=True):
        assert said.startswith(f"breachbot: {path}")
        for part in parts:
            assert part in said


def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    paths = [tmp_path / "pipe", Path("/dev/zero")]
    assert refused(*paths) == [
        f"breachbot: {path}: is a pipe or a device; a file is wanted" for path in paths
    ]


def test_a_folder_of_playbooks_is_read_by_the_same_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "gdpr.yaml")
    monkeypatch.setenv("BREACHBOT_PLAYBOOKS_DIR", str(tmp_path))
    ended = run("check", "--without-slack")
    assert ended.exit_code == 2
    assert f"wrong: {tmp_path / 'gdpr.yaml'}: is a pipe or a device; a file is wanted" in ended.stdout


def test_a_shell_may_hand_over_what_a_command_writes() -> None:
    words = [sys.executable, "-m", "breachbot", "assess", "/dev/stdin"]
    for text, code in (("facts: {}\n", 0), ("facts: {}\n" + " " * (1 << 20), 2)):
        ended = subprocess.run(words, input=text, capture_output=True, text=True, timeout=300, check=False)
        assert ended.returncode == code, ended.stderr


def test_json_is_read_as_programs_write_it(tmp_path: Path) -> None:
    """With characters as two halves, and on one line."""
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"facts": {"what_happened": "A mail 📧 went astray.", "people_count": 3}}))
    (found,) = read_facts(path, CATALOGUE)
    assert found.settled["what_happened"].value == "A mail 📧 went astray."
    assert "📧" in run("explain", path).stdout


def test_json_may_be_indented_with_tabs_and_says_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{\n\t"facts": {\n\t\t"role": "joint",\n\t\t"what_happened": "a\\tb"\n\t}\n}\n')
    (found,) = read_facts(path, CATALOGUE)
    assert found.settled["what_happened"].value == "a\tb"
    path.write_text('{\n\t"facts": {\n\t\t"role": "contrller"\n\t}\n}\n')
    with pytest.raises(BadFile, match=r"facts.json:3: facts.role: .* processor. Did you mean “controller”\?"):
        read_facts(path, CATALOGUE)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
ANY_FACTS = st.dictionaries(st.sampled_from(sorted(FACTS)) | st.text(max_size=3), ANY_JSON, max_size=3)
ANY_FILE = (
    ANY_JSON
    | st.fixed_dictionaries({"facts": ANY_JSON | ANY_FACTS}, optional={"title": ANY_JSON, "mark": ANY_JSON})
    | st.fixed_dictionaries({"sets": ANY_JSON | st.dictionaries(st.text(), ANY_JSON | ANY_FACTS, max_size=3)})
)
calm = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def told(text: str, folder: Path) -> None:
    """Both commands say what follows, or refuse in one sentence. A library's word in the text may come back."""
    assume(not LIBRARY.search(text))
    path = folder / "any.yaml"
    path.write_text(text)
    try:
        sets = read_facts(path, CATALOGUE)
    except BadFile as bad:
        plain(f"breachbot: {bad}\n")
        return
    for one in sets:
        assert json.loads(as_line(REGIMES, path, one))
        assert in_short(REGIMES, path, one).isprintable()
        assert all(line.isprintable() for line in in_full(REGIMES, path, one).splitlines())


@calm
@given(value=ANY_FILE)
def test_any_json_value_is_assessed_or_refused_in_one_sentence(value: Any, tmp_path: Path) -> None:
    told(json.dumps(value), tmp_path)


@calm
@given(text=st.text() | st.text("{}[]:,-?#&*!|>'\"%@`\\ \n\tax0", max_size=40))
def test_any_text_is_assessed_or_refused_in_one_sentence(text: str, tmp_path: Path) -> None:
    told(text, tmp_path)


@calm
@given(st.sampled_from([Contents, Said, Playbook, Catalogue, TriageRules, Wording, Table]), st.data())
def test_whatever_a_model_refuses_it_refuses_in_plain_words(model: type[Any], data: st.DataObject) -> None:
    """Also where the value sits at a key that the model knows."""
    known = st.dictionaries(st.sampled_from(sorted(model.model_fields)), ANY_JSON, max_size=4)
    text = yaml.safe_dump(data.draw(ANY_JSON | known))
    assume(not LIBRARY.search(text))
    with suppress(BadFile):
        model_of(model, tree(text, "f"), "f")
        return
    with pytest.raises(BadFile) as bad:
        model_of(model, tree(text, "f"), "f")
    assert not LIBRARY.search(bad.value.what), bad.value.what
