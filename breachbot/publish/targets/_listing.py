"""Every version that was published, as a list for people, for feed readers and for machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import PositiveInt

from breachbot.notices.fields import State
from breachbot.notices.reading import Document
from breachbot.notices.render import Templates, render, web_page
from breachbot.notices.values import Utc, Value, Words
from breachbot.publish.target import Site


class Entry(Value):
    """One version of one page. languages: the SHA-256 of its file in each language beside the authoritative one."""

    slug: Words
    version: PositiveInt
    state: State
    sha256: Words
    title: Words
    line: Words
    published_at: Utc
    languages: Mapping[str, Words] = {}

    def files(self, suffix: str) -> dict[str, str]:
        """The SHA-256 of each of its files, by its name in the folder of the page, the authoritative one first."""
        name = f"v{self.version}"
        others = {f"{name}.{language}{suffix}": sha256 for language, sha256 in self.languages.items()}
        return {f"{name}{suffix}": self.sha256} | others


class Listing(Value):
    """All versions of all pages, ordered by slug and version."""

    entries: tuple[Entry, ...] = ()

    def with_entry(self, entry: Entry) -> Self:
        """The list with this version in it; one that is listed already keeps its date."""
        if any((old.slug, old.version) == (entry.slug, entry.version) for old in self.entries):
            return self
        entries = sorted((*self.entries, entry), key=lambda one: (one.slug, one.version))
        return self.model_copy(update={"entries": tuple(entries)})

    def of(self, slug: str) -> tuple[Entry, ...]:
        """All versions of a page, the first one first."""
        return tuple(one for one in self.entries if one.slug == slug)

    def newest_in(self, slug: str) -> dict[str, str]:
        """Of each language that a page ever had beside the authoritative one, what its address shows: the file of the
        newest version, without its suffix. Where that version is not in the language, it is the authoritative text."""
        newest, languages = self.newest(slug), {name for one in self.of(slug) for name in one.languages}
        return {
            name: f"v{newest.version}" + (f".{name}" if name in newest.languages else "")
            for name in sorted(languages)
        }

    def newest(self, slug: str) -> Entry:
        """The version that readers of `slug` see."""
        return self.of(slug)[-1]

    def pages(self) -> list[tuple[Entry, Entry]]:
        """The first and the newest version of each page, the page that changed last first."""
        first = {one.slug: one for one in reversed(self.entries)}
        pairs = [(one, self.newest(slug)) for slug, one in first.items()]
        return sorted(pairs, key=lambda pair: (pair[1].published_at, pair[1].slug), reverse=True)


def render_index(listing: Listing, company_name: str, templates: Templates) -> str:
    """The page that lists every notice, withdrawn ones too."""
    document = _index(listing, templates, newest_file="", checksums=True)
    return web_page(templates, document, kind="list", about=company_name, home="", address=None)


def render_markdown_index(listing: Listing, site: Site) -> str:
    """The same list as Markdown, whose links lead to Markdown files."""
    return _index(listing, site.templates, newest_file="index.md", checksums=False).markdown


def _index(listing: Listing, templates: Templates, *, newest_file: str, checksums: bool) -> Document:
    pages = [{"first": first, "newest": newest} for first, newest in listing.pages()]
    return render(templates, "index.md.j2", pages=pages, newest_file=newest_file, checksums=checksums)


def render_sums(listing: Listing, lists: Mapping[str, str]) -> str:
    """Lines that `sha256sum --check` reads, for every file but this one. `lists`: SHA-256 of each list by its name."""
    versions = {
        f"{one.slug}/{name}": sha256 for one in listing.entries for name, sha256 in one.files(".html").items()
    }
    newest = {f"{new.slug}/index.html": new.sha256 for _, new in listing.pages()}
    for _, new in listing.pages():
        for language, shown in listing.newest_in(new.slug).items():
            newest[f"{new.slug}/index.{language}.html"] = new.files(".html")[f"{shown}.html"]
    return "".join(
        f"{sha256}  {name}\n" for name, sha256 in sorted((versions | newest | dict(lists)).items())
    )
