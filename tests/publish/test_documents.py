"""What is handed to an inspector or copied into a form is what the DPO approved, file by file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.reject import Reject
from breachbot.publish.documents import not_written, write_documents
from tests.incident import cast
from tests.incident.cast import HOUR, NOON
from tests.incident.test_sign_off import exchanged


def test_every_file_of_each_approved_notice_is_written_as_it_was_approved(tmp_path: Path) -> None:
    incident = cast.approving(cast.approving(cast.drafted(), "authority"), "page")
    written = write_documents(incident, tmp_path)
    approved = {sha256 for approval in incident.approvals for sha256 in approval.event.files.values()}
    assert {hashlib.sha256(one.path.read_bytes()).hexdigest() for one in written} == approved
    assert [one.path.relative_to(tmp_path / incident.id).as_posix() for one in written] == [
        "authority/notice.md",
        "authority/notice.html",
        "page/page.html",
        "page/page.md",
    ]


def test_only_their_owner_can_read_the_files_whatever_the_umask_and_what_was_there(tmp_path: Path) -> None:
    incident, folder = cast.approving(cast.drafted(), "authority"), tmp_path / "made" / "here"
    before = os.umask(0)
    try:
        (there,) = {one.path.parent for one in write_documents(incident, folder)}
        for path in there.iterdir():
            path.chmod(0o666)
        write_documents(incident, folder)
    finally:
        os.umask(before)
    found = {
        path: path.stat().st_mode & 0o777 for path in (tmp_path / "made", *(tmp_path / "made").rglob("*"))
    }
    assert {mode for path, mode in found.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in found.items() if path.is_file()} == {0o600}


def test_without_an_approval_nothing_is_handed_out(tmp_path: Path) -> None:
    with pytest.raises(
        Refused, match=r"No notice of pdb-test0001 is approved\. authority: draft 1 waits for approval"
    ):
        write_documents(cast.drafted(), tmp_path)


def test_each_file_says_in_its_name_and_in_a_line_whether_its_approval_holds(tmp_path: Path) -> None:
    incident = cast.approving(cast.approving(cast.drafted(), "authority"), "page")
    before = write_documents(incident, tmp_path)
    assert {one.says for one in before} == {"draft 1, its approval holds."}
    incident = cast.stating(
        cast.filing(incident, NOON), NOON + HOUR, measures_taken="The export is switched off."
    )
    after = write_documents(incident, tmp_path)
    void = "its approval is void: A fact that this notice states has changed: The measures taken."
    mild = void.replace("The measures taken", "What we have done")
    filed = "filed on 2026-11-24 12:00 UTC by “web form” as initial (reference IN-26-1)"
    assert {(one.draft.audience, one.says) for one in after} == {
        ("authority", f"draft 1, {filed}, {void}"),
        ("page", f"draft 1, {mild}"),
    }
    marks = {"authority": "was-filed-", "page": "void-"}
    assert [one.path.name for one in after] == [
        f"{marks[one.draft.audience]}{one.path.name}" for one in before
    ]
    # Nothing of the run before it claims still that it holds.
    versions = tmp_path / incident.id / "versions.txt"
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {
        versions,
        *(one.path for one in after),
    }


def test_a_mail_that_was_sent_says_when_how_and_what_came_after_it(tmp_path: Path) -> None:
    early = cast.telling(cast.drafted(), 100, NOON, channel="Telephone")
    sent = cast.telling(cast.approving(early, "mail", now=NOON + HOUR), 2200, NOON + HOUR, channel="E-mail")
    void = cast.stating(sent, NOON + 2 * HOUR, measures_taken="The export is switched off.")
    (first, _) = write_documents(void, tmp_path)
    out = "sent on 2026-11-24 13:00 UTC by “E-mail” to 2200 people"
    assert first.path.name == "was-sent-mail.eml"
    changed = "A fact that this notice states has changed: What we have done."
    assert first.says == f"draft 1, {out}, its approval is void: {changed}"
    newer = cast.approving(cast.drafting(void, NOON + 3 * HOUR), "mail", now=NOON + 3 * HOUR)
    assert [one.path.name for one in write_documents(newer, tmp_path)] == ["mail.eml", "mail.md"]
    versions = (tmp_path / newer.id / "versions.txt").read_text().splitlines()
    (mail,) = [line for line in versions if "draft 1, sent" in line]
    assert f"draft 1, {out}, superseded by draft 2, its approval is void" in mail
    assert (
        f"SHA-256 {first.draft.sha256}, drafted on 2026-11-24 12:00 UTC, approved on 2026-11-24 13:00" in mail
    )
    assert "Telephone" not in "".join(versions), "nobody had approved a mail by then"


def test_a_mail_that_no_other_followed_names_the_page_that_says_what_is_newer(tmp_path: Path) -> None:
    sent = cast.telling(cast.approving(cast.drafted(), "mail"), 2300)
    (first, *_) = write_documents(sent, tmp_path)
    assert "page" not in first.says
    out = cast.publishing(cast.approving(sent, "page"), NOON + HOUR)
    (mail,) = [one for one in write_documents(out, tmp_path) if one.name == "mail.eml"]
    assert "followed by draft 1 of the page, published on 2026-11-24 13:00 UTC" in mail.says


def test_a_text_beside_them_says_what_became_of_every_version(tmp_path: Path) -> None:
    incident = cast.stating(cast.told_everything(), measures_taken="The export is switched off.")
    turned_down = cast.rejecting(cast.drafting(incident, change="What was done is new."), "page")
    write_documents(turned_down, tmp_path)
    text = (tmp_path / turned_down.id / "versions.txt").read_text()
    page = text.partition("\npage\n")[2].partition("\n\n")[0].splitlines()
    assert page[0].startswith(
        "  draft 1, published on 2026-11-24 12:00 UTC at static, superseded by draft 2, its approval is void"
    )
    assert page[1].startswith("  draft 2, published on 2026-11-24 12:00 UTC at static, its approval is void")
    assert page[2].startswith("  draft 3, turned down on 2026-11-24 12:00 UTC. SHA-256")
    assert "draft 1, not approved." in text, "the mail"


def test_a_newer_draft_is_named_and_not_written(tmp_path: Path) -> None:
    incident = cast.approving(cast.drafted(), "authority")
    waiting = "draft 1 waits for approval; it is not written."
    assert not_written(incident) == [f"page: {waiting}", f"mail: {waiting}"]
    draft = cast.the_draft(incident, "page")
    turned_down = Reject(audience="page", version=1, sha256=draft.sha256, reason="Say which export it was")
    incident = cast.taking(incident, turned_down, cast.DPO)
    assert not_written(incident)[0] == "page: draft 1 was turned down; it is not written."
    assert {one.draft.audience for one in write_documents(incident, tmp_path)} == {"authority"}


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
