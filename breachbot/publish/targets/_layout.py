"""What the files of the security page are after one more version, whatever they lie in.

    <slug>/index.<suffix>         the newest version, at an address that never changes
    <slug>/v1.<suffix> …          every version, for ever
    <slug>/index.de.<suffix> …    both in each other language of the page, where a target shows them
    index.<suffix> and others     the lists of all versions of all pages

Nothing is deleted and nothing is written that was not approved. The version comes first and the list by which a target
knows what it wrote comes last, so that after a crash the same call ends in the same files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import ValidationError

from breachbot.errors import DeliveryError
from breachbot.publish.target import ApprovedPage, Site
from breachbot.publish.targets._listing import Entry, Listing

Files = Sequence[tuple[str, bytes]]
Have = Callable[[str], bytes | None]
"""What is in the file of a name now; None where there is none."""


def _as_it_is(text: bytes, _page: ApprovedPage, _language: str) -> bytes:
    return text


def _the_same(version: bytes, _entries: Sequence[Entry], _site: Site, _language: str) -> bytes:
    return version


@dataclass(frozen=True)
class Layout:
    """How the files of one target look.

    document: which approved document they hold; its suffix is theirs. listing: the file that lists what was written.
    lists: every other list, from the listing and the bytes of its file. version: the file of a version, from its text.
    newest: what stands at the lasting address, from the file of the newest version and all versions of that page. Both
    are told the language; the authoritative one has no name.
    among_others: the place may belong to others too, whose index is never overwritten. languages: whether the page is
    there in each of its languages, and not in the authoritative one alone.
    """

    document: str
    listing: str
    lists: Callable[[Listing, bytes, Site], Files]
    version: Callable[[bytes, ApprovedPage, str], bytes] = _as_it_is
    newest: Callable[[bytes, Sequence[Entry], Site, str], bytes] = _the_same
    among_others: bool = False
    languages: bool = False

    @property
    def index(self) -> str:
        """What a web server, a forge or a site generator shows of a folder."""
        return f"index{self._suffix}"

    @property
    def _suffix(self) -> str:
        return PurePosixPath(self.document).suffix

    def file_of(self, slug: str, version: int) -> str:
        """The file of a version."""
        return f"{slug}/v{version}{self._suffix}"

    def after(self, page: ApprovedPage, site: Site, have: Have) -> Files:
        """All files that have to be there once the page is out, in the order of writing, the version's own first.

        Raises a permanent DeliveryError if another text was published as this version, or if what was published before
        was changed: somebody has to look.
        """
        began = self._begun(have)
        before = self._listing(have)
        for entry in before.of(page.slug):
            self._bytes_of(entry, have)
        content = self.version(page.document(self.document), page, "")
        name = self.file_of(page.slug, page.version)
        if have(name) not in (None, content):
            why = f"Another text was published as version {page.version} of this page."
            raise DeliveryError(why, permanent=True)
        others = self._others(page)
        for language, text in others.items():
            if have(self._file_in(page.slug, page.version, language)) not in (None, text):
                why = f"Another text was published as version {page.version} of this page in {language}."
                raise DeliveryError(why, permanent=True)
        hashed = {language: sha256(text) for language, text in others.items()}
        listing = before.with_entry(_entry(page, sha256(content), hashed))
        last = listing.newest(page.slug)
        shown = content if last.version == page.version else self._bytes_of(last, have)
        newest = self.newest(shown, listing.of(page.slug), site, "")
        data = _data(listing)
        lists = self.lists(listing, data, site)
        own = [(self._file_in(page.slug, page.version, language), text) for language, text in others.items()]
        pages = [
            (f"{page.slug}/{self.index}", newest),
            *self._newest_in(listing, page, dict(own), shown, site, have),
        ]
        return [*began, (name, content), *own, *pages, *lists, (self.listing, data)]

    def _others(self, page: ApprovedPage) -> dict[str, bytes]:
        """The approved documents of the page in other languages, by language."""
        if not self.languages:
            return {}
        stem = PurePosixPath(self.document).stem
        names = {
            name.split(".")[1]: name
            for name in page.documents
            if name.startswith(f"{stem}.") and name.endswith(self._suffix) and name.count(".") == 2
        }
        return {
            language: self.version(page.document(name), page, language)
            for language, name in sorted(names.items())
        }

    def _file_in(self, slug: str, version: int, language: str) -> str:
        return f"{slug}/v{version}.{language}{self._suffix}"

    def _newest_in(
        self,
        listing: Listing,
        page: ApprovedPage,
        own: Mapping[str, bytes],
        authoritative: bytes,
        site: Site,
        have: Have,
    ) -> Files:
        """What stands at the address of each language that the page ever had."""
        files = []
        for language, shown in listing.newest_in(page.slug).items():
            name = f"{page.slug}/{shown}{self._suffix}"
            text = own.get(name) or (have(name) if shown.endswith(f".{language}") else authoritative)
            if text is None:
                why = f"{name} was changed where it is published."
                raise DeliveryError(why, permanent=True)
            newest = self.newest(text, listing.of(page.slug), site, language)
            files.append((f"{page.slug}/index.{language}{self._suffix}", newest))
        return files

    def _begun(self, have: Have) -> Files:
        """An empty list of what was written, where there is none yet: from then on the index is known as ours."""
        if not self.among_others or have(self.listing) is not None:
            return []
        if have(self.index) is not None:
            why = f"{self.index} was not written by breachbot; give it a folder of its own."
            raise DeliveryError(why, permanent=True)
        return [(self.listing, _data(Listing()))]

    def _listing(self, have: Have) -> Listing:
        content = have(self.listing)
        if content is None:
            return Listing()
        try:
            return Listing.model_validate_json(content)
        except ValidationError as error:
            raise DeliveryError(
                f"{self.listing} is not the list that breachbot wrote; repair it first.", permanent=True
            ) from error

    def _bytes_of(self, entry: Entry, have: Have) -> bytes:
        """The file of a version that is out, checked against the list."""
        found = {name: have(f"{entry.slug}/{name}") for name in entry.files(self._suffix)}
        for name, wanted in entry.files(self._suffix).items():
            content = found[name]
            if content is None or sha256(content) != wanted:
                why = f"Version {entry.version} of {entry.slug} was changed where it is published."
                raise DeliveryError(why, permanent=True)
        return next(text for text in found.values() if text is not None)


def _data(listing: Listing) -> bytes:
    return (json.dumps(listing.model_dump(mode="json"), indent=2, sort_keys=True) + "\n").encode()


def _entry(page: ApprovedPage, written: str, languages: Mapping[str, str]) -> Entry:
    return Entry(
        slug=page.slug,
        version=page.version,
        state=page.state,
        sha256=written,
        title=page.title,
        line=page.line,
        published_at=page.published_at,
        languages=languages,
    )


def sha256(content: bytes) -> str:
    """In hex."""
    return hashlib.sha256(content).hexdigest()
