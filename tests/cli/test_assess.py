"""Facts files as people write them: what follows from them, and what is refused with file and line."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from typer.testing import CliRunner, Result

from breachbot.assessment.facts import FACTS, validate
from breachbot.assessment.schema import facts_schema
from breachbot.cli.facts_file import read_facts
from breachbot.cli.main import app
from breachbot.cli.results import as_line
from breachbot.configured.places import bundled
from breachbot.errors import BadFile, Refused
from breachbot.store.playbooks import load_catalogue, load_regimes
from tests.assessment.test_assess import SOME_FACTS, clash, patient
from tests.yaml_cases import parsed

CASES = sorted((Path(__file__).parents[1] / "cases" / "edpb-01-2021").glob("*.yaml"))
REGIMES = load_regimes(bundled("playbooks"))
CATALOGUE = load_catalogue(bundled("playbooks") / "catalogue.yaml")
SMALL_SLIP = """\
  deletion_confirmed: in_writing
  harm_seen: no
  reveals: nothing
  targeted: no
  taken_over: no
  volume: moment
"""
LIST_MAILED = """\
facts:
  role: controller
  personal_data: yes
  confidentiality: yes
  integrity: no
  availability: no
  cause: sent_astray
  data_categories: [name, contact, orders]
  identifiability: direct
  people_kinds: [customers]
  people_count: 40
  encryption: none
  recipient: several_known
  access_evidence: access_seen
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def written(folder: Path, text: str, name: str = "facts.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def result(path: Path) -> dict[str, Any]:
    ended = run("assess", path, "--json")
    assert ended.exit_code == 0, ended.output
    (line,) = ended.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_one_line_for_each_file(tmp_path: Path) -> None:
    ended = run("assess", *CASES, "--json")
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert (ended.exit_code, [line["file"] for line in lines]) == (0, [str(path) for path in CASES])
    assert list(lines[0]) == [
        "file",
        "document",
        "notify_authority",
        "communicate",
        "notify_controller",
        "rules",
        "flips",
        "next",
        "enisa",
        "exceptions",
    ]
    assert list(tmp_path.iterdir()) == []


def test_every_outcome_comes_with_its_ground_and_its_law(tmp_path: Path) -> None:
    told = result(written(tmp_path, LIST_MAILED + SMALL_SLIP))
    assert told["notify_authority"] == "not_required"
    grounds = {ground["obligation"]: ground for ground in told["rules"]}
    assert grounds["notify_authority"]["id"] == "unlikely-small-slip"
    assert grounds["document"]["effect"] == "otherwise", "the law's own default, where no rule speaks"
    assert all(ground["article"].startswith("GDPR") and ground["mark"] for ground in told["rules"])
    processor = result(written(tmp_path, LIST_MAILED.replace("controller", "processor")))
    effects = {ground["obligation"]: ground["effect"] for ground in processor["rules"]}
    assert effects["notify_authority"] == "does_not_apply"


@pytest.mark.parametrize("path", CASES[:9:2], ids=lambda path: path.stem)
def test_a_flip_can_be_written_back_as_it_stands(path: Path, tmp_path: Path) -> None:
    """The keys of `answers` are answers of a facts file: put in, they give the outcomes beside them."""
    lines = path.read_text().splitlines()
    flips = [
        (flip["fact"], answer, then)
        for flip in result(path)["flips"]
        for answer, then in flip["answers"].items()
    ]
    files = [
        written(
            tmp_path,
            _with([line for line in lines if not line.startswith(f"  {fact}:")], fact, answer),
            f"{n}.yaml",
        )
        for n, (fact, answer, _) in enumerate(flips)
    ]
    ended = run("assess", *files, "--json")
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    for (*_, then), after in zip(flips, found, strict=True):
        assert {duty: after[duty] for duty in then} == then


def _with(lines: list[str], fact: str, answer: str) -> str:
    at = lines.index("facts:") + 1
    return "\n".join([*lines[:at], f'  {fact}: "{answer}"', *lines[at:]])


def test_what_is_open_is_said_to_be_open(tmp_path: Path) -> None:
    told = result(written(tmp_path, LIST_MAILED))
    assert told["notify_authority"] == "undetermined"
    first = told["next"][0]
    assert first["then"] in ("required", "not_required")
    assert first["answer"]
    assert {flip["fact"] for flip in told["flips"]} >= {"data_categories", "harm_seen"}
    nothing = result(written(tmp_path, "facts: {}\n"))
    assert (nothing["document"], nothing["communicate"]) == ("required", "undetermined")


def test_the_score_stands_beside_the_outcome(tmp_path: Path) -> None:
    path = written(tmp_path, LIST_MAILED + "  volume: moment\n")
    enisa = result(path)["enisa"]
    assert (enisa["low"], enisa["high"], enisa["bands"]) == (1.25, 1.25, ["low"])
    assert enisa["arithmetic"] == "DPC 1 x EI 1 + CB (0.25 + 0 + 0 + 0) = 1.25"
    assert "DPC 1 x EI 1 + CB (0.25 + 0 + 0 + 0) = 1.25: low" in run("explain", path).stdout


def test_doubt_and_dispute_can_be_written_down(tmp_path: Path) -> None:
    safe = LIST_MAILED.replace("encryption: none", "encryption: left_encrypted") + "  harm_seen: no\n"
    assert result(written(tmp_path, safe))["notify_authority"] == "not_required"
    for weak in (
        "{value: left_encrypted, source: alert}",
        "{value: left_encrypted, confirmed: no}",
        "[{value: left_encrypted, by: ana}, {value: none, by: ben}]",
    ):
        doubted = safe.replace("encryption: left_encrypted", f"encryption: {weak}")
        assert result(written(tmp_path, doubted))["notify_authority"] == "undetermined", weak
    told = run("explain", written(tmp_path, doubted)).stdout
    assert "On what people disagree: it counts as not known" in told
    said = "What left was still encrypted, and the key has not reached whoever has it"
    assert f"ana says “{said}”\n      ben says “Not encrypted”" in told


def test_a_statement_may_say_when_it_was_made(tmp_path: Path) -> None:
    path = written(tmp_path, "facts:\n  role: {value: joint, by: ana, at: 2026-11-24T10:15:00+01:00}\n")
    assert "(ana, person, 2026-11-24T10:15+01:00)" in run("explain", path).stdout


@patient
@given(facts=SOME_FACTS)
def test_every_set_of_facts_gets_an_outcome_or_a_sentence(
    facts: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(yaml.safe_dump({"facts": facts}))
    if clash(facts):
        with pytest.raises(BadFile, match=r"any.yaml:\d+: facts\.\w+: .* cannot (both|all) be so"):
            read_facts(path, CATALOGUE)
    else:
        (only,) = read_facts(path, CATALOGUE)
        line = json.loads(as_line(REGIMES, path, only))
        assert {line[one.id] for one in REGIMES.obligations} <= {
            "required",
            "not_required",
            "weigh",
            "undetermined",
        }


@pytest.mark.parametrize("nothing", ["null", "~", "", "{value: null}"])
def test_what_is_not_known_can_be_said(nothing: str, tmp_path: Path) -> None:
    text = LIST_MAILED.replace("recipient: several_known", f"recipient: {nothing}")
    assert result(written(tmp_path, text))["notify_authority"] == "undetermined"


def test_several_affected_sets_in_one_file(tmp_path: Path) -> None:
    path = written(tmp_path, "sets:\n  shop: {role: controller}\n  hosting: {role: processor}\n")
    lines = [json.loads(line) for line in run("assess", path, "--json").stdout.splitlines()]
    assert [(line["file"], line["set"]) for line in lines] == [(str(path), "shop"), (str(path), "hosting")]
    assert [line["notify_authority"] for line in lines] == ["undetermined", "not_required"]


def test_a_product_may_use_its_own_names(tmp_path: Path) -> None:
    kinds, names = "[name, contact, orders]", "[order, newsletter, display_name]"
    assert kinds in LIST_MAILED
    told = result(written(tmp_path, LIST_MAILED.replace(kinds, names)))
    assert told == result(written(tmp_path, LIST_MAILED))
    words = result(written(tmp_path, LIST_MAILED.replace(kinds, "order, avatar")))
    assert words["notify_authority"] == "required", "a picture is more than a name and an address"


def test_a_playbook_folder_without_a_catalogue_uses_the_one_that_comes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "playbooks"
    folder.mkdir()
    shutil.copy(bundled("playbooks") / "gdpr.yaml", folder)
    monkeypatch.setenv("BREACHBOT_PLAYBOOKS_DIR", str(folder))
    path = written(tmp_path, "facts: {data_categories: [api_token]}\n")
    assert "readable passwords" in run("explain", path).stdout.lower()


def test_what_is_left_to_judgement_comes_with_what_speaks_for_what_and_where_that_is_from(
    tmp_path: Path,
) -> None:
    said = parsed((CASES[0].parents[1] / "decisions" / "E3.yaml").read_text())["encodings"]["careful"]
    told = run("explain", written(tmp_path, yaml.safe_dump({"facts": said}))).stdout
    assert "Tell the people affected: TO BE WEIGHED" in told
    considered = " ".join(told.partition("Speaks for a risk: ")[2].partition("\n\n")[0].split())
    assert "From the answers to: Which kinds of personal data?" in considered
    assert "Guidelines 9/2022 v2.0, section IV.B" in considered


def test_where_both_duties_are_weighed_the_second_refers_to_the_first(tmp_path: Path) -> None:
    said = {
        "role": "controller",
        "personal_data": "yes",
        "confidentiality": "yes",
        "integrity": "no",
        "availability": "no",
        "cause": "intrusion",
        "taken_over": "no",
        "data_categories": ["name", "health"],
        "reveals": "nothing",
        "identifiability": "direct",
        "people_count": "5000",
        "people_kinds": ["customers"],
        "targeted": "no",
        "encryption": "left_encrypted",
        "recipient": "hostile",
        "access_evidence": "no_logs",
        "harm_seen": "no",
        "later_measures": ["none"],
    }
    told = run("explain", written(tmp_path, yaml.safe_dump({"facts": said}))).stdout
    authority, people = (
        told.partition(f"{title}: TO BE WEIGHED")[2].partition("\n\n")[0]
        for title in ("Notify the supervisory authority", "Tell the people affected")
    )
    assert "Speaks for a risk: " in authority
    assert "Speaks for a risk: " not in people
    assert "is the same as above" in people


def test_the_other_files_are_assessed_all_the_same(tmp_path: Path) -> None:
    ended = run("assess", "--json", CASES[0], tmp_path / "gone.yaml", CASES[1])
    assert ended.exit_code == 2
    assert [json.loads(line)["file"] for line in ended.stdout.splitlines()] == [str(CASES[0]), str(CASES[1])]


def test_a_name_that_no_terminal_should_see(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"odd\x1b[2J\xff.yaml")
    odd.write_text("facts: {}\n")
    assert json.loads(run("assess", odd, "--json").stdout)["file"] == str(odd)
    assert "\x1b" not in run("assess", odd).stdout + run("explain", odd).stdout


@pytest.mark.parametrize("path", CASES[::4], ids=lambda path: path.stem)
def test_explained_for_people(path: Path) -> None:
    told = run("explain", path).stdout
    assert told.startswith(str(path))
    assert "Notify the supervisory authority: " in told
    assert "GDPR Art. 33(1)" in " ".join(told.split())
    assert "What is known" in told
    assert "One answer that would change an outcome" in told
    assert max(len(line) for line in told.splitlines() if " " in line) <= 110


@pytest.mark.parametrize(
    "text",
    [
        "facts: {}\n",
        "facts:\n  data_categories: {value: [contact], source: alert}\n",
        LIST_MAILED,
        LIST_MAILED + SMALL_SLIP,
        *(path.read_text() for path in CASES[::6]),
    ],
    ids=lambda text: str(len(text)),
)
def test_people_read_questions_and_answers_each_once_and_no_names_of_the_machinery(
    text: str, tmp_path: Path
) -> None:
    told = run("explain", written(tmp_path, text)).stdout
    ids = [name for fact in FACTS.values() for name in (fact.id, *fact.options) if "_" in name]
    assert [name for name in ids if re.search(rf"\b{name}\b", told)] == []
    assert "_required" not in told
    parts = re.split(r"\n(?=  - |\S)", told)
    assert [part for part in {*parts} if parts.count(part) > 1] == []
    for fact in FACTS.values():
        if fact.for_rules:
            assert fact.question in " ".join(told.split())
    line = as_json(text, tmp_path)
    assert [one["id"] for one in line["rules"] if f"Rule: {one['id']}" not in " ".join(told.split())] == []


def as_json(text: str, folder: Path) -> dict[str, Any]:
    return result(written(folder, text))


def test_what_to_ask_next_is_in_words_with_where_it_leads(tmp_path: Path) -> None:
    told = " ".join(run("explain", written(tmp_path, "facts: {}\n")).stdout.split())
    _, _, ahead = told.partition("What to find out next")
    assert ahead.index("who decides why and how") < ahead.index("Who is known to have got the data?")
    assert "“Unknown people” or “Anyone: it was public” or “Somebody who took them on purpose” with" in ahead
    assert "→ Authority (Art. 33(1)) required" in ahead


def test_what_is_weighed_says_who_decides_and_an_exception_what_it_would_be(tmp_path: Path) -> None:
    told = " ".join(run("explain", written(tmp_path, LIST_MAILED)).stdout.split())
    assert "Open: “All who got the data by accident are known" in told
    assert told.index("Open: “") < told.index("Not given: “")
    assert "the controller decides" not in told
    account = next((Path(__file__).parents[1] / "cases").glob("*/E8.yaml"))
    facts = parsed(account.read_text())["encodings"]["careful"]
    weighed = " ".join(run("explain", written(tmp_path, yaml.safe_dump({"facts": facts}))).stdout.split())
    assert "Next: the DPO advises with reasons, then the controller decides" in weighed


def test_a_duty_that_does_not_apply_says_what_of_its_needs_is_not_given(tmp_path: Path) -> None:
    decide, breach = "somebody else is the controller.", "Without a personal data breach there is nothing to"
    yes = "facts: {personal_data: yes, confidentiality: yes, role: "
    no = "integrity: no, availability: no, cause: other_accident"
    for text, lacks in (
        (f"{yes}processor}}\n", {decide}),
        (f"facts: {{role: controller, confidentiality: no, {no}}}\n", {breach}),
        ("facts: {role: processor, personal_data: no}\n", {decide, breach}),
        ("facts: {role: {value: processor, confirmed: no}, personal_data: no}\n", {breach}),
    ):
        told = " ".join(run("explain", written(tmp_path, text)).stdout.split())
        assert {one for one in (decide, breach) if one in told} == lacks, text


def test_in_short_the_duties_have_their_names(tmp_path: Path) -> None:
    path = written(tmp_path, "sets: {shop: {role: controller}}\n")
    assert run("assess", path).stdout == (
        f"{path} (shop): Register (Art. 33(5)) required; Authority (Art. 33(1)) undetermined; "
        "People affected (Art. 34) undetermined; Controller (Art. 33(2)) not required\n"
    )


def test_the_schema_knows_every_fact_and_takes_what_is_taken(tmp_path: Path) -> None:
    schema = json.loads(run("schema", "facts").stdout)
    assert schema == json.loads(json.dumps(facts_schema(CATALOGUE.categories)))
    kinds = schema["$defs"]["facts"]["properties"]["data_categories"]["anyOf"][0]["anyOf"][0]["items"][
        "oneOf"
    ]
    assert {"const": "avatar", "title": "Profile picture"} in kinds
    facts = facts_schema()["$defs"]["facts"]["properties"]
    assert list(facts) == list(FACTS)
    for fact in FACTS.values():
        value = facts[fact.id]["anyOf"][0]["anyOf"][0]
        options = value.get("items", value).get("oneOf", [])
        assert [option["const"] for option in options] == list(fact.worst_first)
        for option in options:
            validate(fact.id, [option["const"]] if fact.kind == "choices" else option["const"])


def test_there_is_no_other_schema() -> None:
    ended = run("schema", "risk")
    assert isinstance(ended.exception, BadFile)
    assert not isinstance(ended.exception, Refused)


def test_no_text_of_a_file_moves_the_cursor_of_a_terminal(tmp_path: Path) -> None:
    text = LIST_MAILED + '  what_happened: "x\\e]0;pwn\\a\\u202e"\n'
    told = run("explain", written(tmp_path, text)).stdout
    assert "pwn" in told
    assert not {mark for mark in told if not mark.isprintable()} - {"\n"}
