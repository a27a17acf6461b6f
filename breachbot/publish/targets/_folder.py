"""The folder of plain files of the target `static`.

    index.html  feed.xml  index.json  SHA256SUMS
    <slug>/index.html   the newest version, at an address that never changes
    <slug>/v1.html …    every version, for ever

Nothing is deleted and nothing is written that was not approved. Each file is written whole or not at all. The
version comes first and `index.json` last, so that after a crash the same call ends in the same tree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from breachbot.errors import DeliveryError
from breachbot.publish.target import ApprovedPage, Site, Written
from breachbot.publish.targets._files import read_back, write_whole
from breachbot.publish.targets._listing import Entry, Listing, render_feed, render_index, render_sums

_LISTING = "index.json"


def write(page: ApprovedPage, site: Site, public_dir: Path) -> Written:
    """Write one version and bring the lists up to date.

    Raises a permanent DeliveryError if another text was published as this version, or if what was published before was
    changed; a passing one if the folder cannot be written now.
    """
    version_file = public_dir / page.slug / f"v{page.version}.html"
    with _reaching("written"):
        before = _listing(public_dir)
        _check_disk(public_dir, before, page.slug)
        _keep_version(version_file, page)
        listing = before.with_entry(_entry(page))
        newest = _bytes_of(public_dir, listing.newest(page.slug))
        files = [(f"{page.slug}/index.html", newest), *_lists(listing, site)]
        for name, content in files:
            write_whole(public_dir / name, content)
        seen = {name: _sha256(read_back(public_dir / name)) for name, _ in files}
    return Written(str(version_file), f"{site.url.rstrip('/')}/{page.slug}/", seen)


def read(place: str) -> bytes:
    """What is in the file of a version now."""
    with _reaching("read"):
        return read_back(Path(place))


@contextmanager
def _reaching(done: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DeliveryError(f"The folder of the security page cannot be {done}: {error.strerror}.") from error


def _keep_version(path: Path, page: ApprovedPage) -> None:
    """Write the version unless it is already there; a version that is out is never changed."""
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


def _lists(listing: Listing, site: Site) -> Sequence[tuple[str, bytes]]:
    """The four lists in the order of writing: `index.json` last, since it says that the rest is done."""
    as_data = json.dumps(listing.model_dump(mode="json"), indent=2, sort_keys=True) + "\n"
    index = ("index.html", render_index(listing, site.company, site.templates).encode())
    feed = ("feed.xml", render_feed(listing, site.url, site.company, site.templates))
    data = (_LISTING, as_data.encode())
    sums = render_sums(listing, {name: _sha256(content) for name, content in (index, feed, data)})
    return (index, feed, ("SHA256SUMS", sums.encode()), data)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
