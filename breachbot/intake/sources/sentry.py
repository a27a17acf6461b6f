"""Sentry: from the bytes of one delivery to a signal.

The header `Sentry-Hook-Resource` names the resource but is not signed, so what the signed body holds goes first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain

from pydantic import JsonValue

from breachbot.intake import allowed
from breachbot.intake.redact import findings
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.sources.sentry_body import Body, Data, Event, Issue, Metadata, MetricAlert
from breachbot.intake.wording import hints

SOURCE = "sentry"

_ACTIONS = frozenset(
    {
        "triggered",
        "created",
        "resolved",
        "assigned",
        "ignored",
        "archived",
        "unresolved",
        "critical",
        "warning",
        "open",
        "updated",
        "deleted",
    }
)
_REPORTS = {"event_alert": "event", "error": "error", "issue": "issue", "metric_alert": "metric alert"}
"""Resources that report something, and the part of the body that must then be there."""
_SILENT = {
    "installation": "the integration was installed or removed in Sentry",
    "comment": "somebody wrote a comment in Sentry; it stays there",
}
_KINDS = {
    "default": "message",
    "csp": "policy report",
    "hpkp": "policy report",
    "transaction": "performance issue",
}
_PROJECT = re.compile(r"/projects/[^/]+/([^/]+)/(?:events|issues)/")
_ISSUE = re.compile(r"/issues/([0-9]{1,20})/")
_TEST_RULE = "-1"
"""Sentry gives this id to the rule of "Send Test Notification"; no client of a project can set it."""


def read(resource: str | None, body: bytes, digest: Callable[[str], str]) -> Signal | NotASignal | Unreadable:
    """Read one delivery whose signature was verified.

    resource: the header, if there was one. digest: keyed, in hex; see `redact.findings`. Never raises on any body.
    """
    document = _parse(body)
    if isinstance(document, Unreadable):
        return document
    whole = Body.model_validate(document)
    data = whole.data or Data()
    action = allowed.word(whole.action, _ACTIONS)
    if event := data.event or data.error:
        signal = _event("event_alert" if data.event else "error", action, event, data)
    elif data.metric_alert:
        signal = _metric(action, data.metric_alert, data)
    elif data.comment is not None:
        return NotASignal("comment", action, _SILENT["comment"])
    elif data.issue:
        signal = _issue(action, data.issue)
    elif whole.event:
        signal = _legacy(whole, whole.event)
    else:
        return _nothing(resource, action, data)
    return _complete(signal, document, body, digest)


def _parse(body: bytes) -> dict[str, JsonValue] | Unreadable:
    if not body.strip():
        return Unreadable("the body is empty")
    try:
        document = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError:
        return Unreadable("the body is not UTF-8")
    except RecursionError:
        return Unreadable("the body is nested too deeply")
    except ValueError:
        return Unreadable("the body is not JSON")
    return document if isinstance(document, dict) else Unreadable("the body is not a JSON object")


def _nothing(resource: str | None, action: str, data: Data) -> NotASignal | Unreadable:
    """No part of the body reports anything."""
    if resource in _REPORTS:
        return Unreadable(f"a Sentry {resource} without a readable {_REPORTS[resource]}")
    if data.installation is not None or resource in _SILENT:
        silent = "comment" if resource == "comment" else "installation"
        return NotASignal(silent, action, _SILENT[silent])
    return NotASignal("unknown", action, "Sentry sent a kind of message that breachbot does not know")


def _complete(signal: Signal, document: JsonValue, body: bytes, digest: Callable[[str], str]) -> Signal:
    """Add what was found in the whole body, and a series where Sentry gave no id: the body is then its own."""
    series = signal.series or f"body:{digest(body.decode('utf-8'))[:16]}"
    return replace(signal, series=series, findings=findings(document, digest))


# --- the shapes -----------------------------------------------------------------------------------------------


def _event(resource: str, action: str, event: Event, data: Data) -> Signal:
    rule = data.issue_alert
    texts = chain((data.triggered_rule, rule.title if rule else None), _event_texts(event))
    return Signal(
        source=SOURCE,
        resource=resource,
        action=action,
        series=_event_series(event),
        what=_what(event),
        project=_slug(event.url) or allowed.identifier(event.project),
        project_id=allowed.identifier(event.project),
        environment=allowed.name(event.environment or _tag(event, "environment")),
        level=allowed.level(event.level),
        link=allowed.link(event.web_url),
        occurred_at=_first(event.datetime, event.timestamp, event.received),
        sample=rule is not None and str(rule.id) == _TEST_RULE,
        hints=hints(texts),
    )


def _issue(action: str, issue: Issue) -> Signal:
    meta = issue.metadata or Metadata()
    slug = allowed.name(issue.project.slug) if issue.project else None
    number = allowed.identifier(issue.project.id) if issue.project else None
    return Signal(
        source=SOURCE,
        resource="issue",
        action=action,
        series=_series("issue", issue.id),
        what=allowed.class_name(meta.type) or _KINDS.get(issue.type or "", "error"),
        project=slug or number,
        project_id=number,
        level=allowed.level(issue.level),
        link=allowed.link(issue.web_url) or allowed.link(issue.permalink),
        occurred_at=_first(issue.firstSeen),
        count_hint=allowed.count(issue.count),
        hints=hints((issue.title, issue.culprit, meta.type, meta.value, meta.title)),
    )


def _metric(action: str, metric: MetricAlert, data: Data) -> Signal:
    rule = metric.alert_rule
    projects = [allowed.name(slug) or allowed.UNREADABLE for slug in metric.projects or ()]
    return Signal(
        source=SOURCE,
        resource="metric_alert",
        action=action,
        series=_series("metric", rule.id if rule else None, metric.id),
        what="metric alert",
        project=", ".join(projects[:3]) + (" and others" if len(projects) > 3 else "") or None,
        environment=allowed.name(rule.environment) if rule else None,
        level=action,
        link=allowed.link(data.web_url),
        occurred_at=_first(metric.date_detected, metric.date_started),
        hints=hints(
            (rule.name if rule else None, metric.title, data.description_title, data.description_text)
        ),
    )


def _legacy(whole: Body, event: Event) -> Signal:
    """The older plugin: flat, beside an event. It is not signed, so it never comes through the hook."""
    known = event.model_copy(update={"issue_id": event.issue_id if event.issue_id is not None else whole.id})
    signal = _event("event_alert", "triggered", known, Data())
    return replace(
        signal,
        project=allowed.name(whole.project_slug) or signal.project,
        level=signal.level or allowed.level(whole.level),
        link=signal.link or allowed.link(whole.url),
        hints=hints(chain((whole.culprit, whole.message), _event_texts(event))),
    )


# --- the pieces -----------------------------------------------------------------------------------------------


def _event_texts(event: Event) -> Iterator[str | None]:
    meta, log = event.metadata, event.logentry
    for raised in reversed(event.raised()):
        yield from (raised.type, raised.value)
    yield from (event.title, event.culprit, event.message, event.transaction)
    yield from (meta.type, meta.value, meta.title) if meta else ()
    yield from (log.message, log.formatted) if log else ()
    for name, value in event.tag_pairs():
        yield f"{name} {value}"


def _what(event: Event) -> str:
    """The class of the outermost exception, else a short kind."""
    raised = event.raised()
    named = allowed.class_name(raised[-1].type) if raised else None
    if named is None and event.metadata:
        named = allowed.class_name(event.metadata.type)
    return named or _KINDS.get(event.type or "default", "error")


def _event_series(event: Event) -> str:
    linked = _ISSUE.search(f"{event.issue_url or ''}/ {event.web_url or ''}/")
    issue = event.issue_id if event.issue_id is not None else event.groupID
    return _series("issue", issue if issue is not None else linked and linked[1]) or _series(
        "event", event.event_id
    )


def _tag(event: Event, wanted: str) -> str | None:
    return next((value for name, value in event.tag_pairs() if name == wanted), None)


def _series(kind: str, *ids: str | int | None) -> str:
    """`issue:42`, or an empty text if an id is missing or strange."""
    known = [allowed.identifier(one) for one in ids]
    return ":".join((kind, *(one for one in known if one))) if all(known) else ""


def _slug(url: str | None) -> str | None:
    """An event names its project by a number only; its slug stands in the address of the API."""
    found = _PROJECT.search(url or "")
    return allowed.name(found[1]) if found else None


def _first(*moments: str | float | None) -> datetime | None:
    """The first of them that is a time."""
    return next((known for moment in moments if (known := allowed.instant(moment))), None)
