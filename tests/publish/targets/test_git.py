"""The security page in a real Git repository: a commit for each version, whatever the surroundings hold."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from breachbot.errors import DeliveryError
from breachbot.incident.recorded import Published
from breachbot.publish.target import ApprovedPage, Site, publish
from breachbot.publish.targets.git import TARGET
from breachbot.settings import Settings
from tests.notices.samples import TEMPLATES
from tests.publish.targets.test_static import BASE, FIRST, page

SLUG = "pdb-7k2m9x4q"


def given(folder: Path, **change: object) -> dict[str, Any]:
    known = {"git_dir": folder, "git_branch": "main", "git_folder": None, "git_remote": None, "git_url": None}
    return known | change


def put(folder: Path, one: ApprovedPage, **change: object) -> Published:
    return publish(TARGET, one, Site(BASE, "Example & Sons", TEMPLATES), given(folder, **change))


def git(folder: Path, *words: str) -> str:
    ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True)
    return ran.stdout


def commits(folder: Path, branch: str = "main") -> list[str]:
    return git(folder, "log", "--format=%s", "--reverse", branch).splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return tmp_path / "notices.git"


def test_each_version_is_a_commit_of_the_approved_markdown(repository: Path) -> None:
    done = put(repository, page(1))
    put(repository, page(2))
    put(repository, page(3, state="withdrawal", line="It was no breach."))
    assert commits(repository) == [f"A breach of personal data, {SLUG} v{number}" for number in (1, 2, 3)]
    for version in (1, 2, 3):
        kept = git(repository, "show", f"main:{SLUG}/v{version}.md")
        assert kept.encode() == page(version).markdown
    assert git(repository, "show", f"main:{SLUG}/index.md").encode() == page(3).markdown
    assert "**Withdrawn** 27 November 2026, 17:00 UTC: It was no breach." in git(
        repository, "show", "main:index.md"
    )
    assert (done.path, done.sha256) == (f"main:{SLUG}/v1.md", page(1).approved["page.md"])
    assert done.url == f"{BASE}/{SLUG}/index.md"
    git(repository, "fsck", "--strict")


def test_a_commit_holds_nothing_but_the_page_and_the_time_of_its_approval(repository: Path) -> None:
    put(repository, page(1))
    said = git(repository, "log", "-1", "--format=%an|%ae|%cn|%ce|%aI|%cI|%b", "main").strip()
    at = FIRST.isoformat()
    assert (
        said == f"breachbot||breachbot||{at}|{at}|First published.\n\nSHA-256: {page(1).approved['page.md']}"
    )


def test_publishing_again_changes_nothing(repository: Path) -> None:
    put(repository, page(1))
    put(repository, page(2))
    before = git(repository, "rev-parse", "main")
    put(repository, page(1))
    put(repository, page(2, published_at=FIRST + timedelta(days=50)))
    assert git(repository, "rev-parse", "main") == before


def test_a_version_that_is_out_is_never_changed(repository: Path) -> None:
    put(repository, page(1))
    before = git(repository, "rev-parse", "main")
    other = page(1, slug=SLUG, documents={"page.md": b"other"}, approved={"page.md": page_hash(b"other")})
    with pytest.raises(DeliveryError, match="Another text was published as version 1") as refused:
        put(repository, other)
    assert refused.value.permanent
    assert git(repository, "rev-parse", "main") == before


def page_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_it_goes_into_a_folder_beside_what_others_keep_there(tmp_path: Path, repository: Path) -> None:
    work = tmp_path / "work"
    git(tmp_path, "init", "-q", "-b", "main", str(work))
    (work / "index.md").write_text("# The company's own\n")
    commit_all(work)
    git(tmp_path, "clone", "-q", "--bare", str(work), str(repository))
    with pytest.raises(DeliveryError, match=r"index\.md was not written by breachbot"):
        put(repository, page(1))
    done = put(repository, page(1), git_folder="docs/security")
    assert done.url == f"{BASE}/docs/security/{SLUG}/index.md"
    assert git(repository, "show", "main:index.md") == "# The company's own\n"
    assert git(repository, "show", f"main:docs/security/{SLUG}/v1.md").encode() == page(1).markdown


def commit_all(work: Path) -> None:
    git(work, "add", "-A")
    git(work, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "-m", "x")


@pytest.fixture
def remote(tmp_path: Path, repository: Path) -> Path:
    """What the company shows, and our own clone of it in `repository`."""
    there = tmp_path / "shown.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(there))
    git(tmp_path, "clone", "-q", "--bare", str(there), str(repository))
    return there


def test_it_is_pushed_and_read_back_from_there(tmp_path: Path, repository: Path, remote: Path) -> None:
    put(repository, page(1), git_remote="origin")
    assert git(remote, "show", f"main:{SLUG}/v1.md").encode() == page(1).markdown
    work = tmp_path / "work"
    git(tmp_path, "clone", "-q", str(remote), str(work))
    (work / "other.md").write_text("Somebody else's.\n")
    commit_all(work)
    git(work, "push", "-q", "origin", "main")
    put(repository, page(2), git_remote="origin")
    assert len(commits(remote)) == 3  # on top of what others pushed
    assert git(remote, "show", "main:other.md") == "Somebody else's.\n"


@pytest.fixture
def added_later(tmp_path: Path, repository: Path) -> Path:
    """An empty repository of the company, which became the remote once version 1 was out without one."""
    put(repository, page(1))
    there = tmp_path / "later.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(there))
    git(repository, "remote", "add", "origin", str(there))
    return there


@pytest.mark.parametrize("version", [1, 2])
def test_a_remote_that_came_later_gets_what_was_out_before(
    repository: Path, added_later: Path, version: int
) -> None:
    with pytest.raises(DeliveryError, match="not in the repository"):
        TARGET.read(f"main:{SLUG}/v1.md", given(repository, git_remote="origin"))
    put(repository, page(version), git_remote="origin")
    assert len(commits(added_later)) == version
    assert git(added_later, "show", f"main:{SLUG}/v1.md").encode() == page(1).markdown
    assert git(repository, "rev-parse", "main") == git(added_later, "rev-parse", "main")


def test_what_is_out_only_here_goes_on_top_of_what_the_remote_has(
    repository: Path, added_later: Path
) -> None:
    git(repository, "push", "-q", "origin", "main")
    put(repository, page(2))
    put(repository, page(3), git_remote="origin")
    assert commits(added_later) == [f"A breach of personal data, {SLUG} v{number}" for number in (1, 2, 3)]


def test_two_branches_that_went_different_ways_stay_as_they_are(
    tmp_path: Path, repository: Path, added_later: Path
) -> None:
    work = tmp_path / "work"
    git(tmp_path, "clone", "-q", str(added_later), str(work))
    (work / "other.md").write_text("Somebody else's.\n")
    commit_all(work)
    git(work, "push", "-q", "origin", "HEAD:main")
    before = [git(folder, "rev-parse", "main") for folder in (repository, added_later)]
    with pytest.raises(
        DeliveryError, match=r"each have commits that the other has not: merge them by hand\."
    ):
        put(repository, page(2), git_remote="origin")
    assert [git(folder, "rev-parse", "main") for folder in (repository, added_later)] == before


def test_a_remote_that_is_away_is_tried_again_later(repository: Path, remote: Path) -> None:
    away = remote.rename(remote.with_name("away"))
    with pytest.raises(DeliveryError, match="git failed: fatal:") as failed:
        put(repository, page(1), git_remote="origin")
    assert not failed.value.permanent
    away.rename(remote)
    put(repository, page(1), git_remote="origin")
    assert len(commits(remote)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://somebody:hunter2@127.0.0.1:1/x.git",
        "https://127.0.0.1:1/x.git?private_token=hunter2",
        "https://127.0.0.1:1/hunter2/x.git",
        "https://somebody:p@hunter2.invalid/word@127.0.0.1:1/x.git",
        "https://somebody:p@127.0.0.1:1/hunter2@127.0.0.1:1/x.git",
        "https://somebody:it's hunter2@127.0.0.1:1/x.git",
        "https://somebody:it' hunter2@127.0.0.1:1/x.git",
    ],
)
def test_no_word_of_a_secret_in_an_address_gets_out(repository: Path, remote: Path, address: str) -> None:
    git(repository, "config", "remote.origin.url", address)
    with pytest.raises(DeliveryError, match=r"fatal: unable to access \(address left out\)") as failed:
        put(repository, page(1), git_remote="origin")
    assert not any(word in str(failed.value) for word in ("hunter2", "127.0.0.1", "somebody", "x.git"))


def test_no_hook_and_no_settings_of_anybody_take_part(
    tmp_path: Path, repository: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, marks = tmp_path / "home", tmp_path / "marks"
    hooks = home / "hooks"
    hooks.mkdir(parents=True)
    marks.mkdir()
    for name in ("reference-transaction", "pre-push", "post-commit", "pre-commit", "post-update"):
        for folder in (hooks, repository / "hooks"):
            folder.mkdir(exist_ok=True)
            hook = folder / name
            hook.write_text(f"#!/bin/sh\ntouch {marks}/{name}\n")
            hook.chmod(0o755)
    (home / ".gitconfig").write_text(
        f"[core]\n\thooksPath = {hooks}\n[user]\n\tname = Somebody\n[commit]\n\tgpgSign = true\n"
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody")
    put(repository, page(1), git_remote="origin")
    for name in ("GIT_DIR", "GIT_AUTHOR_NAME"):
        monkeypatch.delenv(name)
    assert list(marks.iterdir()) == []
    assert git(remote, "log", "--format=%an", "main").strip() == "breachbot"


def test_what_a_file_asks_of_git_does_not_change_the_bytes(tmp_path: Path, repository: Path) -> None:
    work = tmp_path / "work"
    git(tmp_path, "init", "-q", "-b", "main", str(work))
    (work / ".gitattributes").write_text("*.md text eol=crlf ident working-tree-encoding=UTF-16\n")
    commit_all(work)
    git(tmp_path, "clone", "-q", "--bare", str(work), str(repository))
    text = b"# A breach $Id$\r\n\xc3\xa4\n"
    put(repository, page(1, documents={"page.md": text}, approved={"page.md": page_hash(text)}))
    ran = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "blob", f"main:{SLUG}/v1.md"],
        capture_output=True,
        check=True,
    )
    assert ran.stdout == text


KILLED = """#!/bin/sh
n=$(cat {counter} 2> /dev/null || echo 0)
echo $((n + 1)) > {counter}
[ "$n" != {step} ] || kill -9 $PPID
exec {real} "$@"
"""
PUT = """
import sys
from pathlib import Path
from tests.publish.targets.test_git import put
from tests.publish.targets.test_static import page
put(Path(sys.argv[1]), page(2))
"""


@pytest.mark.parametrize("step", [0, 6, 12, 14, 15, 16, 17, 18, 19])
def test_killed_at_any_step_it_ends_in_the_same_commit(tmp_path: Path, repository: Path, step: int) -> None:
    whole = tmp_path / "whole.git"
    put(whole, page(1))
    put(repository, page(1))
    before = git(repository, "rev-parse", "main")
    put(whole, page(2))
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(KILLED.format(counter=tmp_path / "n", step=step, real=shutil.which("git")))
    fake.chmod(0o755)
    surroundings = {**os.environ, "PATH": f"{fake.parent}:{os.environ['PATH']}"}
    ran = subprocess.run([sys.executable, "-c", PUT, str(repository)], env=surroundings, check=False)
    assert ran.returncode == -signal.SIGKILL
    assert git(repository, "rev-parse", "main") in (before, git(whole, "rev-parse", "main"))
    put(repository, page(2))
    assert git(repository, "rev-parse", "main") == git(whole, "rev-parse", "main")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("git_branch", "--upload-pack=x"),
        ("git_branch", "a b"),
        ("git_branch", "../x"),
        ("git_remote", "-x"),
        ("git_remote", "ext::sh -c x"),
        ("git_folder", "../up"),
        ("git_folder", ".git/hooks"),
        ("git_folder", "/etc"),
    ],
)
def test_a_name_is_no_option_and_leads_nowhere_else(name: str, value: str) -> None:
    named: dict[str, Any] = {name: value}
    with pytest.raises(ValidationError):
        Settings(_env_file=None, _env_prefix="NO_ENVIRONMENT_", **named)


def test_it_says_what_is_missing(tmp_path: Path, repository: Path, remote: Path) -> None:
    assert "BREACHBOT_GIT_DIR is not set" in str(TARGET.fault(given(repository) | {"git_dir": None}))
    assert TARGET.fault(given(tmp_path / "new.git")) is None
    assert TARGET.fault(given(repository, git_remote="origin")) is None
    assert "has no remote upstream" in str(TARGET.fault(given(repository, git_remote="upstream")))
    assert "there is no repository" in str(TARGET.fault(given(tmp_path / "new.git", git_remote="origin")))
    work = tmp_path / "work"
    git(tmp_path, "init", "-q", str(work))
    assert "is no bare repository" in str(TARGET.fault(given(work)))
    (tmp_path / "plain").mkdir()
    assert TARGET.fault(given(tmp_path / "plain"))


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "not installed" in str(TARGET.fault(given(tmp_path / "x.git")))
    with pytest.raises(DeliveryError, match="git cannot be started"):
        put(tmp_path / "x.git", page())
