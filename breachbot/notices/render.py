"""Templates to text: each notice is one template in Markdown, and a shell for whatever is shown as a web page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import lru_cache
from types import TracebackType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from breachbot.errors import BadFile
from breachbot.notices.mail_html import in_tables, styled
from breachbot.notices.markdown import Dialect
from breachbot.notices.reading import Document, read
from breachbot.notices.style import Style
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN, Absent
from breachbot.notices.words import Wording, own_name

SHELL = "shared/shell.html.j2"
STYLE = "shared/style.css"
MAIL_SHELL, MAIL_STYLE = "shared/mail.html.j2", "shared/mail.css"
"""The same for what is sent as mail."""
SHARED_BY_ALL = (STYLE, SHELL, MAIL_SHELL, MAIL_STYLE)
FILING = "shared/filing/"
"""The templates of filing packs, which are no notices."""
WORDS = "words.yaml"
"""In the folder of each language."""


@dataclass(frozen=True, eq=False)
class Templates:
    """What notices are made of in one language: texts by path below the templates folder, the words, how plain language
    is told in it, and the zone whose local time stands beside UTC.

    Two of them are never equal, so that what was compiled from one can be kept with it; compare `sha256`.
    """

    locale: str
    sources: Mapping[str, str]
    words: Wording
    style: Style
    zone: tzinfo = UTC

    def sha256(self, folder: str) -> str:
        """SHA-256 (hex) over what a notice of this folder of the language is made of, names included."""
        whole = hashlib.sha256()
        for path in sorted(self.sources):
            if path.startswith((f"{self.locale}/{folder}/", f"{self.locale}/{WORDS}", *SHARED_BY_ALL)):
                for part in (path.encode(), self.sources[path].encode()):
                    whole.update(len(part).to_bytes(8, "big") + part)
        return whole.hexdigest()


def render(templates: Templates, name: str, **values: object) -> Document:
    """What the template of this name in the folder of the language says with these values.

    Raises BadFile with the path and line of what cannot be rendered.
    """
    path = f"{templates.locale}/{name}"
    text = _filled(_markdown(templates), path, templates, values)
    return read(re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n", templates.words, path)


def web_page(
    templates: Templates,
    document: Document,
    *,
    kind: str,
    about: str,
    home: str | None,
    address: str | None,
    alternates: Mapping[str, str] | None = None,
) -> str:
    """`document` as a web page. `kind` is for the style sheet, `about` stands in the title beside that of the document.

    home: the way to the list of notices ("" on the list itself, None on what is not public); address: where the newest
    version stands; alternates: the address in each language, where there are several. Raises BadFile as `render` does.
    """
    values = {
        "title": document.title,
        "body": Markup(document.html),
        "kind": kind,
        "about": about,
        "home": home,
        "address": address,
        "alternates": [(name, own_name(name), where) for name, where in (alternates or {}).items()],
    }
    return _filled(_html(templates), SHELL, templates, values)


def mail_page(templates: Templates, document: Document) -> str:
    """`document` as HTML that mail programs keep. Raises BadFile as `render` does."""
    values = {"title": document.title, "body": Markup(in_tables(document.html)), "locale": templates.locale}
    page = _filled(_environment(templates, autoescape=True), MAIL_SHELL, templates, values)
    return styled(page, templates.sources[MAIL_STYLE])


def markdown_page(templates: Templates, name: str, **values: object) -> str:
    """The Markdown that a template of filings gives. Raises BadFile as `render` does."""
    text = _filled(_markdown(templates), FILING + name, templates, values)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def scripted_page(templates: Templates, name: str, **values: object) -> str:
    """A web page of filings with its style sheet and its script inside, and a policy that allows nothing else.

    Raises BadFile as `render` does.
    """
    style = templates.sources[STYLE] + templates.sources[f"{FILING}{name}.css"]
    script = templates.sources[f"{FILING}{name}.js"]
    inside = {"style": Markup(style), "script": Markup(script)}
    hashes = {"style_hash": _sha256(style), "script_hash": _sha256(script)}
    path = f"{FILING}{name}.html.j2"
    return _filled(_environment(templates, autoescape=True), path, templates, values | inside | hashes)


def paper(templates: Templates) -> str:
    """The template by which documents become PDF."""
    return templates.sources[f"{FILING}document.typ"]


def _sha256(text: str) -> str:
    """As a Content-Security-Policy names what it allows."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


def _filled(
    environment: SandboxedEnvironment, path: str, templates: Templates, values: Mapping[str, object]
) -> str:
    try:
        return environment.get_template(path).render(values)
    except TemplateSyntaxError as error:
        raise BadFile(error.name or path, error.message or "is no template", line=error.lineno) from error
    except (TemplateError, TypeError) as error:
        where, line = _place(error.__traceback__, templates) or (path, None)
        raise BadFile(where, str(error), line=line) from error


@lru_cache(maxsize=8)
def _markdown(templates: Templates) -> SandboxedEnvironment:
    dialect = Dialect(templates.words, templates.zone)
    environment = _environment(templates, finalize=dialect.word)
    environment.filters |= {name: getattr(dialect, name) for name in ("prose", "address", "listed", "within")}
    environment.tests |= {
        "asked": lambda value: value != NOT_APPLICABLE,
        "unknown": lambda value: value == UNKNOWN,
        "known": lambda value: not isinstance(value, Absent),
    }
    return environment


@lru_cache(maxsize=8)
def _html(templates: Templates) -> SandboxedEnvironment:
    """The style sheet goes in, and its hash for the Content-Security-Policy, which allows nothing else."""
    css = templates.sources.get(STYLE)
    if css is None:
        raise BadFile(STYLE, "is missing")
    environment = _environment(templates, autoescape=True)
    environment.globals |= {"style": Markup(css), "style_hash": _sha256(css), "locale": templates.locale}
    return environment


def _environment(templates: Templates, **options: Any) -> SandboxedEnvironment:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = templates.sources.get(name)
        return None if source is None else (source, name, lambda: True)

    environment = SandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **options,
    )
    environment.globals["words"] = templates.words
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
