"""Every HTML document can be read by anyone: structure, contrast, no scripts, nothing from elsewhere (WCAG 2.2 AA)."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from breachbot.notices.draft import draft
from breachbot.notices.values import UNKNOWN
from breachbot.publish.targets._listing import Entry, Listing, render_index
from tests.notices.samples import AUTHORITY, NOW, PAGE, TEMPLATES

LISTING = Listing(
    entries=tuple(
        Entry(
            slug="pdb-7k2m9x4q",
            version=version,
            state="correction",
            sha256="a",
            title="<A> breach",
            line="Changed.",
            published_at=NOW,
        )
        for version in (1, 2)
    )
)
DOCUMENTS = {
    "authority": draft(AUTHORITY, TEMPLATES).documents["notice.html"],
    "authority, little known": draft(
        AUTHORITY.model_copy(update={"what_happened": UNKNOWN, "aware_at": UNKNOWN}), TEMPLATES
    ).documents["notice.html"],
    "page": draft(PAGE, TEMPLATES).documents["page.html"],
    "page, withdrawn": draft(PAGE.model_copy(update={"state": "withdrawal"}), TEMPLATES).documents[
        "page.html"
    ],
    "page, corrected, little known": draft(
        PAGE.model_copy(update={"state": "correction", "advice": UNKNOWN, "data_categories": UNKNOWN}),
        TEMPLATES,
    ).documents["page.html"],
    "index": render_index(LISTING, "Example & Sons", TEMPLATES),
}
VOID = {"meta", "link", "br"}


class Outline(HTMLParser):
    """The tags with their attributes, in order; fails on tags that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def named(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.fixture(params=DOCUMENTS)
def html(request: pytest.FixtureRequest) -> str:
    return DOCUMENTS[request.param]


@pytest.fixture
def outline(html: str) -> Outline:
    return Outline(html)


def test_the_structure_can_be_heard(html: str, outline: Outline) -> None:
    assert html.startswith("<!doctype html>")
    assert outline.named("html")[0]["lang"] == "en"
    assert len(outline.named("main")) == len(outline.named("title")) == 1
    assert re.search(r"<title>[^<]{10,}</title>", html)
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(deeper - upper <= 1 for upper, deeper in itertools.pairwise(levels))


def test_links_and_anchors_lead_somewhere(outline: Outline) -> None:
    ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [str(attrs["href"]) for attrs in outline.named("a")]
    assert links[0] == "#content"
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_times_are_marked_for_machines(html: str, outline: Outline) -> None:
    stamps = [str(attrs["datetime"]) for attrs in outline.named("time")]
    assert stamps
    assert all(datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) for stamp in stamps)
    body = html.partition("<body>")[2]
    assert len(re.findall(r"\d{4}, \d\d:\d\d UTC", body)) == len(stamps)


def test_nothing_runs_and_nothing_is_loaded(html: str, outline: Outline) -> None:
    assert not outline.named("script", "img", "iframe", "object", "form", "base", "video", "audio", "svg")
    assert not any(
        name.startswith("on") or name in ("style", "src") for _, attrs in outline.tags for name in attrs
    )
    assert {attrs["rel"] for attrs in outline.named("link")} <= {"canonical", "alternate"}
    css = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(css) == 1
    assert "url(" not in css[0]
    assert "@import" not in css[0]
    digest = base64.b64encode(hashlib.sha256(css[0].encode()).digest()).decode()
    policies = [attrs["content"] for attrs in outline.named("meta") if "http-equiv" in attrs]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]


def test_it_fits_a_narrow_screen_a_dark_one_and_paper(html: str) -> None:
    assert 'content="width=device-width, initial-scale=1"' in html
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html
    assert not re.search(r"(?<![-\w])(?:min-)?width:\s*\d{3,}px", html)


def luminance(colour: str) -> float:
    digits = colour * 2 if len(colour) == 3 else colour
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_text_stands_out_from_every_ground_in_light_and_dark() -> None:
    schemes = re.findall(r":root \{([^}]*--paper[^}]*)\}", TEMPLATES.sources["shared/style.css"])
    assert len(schemes) == 3
    for scheme in schemes:
        colours = dict(re.findall(r"--([a-z-]+):\s*#([0-9a-f]+)", scheme))
        for ground in ("paper", "tint", "mark-tint", "alarm-tint"):
            for text in ("ink", "quiet", "link", "mark"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def test_a_title_in_the_list_cannot_forge_a_tag() -> None:
    assert "&lt;A&gt; breach" in DOCUMENTS["index"]
    assert "Example &amp; Sons" in DOCUMENTS["index"]
