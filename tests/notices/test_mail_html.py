"""The mail as HTML: what mail programs drop is not in it, and it says what the text says, in every language."""

from __future__ import annotations

import re
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest

from breachbot.notices.draft import draft
from breachbot.notices.values import UNKNOWN, Foreign
from tests.notices.reading import html_of, plain_of, plain_text
from tests.notices.samples import MAIL
from tests.notices.test_languages_agree import templates

KNOWN = frozenset(
    {
        *(
            "html",
            "head",
            "meta",
            "title",
            "body",
            "div",
            "h1",
            "h2",
            "p",
            "ul",
            "li",
            "a",
            "em",
            "strong",
            "br",
        ),
        *("time", "table", "tr", "th", "td", "blockquote", "tbody", "span"),
    }
)
KEPT = frozenset(
    {
        *(
            "margin",
            "padding",
            "background",
            "color",
            "font-family",
            "font-size",
            "font-style",
            "font-weight",
        ),
        *("line-height", "text-align", "text-decoration", "vertical-align", "width", "max-width"),
        *("border-bottom", "border-top", "border-left", "border-collapse"),
    }
)
"""Properties that the usual mail programs keep. No positions, no flex boxes or grids, no images."""


def mail(locale: str, **change: object) -> EmailMessage:
    made = draft(MAIL.model_copy(update=change), templates(locale))
    found = message_from_string(made.documents["mail.eml"], policy=default)
    assert isinstance(found, EmailMessage)
    return found


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("locale", ["en", "de", "fr"])
def test_nothing_that_mail_programs_drop_is_in_it(locale: str) -> None:
    tags = Tags(html_of(mail(locale))).found
    assert {tag for tag, _ in tags} <= KNOWN
    assert not any("class" in attrs or "id" in attrs or "src" in attrs for _, attrs in tags)
    styles = [str(attrs["style"]) for _, attrs in tags if "style" in attrs]
    names = {one.split(":")[0].strip() for style in styles for one in style.split(";") if one.strip()}
    assert names <= KEPT
    assert {"h1", "h2", "p", "th", "td", "ul", "li"} <= {tag for tag, attrs in tags if "style" in attrs}
    assert dict(tags)["html"]["lang"] == locale


@pytest.mark.parametrize("locale", ["en", "de", "fr"])
def test_it_says_what_the_text_says(locale: str) -> None:
    one = mail(locale)

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text.casefold())

    shown = plain_text(html_of(one)).split("\n", 1)[1]
    assert words(shown)[len(words(str(one["Subject"]))) :] == words(plain_of(one))


def test_what_is_unknown_is_unknown_in_both_parts() -> None:
    one = mail("de", measures_planned=UNKNOWN)
    assert "Das ist noch nicht bekannt." in plain_of(one)
    assert re.search("<em style=[^>]*>Das ist noch nicht bekannt", html_of(one))


def test_no_fact_becomes_a_tag() -> None:
    one = mail(
        "fr", what_happened='</div><script src="https://x.example/a.js"></script>[a](https://x.example)'
    )
    tags = Tags(html_of(one)).found
    assert {tag for tag, _ in tags} <= KNOWN
    assert not any("x.example" in str(attrs) for _, attrs in tags)
    assert "<script" in plain_text(html_of(one))


def test_a_passage_in_another_language_names_it() -> None:
    html = html_of(mail("de", what_happened=Foreign("A list was sent to a customer.", "en")))
    assert re.search(r'<blockquote style="[^"]*" lang="en">\s*<p[^>]*>A list was sent to a customer', html)
