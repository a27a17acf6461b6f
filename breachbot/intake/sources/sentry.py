"""Sentry, through the web hook of an integration.

It signs the body with the client secret of the integration: `Sentry-Hook-Signature` is the lowercase hex HMAC-SHA256.
Neither timestamp nor request id is signed. The header `Sentry-Hook-Resource` names the resource but is not signed
either, so what the signed body holds goes first.
https://docs.sentry.io/organization/integrations/integration-platform/webhooks/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain

from breachbot.intake import allowed
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.signature import sign, verify
from breachbot.intake.source import Document, Given, Read, Request, Source
from breachbot.intake.sources._sentry_body import Body, Data, Event, Issue, Metadata, MetricAlert
from breachbot.intake.sources._sentry_places import ORDINARY, PLACES, PROSE
from breachbot.intake.wording import hints

SIGNATURE = "sentry-hook-signature"

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
_QUIET = frozenset({"resolved", "ignored", "archived", "assigned"})
"""What people do to an issue."""
_PROJECT = re.compile(r"/projects/[^/]+/([^/]+)/(?:events|issues)/")
_ISSUE = re.compile(r"/issues/([0-9]{1,20})/")
_TEST_RULE = "-1"
"""Sentry gives this id to the rule of "Send Test Notification"; no client of a project can set it."""


def authenticate(request: Request, given: Given) -> bool:
    """Signed with the current secret, or with the one before it."""
    return verify(request.body, request.headers.get(SIGNATURE), given.values())


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As Sentry would; the moment is no part of it."""
    return [{SIGNATURE: sign(body, secret)} for secret in given.values()]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """What one delivery says; `resource` is the header, if there was one."""
    whole = Body.model_validate(document)
    data = whole.data or Data()
    action = allowed.word(whole.action, _ACTIONS)
    if event := data.event or data.error:
        return _event("event_alert" if data.event else "error", action, event, data)
    if data.metric_alert:
        return _metric(action, data.metric_alert, data)
    if data.comment is not None:
        return NotASignal("comment", action, _SILENT["comment"])
    if data.issue:
        return _issue(action, data.issue)
    return _nothing(headers.get("resource"), action, whole.data)


SOURCE = Source(
    name="sentry",
    title="Sentry",
    settings={
        "sentry_secret": "Client secret of the Sentry integration; it signs the web hooks.",
        "sentry_secret_previous": "The secret before it, still accepted while you rotate.",
    },
    keeps={"resource": "sentry-hook-resource", "request_id": "request-id"},
    authenticate=authenticate,
    sign=signed,
    read=read,
    places=PLACES,
    ordinary=ORDINARY,
    prose=PROSE,
)


def _nothing(resource: str | None, action: str, data: Data | None) -> NotASignal | Unreadable:
    """No part of the body reports anything."""
    if resource in _REPORTS:
        return Unreadable(f"a Sentry {resource} without a readable {_REPORTS[resource]}")
    if data is None:
        return Unreadable("it has not the shape of an integration's hook")
    if data.installation is not None or resource in _SILENT:
        silent = "comment" if resource == "comment" else "installation"
        return NotASignal(silent, action, _SILENT[silent])
    return NotASignal("unknown", action, "Sentry sent a kind of message that breachbot does not know")


# --- the shapes -----------------------------------------------------------------------------------------------


def _event(resource: str, action: str, event: Event, data: Data) -> Signal:
    rule = data.issue_alert
    texts = chain((data.triggered_rule, rule.title if rule else None), _event_texts(event))
    return Signal(
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
        nothing_new=f"the issue was {action} in Sentry, which does not say that no data leaked"
        if action in _QUIET
        else None,
        hints=hints((issue.title, issue.culprit, meta.type, meta.value, meta.title)),
    )


def _metric(action: str, metric: MetricAlert, data: Data) -> Signal:
    rule = metric.alert_rule
    projects = [allowed.name(slug) or allowed.UNREADABLE for slug in metric.projects or ()]
    return Signal(
        resource="metric_alert",
        action=action,
        series=_series("metric", rule.id if rule else None, metric.id),
        what="metric alert",
        type="metric",
        nothing_new="a metric is back to normal, which does not say that no data leaked"
        if action == "resolved"
        else None,
        project=", ".join(projects[:3]) + (" and others" if len(projects) > 3 else "") or None,
        environment=allowed.name(rule.environment) if rule else None,
        level=action,
        link=allowed.link(data.web_url),
        occurred_at=_first(metric.date_detected, metric.date_started),
        hints=hints(
            (rule.name if rule else None, metric.title, data.description_title, data.description_text)
        ),
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
    """An event names its project only by a number; its slug is in the address of the API."""
    found = _PROJECT.search(url or "")
    return allowed.name(found[1]) if found else None


def _first(*moments: str | float | None) -> datetime | None:
    """The first of them that is a time."""
    return next((known for moment in moments if (known := allowed.instant(moment))), None)
