"""The list of pages for feed readers: an entry for each, under a name that never changes. A version moves its date."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from breachbot.publish.target import Site
from breachbot.publish.targets._listing import Entry, Listing

_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"


def render_atom(listing: Listing, site: Site) -> bytes:
    """An Atom feed (RFC 4287)."""
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": site.templates.locale})
    pages, base = listing.pages(), site.address()
    _texts(feed, id=base, title=_title(site), updated=_stamp(pages[0][1]))
    SubElement(feed, "link", {"rel": "self", "href": f"{base}feed.xml"})
    SubElement(feed, "link", {"href": base})
    _texts(SubElement(feed, "author"), name=site.company)
    for first, newest in pages:
        entry = SubElement(feed, "entry")
        _texts(entry, id=_name(first.slug), title=newest.title)
        _texts(entry, published=_stamp(first), updated=_stamp(newest), summary=newest.line)
        SubElement(entry, "link", {"href": f"{base}{quote(first.slug)}/"})
    indent(feed)
    body: bytes = tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def render_json_feed(listing: Listing, site: Site) -> bytes:
    """The same as a JSON Feed 1.1 (https://jsonfeed.org/version/1.1)."""
    base = site.address()
    feed = {
        "version": _JSON_FEED,
        "title": _title(site),
        "home_page_url": base,
        "feed_url": f"{base}feed.json",
        "language": site.templates.locale,
        "authors": [{"name": site.company}],
        "items": [_item(base, first, newest) for first, newest in listing.pages()],
    }
    return (json.dumps(feed, indent=2, ensure_ascii=False) + "\n").encode()


def _item(base: str, first: Entry, newest: Entry) -> dict[str, Any]:
    return {
        "id": _name(first.slug),
        "url": f"{base}{quote(first.slug)}/",
        "title": newest.title,
        "content_text": newest.line,
        "date_published": _stamp(first),
        "date_modified": _stamp(newest),
    }


def _title(site: Site) -> str:
    return f"{site.templates.words.page.all_notices} – {site.company}"


def _name(slug: str) -> str:
    """The lasting name of a page: it outlives a move to another address."""
    return uuid5(NAMESPACE_URL, f"breachbot/notice/{slug}").urn


def _texts(parent: Element, **texts: str) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = text


def _stamp(entry: Entry) -> str:
    return entry.published_at.strftime("%Y-%m-%dT%H:%M:%SZ")
