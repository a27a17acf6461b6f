"""Values in Markdown (CommonMark, also with GitHub's tables and bare addresses), in which no fact can act.

Every value passes through `Dialect.word` on its way out of a template, so that a template cannot forget to escape: a
fact can hold a tag, a link or a heading, and none of them takes effect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, tzinfo

from jinja2 import Undefined

from breachbot.notices.blocks import Block, blocks
from breachbot.notices.values import UNKNOWN, Absent, Foreign
from breachbot.notices.words import Wording


class Ready(str):
    """Text that is Markdown already."""

    __slots__ = ()


@dataclass(frozen=True)
class Dialect:
    """How the values of a template become Markdown in one language."""

    words: Wording
    zone: tzinfo = UTC

    def word(self, value: object) -> str:
        """One line."""
        if isinstance(value, Undefined):
            return str(value)  # raises: StrictUndefined has no text
        if isinstance(value, Ready):
            return value
        said = self._marked(value, self.words.say(value, self.zone))
        if isinstance(value, Foreign):
            note = self.words.as_written_here.format(language=self.words.language(value.language))
            return Ready(f'<span lang="{value.language}">{said}</span> {escape_markdown(note)}')
        return said

    def prose(self, value: object) -> Ready:
        """Paragraphs and lists, or several answers as one list."""
        if isinstance(value, Absent):
            return self._marked(value, self.words.sentence(value))
        if isinstance(value, tuple):
            return Ready(_block(Block("list", tuple(map(self.words.say, value)))))
        said = "\n\n".join(map(_block, blocks(str(value))))
        if isinstance(value, Foreign):
            note = self.words.as_written.format(language=self.words.language(value.language))
            return Ready(f'{escape_markdown(note)}\n\n<div lang="{value.language}">\n\n{said}\n\n</div>')
        return Ready(said)

    def listed(self, value: object) -> object:
        """Names as a sentence lists them; anything else goes the way of every value."""
        if isinstance(value, tuple):
            return Ready(escape_markdown(self.words.listed(value)))
        return value

    def within(self, value: object) -> object:
        """Answers within a sentence, with small letters; anything else goes the way of every value."""
        if isinstance(value, tuple):
            return Ready(escape_markdown(self.words.within(value)))
        return value

    def _marked(self, value: object, said: str) -> Ready:
        """What is not known yet is the only thing that is ever in single emphasis."""
        return Ready(f"*{escape_markdown(said)}*" if value == UNKNOWN else escape_markdown(said))

    def address(self, value: object) -> object:
        """An address on the web or of a mailbox, which may be a link; anything else goes the way of every value."""
        if isinstance(value, str) and _ADDRESS.fullmatch(value):
            return Ready(f"<{value}>")
        return value


def _block(block: Block) -> str:
    """The items begin with a star, so that a list of the template below is never taken for a part of this one."""
    if block.kind == "list":
        return "\n".join(f"* {escape_markdown(text)}" for text in block.texts)
    return escape_markdown(block.texts[0])


_MEANT = re.compile(r"[\\`*_\[\]<>&~|#$]")
_LINE_START = re.compile(r"^(?:[-+=:](?=[-+=:\s]|$)|\d+(?=[.)](?:\s|$)))")
_AUTOLINK = re.compile(r"(?i):(?=//)|(?<=www)\.")
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~/-]*)?" rf"|[A-Za-z0-9.+_-]+@{_HOST}(?:\.{_HOST})+"
)


def escape_markdown(text: str) -> str:
    """One line of text that Markdown shows as it is."""
    text = _MEANT.sub(r"\\\g<0>", text)
    text = _AUTOLINK.sub(r"\\\g<0>", text)
    start = _LINE_START.match(text)
    if start is None:
        return text
    head = start.group()
    return f"{head}\\{text[len(head) :]}" if head.isdigit() else f"\\{text}"
