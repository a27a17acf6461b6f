"""`register assessments`, `compare` and `replay`, as an inspector runs them on a stopped installation."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breachbot.cli.main import app
from breachbot.usecases.assessments import adopt_playbooks
from tests.conftest import Database
from tests.incident import cast
from tests.incident.cast import FACTS
from tests.usecases.stage import Stage


@pytest.fixture
def incident(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """An incident whose data turned out to be encrypted, in a database that nothing holds open."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BREACHBOT_DATA_DIR", str(sqlite_database.data_dir))
    with closing(sqlite_database.open()) as store:
        stage = Stage(store).team()
        adopt_playbooks(stage.house)
        name = stage.aware()
        stage.state(name, **FACTS)
        stage.state(name, encryption="left_encrypted")
        stage.house = replace(stage.house, policy=cast.changed("f" * 64))
        stage.state(name, people_count=10)
    return name


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """A command in this process; gives its exit code and what it said."""
    try:
        app(["register", *words], standalone_mode=False)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr()
    return code, said.out + said.err


def test_each_assessment_is_listed_with_its_playbook(
    incident: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, "assessments", incident)
    assert code == 0
    version = cast.policy().regimes.leading.playbook.version
    assert f"3  2026-11-24T12:00:00+00:00, set main, playbook {version}, sha256 " in said
    assert "notify_authority: not required" in said
    assert "notify_authority: undetermined" in said, "the word that `assess` and the cards use"


def test_two_of_them_are_compared(incident: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = run(capsys, "compare", incident, "2", "3")
    assert "encryption: none -> left_encrypted" in said
    assert "notify_authority: required (risk-wrong-reader" in said
    assert "The playbook was a different one" not in said
    _, said = run(capsys, "compare", incident, "3", "4")
    assert "The playbook was a different one" in said


def test_one_is_made_again(incident: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the same result, word for word" in run(capsys, "replay", incident, "3")[1]
