"""Where personal data may lie in what Sentry sends.

https://develop.sentry.dev/sdk/data-model/event-payloads/
"""

from __future__ import annotations

from breachbot.intake.places import BODY, Place

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
    "contexts.feedback.message",
    "contexts.feedback.name",
    "contexts.feedback.contact_email",
    "contexts.device",
    "contexts.app",
    "tags.user",
    "tags.url",
    "tags.server_name",
    "logentry",
    "message",
    "title",
    "culprit",
    "metadata.value",
    "metadata.name",
    "metadata.contact_email",
    "occurrence.subtitle",
    "occurrence.evidenceDisplay",
    "occurrence.evidenceData.name",
    "occurrence.evidenceData.contact_email",
    "location",
    "transaction",
    "threads",
    "spans",
)
_ISSUE = (
    "title",
    "culprit",
    "metadata.value",
    "metadata.name",
    "metadata.contact_email",
    "assignedTo",
    "project",
    "permalink",
    "web_url",
)
_OTHER = (
    "activity",
    "metric_alert",
    "issue_alert",
    "triggered_rule",
    "comment",
    "installation",
    "actor",
    "group",
    "description_text",
)
ORDINARY = frozenset(
    {
        "event.user",
        "event.tags.user",
        "event.contexts.feedback.name",
        "event.contexts.feedback.contact_email",
        "event.occurrence.evidenceDisplay",
        "event.occurrence.evidenceData.name",
        "event.occurrence.evidenceData.contact_email",
        "event.metadata.name",
        "event.metadata.contact_email",
        "issue.metadata.name",
        "issue.metadata.contact_email",
        "issue.assignedTo",
        "issue.project",
        "activity",
        "actor",
        "installation",
        "comment",
        "issue_alert",
        "triggered_rule",
        "metric_alert",
    }
)
"""Where a name or an e-mail address is expected: the user, whoever wrote a feedback, the company's own staff and
settings."""
PROSE = frozenset(
    {
        "event.exception.value",
        "event.contexts.feedback.message",
        "event.message",
        "event.logentry",
        "event.title",
        "event.breadcrumbs.message",
        "issue.title",
    }
)
"""Free text of the program."""


def _tree() -> Place:
    event = _event()
    root = Place(BODY)
    root.inner.update({name: Place(name) for name in _OTHER})
    root.inner.update({"event": event, "error": event, "issue": Place("issue").grow(_ISSUE), "data": root})
    # The older body without a signature repeats these two beside its event.
    root.inner.update({name: event.inner[name] for name in ("message", "culprit")})
    root.inner[""] = Place(root.path)
    return root


def _event() -> Place:
    event = Place("event").grow(_EVENT)
    # Lists whose key says nothing more: `exception.values[].value` is `event.exception.value`.
    for name in ("exception", "breadcrumbs"):
        event.inner[name].inner["values"] = event.inner[name]
    event.marks = "_meta"
    event.inner["user"].kinds = {"id": "user_id", "name": "name"}
    for path in ("request.query_string", "request.data"):
        event.find(path).form = True
    for line in ("context_line", "pre_context", "post_context"):
        event.find(f"exception.stacktrace.frames.{line}").code = True
    return event


PLACES = _tree()
"""The whole body of a delivery; `data` and `error` are seen through."""
