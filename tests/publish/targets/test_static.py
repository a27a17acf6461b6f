"""The security page on disk: approved bytes alone, whole or not at all, every version kept, crashes without a trace."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from breachbot.errors import DeliveryError, Refused
from breachbot.incident.recorded import Published
from breachbot.publish.target import ApprovedPage, Site, publish
from breachbot.publish.targets.static import TARGET
from tests.notices.reading import plain_text
from tests.notices.samples import TEMPLATES

BASE = "https://example.com/security"
FIRST = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
SLUG = "pdb-7k2m9x4q"
ATOM = "{http://www.w3.org/2005/Atom}"


def page(
    version: int = 1, slug: str = "pdb-7k2m9x4q", html: bytes | None = None, **change: object
) -> ApprovedPage:
    html = html or f"<!doctype html><p>{slug} {version}</p>\n".encode()
    documents = {"page.html": html, "page.md": f"# A breach\n\n{slug} {version}\n".encode()}
    values: dict[str, object] = {
        "slug": slug,
        "version": version,
        "state": "notice" if version == 1 else "correction",
        "documents": documents,
        "approved": {name: hashlib.sha256(text).hexdigest() for name, text in documents.items()},
        "title": "A breach of personal data",
        "published_at": FIRST + timedelta(days=version - 1),
        "line": "First published." if version == 1 else f"Change {version}.",
    }
    return ApprovedPage(**{**values, **change})  # type: ignore[arg-type]  # each test changes one value by name


def put(folder: Path, one: ApprovedPage) -> Published:
    return publish(TARGET, one, Site(BASE, "Example & Sons", TEMPLATES), {"public_dir": folder})


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_page_gets_one_address_and_its_bytes_are_the_approved_ones(tmp_path: Path) -> None:
    done = put(tmp_path / "public", page())
    assert (done.path, done.url) == (
        str(tmp_path / "public/pdb-7k2m9x4q/v1.html"),
        f"{BASE}/pdb-7k2m9x4q/",
    )
    assert done.sha256 == hashlib.sha256(page().html).hexdigest()
    files = tree(tmp_path / "public")
    assert sorted(files) == [
        "SHA256SUMS",
        "feed.json",
        "feed.xml",
        "index.html",
        "index.json",
        "pdb-7k2m9x4q/index.html",
        "pdb-7k2m9x4q/v1.html",
    ]
    assert files["pdb-7k2m9x4q/index.html"] == files["pdb-7k2m9x4q/v1.html"] == page().html
    assert Path(done.path).stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("name", [".index.html.part", f"{SLUG}/.v1.html.part"])
def test_a_link_laid_where_a_file_is_begun_is_removed_and_not_followed(tmp_path: Path, name: str) -> None:
    key = tmp_path / "master.key"
    key.write_text("keep me")
    key.chmod(0o600)
    (tmp_path / "public" / name).parent.mkdir(parents=True)
    (tmp_path / "public" / name).symlink_to(key)
    done = put(tmp_path / "public", page())
    assert (key.read_text(), key.stat().st_mode & 0o777) == ("keep me", 0o600)
    assert (Path(done.path).read_bytes(), Path(done.path).is_symlink()) == (page().html, False)
    assert not list((tmp_path / "public").rglob(".*.part"))


def test_what_a_crash_left_half_written_is_begun_anew(tmp_path: Path) -> None:
    left = tmp_path / "public" / ".index.html.part"
    left.parent.mkdir()
    left.write_bytes(b"x" * 100_000)
    put(tmp_path / "public", page())
    assert not left.exists()
    assert b"xxx" not in (tmp_path / "public" / "index.html").read_bytes()


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_web_server_of_another_user_can_show_it_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        put(tmp_path / "www" / "public", page())
    finally:
        os.umask(before)
    found = {path: path.stat().st_mode & 0o777 for path in (tmp_path / "www").rglob("*")}
    assert {mode for path, mode in found.items() if path.is_dir()} == {0o755}
    assert {mode for path, mode in found.items() if path.is_file()} == {0o644}


def test_a_correction_replaces_what_readers_see_and_keeps_what_they_saw(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(2))
    assert (tmp_path / "pdb-7k2m9x4q/index.html").read_bytes() == page(2).html
    assert (tmp_path / "pdb-7k2m9x4q/v1.html").read_bytes() == page(1).html
    read = plain_text((tmp_path / "index.html").read_text())
    assert "Published 25 November 2026, 17:00 UTC." in read
    assert "Changed 26 November 2026, 17:00 UTC: Change 2." in read


def test_a_withdrawal_stays_listed_with_its_date_and_its_sentence(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(2, state="withdrawal", line="It was no breach."))
    assert "Withdrawn 26 November 2026, 17:00 UTC: It was no breach." in plain_text(
        (tmp_path / "index.html").read_text()
    )
    listed = json.loads((tmp_path / "index.json").read_text())["entries"]
    assert [(one["version"], one["state"]) for one in listed] == [(1, "notice"), (2, "withdrawal")]
    assert (tmp_path / "pdb-7k2m9x4q/v1.html").exists()


def test_publishing_again_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(2))
    before = tree(tmp_path)
    put(tmp_path, page(1))
    put(tmp_path, page(2, published_at=FIRST + timedelta(days=50)))
    assert tree(tmp_path) == before


def test_the_feed_names_a_page_for_ever_and_moves_its_date(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(1, slug="pdb-aaaa1111", published_at=FIRST + timedelta(hours=1)))
    put(tmp_path, page(2))
    feed = ElementTree.fromstring((tmp_path / "feed.xml").read_bytes())
    assert feed.findtext(f"{ATOM}updated") == "2026-11-26T17:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Example & Sons"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "urn:uuid:267cd9b2-3b23-57ef-b875-22f269de9cf5",
        "urn:uuid:3e227877-6a88-5042-bc09-0c4338fdf2a2",
    ]
    assert entries[0].findtext(f"{ATOM}published") == "2026-11-25T17:00:00Z"
    assert entries[0].findtext(f"{ATOM}updated") == "2026-11-26T17:00:00Z"
    links = [link.get("href") for link in entries[0].findall(f"{ATOM}link")]
    assert links == [f"{BASE}/pdb-7k2m9x4q/"]


def test_the_json_feed_says_what_the_atom_feed_says(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(2, line="Größe “2” & more"))
    feed = json.loads((tmp_path / "feed.json").read_bytes())
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Security notices – Example & Sons",
        "home_page_url": f"{BASE}/",
        "feed_url": f"{BASE}/feed.json",
        "language": "en",
        "authors": [{"name": "Example & Sons"}],
        "items": [
            {
                "id": "urn:uuid:267cd9b2-3b23-57ef-b875-22f269de9cf5",
                "url": f"{BASE}/pdb-7k2m9x4q/",
                "title": "A breach of personal data",
                "content_text": "Größe “2” & more",
                "date_published": "2026-11-25T17:00:00Z",
                "date_modified": "2026-11-26T17:00:00Z",
            }
        ],
    }


def test_pages_that_go_out_at_once_are_all_listed(tmp_path: Path) -> None:
    slugs = [f"pdb-aaaa{number:04}" for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda slug: put(tmp_path, page(slug=slug)), slugs))
    listed = json.loads((tmp_path / "index.json").read_text())["entries"]
    assert [entry["slug"] for entry in listed] == slugs


def test_the_checksums_hold(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(2))
    put(tmp_path, page(1, slug="pdb-aaaa1111"))
    ran = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    files = {name for name in tree(tmp_path) if name != "SHA256SUMS"}
    assert {line.removesuffix(": OK") for line in ran.stdout.decode().splitlines()} == files
    (tmp_path / "index.html").write_bytes(b"defaced")
    defaced = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert defaced.returncode == 1
    assert b"index.html: FAILED" in defaced.stdout


def test_what_else_the_public_sees_changed_is_told_with_its_hash(tmp_path: Path) -> None:
    for version in (1, 2):
        published = put(tmp_path, page(version))
        assert dict(published.files) == {
            name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
            for name in (
                "pdb-7k2m9x4q/index.html",
                "index.html",
                "feed.xml",
                "feed.json",
                "SHA256SUMS",
                "index.json",
            )
        }


@pytest.mark.parametrize(
    "slug", ["", ".", "..", "../x", "a/b", "/etc", "A", "a.b", "-a", "a-", "a\x00", "ä", "a" * 65, "a\n"]
)
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(Refused, match="small letters"):
        put(tmp_path / "public", page(slug=slug))
    assert tree(tmp_path) == {}


def test_only_approved_bytes_are_written(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="not the one that was approved") as refused:
        put(tmp_path, page(approved=page(2).approved))
    assert refused.value.permanent
    assert tree(tmp_path) == {}


def test_a_version_that_is_out_is_never_changed(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    before = tree(tmp_path)
    other = b"<p>other</p>"
    with pytest.raises(DeliveryError, match="Another text was published as version 1") as refused:
        put(tmp_path, page(1, html=other))
    assert refused.value.permanent
    assert tree(tmp_path) == before


def test_a_page_changed_on_disk_is_noticed(tmp_path: Path) -> None:
    put(tmp_path, page(2))
    (tmp_path / "pdb-7k2m9x4q/v2.html").write_bytes(b"defaced")
    with pytest.raises(DeliveryError, match="Version 2 of pdb-7k2m9x4q was changed where it is published"):
        put(tmp_path, page(1))


def test_an_earlier_version_changed_on_disk_is_noticed_before_anything_is_written(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(2))
    (tmp_path / "pdb-7k2m9x4q/v1.html").write_bytes(b"defaced")
    before = tree(tmp_path)
    with pytest.raises(
        DeliveryError, match="Version 1 of pdb-7k2m9x4q was changed where it is published"
    ) as refused:
        put(tmp_path, page(3))
    assert refused.value.permanent
    assert tree(tmp_path) == before
    put(tmp_path, page(1, slug="pdb-aaaa1111"))  # another page is not held up by it


def test_a_list_that_is_not_ours_stops_the_work(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"entries": [{"slug": "x"}]}')
    with pytest.raises(DeliveryError, match="not the list that breachbot wrote"):
        put(tmp_path, page())


def run(script: str, *arguments: str) -> None:
    """Run a script in a process of its own, which may give up its rights, its disk or its life."""
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=root, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()


KILLED_AT_EACH_STEP = """
import os, signal, sys
from itertools import count
from pathlib import Path
from tests.publish.targets.test_static import page, put

