"""Permalinks of messages: the address of a message, and nothing of what it says."""

from __future__ import annotations

import re

_HOST = r"[a-z0-9][a-z0-9.-]{0,200}"
_FORM = re.compile(
    rf"https://{_HOST}/archives/[CDG][A-Z0-9]{{2,30}}/p[0-9]{{10,20}}"
    r"(\?thread_ts=[0-9]{1,12}\.[0-9]{1,6}(&cid=[CDG][A-Z0-9]{2,30})?)?"
)


def read_link(text: str) -> str | None:
    """The text if it is a permalink (docs.slack.dev/reference/methods/chat.getPermalink), else None."""
    return text if _FORM.fullmatch(text) else None


def built(domain: str, channel: str, ts: str) -> str:
    """A permalink put together from what a request says; empty where that does not give one."""
    return read_link(f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}") or ""
