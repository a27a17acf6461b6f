"""Where in a body something lies, said in known words only.

A key is text of the sender and may itself be personal data (`{"ann@example.com": 1}`), so a place is built from the
documented keys below; whatever lies beside or below them is named by the last known one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """A known spot, and the known spots in it; the empty key means every other one."""

    path: str
    inner: dict[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def at(self, key: str) -> Place:
        """The place of `key` in this one."""
        return self.inner.get(key) or self.inner.get("") or self


_EVENT = (
    "user",
    "request.url",
    "request.query_string",
    "request.data",
    "request.cookies",
    "request.headers",
    "request.env",
    "exception.type",
    "exception.value",
    "exception.stacktrace.frames.vars",
    "exception.stacktrace.frames.context_line",
    "exception.stacktrace.frames.pre_context",
    "exception.stacktrace.frames.post_context",
    "breadcrumbs.message",
    "breadcrumbs.data",
    "extra",
    "contexts.response",
    "contexts.device",
    "contexts.app",
    "tags.user",
    "tags.url",
    "tags.server_name",
    "logentry",
    "message",
    "title",
    "culprit",
    "metadata",
    "location",
    "transaction",
    "threads",
    "spans",
)
"""Fields of an event that may hold personal data: https://develop.sentry.dev/sdk/data-model/event-payloads/"""
_ISSUE = ("title", "culprit", "metadata", "assignedTo", "project", "permalink", "web_url")
_OTHER = (
    "metric_alert",
    "issue_alert",
    "triggered_rule",
    "comment",
    "installation",
    "actor",
    "group",
    "description_text",
)

_LISTS = {"event.exception": "values", "event.breadcrumbs": "values"}
"""Objects whose list key says nothing more: `exception.values[].value` is `event.exception.value`."""


def _tree() -> Place:
    root = Place("body")
    event = _grow("event", _EVENT)
    root.inner.update({name: Place(name) for name in _OTHER})
    root.inner.update({"event": event, "error": event, "issue": _grow("issue", _ISSUE), "data": root})
    # The older body without a signature repeats these two beside its event.
    root.inner.update({name: event.inner[name] for name in ("message", "culprit")})
    root.inner[""] = Place(root.path)
    return root


def _grow(name: str, paths: Iterable[str]) -> Place:
    top = Place(name)
    for path in paths:
        here = top
        for key in path.split("."):
            here.inner.setdefault("", Place(here.path))
            if here.path in _LISTS:
                here.inner.setdefault(_LISTS[here.path], here)
            here = here.inner.setdefault(key, Place(f"{here.path}.{key}"))
    return top


ROOT = _tree()
"""The whole body of a delivery; `data` and `error` are seen through."""

EVENT = ROOT.inner["event"]
