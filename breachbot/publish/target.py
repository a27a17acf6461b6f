"""A target: one place where the public reads the security page, and what every such place is held to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from breachbot.errors import DeliveryError, Refused

if TYPE_CHECKING:  # the settings ask each target what it reads, and most commands publish nothing
    from breachbot.incident.recorded import Published
    from breachbot.notices.fields import State
    from breachbot.notices.render import Templates

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")

WEB_PAGE, MARKDOWN = "page.html", "page.md"
"""The documents of a page, by the names of `notices/draft.py`."""

Given = Mapping[str, Any]
"""The settings that a target declares, as they are set."""


@dataclass(frozen=True)
class ApprovedPage:
    """One version of a page: its documents by name, and the SHA-256 (hex) of each that the DPO approved.

    A target takes the document that fits it. `line` is the sentence that lists show for this version, `published_at`
    its aware instant; a caller that tries again passes the same one.
    """

    slug: str
    version: int
    state: State
    documents: Mapping[str, bytes]
    approved: Mapping[str, str]
    title: str
    published_at: datetime
    line: str

    @property
    def html(self) -> bytes:
        """The whole web page."""
        return self.document(WEB_PAGE)

    @property
    def markdown(self) -> bytes:
        """The same words as Markdown; a link to an earlier version leads to its `.md` file."""
        return self.document(MARKDOWN)

    def document(self, name: str) -> bytes:
        """Raises a permanent DeliveryError where the approval names no such document, as early ones did not."""
        if name not in self.documents:
            why = f"The approval of this page does not name {name}; draft the page again and approve that."
            raise DeliveryError(why, permanent=True)
        return self.documents[name]


@dataclass(frozen=True)
class Site:
    """What surrounds the pages: the address under which readers find them, whose they are, and the templates."""

    url: str
    company: str
    templates: Templates

    def address(self, path: str = "") -> str:
        """That of a page or a list below it."""
        return f"{self.url.rstrip('/')}/{path}"


@dataclass(frozen=True)
class Written:
    """Where a version now is: the place by which the target finds it again, its address, and the SHA-256 of whatever
    else the public sees changed by it, by its path. `document`: which of the approved ones was written."""

    place: str
    url: str
    files: Mapping[str, str] = field(default_factory=dict)
    document: str = WEB_PAGE


@dataclass(frozen=True)
class Target:
    """One kind of place. Its functions run in a thread, and raise DeliveryError alone.

    name: that of its file.
    settings: what it reads, as fields of the settings: a type and a `Field` with its description.
    write: put one approved version there, unchanged; doing it again changes nothing.
    read: the approved document as it now is at a place that `write` gave.
    there: where `write` puts that version, without writing it. One that learns its address by writing alone first makes
    sure that the version is there.
    fault: why it cannot work as it is set up, in a sentence that names the variable, or None.
    """

    name: str
    settings: Mapping[str, tuple[Any, Any]]
    write: Callable[[ApprovedPage, Site, Given], Written]
    read: Callable[[str, Given], bytes]
    there: Callable[[ApprovedPage, Site, Given], Written]
    fault: Callable[[Given], str | None]


def publish(target: Target, page: ApprovedPage, site: Site, given: Given) -> Published:
    """Write one approved version at a target and read it back. Doing it again changes nothing.

    Raises Refused for a slug that is no plain name or a version below 1; a permanent DeliveryError if the bytes are
    not the approved ones; a passing one if what is read back is not.
    """
    _check(page)
    return _read_back(target, page, target.write(page, site, given), given)


def found(target: Target, page: ApprovedPage, site: Site, given: Given) -> Published | None:
    """Where a version already is, whose writing nobody put on record. None if it is not there, or nobody can say."""
    try:
        _check(page)
        return _read_back(target, page, target.there(page, site, given), given)
    except DeliveryError:
        return None


def _read_back(target: Target, page: ApprovedPage, written: Written, given: Given) -> Published:
    from breachbot.incident.recorded import Published

    sha256 = hashlib.sha256(target.read(written.place, given)).hexdigest()
    if sha256 != page.approved.get(written.document):
        raise DeliveryError("What was read back from the security page is not what was approved.")
    return Published(target.name, written.place, written.url, sha256, written.files)


def _check(page: ApprovedPage) -> None:
    if not _SLUG.fullmatch(page.slug):
        raise Refused("The name of a page holds only small letters, digits and hyphens.")
    if page.version < 1:
        raise Refused("The versions of a page are counted from 1.")
    found = {name: hashlib.sha256(content).hexdigest() for name, content in page.documents.items()}
    if found != page.approved:
        raise DeliveryError(
            "The page is not the one that was approved; nothing was published.", permanent=True
        )