def dying(real, steps):
    def step(*arguments, **named):
        if next(steps) == limit:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    return step

for limit in range(200):
    child = os.fork()
    if child == 0:
        steps = count()
        os.replace, os.fsync = dying(os.replace, steps), dying(os.fsync, steps)
        put(Path(sys.argv[1], str(limit)), page(1))
        put(Path(sys.argv[1], str(limit)), page(2))
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == 0:
        sys.exit(0 if limit > 20 else 1)
    assert ended == -signal.SIGKILL
sys.exit(1)
"""


def test_killed_at_any_moment_it_ends_in_the_same_tree(tmp_path: Path) -> None:
    put(tmp_path / "whole", page(1))
    first = tree(tmp_path / "whole")
    put(tmp_path / "whole", page(2))
    whole = tree(tmp_path / "whole")

    run(KILLED_AT_EACH_STEP, str(tmp_path / "killed"))

    for target in (tmp_path / "killed").iterdir():
        for name, content in tree(target).items():
            assert name.endswith(".part") or content in (first.get(name), whole[name]), (target.name, name)
        put(target, page(1))
        put(target, page(2))
        assert tree(target) == whole, target.name


WITHOUT_RIGHTS = """
import os, sys
from pathlib import Path
from breachbot.errors import DeliveryError
from tests.publish.targets.test_static import page, put

