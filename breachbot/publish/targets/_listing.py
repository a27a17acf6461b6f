"""Every version that was published, as a list for people, for feed readers and for machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pydantic import PositiveInt

from breachbot.notices.fields import State
from breachbot.notices.render import Templates, render, web_page
from breachbot.notices.values import Utc, Value, Words

_ATOM = "http://www.w3.org/2005/Atom"


class Entry(Value):
    """One version of one page."""

    slug: Words
    version: PositiveInt
    state: State
    sha256: Words
    title: Words
    line: Words
    published_at: Utc


class Listing(Value):
    """All versions of all pages, ordered by slug and version."""

    entries: tuple[Entry, ...] = ()

    def with_entry(self, entry: Entry) -> Self:
        """The list with this version in it; one that is listed already keeps its date."""
        if any((old.slug, old.version) == (entry.slug, entry.version) for old in self.entries):
            return self
        entries = sorted((*self.entries, entry), key=lambda one: (one.slug, one.version))
        return self.model_copy(update={"entries": tuple(entries)})

    def newest(self, slug: str) -> Entry:
        """The version that readers of `slug` see."""
        return max((one for one in self.entries if one.slug == slug), key=lambda one: one.version)

    def pages(self) -> list[tuple[Entry, Entry]]:
        """The first and the newest version of each page, the page that changed last first."""
        first = {one.slug: one for one in reversed(self.entries)}
        pairs = [(one, self.newest(slug)) for slug, one in first.items()]
        return sorted(pairs, key=lambda pair: (pair[1].published_at, pair[1].slug), reverse=True)


def render_index(listing: Listing, company_name: str, templates: Templates) -> str:
    """The page that lists every notice, withdrawn ones too."""
    pages = [{"first": first, "newest": newest} for first, newest in listing.pages()]
    document = render(templates, "index.md.j2", pages=pages)
    return web_page(templates, document, kind="list", about=company_name, home="", address=None)


def render_feed(listing: Listing, base_url: str, company_name: str, templates: Templates) -> bytes:
    """An Atom feed (RFC 4287): one entry per page under a name that never changes.

    A new version moves `updated`.
    """
    base = base_url.rstrip("/")
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": templates.locale})
    pages = listing.pages()
    title = f"{templates.words.page.all_notices} – {company_name}"
    _texts(feed, id=f"{base}/", title=title, updated=_stamp(pages[0][1]))
    SubElement(feed, "link", {"rel": "self", "href": f"{base}/feed.xml"})
    SubElement(feed, "link", {"href": f"{base}/"})
    _texts(SubElement(feed, "author"), name=company_name)
    for first, newest in pages:
        entry = SubElement(feed, "entry")
        _texts(entry, id=_name(first.slug), title=newest.title)
        _texts(entry, published=_stamp(first), updated=_stamp(newest), summary=newest.line)
        SubElement(entry, "link", {"href": f"{base}/{quote(first.slug)}/"})
    indent(feed)
    body: bytes = tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def render_sums(listing: Listing, lists: Mapping[str, str]) -> str:
    """Lines that `sha256sum --check` reads, for every file but this one. `lists`: SHA-256 of each list by its name."""
    versions = {f"{one.slug}/v{one.version}.html": one.sha256 for one in listing.entries}
    newest = {f"{new.slug}/index.html": new.sha256 for _, new in listing.pages()}
    return "".join(
        f"{sha256}  {name}\n" for name, sha256 in sorted((versions | newest | dict(lists)).items())
    )


def _name(slug: str) -> str:
    """The lasting name of a page: it outlives a move to another address."""
    return uuid5(NAMESPACE_URL, f"breachbot/notice/{slug}").urn


def _texts(parent: Element, **texts: str) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = text


def _stamp(entry: Entry) -> str:
    return entry.published_at.strftime("%Y-%m-%dT%H:%M:%SZ")
