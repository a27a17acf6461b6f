"""What a reader sees of a document, one line for each block; and whether two documents say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email import message_from_string
from email.policy import default
from html.parser import HTMLParser
from itertools import zip_longest

from markdown_it import MarkdownIt

_INLINE = frozenset(["a", "abbr", "b", "code", "em", "i", "span", "strong", "time", "small"])
_UNSEEN = frozenset({"style", "script"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        self._edge(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN
        self._edge(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data.replace("\n", " "))

    def _edge(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append("\n")


def plain_text(html: str) -> str:
    """The visible words of `html`, blocks parted by line ends."""
    words = _Words()
    words.feed(html)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def read(name: str, document: str) -> str:
    """What a reader sees of the document of this name: `<main>` of HTML, Markdown, subject and text of a mail."""
    match name.rpartition(".")[2]:
        case "html":
            main = re.search(r"<main\b[^>]*>(.*)</main>", document, re.DOTALL)
            return plain_text(main.group(1) if main else document)
        case "md":
            return plain_text(MarkdownIt("commonmark").render(document))
        case "eml":
            mail = message_from_string(document, policy=default)
            return re.sub(r"(?m)^- ", "", f"{mail['Subject']}\n{mail.get_content()}")
    raise ValueError(f"{name} is no document of a notice")


def difference(documents: Mapping[str, str]) -> str | None:
    """Where two documents of one notice begin to say something else, in words without any value; None if nowhere.

    The plain mail shouts its headings, so capitals count for nothing there.
    """
    (one, *others) = sorted(documents)
    for other in others:
        loud = any(name.endswith(".eml") for name in (one, other))
        words = [read(name, documents[name]) for name in (one, other)]
        pairs = zip_longest(*(text.casefold().split() if loud else text.split() for text in words))
        for number, (left, right) in enumerate(pairs, start=1):
            if left != right:
                return f"{one} and {other}, from word {number} on"
    return None
