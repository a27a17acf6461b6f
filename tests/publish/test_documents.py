"""What is handed to an inspector or copied into a form is what the DPO approved, file by file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from breachbot.errors import Refused
from breachbot.publish.documents import write_documents
from tests.incident import cast
from tests.incident.test_sign_off import exchanged


def test_every_file_of_each_approved_notice_is_written_as_it_was_approved(tmp_path: Path) -> None:
    incident = cast.approving(cast.approving(cast.drafted(), "authority"), "page")
    written = write_documents(incident, tmp_path)
    approved = {sha256 for approval in incident.approvals for sha256 in approval.event.files.values()}
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in written} == approved
    assert [path.relative_to(tmp_path / incident.id).as_posix() for path in written] == [
        "authority/notice.md", "authority/notice.html", "page/page.html", "page/page.md",
    ]  # fmt: skip


def test_without_an_approval_nothing_is_handed_out(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No notice of pdb-test0001 is approved"):
        write_documents(cast.drafted(), tmp_path)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    incident = cast.approving(cast.drafted(), "page")
    (tmp_path / "file").write_text("kept")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(Refused, match=rf"^The notices cannot be written below {folder}: [\w ]+\.$"):
            write_documents(incident, folder)
    assert (tmp_path / "file").read_text() == "kept"


def test_a_file_that_is_not_the_approved_one_stops_the_writing(tmp_path: Path) -> None:
    incident = exchanged(cast.approving(cast.drafted(), "page"), "page.md")
    with pytest.raises(Refused, match="not those with its hashes"):
        write_documents(incident, tmp_path)
    assert not list(tmp_path.iterdir())
