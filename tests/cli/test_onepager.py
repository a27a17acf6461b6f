"""An incident on a page of paper: what it says, from a running database, a copy, and one that nobody can write to."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from breachbot.incident.acts.file import File
from tests.cli.commands import Ended, run_here
from tests.conftest import Database
from tests.incident.cast import DPO
from tests.usecases.stage import Stage


@pytest.fixture
def drafted(sqlite_database: Database) -> tuple[Path, str]:
    """A folder with an incident whose notices are drafted, and its codename."""
    stage = Stage(sqlite_database.open()).team()
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)
    stage.approve(incident, "authority")
    stage.store.close()
    return sqlite_database.data_dir, incident


def printed(folder: Path, *words: str, **settings: str) -> str:
    ended = onepager(folder, *words, **settings)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
    return ended.stdout


def onepager(folder: Path, *words: str, **settings: str) -> Ended:
    return run_here(folder.parent, "onepager", *words, data_dir=str(folder), **settings)


def test_it_says_what_somebody_needs_who_has_nothing_else(drafted: tuple[Path, str]) -> None:
    folder, incident = drafted
    said = printed(
        folder,
        incident,
        authority_name="Data Protection Commission",
        dpo_phone="+353 1 555 0100",
        authority_form_url="https://forms.example.org/breach",
    )
    one_line = " ".join(said.split())
    assert said.startswith(f"{incident}: Export shows foreign rows\n")
    assert "Aware since 2026-11-24 12:00 UTC." in one_line
    assert "end 2026-11-27 12:00 UTC:" in one_line
    assert "overdue by" in one_line
    assert f"DPO: {DPO}" in one_line
    assert "Data Protection Commission, https://forms.example.org/breach" in one_line
    assert "+353 1 555 0100" in one_line
    assert "the notice to the authority: draft 1, its approval holds. SHA-256 " in one_line
    assert "the security page: draft 1, not approved." in one_line
    assert "Controller (Art. 33(2)) – not required" in one_line
    assert "Not set here: BREACHBOT_COMPANY_NAME. What comes next may differ" in one_line
    assert "--- the notice to the authority, draft 1 ---" in said
    assert "<html" not in said


def test_what_nobody_has_said_is_said_to_be_missing(sqlite_database: Database) -> None:
    stage = Stage(sqlite_database.open())
    incident = stage.reported()
    stage.store.close()
    said = printed(sqlite_database.data_dir, incident)
    for line in (
        "It does not run:",
        "DPO: not set",
        "Deputies: not set",
        "The authority: not set",
        "no draft",
    ):
        assert line in said


def test_a_filing_is_on_it_whatever_became_of_the_approval(sqlite_database: Database) -> None:
    stage = Stage(sqlite_database.open()).team()
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)
    stage.approve(incident, "authority")
    filed = {"version": 1, "filed_at": stage.clock(), "channel": "web form", "reference": "IN-26-1"}
    stage.take(incident, File.of(**filed))
    stage.state(incident, people_count=9000)
    stage.store.close()
    one_line = " ".join(printed(sqlite_database.data_dir, incident).split())
    assert "draft 1, filed on 2026-11-24 12:00 UTC by “web form” as initial (reference IN-26-1)" in one_line
    assert "its approval is void:" in one_line


def test_the_drafts_can_be_left_out(drafted: tuple[Path, str]) -> None:
    folder, incident = drafted
    said = printed(folder, incident, "--no-drafts")
    assert "---" not in said
    assert len(said.splitlines()) < 60


def test_a_copy_that_nobody_can_write_to_is_read_as_well(drafted: tuple[Path, str], tmp_path: Path) -> None:
    folder, incident = drafted
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    for path in copy.iterdir():
        path.chmod(stat.S_IRUSR)
    copy.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert printed(copy, incident).startswith(incident)
        assert {path.name for path in copy.iterdir()} == {path.name for path in folder.iterdir()}
    finally:
        copy.chmod(stat.S_IRWXU)


def test_there_is_none_of_that_name(drafted: tuple[Path, str]) -> None:
    folder, _ = drafted
    ended = onepager(folder, "pdb-nope")
    assert ended.returncode == 2
    assert ended.stderr.startswith("breachbot: There is no incident pdb-nope")
