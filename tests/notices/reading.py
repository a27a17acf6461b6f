"""What a person sees of a document."""

from __future__ import annotations

from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

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


def plain_of(mail: EmailMessage) -> str:
    """The text of a mail."""
    return _part(mail, "plain")


def html_of(mail: EmailMessage) -> str:
    """The same words as HTML."""
    return _part(mail, "html")


def _part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    content: str = found.get_content()
    return content


def seen(name: str, document: str) -> str:
    """The words of `<main>` in HTML, of Markdown, or of subject and text of a mail."""
    if name.endswith(".eml"):
        mail = message_from_string(document, policy=default)
        return f"{mail['Subject']}\n{plain_of(mail)}"
    if name.endswith(".md"):
        document = MarkdownIt("commonmark").render(document)
    body = document.partition('<main id="content"')[2].partition(">")[2].partition("</main>")[0]
    return plain_text(body or document)
