"""Sentry, through the web hook of an integration.

It signs the body with the client secret of the integration: `Sentry-Hook-Signature` is the lowercase hex HMAC-SHA256.
Neither timestamp nor request id is signed. The header `Sentry-Hook-Resource` names the resource but is not signed
either, so what the signed body holds goes first.
https://docs.sentry.io/organization/integrations/integration-platform/webhooks/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import chain

from breachbot.intake import allowed
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.signature import sign, verify
from breachbot.intake.source import Document, Given, Manners, Read, Request, Source
from breachbot.intake.sources._sentry_body import Activity, Body, Data, Event, Issue, Metadata, MetricAlert
from breachbot.intake.sources._sentry_listing import ISSUES, LISTING, TOKEN, fault
from breachbot.intake.sources._sentry_places import ORDINARY, PLACES, PROSE
from breachbot.intake.wording import hints
from breachbot.playbook.triage import FindingType

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
    "comment": "somebody wrote a comment in Sentry; it stays there",
    "installation": "the integration was installed or removed in Sentry",
}
"""Parts of a body that report nothing where nothing else is there."""
_KINDS = {
    "default": "message",
    "csp": "policy report",
    "hpkp": "policy report",
    "transaction": "performance issue",
    "feedback": "user feedback",
    "cron": "missed check-in",
    "uptime": "outage",
    "outage": "outage",
    "metric": "metric",
    "metric_alert": "metric",
    "performance": "performance issue",
    "db_query": "performance issue",
    "http_client": "performance issue",
}
"""Types of events and categories of issues, in our words."""
_ABOUT: dict[str, FindingType] = {
    "user feedback": "feedback",
    "missed check-in": "metric",
    "outage": "metric",
    "metric": "metric",
}
_AGAIN = {
    "regressed": "it came back after it was solved in Sentry",
    "escalating": "Sentry sees it much more often than before",
}
"""States of an issue that are more than a repeat of it."""
_NEWS = re.compile(r"regress|escalat|unresolv|reopen|unarchiv|unignor|first_seen|created", re.IGNORECASE)
"""In the name of an activity: the issue is new or back. The names are inferred, not documented [unchecked-M]."""
_QUIET = frozenset({"resolved", "ignored", "archived", "assigned"})
"""What people do to an issue."""
_PROJECT = re.compile(r"/projects/[^/]+/([^/]+)/(?:events|issues)/")
_ISSUE = re.compile(r"/issues/([0-9]{1,20})/")
_TEST_RULE = "-1"
"""Sentry gives this id to the rule of "Send Test Notification"; no client of a project can set it."""


def authenticate(request: Request, given: Given) -> bool:
    """Signed with the current secret, or with the one before it."""
    return verify(request.body, request.headers.get(SIGNATURE), _secrets(given))


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As Sentry would; the moment is no part of it."""
    return [{SIGNATURE: sign(body, secret)} for secret in _secrets(given)]


def _secrets(given: Given) -> list[str]:
    return [secret for name, secret in given.items() if name not in (ISSUES, TOKEN)]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """What one delivery says; `resource` is the header, if there was one."""
    whole = Body.model_validate(document)
    data = whole.data or Data()
    action = allowed.word(whole.action, _ACTIONS)
    if event := data.event or data.error:
        return _event("event_alert" if data.event else "error", action, event, data)
    if data.metric_alert:
        return _metric(action, data.metric_alert, data)
    if data.issue:
        return _issue(action, data.issue, data.activity)
    return _nothing(headers.get("resource"), action, document)


SOURCE = Source(
    name="sentry",
    title="Sentry",
    wants="Internal Integration: nothing but the hook; it signs with its Client Secret, which is the "
    "setting here (Sentry-Hook-Signature)",
    settings={
        "sentry_secret": "Client secret of the Sentry integration; it signs the web hooks.",
        "sentry_secret_previous": "The secret before it, still accepted while you rotate.",
        ISSUES: "Address of the list of issues, to find those that never arrived, such as "
        "https://sentry.io/api/0/organizations/acme/issues/.",
        TOKEN: "Token of the integration with the permission event:read, to ask for that list.",
    },
    keeps={"resource": "sentry-hook-resource"},
    authenticate=authenticate,
    sign=signed,
    read=read,
    places=PLACES,
    ordinary=ORDINARY,
    prose=PROSE,
    fault=fault,
    listing=LISTING,
    manners=Manners(waits=1.0, again="never", leaves=(1000, timedelta(hours=24))),
)


