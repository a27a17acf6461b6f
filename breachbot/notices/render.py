"""Templates to text, in three dialects: HTML, Markdown and plain text.

Each dialect passes every value through one function on its way out (jinja2's `finalize`), so that a template
cannot forget to escape: a fact can hold a tag, a link or a heading, and none of them takes effect.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from types import TracebackType

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, Undefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from breachbot.errors import BadFile
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN, Absent
from breachbot.notices.words import NOT_KNOWN, blocks, say

STYLE = "shared/style.css"


@dataclass(frozen=True, eq=False)
class Templates:
    """Template texts by path below the templates folder, such as `page/en/page.html.j2`.

    Two of them are never equal, so that what was compiled from one can be kept with it; compare `sha256`.
    """

    sources: Mapping[str, str]

    def sha256(self, folder: str) -> str:
        """SHA-256 (hex) over the templates below `folder` and the shared ones, names included."""
        whole = hashlib.sha256()
        for path in sorted(self.sources):
            if path.startswith((f"{folder}/", "shared/")):
                for part in (path.encode(), self.sources[path].encode()):
                    whole.update(len(part).to_bytes(8, "big") + part)
        return whole.hexdigest()


class Ready(str):
    """Text that already is in the dialect of its document."""

    __slots__ = ()


def render(templates: Templates, path: str, **values: object) -> str:
    """The template at `path` with these values. Its name tells its dialect: .html.j2, .md.j2 or .txt.j2.

    Raises BadFile with the path and line of what cannot be rendered.
    """
    dialect = path.removesuffix(".j2").rpartition(".")[2]
    environment = _environment(templates, dialect)
    if dialect == "html":
        values |= style(templates)
    try:
        text = environment.get_template(path).render(values)
    except TemplateSyntaxError as error:
        raise BadFile(error.name or path, error.message or "is no template", line=error.lineno) from error
    except (TemplateError, TypeError) as error:
        where, line = _place(error.__traceback__, templates) or (path, None)
        raise BadFile(where, str(error), line=line) from error
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def style(templates: Templates) -> dict[str, object]:
    """The style sheet, and its hash for the Content-Security-Policy, which allows nothing else."""
    css = templates.sources.get(STYLE)
    if css is None:
        raise BadFile(STYLE, "is missing")
    sha = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    return {"style": Markup(css), "style_hash": f"sha256-{sha}"}


@lru_cache(maxsize=16)
def _environment(templates: Templates, dialect: str) -> SandboxedEnvironment:
    finalize, prose = _DIALECTS[dialect]

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = templates.sources.get(name)
        return None if source is None else (source, name, lambda: True)

    environment = SandboxedEnvironment(
        loader=FunctionLoader(load),
        autoescape=dialect == "html",
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["prose"] = prose
    environment.filters["address"] = _address
    environment.tests["asked"] = lambda value: value != NOT_APPLICABLE
    environment.tests["unknown"] = lambda value: value == UNKNOWN
    environment.tests["known"] = lambda value: not isinstance(value, Absent)
    return environment


def _place(trace: TracebackType | None, templates: Templates) -> tuple[str, int] | None:
    """The innermost template and line of a failure; jinja2 puts them into the traceback."""
    found = None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in templates.sources:
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _plain_word(value: object) -> str:
    if isinstance(value, Undefined):
        return str(value)  # raises: StrictUndefined has no text
    return value if isinstance(value, Ready) else say(value)


def _plain_prose(value: object) -> Ready:
    if isinstance(value, Absent):
        return Ready(_sentence(value))
    return Ready(
        "\n\n".join(_plain_block(block.kind, block.texts, lambda text: text) for block in blocks(str(value)))
    )


def _plain_block(kind: str, texts: tuple[str, ...], escape: Callable[[str], str]) -> str:
    if kind == "list":
        return "\n".join(f"- {escape(text)}" for text in texts)
    return escape(texts[0])


def _markdown_word(value: object) -> str:
    if isinstance(value, Absent):
        return Ready(f"*{NOT_KNOWN}*") if value == UNKNOWN else Ready(say(value))
    text = _plain_word(value)
    return text if isinstance(text, Ready) else escape_markdown(text)


def _markdown_prose(value: object) -> Ready:
    if isinstance(value, Absent):
        return Ready(f"*{_sentence(value)}*")
    return Ready(
        "\n\n".join(_plain_block(block.kind, block.texts, escape_markdown) for block in blocks(str(value)))
    )


_MEANT = re.compile(r"[\\`*_\[\]<>&~|#$]")
_LINE_START = re.compile(r"^(?:[-+=:](?=[-+=:\s]|$)|\d+(?=[.)](?:\s|$)))")
_AUTOLINK = re.compile(r"(?i):(?=//)|(?<=www)\.")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9./-]*)?")


def escape_markdown(text: str) -> str:
    """One line of text that Markdown (CommonMark, with GitHub's tables and bare addresses) shows as it is."""
    text = _MEANT.sub(r"\\\g<0>", text)
    text = _AUTOLINK.sub(r"\\\g<0>", text)
    start = _LINE_START.match(text)
    if start is None:
        return text
    head = start.group()
    return f"{head}\\{text[len(head) :]}" if head.isdigit() else f"\\{text}"


def _address(value: object) -> object:
    """Our own web address, which may be a link; anything else goes the way of every value."""
    return Ready(value) if isinstance(value, str) and _ADDRESS.fullmatch(value) else value


def _html_word(value: object) -> str:
    if isinstance(value, Undefined):
        return str(value)  # raises: StrictUndefined has no text
    if isinstance(value, Markup):
        return value
    if isinstance(value, Absent) and value == UNKNOWN:
        return Markup('<span class="unknown">{}</span>').format(NOT_KNOWN)
    if isinstance(value, datetime):
        stamp = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Markup('<time datetime="{}">{}</time>').format(stamp, say(value))
    return say(value)


def _html_prose(value: object) -> Markup:
    if isinstance(value, Absent):
        return Markup('<p class="unknown">{}</p>').format(_sentence(value))
    return Markup("\n").join(_html_block(block.kind, block.texts) for block in blocks(str(value)))


def _html_block(kind: str, texts: tuple[str, ...]) -> Markup:
    if kind == "list":
        items = Markup("\n").join(Markup("<li>{}</li>").format(text) for text in texts)
        return Markup("<ul>\n{}\n</ul>").format(items)
    return Markup("<p>{}</p>").format(texts[0])


def _sentence(value: Absent) -> str:
    return say(value).capitalize() + "."


_DIALECTS: Mapping[str, tuple[Callable[[object], str], Callable[[object], str]]] = {
    "html": (_html_word, _html_prose),
    "md": (_markdown_word, _markdown_prose),
    "txt": (_plain_word, _plain_prose),
}
