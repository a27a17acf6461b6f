"""The folder of templates, read as values."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from breachbot.errors import BadFile
from breachbot.notices.render import STYLE, Templates

REQUIRED = (
    STYLE,
    "shared/en/base.html.j2",
    "shared/en/index.html.j2",
    "authority/en/notice.md.j2",
    "authority/en/notice.html.j2",
    "page/en/page.html.j2",
    "page/en/page.md.j2",
    "mail/en/subject.txt.j2",
    "mail/en/mail.txt.j2",
    "mail/en/mail.md.j2",
    "controller/en/message.txt.j2",
)


def load_templates(folder: Path) -> Templates:
    """Every template and style sheet below `folder`.

    Raises BadFile, with the line if there is one, for a file that is missing, not UTF-8 or no template.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".j2", ".css") and path.is_file())
    sources = {path.relative_to(folder).as_posix(): _read(path) for path in paths}
    for name in REQUIRED:
        if name not in sources:
            raise BadFile(str(folder / name), "this template is missing")
    return Templates(sources)


def _read(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        if path.suffix == ".j2":
            Environment(autoescape=True).parse(text)
    except UnicodeDecodeError as error:
        raise BadFile(str(path), "is not UTF-8", line=1) from error
    except TemplateSyntaxError as error:
        raise BadFile(str(path), error.message or "is no template", line=error.lineno) from error
    except OSError as error:
        raise BadFile(str(path), f"cannot be read: {error.strerror}") from error
    return text
