"""PagerDuty, through a generic web hook of version 3.

It signs the body: `X-PagerDuty-Signature` holds `v1=` and the lowercase hex HMAC-SHA256, several of them with commas
between while secrets rotate. It tries for 48 hours, and holds everything behind a delivery that fails.
https://developer.pagerduty.com/docs/webhooks-overview
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from breachbot.intake import allowed
from breachbot.intake.lenient import Lenient, Moment, Part, Text
from breachbot.intake.places import places_of
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.signature import same, sign
from breachbot.intake.source import Document, Given, Manners, Read, Request, Source
from breachbot.intake.wording import hints

SIGNATURE = "x-pagerduty-signature"
MOST = 20
"""Signatures of one request that are compared."""


class Reference(Part):
    id: Text = None
    summary: Text = None
    html_url: Text = None


class Data(Part):
    """An incident, or what belongs to one."""

    id: Text = None
    type: Text = None
    html_url: Text = None
    title: Text = None
    urgency: Text = None
    content: Text = None
    message: Text = None
    service: Lenient[Reference] = None
    priority: Lenient[Reference] = None
    incident: Lenient[Reference] = None
    assignees: Any = None
    escalation_policy: Any = None
    teams: Any = None
    user: Any = None


class Event(Part):
    id: Text = None
    event_type: Text = None
    occurred_at: Moment = None
    agent: Any = None
    data: Lenient[Data] = None


class Body(Part):
    event: Lenient[Event] = None


_PEOPLE = "what people do about an incident is no new finding"
_QUIET = {
    "incident.resolved": "the incident was resolved in PagerDuty, which does not say that no data leaked",
    **dict.fromkeys(
        (
            "incident.acknowledged",
            "incident.unacknowledged",
            "incident.delegated",
            "incident.escalated",
            "incident.reassigned",
            "incident.responder.added",
            "incident.responder.replied",
            "incident.conference_bridge.updated",
            "incident.workflow.started",
            "incident.workflow.completed",
            "incident.action_invocation.created",
            "incident.action_invocation.terminated",
            "incident.action_invocation.updated",
        ),
        _PEOPLE,
    ),
}
"""What is only news of an incident. What people write about it, its priority and its return are weighed."""
_WEIGHED = frozenset(
    {
        "incident.triggered",
        "incident.reopened",
        "incident.annotated",
        "incident.priority_updated",
        "incident.status_update_published",
    }
)
_SERVICES = ("service.created", "service.updated", "service.deleted")


def authenticate(request: Request, given: Given) -> bool:
    """One of its signatures is by an active secret."""
    wanted = [f"v1={sign(request.body, secret)}" for secret in given.values() if secret]
    good = False
    for shown in request.headers.get(SIGNATURE, "").split(",", MOST)[:MOST]:
        good |= same(shown, wanted)
    return good


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As PagerDuty would; the moment is no part of it."""
    return [{SIGNATURE: f"v1={sign(body, secret)}"} for secret in given.values()]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """One event of an incident."""
    event = Body.model_validate(document).event or Event()
    kind, data = event.event_type or "", event.data or Data()
    incident = data.incident.id if data.incident else data.id if data.type == "incident" else None
    if incident or kind in _WEIGHED or kind in _QUIET:
        return _incident(event, data, incident)
    if kind == "pagey.ping":
        return NotASignal("ping", "", "PagerDuty tried whether the hook answers")
    if kind in _SERVICES:
        return NotASignal("service", "", "a service was set up or changed in PagerDuty")
    return Unreadable("PagerDuty sent a kind of message that breachbot does not know")


def _incident(event: Event, data: Data, incident: str | None) -> Signal | Unreadable:
    if event.data is None:
        return Unreadable("an event of an incident in PagerDuty without its data")
    service, priority = data.service or Reference(), data.priority or Reference()
    severity = allowed.severity(priority.summary) or allowed.severity(data.urgency)
    linked = data.incident.html_url if data.incident else data.html_url
    return Signal(
        resource="incident",
        action=allowed.word(event.event_type, _WEIGHED | set(_QUIET)).removeprefix("incident."),
        series=allowed.lasting("incident", incident),
        what="incident",
        type="metric",
        severity=severity,
        nothing_new=_QUIET.get(event.event_type or ""),
        again="it was opened again in PagerDuty" if event.event_type == "incident.reopened" else None,
        project=allowed.readable(allowed.name(service.summary)) or allowed.identifier(service.id),
        project_id=allowed.identifier(service.id),
        level=severity,
        link=allowed.link(linked) or allowed.link(data.html_url),
        occurred_at=allowed.instant(event.occurred_at),
        hints=hints(
            (data.title, data.content, data.message, data.incident.summary if data.incident else None)
        ),
    )


SOURCE = Source(
    name="pagerduty",
    title="PagerDuty",
    wants="nothing: PagerDuty shows a secret once when the web hook is made, which is the setting here, "
    "and signs with it (X-PagerDuty-Signature)",
    settings={
        "pagerduty_secret": "Secret of the web hook in PagerDuty, shown once when it is made; it signs what comes.",
        "pagerduty_secret_previous": "The secret before it, still accepted while you rotate.",
    },
    keeps={},
    authenticate=authenticate,
    sign=signed,
    read=read,
    places=places_of(Body),
    ordinary=frozenset(
        f"event.{spot}"
        for spot in (
            "agent",
            "data.assignees",
            "data.escalation_policy",
            "data.teams",
            "data.service",
            "data.user",
        )
    ),
    manners=Manners(waits=5.0, again="for_a_while"),
)
