"""A document in Markdown as its readers get it: as plain text, and as the inside of a web page.

Only what our own templates use is looked at: headings, paragraphs, lists, emphasis and links. A list in which each item
begins with a label in bold becomes a list of names and values, and each instant is marked for machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from breachbot.errors import BadFile
from breachbot.notices.words import Wording

PASSAGE = re.compile(r'<div lang="([A-Za-z-]+)">|</div>')
"""What stands around a passage in another language (`notices/markdown.py`). No fact can look like it: its marks are
escaped in the source of a line."""
_BEGINS, _ENDS = "\ue000", "\ue001"
"""Stand for the edges of a passage within a line while it is read; no document holds them otherwise."""
_SPAN = re.compile(r'(?<!\\)<span lang="([A-Za-z-]+)">(.*?)(?<!\\)</span>')
LABEL_ENDS = (":", "：")
RULES = ["heading", "list", "emphasis", "link", "autolink", "escape", "newline"]


@dataclass(frozen=True)
class Document:
    """What a reader sees: the title, the words below it (`- ` before an item, a line for each), and both as HTML.

    own: the words of the language of the document, without passages in another one.
    """

    markdown: str
    title: str
    text: str
    html: str
    own: str

    @property
    def words(self) -> str:
        """The title and every block in a line of its own, without the marks of lists."""
        return _without_marks(f"{self.title}\n{self.text}")


def read(markdown: str, words: Wording, path: str) -> Document:
    """Read what the template at `path` gave. Raises BadFile for a link to a heading that is not there."""
    language = next((found[1] for found in _SPAN.finditer(markdown)), "")
    marked = _SPAN.sub(rf"{_BEGINS}\g<2>{_ENDS}", re.sub(f"[{_BEGINS}{_ENDS}]", "", markdown))
    blocks = _blocks(_parser().parse(marked))
    if astray := _mark_headings(blocks):
        raise BadFile(path, f"a link leads to #{min(astray)}, and no heading is called that")
    title = _inline(blocks[0][1]) if blocks and blocks[0][0].tag == "h1" else ""
    rest = blocks[1:] if title else blocks
    own = _without_marks(f"{title}\n{_text(_outside(rest))}")
    return Document(markdown, title, _text(rest), _html(blocks, {"words": words, "language": language}), own)


def _without_marks(text: str) -> str:
    """Without the marks of lists."""
    return re.sub(r"(?m)^(?:- )?", "", text)


def _edge(block: Sequence[Token]) -> re.Match[str] | None:
    """Where a passage in another language begins or ends."""
    return PASSAGE.fullmatch(block[1].content) if len(block) == 3 else None


def _outside(blocks: Iterable[Sequence[Token]]) -> Iterator[Sequence[Token]]:
    """The blocks that are in the language of the document."""
    inside = False
    for block in blocks:
        if edge := _edge(block):
            inside = edge[1] is not None
        elif not inside:
            yield block


def outline(markdown: str) -> list[dict[str, Any]]:
    """The blocks of a document for another kind of page: headings, paragraphs, lists, and names with their values.

    Texts come in runs, each with its style: plain, strong or em.
    """
    return [_outlined(block) for block in _blocks(_parser().parse(markdown))]


def _outlined(block: Sequence[Token]) -> dict[str, Any]:
    lines = [token.children or [] for token in block if token.type == "inline"]
    if block[0].type == "heading_open":
        return {"kind": "heading", "level": int(block[0].tag[1:]), "runs": _runs(lines[0])}
    if block[0].type != "bullet_list_open":
        return {"kind": "paragraph", "runs": [run for line in lines for run in _runs(line)]}
    rows = [_parted(_runs(line)) for line in lines]
    if all(rows):
        return {"kind": "facts", "rows": rows}
    return {"kind": "list", "items": [_runs(line) for line in lines]}


def _parted(runs: list[dict[str, str]]) -> dict[str, Any] | None:
    """The name and the value of a line that begins with a label in bold."""
    if len(runs) < 2 or runs[0]["style"] != "strong" or not runs[0]["text"].endswith(LABEL_ENDS):
        return None
    return {"label": runs[:1], "value": [{**runs[1], "text": runs[1]["text"].lstrip()}, *runs[2:]]}


def _runs(spans: Iterable[Token]) -> list[dict[str, str]]:
    style, runs = "plain", []
    for span in spans:
        if span.type in _STYLES:
            style = _STYLES[span.type]
        elif text := _BREAKS.get(span.type, span.content):
            runs.append({"style": style, "text": text})
    return runs


_STYLES = {"strong_open": "strong", "em_open": "em", "strong_close": "plain", "em_close": "plain"}
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """The part of CommonMark that templates use: no tag, image, code, quotation or rule takes effect."""
    parser = MarkdownIt("zero", {"html": False}).enable(RULES)
    parser.add_render_rule("text", _marked_text)
    return parser


def _blocks(tokens: Iterable[Token]) -> list[list[Token]]:
    """The tokens of each heading, paragraph and list."""
    blocks: list[list[Token]] = [[]]
    for token in tokens:
        blocks[-1].append(token)
        if token.level == 0 and token.nesting <= 0:
            blocks.append([])
    return blocks[:-1]


def _mark_headings(blocks: Sequence[Sequence[Token]]) -> set[str]:
    """Give an id to each heading that a link leads to: its words in small letters with hyphens between them.

    Returns the ids that no heading has.
    """
    spans = [span for block in blocks for token in block for span in token.children or ()]
    links = [str(span.attrs["href"]) for span in spans if span.type == "link_open"]
    wanted = {unquote(link[1:]) for link in links if link.startswith("#")}
    for block in blocks:
        if block[0].type == "heading_open":
            slug = re.sub(r"[^\w -]", "", _inline(block[1]).casefold()).replace(" ", "-")
            if slug in wanted:
                wanted.remove(slug)
                block[0].attrSet("id", slug)
    return wanted


def _inline(token: Token) -> str:
    """The words of a line, without its marks."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    said = "".join(breaks.get(span.type, span.content) for span in token.children or ())
    return re.sub(f"[{_BEGINS}{_ENDS}]", "", said)