os.chdir(sys.argv[1])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    put(Path("."), page(2))
except DeliveryError as error:
    assert str(error) == "The folder of the security page cannot be written: Permission denied.", error
    assert not error.permanent
else:
    sys.exit("it was written")
"""


def test_a_folder_that_cannot_be_written_is_tried_again_later(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    put(folder, page(1))
    before = tree(folder)
    (folder / "pdb-7k2m9x4q").chmod(0o555)
    folder.chmod(0o555)
    run(WITHOUT_RIGHTS, str(folder))
    assert tree(folder) == before


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from breachbot.errors import DeliveryError
from tests.publish.targets.test_static import big_page, put

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    put(Path(sys.argv[1]), big_page())
except DeliveryError as error:
    assert str(error) == "The folder of the security page cannot be written: File too large.", error
    assert not error.permanent
else:
    sys.exit("it was written")
"""


def big_page() -> ApprovedPage:
    html = b"x" * 100_000
    return page(2, html=html)


def test_a_full_disk_leaves_the_old_page_and_is_tried_again_later(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    run(FULL_DISK, str(tmp_path))
    assert (tmp_path / "pdb-7k2m9x4q/index.html").read_bytes() == page(1).html
    assert not (tmp_path / "pdb-7k2m9x4q/v2.html").exists()
    put(tmp_path, big_page())
    assert (tmp_path / "pdb-7k2m9x4q/index.html").read_bytes() == big_page().html


def in_languages(version: int, *languages: str) -> ApprovedPage:
    """The page with a text of its own in each of these languages."""
    one = page(version)
    texts = {f"page.{name}.html": f"<p>{name} {version}</p>".encode() for name in languages}
    documents = {**one.documents, **texts}
    approved = {name: hashlib.sha256(text).hexdigest() for name, text in documents.items()}
    return page(version, documents=documents, approved=approved)


def test_each_language_has_an_address_and_a_file_of_each_version(tmp_path: Path) -> None:
    done = put(tmp_path, in_languages(1, "de", "fr"))
    put(tmp_path, in_languages(2, "de"))
    files, slug = tree(tmp_path), "pdb-7k2m9x4q"
    assert files[f"{slug}/v1.de.html"] == b"<p>de 1</p>"
    assert files[f"{slug}/index.de.html"] == files[f"{slug}/v2.de.html"] == b"<p>de 2</p>"
    assert done.files[f"{slug}/v1.fr.html"] == hashlib.sha256(b"<p>fr 1</p>").hexdigest()
    assert f"{slug}/v2.fr.html" not in files
    assert files[f"{slug}/index.fr.html"] == files[f"{slug}/index.html"], "the newest, and not an old one"
    ended = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    sums = files["SHA256SUMS"].decode()
    assert all(f"  {name}\n" in sums for name in files if name != "SHA256SUMS")


def test_a_language_that_was_changed_on_disk_is_not_published_over(tmp_path: Path) -> None:
    put(tmp_path, in_languages(1, "de"))
    (tmp_path / "pdb-7k2m9x4q/v1.de.html").write_text("other")
    with pytest.raises(DeliveryError, match="changed where it is published"):
        put(tmp_path, in_languages(2, "de"))


def test_the_same_page_again_changes_nothing_in_any_language(tmp_path: Path) -> None:
    put(tmp_path, in_languages(1, "de"))
    before = tree(tmp_path)
    put(tmp_path, in_languages(1, "de"))
    assert tree(tmp_path) == before
