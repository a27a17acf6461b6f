"""rich_text and markdown blocks as HTML.

Sources: docs.slack.dev/reference/block-kit/blocks/rich-text-block and /markdown-block.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from breachbot.workspace.page import dates
from breachbot.workspace.page.emoji import EMOJI
from breachbot.workspace.page.mrkdwn import Reader, channel, link, moment, person

Json = Mapping[str, Any]
_DEEPEST = 6
_BELOW = 3
"""Headings of a message stand below those of the page."""


def rich_text(block: Json, reader: Reader) -> Markup:
    """A rich_text block."""
    return Markup("").join(_part(part, reader) for part in block["elements"])


def _part(part: Json, reader: Reader) -> Markup:
    kind = part["type"]
    if kind == "rich_text_list":
        tag = "ol" if part.get("style") == "ordered" else "ul"
        items = [Markup("<li>{}</li>").format(_run(item["elements"], reader)) for item in part["elements"]]
        return Markup(f"<{tag}>{{}}</{tag}>").format(Markup("").join(items))
    wraps = {
        "rich_text_section": "<p>{}</p>",
        "rich_text_quote": "<blockquote>{}</blockquote>",
        "rich_text_preformatted": "<pre><code>{}</code></pre>",
    }
    if kind not in wraps:
        return unknown(part)
    return Markup(wraps[kind]).format(_run(part["elements"], reader))


def _run(pieces: Sequence[Json], reader: Reader) -> Markup:
    return Markup("").join(
        _styled(piece, _PIECES.get(piece["type"], _strange)(piece, reader)) for piece in pieces
    )


def _styled(piece: Json, words: Markup) -> Markup:
    for style, tag in (("code", "code"), ("strike", "s"), ("italic", "em"), ("bold", "strong")):
        if (piece.get("style") or {}).get(style):
            words = Markup(f"<{tag}>{{}}</{tag}>").format(words)
    return words


def _moment(piece: Json, reader: Reader) -> Markup:
    fallback = str(piece.get("fallback") or "")
    words = dates.written(int(piece["timestamp"]), piece["format"], reader.now)
    return escape(fallback) if words is None else moment(int(piece["timestamp"]), words, fallback)


def _strange(piece: Json, reader: Reader) -> Markup:
    return unknown(piece)


_PIECES: Mapping[str, Callable[[Json, Reader], Markup]] = {
    "text": lambda piece, reader: escape(piece["text"]),
    "link": lambda piece, reader: link(piece["url"], piece.get("text") or piece["url"]),
    "user": lambda piece, reader: person(piece["user_id"], reader),
    "channel": lambda piece, reader: channel(piece["channel_id"], reader),
    "emoji": lambda piece, reader: escape(EMOJI.get(piece["name"], f":{piece['name']}:")),
    "date": _moment,
    "broadcast": lambda piece, reader: Markup('<span class="mention loud">@{}</span>').format(piece["range"]),
}


def unknown(piece: Json) -> Markup:
    """What cannot be shown here says so."""
    return Markup('<strong class="unknown">This page cannot show “{}”.</strong>').format(piece.get("type"))


def markdown(text: str) -> Markup:
    """A markdown block. HTML in it is shown, not carried out; pictures are not fetched."""
    return Markup(_MARKDOWN.render(text))


def _away(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    tokens[index].attrSet("target", "_blank")
    tokens[index].attrSet("rel", "noopener noreferrer")
    return self.renderToken(tokens, index, options, env)


def _lower(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    tokens[index].tag = f"h{min(_DEEPEST, int(tokens[index].tag[1:]) + _BELOW)}"
    return self.renderToken(tokens, index, options, env)


def _reader_of_markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    made.add_render_rule("link_open", _away)
    made.add_render_rule("heading_open", _lower)
    made.add_render_rule("heading_close", _lower)
    return made


_MARKDOWN = _reader_of_markdown()