def _text(blocks: Iterable[Sequence[Token]]) -> str:
    """The words as plain text, in which headings stand out by capitals."""
    text, was_item = "", False
    said_blocks = (block for block in blocks if not _edge(block))
    for before, token in (pair for block in said_blocks for pair in pairwise(block)):
        if token.type == "inline":
            said, is_item = _inline(token), token.level > 1
            said = said.upper() if before.type == "heading_open" else f"- {said}" if is_item else said
            text += ("" if not text else "\n" if is_item and was_item else "\n\n") + said
            was_item = is_item
    return text + "\n"


def _html(blocks: Iterable[Sequence[Token]], env: dict[str, Any]) -> str:
    """The blocks as HTML, with a section from each heading of the second level to the next one."""
    parser, parts = _parser(), [""]
    for block in blocks:
        if block[0].tag == "h2":
            parts.append("")
        edge = _edge(block)
        parts[-1] += (
            f"{edge[0]}\n"
            if edge
            else _facts(block, env) or parser.renderer.render(block, parser.options, env)
        )
    head, *sections = parts
    return head + "".join(f"<section>\n{section}</section>\n" for section in sections)


def _facts(block: Sequence[Token], env: dict[str, Any]) -> str | None:
    """A list of names and values; None for anything else."""
    rows = [_row(token, env) for token in block if token.type == "inline"]
    if block[0].type != "bullet_list_open" or None in rows:
        return None
    return '<dl class="facts">\n' + "".join(map(str, rows)) + "</dl>\n"


def _row(line: Token, env: dict[str, Any]) -> str | None:
    spans = [span for span in line.children or () if span.content or span.type != "text"]
    label, value = spans[:3], spans[3:]
    if [span.type for span in label] != ["strong_open", "text", "strong_close"] or not value:
        return None
    if not label[1].content.endswith(LABEL_ENDS):
        return None
    said = _parser().renderer.render([Token("inline", "", 0, children=value)], _parser().options, env).strip()
    return f"<dt>{escapeHtml(label[1].content)}</dt><dd>{said}</dd>\n"


def _marked_text(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: object, env: dict[str, Any]
) -> str:
    """A text in which instants are marked. One that does not exist, such as 31 February, is left as it is."""
    words: Wording = env["words"]

    def mark(found: re.Match[str]) -> str:
        at = words.read_instant(found)
        return f'<time datetime="{at:%Y-%m-%dT%H:%M:%SZ}">{found[0]}</time>' if at else found[0]

    said = words.instants.sub(mark, escapeHtml(tokens[idx].content))
    return said.replace(_BEGINS, f'<span lang="{env["language"]}">').replace(_ENDS, "</span>")
