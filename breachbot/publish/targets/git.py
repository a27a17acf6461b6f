"""The security page as Markdown in a bare Git repository: a commit for each version, by the `git` that is installed.

    index.md  breachbot.json
    <slug>/index.md  <slug>/v1.md …

Each file is the approved Markdown as it is; `breachbot.json` is the list by which breachbot knows what it wrote.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from breachbot.configured.values import WebAddress
from breachbot.playbook.words import written
from breachbot.private import unusable
from breachbot.publish.target import MARKDOWN, ApprovedPage, Given, Site, Target, Written

if TYPE_CHECKING:
    from breachbot.publish.targets._git import Repository
    from breachbot.publish.targets._layout import Files, Layout
    from breachbot.publish.targets._listing import Listing


def write(page: ApprovedPage, site: Site, given: Given) -> Written:
    """Commit the version beside the earlier ones with the list, unless that was done, and push it if asked to."""
    from breachbot.publish.targets._files import alone
    from breachbot.publish.targets._layout import sha256

    layout, repository, inside = _layout(), _repository(given), _inside(given)
    repository.begin()
    with alone(repository.folder):
        tip = repository.base()
        files = dict(layout.after(page, site, lambda name: repository.file(tip, inside + name)))
        new = {
            inside + name: text for name, text in files.items() if repository.file(tip, inside + name) != text
        }
        if new:
            repository.commit(tip, new, _message(page), page.published_at)
        elif tip and given["git_remote"]:
            repository.show(tip, tip)
    version = layout.file_of(page.slug, page.version)
    seen = {name: sha256(text) for name, text in files.items() if name != version}
    return replace(there(page, site, given), files=seen)


def there(page: ApprovedPage, site: Site, given: Given) -> Written:
    """The file of the version on the branch."""
    layout, inside, url = _layout(), _inside(given), given["git_url"] or site.url
    place = f"{given['git_branch']}:{inside}{layout.file_of(page.slug, page.version)}"
    return Written(place, f"{url.rstrip('/')}/{inside}{page.slug}/{layout.index}", {}, MARKDOWN)


def read(place: str, given: Given) -> bytes:
    """What is in the file of a version on the branch now: on that of the remote, where there is one."""
    from breachbot.errors import DeliveryError

    repository = _repository(given)
    found = repository.file(repository.tip(), place.partition(":")[2])
    if found is None:
        raise DeliveryError("The page is not in the repository.")
    return found


def fault(given: Given) -> str | None:
    """Whether git is there, and the repository can be written, now or once it is made."""
    folder: Path | None = given["git_dir"]
    if folder is None:
        return "BREACHBOT_GIT_DIR is not set: name the folder of a bare repository."
    if shutil.which("git") is None:
        return "BREACHBOT_PUBLISH_TO names git, which is not installed."
    why = unusable(folder) or _repository(given).fault()
    return f"BREACHBOT_GIT_DIR: {why}" if why else None


def _repository(given: Given) -> Repository:
    from breachbot.publish.targets._git import Repository

    return Repository(given["git_dir"], given["git_branch"], given["git_remote"])


def _inside(given: Given) -> str:
    return f"{given['git_folder']}/" if given["git_folder"] else ""


def _layout() -> Layout:
    from breachbot.publish.targets._layout import Layout

    return Layout(MARKDOWN, "breachbot.json", _lists, among_others=True, languages=True)


def _lists(listing: Listing, _data: bytes, site: Site) -> Files:
    from breachbot.publish.targets._listing import render_markdown_index

    return [("index.md", render_markdown_index(listing, site).encode())]


def _message(page: ApprovedPage) -> str:
    """Of what is in the page, and nothing else."""
    return f"{page.title}, {page.slug} v{page.version}\n\n{page.line}\n\nSHA-256: {page.approved[MARKDOWN]}\n"


_NAMES = r"[A-Za-z0-9_][A-Za-z0-9._-]*"
_PATH = written(rf"{_NAMES}(/{_NAMES})*", "holds more than letters, digits, points, hyphens and slashes")
_NAME = written(_NAMES, "is no name of a remote, such as origin")

SETTINGS = {
    "git_dir": (
        Path | None,
        Field(
            None,
            description="Folder of a bare Git repository (target `git`); one that is not there is made. It gets a "
            "commit for each version of a page.",
        ),
    ),
    "git_branch": (Annotated[str, _PATH], Field("main", description="Branch that gets these commits.")),
    "git_folder": (
        Annotated[str, _PATH] | None,
        Field(None, description="Folder inside the repository, such as `docs/security`. Not set: its root."),
    ),
    "git_remote": (
        Annotated[str, _NAME] | None,
        Field(
            None,
            description="Remote of that repository to which each commit is pushed, such as `origin`. Not set: nothing "
            "is pushed.",
        ),
    ),
    "git_url": (
        WebAddress | None,
        Field(
            None,
            description="Address under which readers find the files of the repository. Not set: "
            "BREACHBOT_PUBLIC_URL.",
        ),
    ),
}
TARGET = Target("git", SETTINGS, write, read, there, fault)
