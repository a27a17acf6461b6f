"""A notice as a document that a person can read in Slack, and what changed in it since a version before.

Words are shown as plain text, so nothing in them can act and none of their marks is taken for formatting. What is not
known yet is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from breachbot.incident.documents import file_shown
from breachbot.incident.events import NoticeDrafted
from breachbot.slack.kit.blocks import Block, header, say, small
from breachbot.slack.kit.limits import HEADER_LIMIT, SECTION_LIMIT, clip
from breachbot.slack.kit.words import chunks, escape

MARK = "⚠"
"""The mark before what is not known yet."""
MOST_CHANGES = 20
LONGEST_LINE = 600

_EDGE = re.compile(r'<div lang="[A-Za-z-]+">|</div>')
"""What stands around a passage in another language; the words before it say so."""
_HEADING = re.compile(r"#{1,6} +(.*)")
_MARKS = re.compile(
    r"<span lang=\"[A-Za-z-]+\">|</span>"
    r"|\\(?P<mark>[!-/:-@\[-`{-~])"
    r"|\[(?P<link>[^\]\\]*)\]\([^)\s]*\)"
    r"|<(?P<address>[^<>\s]+)>"
    r"|(?<!\*)\*(?P<unknown>[^*\s](?:[^*]*[^*\s])?)\*(?!\*)"
    r"|\*{1,2}"
)
"""What a backslash takes the meaning from; a link; an address; what is not known, which alone is in single emphasis."""


@dataclass(frozen=True)
class Part:
    """A heading (empty before the first) and the lines below it, without Markdown's marks."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What one place of a document said, and says now; either may be empty."""

    heading: str
    was: tuple[str, ...]
    now: tuple[str, ...]


def parts(markdown: str) -> list[Part]:
    """The document by its headings. Only what our own templates use is known: headings, lists, `*` and `**`."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in markdown.splitlines():
        if _EDGE.fullmatch(line):
            continue
        if heading := _HEADING.fullmatch(line):
            found.append((_plain(heading[1]), []))
        else:
            found[-1][1].append(_plain(re.sub(r"^[-*] ", "• ", line)))
    return [
        Part(heading, tuple("\n".join(lines).strip("\n").split("\n")))
        for heading, lines in found
        if heading or any(lines)
    ]


def document(draft: NoticeDrafted, most: int, language: str | None = None) -> list[Block]:
    """The whole text in at most `most` blocks (2 or more); where it is longer it says so and names the file. language:
    in which of its languages; None for the authoritative one."""
    name = file_shown(draft, language)
    read = parts(draft.documents[name])
    shown = [block for part in read for block in _blocks(part)]
    if len(shown) > most - 2:
        shown = _pieces("\n".join(f"{part.heading}\n" + "\n".join(part.lines) for part in read))
    blocks = shown[: most - 2]
    if len(shown) > len(blocks):
        blocks.append(
            say(f"The text continues. All of it is in {escape(name)}; read that before you decide.")
        )
    primary = draft.languages[language].primary if language else draft.primary
    same = "" if name == primary else f", which says the same as {escape(primary)}"
    return [*blocks, small(f"This is {escape(name)}{same}. {MARK} marks what is not known yet.")]


def changes(before: NoticeDrafted, after: NoticeDrafted) -> list[Change]:
    """Where the text of `after` differs from that of `before`, in its order."""
    old, new = _lines(before), _lines(after)
    matcher = SequenceMatcher(None, [line for _, line in old], [line for _, line in new], autojunk=False)
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            heading = (new[c:d] or old[a:b])[0][0]
            found.append(Change(heading, tuple(x for _, x in old[a:b]), tuple(x for _, x in new[c:d])))
    return found


def change_blocks(before: NoticeDrafted, after: NoticeDrafted, known: str = "was approved") -> list[Block]:
    """Those places in words, for the eye; never more than some twenty blocks. known: what the earlier one is known
    for."""
    found = changes(before, after)
    title = f"What changed since draft {before.version}, which {known}"
    if not found:
        return [header(title), say("Nothing that is shown here.")]
    more = len(found) - MOST_CHANGES
    rest = [small(f"And {more} more places: read the text itself.")] if more > 0 else []
    return [header(title), *[_change(one) for one in found[:MOST_CHANGES]], *rest]


def _change(change: Change) -> Block:
    was, now = "\n".join(change.was), "\n".join(change.now)
    lines = [change.heading] if change.heading else []
    lines += [f"Was: {clip(was, LONGEST_LINE)}"] if was else []
    lines += [f"{'Now' if was else 'New'}: {clip(now, LONGEST_LINE)}"] if now else ["It was taken out."]
    return _plain_block(escape("\n".join(lines)))


def _lines(draft: NoticeDrafted) -> list[tuple[str, str]]:
    """Each line that says something, with the heading above it."""
    read = parts(draft.documents[file_shown(draft)])
    return [(part.heading, line) for part in read for line in part.lines if line.strip()]


def _plain(line: str) -> str:
    """A line as it reads: without Markdown's marks, and with ours before what is not known."""
    return _MARKS.sub(_meant, line)


def _meant(found: re.Match[str]) -> str:
    if found["unknown"]:
        return f"{MARK} {_plain(found['unknown'])}"
    return found["mark"] or found["link"] or found["address"] or ""


def _blocks(part: Part) -> Iterator[Block]:
    if 0 < len(escape(part.heading)) <= HEADER_LIMIT:
        yield header(part.heading)
    elif part.heading:
        yield from _pieces(part.heading)
    yield from _pieces("\n".join(part.lines))


def _pieces(text: str) -> list[Block]:
    return [_plain_block(piece) for piece in chunks(escape(text), SECTION_LIMIT)]


def _plain_block(text: str) -> Block:
    return {
        "type": "section",
        "text": {"type": "plain_text", "text": clip(text, SECTION_LIMIT), "emoji": False},
    }
