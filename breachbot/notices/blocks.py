"""A free text as paragraphs and lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from breachbot.notices.words import one_line


@dataclass(frozen=True)
class Block:
    """A paragraph (one text) or a list (its items); no line breaks inside."""

    kind: str
    texts: tuple[str, ...]


_ITEM = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)")


def blocks(text: str) -> list[Block]:
    """A free text as paragraphs (ended by an empty line) and lists (lines that begin like an item)."""
    found: list[Block] = []
    open_paragraph = False
    for line in map(one_line, text.split("\n")):
        is_item = bool(_ITEM.match(line))
        last = found[-1] if found else None
        if is_item:
            items = last.texts if last and last.kind == "list" else ()
            found[len(found) - (1 if items else 0) :] = [Block("list", (*items, _ITEM.sub("", line)))]
        elif line and last and open_paragraph:
            found[-1] = Block("paragraph", (f"{last.texts[0]} {line}",))
        elif line:
            found.append(Block("paragraph", (line,)))
        open_paragraph = bool(line) and not is_item
    return found
