"""Templates with everything escaped, and the filters that turn Slack's objects into HTML."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from breachbot.workspace.elements import initial_values
from breachbot.workspace.page import mrkdwn, rich
from breachbot.workspace.page.mrkdwn import Reader

HERE = Path(__file__).parent
STATIC = HERE / "static"


@cache
def environment() -> Environment:
    """The templates of this folder, read once."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "words": words,
        "mrkdwn": mrkdwn.html,
        "markdown": rich.markdown,
        "rich_text": rich.rich_text,
        "digest": digest,
        "local": local,
        "time_of_day": time_of_day,
        "initials": initials,
        "held": initial_values,
        "away": away,
        "json": lambda value: json.dumps(value, indent=1, ensure_ascii=False),
    }
    return made


def words(text: Mapping[str, Any], reader: Reader) -> Markup:
    """A text object, of either type."""
    if text["type"] == "mrkdwn":
        return mrkdwn.html(text["text"], reader, verbatim=bool(text.get("verbatim")))
    plain = mrkdwn.plain(text["text"])
    return escape(plain if text.get("emoji") is False else mrkdwn.emojis(plain))


def digest(markup: str) -> str:
    """A short name of exactly this HTML: a page replaces what has another one."""
    return hashlib.sha256(markup.encode()).hexdigest()[:12]


def local(seconds: int, reader: Reader) -> str:
    """An instant as `<input type="datetime-local">` holds it, in the reader's zone."""
    return f"{datetime.fromtimestamp(seconds, reader.now.tzinfo):%Y-%m-%dT%H:%M}"


def time_of_day(seconds: float, reader: Reader) -> str:
    """`07:05:09` in the reader's zone."""
    return f"{datetime.fromtimestamp(seconds, reader.now.tzinfo):%H:%M:%S}"


def away(target: str) -> str:
    """An address that a link may lead to, or none."""
    return target if mrkdwn.leads_somewhere(target) else "#"


def initials(name: str) -> str:
    """One or two letters for a face."""
    parts = [part for part in name.replace("-", " ").split() if part]
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper() or "?"
