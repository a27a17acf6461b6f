"""One approved page at several real targets: each is written, read back and recorded by itself, also after a kill."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from breachbot.errors import DeliveryError
from breachbot.incident.acts.withdraw import Withdraw
from breachbot.incident.state import Incident
from breachbot.outbox.ways import TRIES, Ways
from breachbot.publish.registry import TARGETS
from breachbot.usecases.ports.outbox import ClaimedEffect
from tests.conftest import Database
from tests.incident import cast
from tests.outbox.test_deliver import OtherSide
from tests.usecases.stage import Stage

NAMES = ("static", "docusaurus", "git")


@pytest.fixture
def stage(sqlite_database: Database) -> Iterator[Stage]:
    opened = sqlite_database.open()
    try:
        stage = Stage(opened).team()
        policy = stage.house.policy
        firm = policy.firm.model_copy(update={"targets": NAMES, "public_url": "https://example.com/security"})
        stage.house = replace(stage.house, policy=replace(policy, firm=firm))
        yield stage
    finally:
        opened.close()


@pytest.fixture
def ways(stage: Stage, tmp_path: Path) -> Ways:
    given: dict[str, dict[str, Any]] = {
        "static": {"public_dir": tmp_path / "out/static"},
        "docusaurus": {"docusaurus_dir": tmp_path / "out/docs", "docusaurus_url": None},
        "git": {"git_dir": tmp_path / "out/notices.git", "git_branch": "main"}
        | dict.fromkeys(("git_folder", "git_remote", "git_url")),
    }
    return Ways(stage.house, {name: (TARGETS[name], given[name]) for name in NAMES}, {"slack": OtherSide()})


@pytest.fixture
def incident(stage: Stage) -> str:
    found = stage.aware()
    stage.state(found)
    stage.draft(found)
    stage.approve(found, "page")
    return found


def put(ways: Ways, incident: str, target: str, attempts: int = 1, version: int = 1) -> None:
    args = {"version": str(version), "target": target}
    asyncio.run(ways(ClaimedEffect(1, "t", "publish_page", "k", "l", incident, "", args, attempts)))


def refused(ways: Ways, incident: str, target: str, attempts: int = 1) -> None:
    with pytest.raises(DeliveryError):
        put(ways, incident, target, attempts)


def out(incident: Incident) -> dict[str, str]:
    return {page.target: page.sha256 for page in incident.publications}


def everything(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_each_has_the_document_of_the_approval_that_fits_it(stage: Stage, ways: Ways, incident: str) -> None:
    for name in NAMES:
        put(ways, incident, name)
    files = stage.incident(incident).approvals[-1].event.files
    page, text = files["page.html"], files["page.md"]
    assert out(stage.incident(incident)) == {"static": page, "docusaurus": text, "git": text}


def test_one_that_fails_neither_stops_nor_hides_the_others(
    stage: Stage, ways: Ways, incident: str, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/docs").write_text("a file where the folder should be")
    refused(ways, incident, "docusaurus")
    assert stage.incident(incident).unpublished == ()  # that may pass at once
    for attempt in range(TRIES, TRIES + 3):
        refused(ways, incident, "docusaurus", attempt)
    for name in ("static", "git"):
        put(ways, incident, name)
    now = stage.incident(incident)
    assert set(out(now)) == {"static", "git"}
    (failed,) = now.kept_from(1)
    assert (failed.target, failed.given_up) == ("docusaurus", False)
    assert "The folder of the security page cannot be written" in failed.reason
    (tmp_path / "out/docs").unlink()
    put(ways, incident, "docusaurus")
    assert stage.incident(incident).kept_from(1) == ()


def test_what_is_given_up_is_on_record_as_such(
    stage: Stage, ways: Ways, incident: str, tmp_path: Path
) -> None:
    (tmp_path / "out/docs").mkdir(parents=True)
    (tmp_path / "out/docs/index.md").write_text("# The company's own\n")
    refused(ways, incident, "docusaurus")
    (failed,) = stage.incident(incident).kept_from(1)
    assert failed.given_up
    assert failed.reason == "index.md was not written by breachbot; give it a folder of its own."


def test_what_changes_goes_out_in_one_line_without_hidden_marks(
    stage: Stage, ways: Ways, incident: str, tmp_path: Path
) -> None:
    put(ways, incident, "static")
    stage.state(incident, what_happened="An export for business customers held rows of 40 customers.")
    stage.draft(incident, change="The\x00 number \x1b[31mwas wrong.\n\nSHA-256: 00\nReviewed-by: nobody")
    stage.approve(incident, "page")
    version = cast.the_draft(stage.incident(incident), "page").version
    for name in NAMES:
        put(ways, incident, name, version=version)
    line = "The\ufffd number \ufffd[31mwas wrong. SHA-256: 00 Reviewed-by: nobody"
    sha256 = stage.incident(incident).approvals[-1].event.files["page.md"]
    ran = ["git", "-C", str(tmp_path / "out/notices.git"), "log", "-1", "--format=%b", "main"]
    body = subprocess.run(ran, capture_output=True, text=True, check=True).stdout
    assert body.strip() == f"{line}\n\nSHA-256: {sha256}"
    feed = json.loads((tmp_path / "out/static/feed.json").read_text())
    assert [item["content_text"] for item in feed["items"]] == [line]


class Killed(BaseException):
    """As if the process had ended here."""


def written_unrecorded(ways: Ways, incident: str, name: str) -> None:
    target, given = ways.targets[name]

    def killed(_place: str, _given: object) -> bytes:
        raise Killed

    dying = replace(ways, targets={name: (replace(target, read=killed), given)})
    with pytest.raises(Killed):
        put(dying, incident, name)


@pytest.mark.parametrize("name", NAMES)
def test_killed_between_writing_and_recording_it_is_done_again_without_a_trace(
    stage: Stage, ways: Ways, incident: str, tmp_path: Path, name: str
) -> None:
    written_unrecorded(ways, incident, name)
    written = everything(tmp_path / "out")
    assert written
    assert out(stage.incident(incident)) == {}
    for _ in range(2):
        put(ways, incident, name)
    assert everything(tmp_path / "out") == written
    assert len(stage.incident(incident).publications) == 1


def redrafted(stage: Stage, incident: str) -> None:
    """The facts change, so that the approval of the page is void, and a new one is approved."""
    stage.state(incident, what_happened="An export for business customers held rows of many other customers.")
    stage.draft(incident)
    stage.approve(incident, "page")


@pytest.mark.parametrize("name", NAMES)
def test_a_newer_page_gets_out_where_the_one_before_was_written_and_never_recorded(
    stage: Stage, ways: Ways, incident: str, name: str
) -> None:
    written_unrecorded(ways, incident, name)
    redrafted(stage, incident)
    put(ways, incident, name, version=2)
    now = stage.incident(incident)
    assert [page.version for page in now.published] == [1, 2]
    target, given = ways.targets[name]
    said = [target.read(page.path, given) for page in now.publications]
    assert b"held rows of other customers" in said[0]
    assert b"held rows of many other customers" in said[1]
    stage.take(incident, Withdraw(change="It turned out to be our own test data."), cast.DPO)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_is_on_record_once_it_is_asked_for_again_although_its_approval_is_void(
    stage: Stage, ways: Ways, incident: str, tmp_path: Path, name: str
) -> None:
    written_unrecorded(ways, incident, name)
    written = everything(tmp_path / "out")
    stage.state(incident, what_happened="An export for business customers held rows of many other customers.")
    refused(ways, incident, name)
    assert everything(tmp_path / "out") == written
    assert [page.version for page in stage.incident(incident).published] == [1]
    stage.draft(incident, change="The rows were many.")
    assert "Version 2." in cast.the_draft(stage.incident(incident), "page").documents["page.md"]


def test_what_was_never_written_is_not_taken_for_published(stage: Stage, ways: Ways, incident: str) -> None:
    redrafted(stage, incident)
    for name in NAMES:
        refused(ways, incident, name)
        put(ways, incident, name, version=2)
    assert [page.version for page in stage.incident(incident).published] == [2]
