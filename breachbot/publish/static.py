"""The security page as a folder of plain files, which any web server can show.

    index.html  feed.xml  index.json  SHA256SUMS
    <slug>/index.html   the newest version, at an address that never changes
    <slug>/v1.html …    every version, for ever

Nothing is deleted and nothing is written that was not approved. Each file is written whole or not at all. The
version comes first and `index.json` last, so that after a crash the same call ends in the same tree.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from breachbot.errors import DeliveryError, Refused
from breachbot.notices.fields import State
from breachbot.notices.render import Templates
from breachbot.publish.files import read_back, write_whole
from breachbot.publish.listing import Entry, Listing, render_feed, render_index, render_sums

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_LISTING = "index.json"


@dataclass(frozen=True)
class ApprovedPage:
    """One version of a page: `approved_sha256` (hex) is what the DPO approved, `html` what is to be written.

    `line` is the sentence that the lists show for this version, `published_at` its aware instant; a caller
    that tries again passes the same one.
    """

    slug: str
    version: int
    state: State
    html: bytes
    approved_sha256: str
    title: str
    published_at: datetime
    line: str


@dataclass(frozen=True)
class Published:
    """Where it stands now: the file of this version, the lasting address, the hash that was read back.

    files: SHA-256, read back too, of each other file that the public sees changed by it, by its path below the folder.
    """

    path: Path
    url: str
    sha256: str
    files: Mapping[str, str]


def publish(
    public_dir: Path, page: ApprovedPage, *, base_url: str, company_name: str, templates: Templates
) -> Published:
    """Write one approved version and bring the lists up to date. Doing it again changes nothing.

    Raises Refused for a slug that is no plain name; a permanent DeliveryError if the bytes are not the
    approved ones, or if another text was published as this version; a passing DeliveryError if the folder
    cannot be written now.
    """
    _check(page)
    folder = public_dir / page.slug
    version_file = folder / f"v{page.version}.html"
    try:
        before = _listing(public_dir)
        _check_disk(public_dir, before, page.slug)
        _keep_version(version_file, page)
        listing = before.with_entry(_entry(page))
        newest = _bytes_of(public_dir, listing.newest(page.slug))
        files = [(f"{page.slug}/index.html", newest), *_lists(listing, base_url, company_name, templates)]
        for name, content in files:
            write_whole(public_dir / name, content)
        sha256 = _sha256(read_back(version_file))
        seen = {name: _sha256(read_back(public_dir / name)) for name, _ in files}
    except OSError as error:
        raise DeliveryError(
            f"The folder of the security page cannot be written: {error.strerror}."
        ) from error
    if sha256 != page.approved_sha256:
        raise DeliveryError("What was read back from the security page is not what was approved.")
    return Published(version_file, f"{base_url.rstrip('/')}/{page.slug}/", sha256, seen)


def _check(page: ApprovedPage) -> None:
    if not _SLUG.fullmatch(page.slug):
        raise Refused("The name of a page holds only small letters, digits and hyphens.")
    if page.version < 1:
        raise Refused("The versions of a page are counted from 1.")
    if _sha256(page.html) != page.approved_sha256:
        raise DeliveryError(
            "The page is not the one that was approved; nothing was published.", permanent=True
        )


def _keep_version(path: Path, page: ApprovedPage) -> None:
    """Write the version unless it stands there already; a version that is out is never changed."""
    if not path.exists():
        write_whole(path, page.html)
    elif read_back(path) != page.html:
        raise DeliveryError(
            f"Another text was published as version {page.version} of this page.", permanent=True
        )


def _entry(page: ApprovedPage) -> Entry:
    return Entry(
        slug=page.slug,
        version=page.version,
        state=page.state,
        sha256=page.approved_sha256,
        title=page.title,
        line=page.line,
        published_at=page.published_at,
    )


def _listing(public_dir: Path) -> Listing:
    path = public_dir / _LISTING
    if not path.exists():
        return Listing()
    try:
        return Listing.model_validate_json(read_back(path))
    except ValidationError as error:
        raise DeliveryError(
            f"{path} is not the list that breachbot wrote; repair it first.", permanent=True
        ) from error


def _check_disk(public_dir: Path, listing: Listing, slug: str) -> None:
    """Raises a permanent DeliveryError if a version of this page is not what was published: somebody has to look."""
    for entry in listing.entries:
        if entry.slug == slug:
            _bytes_of(public_dir, entry)


def _bytes_of(public_dir: Path, entry: Entry) -> bytes:
    """The bytes of a version that is out, checked against the list."""
    content = read_back(public_dir / entry.slug / f"v{entry.version}.html")
    if _sha256(content) != entry.sha256:
        raise DeliveryError(f"Version {entry.version} of {entry.slug} was changed on disk.", permanent=True)
    return content


def _lists(
    listing: Listing, base_url: str, company_name: str, templates: Templates
) -> Sequence[tuple[str, bytes]]:
    """The four lists in the order of writing: `index.json` last, since it says that the rest is done."""
    as_data = json.dumps(listing.model_dump(mode="json"), indent=2, sort_keys=True) + "\n"
    index = ("index.html", render_index(listing, company_name, templates).encode())
    feed = ("feed.xml", render_feed(listing, base_url, company_name, templates))
    data = (_LISTING, as_data.encode())
    sums = render_sums(listing, {name: _sha256(content) for name, content in (index, feed, data)})
    return (index, feed, ("SHA256SUMS", sums.encode()), data)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