def _nothing(resource: str | None, action: str, document: Document) -> NotASignal | Unreadable:
    """No part of the body reports anything. Which parts are there counts; the header is not signed."""
    if resource in _REPORTS:
        return Unreadable(f"a Sentry {resource} without a readable {_REPORTS[resource]}")
    data = document.get("data")
    if not isinstance(data, dict):
        return Unreadable("it has not the shape of an integration's hook")
    for part, why in _SILENT.items():
        if data.get(part) is not None:
            return NotASignal(part, action, why)
    return Unreadable("Sentry sent a kind of message that breachbot does not know")


# --- the shapes -----------------------------------------------------------------------------------------------


def _event(resource: str, action: str, event: Event, data: Data) -> Signal:
    rule = data.issue_alert
    texts = chain((data.triggered_rule, rule.title if rule else None), event.texts())
    what = _what(event)
    return Signal(
        resource=resource,
        action=action,
        series=_event_series(event),
        what=what,
        type=_ABOUT.get(what, "error"),
        project=_slug(event.url) or allowed.identifier(event.project),
        project_id=allowed.identifier(event.project),
        environment=allowed.name(event.environment or _tag(event, "environment")),
        level=allowed.level(event.level),
        link=allowed.link(event.web_url),
        occurred_at=_first(event.datetime, event.timestamp, event.received),
        sample=rule is not None and str(rule.id) == _TEST_RULE,
        hints=hints(texts),
    )


def _issue(action: str, issue: Issue, activity: Activity | None) -> Signal:
    meta = issue.metadata or Metadata()
    slug = allowed.name(issue.project.slug) if issue.project else None
    number = allowed.identifier(issue.project.id) if issue.project else None
    kind = _KINDS.get(issue.issueCategory or "") or _KINDS.get(issue.type or "", "error")
    nothing_new = _stands(action, issue.substatus, activity)
    return Signal(
        resource="activity_alert" if activity else "issue",
        action=action,
        series=_series("issue", issue.id),
        what=allowed.class_name(meta.type) or kind,
        type=_ABOUT.get(kind, "error"),
        severity=allowed.severity(issue.priority),
        project=slug or number,
        project_id=number,
        level=allowed.level(issue.level),
        link=allowed.link(issue.web_url) or allowed.link(issue.permalink),
        occurred_at=_first(issue.firstSeen),
        count_hint=allowed.count(issue.count),
        people_hint=allowed.count(issue.userCount),
        nothing_new=nothing_new,
        again=None if nothing_new else _AGAIN.get(issue.substatus or ""),
        hints=hints((issue.title, issue.culprit, meta.type, meta.value, meta.title)),
    )


def _stands(action: str, substatus: str | None, activity: Activity | None) -> str | None:
    """Why a message about an issue is only news of it; None if the issue is new or back."""
    if action in _QUIET:
        return f"the issue was {action} in Sentry, which does not say that no data leaked"
    news = substatus in _AGAIN or _NEWS.search((activity.type if activity else None) or "")
    if activity and not news:
        return "something was done about an issue that is known, which does not say that no data leaked"
    return None


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


def _what(event: Event) -> str:
    """The class of the outermost exception, else a short kind."""
    raised = event.raised()
    named = allowed.class_name(raised[-1].type) if raised else None
    if named is None and event.metadata:
        named = allowed.class_name(event.metadata.type)
    if event.feedback() is not None:
        return _KINDS["feedback"]
    return named or _KINDS.get(event.issueCategory or "") or _KINDS.get(event.type or "default", "error")


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
