"""The security page as Markdown in the docs folder of a Docusaurus site, which shows it once the site is built again.

    index.md  breachbot.json
    <slug>/index.md  <slug>/v1.md …
    <slug>/index.de.md  <slug>/v1.de.md …    in each other language of the page

Below a front matter each file holds the approved Markdown as it is. `format: md` has Docusaurus read it as CommonMark:
in MDX, a brace or a tag in somebody's words would break the build of the whole site. `breachbot.json` is the list by
which breachbot knows what it wrote; Docusaurus does not show it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from breachbot.configured.values import WebAddress
from breachbot.private import unusable
from breachbot.publish.target import MARKDOWN, ApprovedPage, Given, Site, Target, Written

if TYPE_CHECKING:
    from breachbot.publish.targets._layout import Files, Layout
    from breachbot.publish.targets._listing import Entry, Listing

_ENDS = b"\n---\n\n"
"""Behind the front matter, whose values are JSON and hold no line break."""


def write(page: ApprovedPage, site: Site, given: Given) -> Written:
    """Write the version beside the earlier ones, and bring the list up to date."""
    from breachbot.publish.targets import _folder

    return _folder.write(page, site, given["docusaurus_dir"], _layout(), _url(page, site, given))


def there(page: ApprovedPage, site: Site, given: Given) -> Written:
    """The file of the version."""
    from breachbot.publish.targets import _folder

    return _folder.there(page, given["docusaurus_dir"], _layout(), _url(page, site, given))


def _url(page: ApprovedPage, site: Site, given: Given) -> str:
    return f"{given['docusaurus_url'] or site.address().rstrip('/')}/{page.slug}"


def read(place: str, _given: Given) -> bytes:
    """The approved Markdown in the file of a version now, without its front matter."""
    from breachbot.publish.targets import _folder

    return _text(_folder.read(place))


def fault(given: Given) -> str | None:
    """Whether the folder is named, and can be written now or once it is made."""
    if given["docusaurus_dir"] is None:
        return "BREACHBOT_DOCUSAURUS_DIR is not set: name a folder in the docs of the site, such as docs/security."
    why = unusable(given["docusaurus_dir"])
    return f"BREACHBOT_DOCUSAURUS_DIR: {why}" if why else None


def _layout() -> Layout:
    from breachbot.publish.targets._layout import Layout

    return Layout(MARKDOWN, "breachbot.json", _lists, _version, _newest, among_others=True, languages=True)


def _version(text: bytes, page: ApprovedPage, language: str) -> bytes:
    from breachbot.notices.words import own_name

    name = "-".join(filter(None, (f"v{page.version}", language)))
    label = ", ".join(filter(None, (f"v{page.version}", language and own_name(language))))
    return _front(name, f"{_title(text, page.title, language)}, {page.slug} {name}", label) + text


def _newest(version: bytes, entries: Sequence[Entry], site: Site, language: str) -> bytes:
    from breachbot.notices.words import own_name

    first, newest = entries[0], entries[-1]
    text = _text(version)
    label = own_name(language) if language else site.templates.words.say(first.published_at)
    title = f"{_title(text, newest.title, language)}, {newest.slug}"
    return _front(language or newest.slug, title, label) + text


def _title(text: bytes, title: str, language: str) -> str:
    """In another language it is the heading of the text; the title of the page is in the authoritative one."""
    return text.decode().partition("\n")[0].removeprefix("# ") if language else title


def _lists(listing: Listing, _data: bytes, site: Site) -> Files:
    from breachbot.publish.targets._listing import render_markdown_index

    title = site.templates.words.page.all_notices
    return [("index.md", _front("index", title, title) + render_markdown_index(listing, site).encode())]


def _front(name: str, title: str, label: str) -> bytes:
    """The front matter: YAML, of which JSON is a part."""
    values = {"id": name, "title": title, "sidebar_label": label, "mdx": {"format": "md"}}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "---\n{}".format("\n".join(lines)).encode() + _ENDS


def _text(content: bytes) -> bytes:
    return content.partition(_ENDS)[2]


SETTINGS = {
    "docusaurus_dir": (
        Path | None,
        Field(
            None,
            description="Folder in the docs of your Docusaurus site, such as its `docs/security` (target "
            "`docusaurus`).",
        ),
    ),
    "docusaurus_url": (
        WebAddress | None,
        Field(
            None,
            description="Address under which the site shows that folder. Not set: BREACHBOT_PUBLIC_URL.",
        ),
    ),
}
TARGET = Target("docusaurus", SETTINGS, write, read, there, fault)
