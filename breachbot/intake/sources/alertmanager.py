"""Prometheus Alertmanager, through a `webhook_config`. One body holds every alert of a group.

It signs nothing; `http_config.authorization` sends a token of ours. An alert comes again with every
`repeat_interval`, and once more when it is resolved. Older versions give no fingerprint.
https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from pydantic import JsonValue

from breachbot.intake import allowed
from breachbot.intake.lenient import Lenient, Moment, Part, Text
from breachbot.intake.places import places_of
from breachbot.intake.signal import Signal
from breachbot.intake.signature import bearing, bears
from breachbot.intake.source import Document, Given, Read, Request, Source
from breachbot.intake.wording import hints


class Labels(Part):
    """Those that name an alert; all of them together are its identity."""

    alertname: Text = None
    severity: Text = None
    job: Text = None
    service: Text = None
    namespace: Text = None
    environment: Text = None
    env: Text = None


class Annotations(Part):
    summary: Text = None
    description: Text = None
    message: Text = None


class Alert(Part):
    status: Text = None
    labels: Lenient[Labels] = None
    annotations: Lenient[Annotations] = None
    startsAt: Moment = None
    generatorURL: Text = None
    fingerprint: Text = None


def authenticate(request: Request, given: Given) -> bool:
    """The token of the settings, or the one before it."""
    return bears(request, given.values())


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As Alertmanager sends it."""
    return [bearing(token) for token in given.values()]


def split(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """The alerts of a group; a body without a list of them is one that cannot be read."""
    alerts = body.get("alerts") if isinstance(body, dict) else None
    return alerts if isinstance(alerts, list) else [None]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """One alert."""
    alert = Alert.model_validate(document)
    labels, told = alert.labels or Labels(), alert.annotations or Annotations()
    return Signal(
        resource="alert",
        action=allowed.word(alert.status, ("firing", "resolved")),
        series=_series(alert, document.get("labels")),
        what=allowed.class_name(labels.alertname) or "alert",
        type="metric",
        severity=allowed.severity(labels.severity),
        nothing_new="an alert is resolved, which does not say that no data leaked"
        if alert.status == "resolved"
        else None,
        project=allowed.name(labels.service or labels.job or labels.namespace),
        environment=allowed.name(labels.environment or labels.env),
        level=allowed.severity(labels.severity),
        link=allowed.link(alert.generatorURL),
        occurred_at=allowed.instant(alert.startsAt),
        hints=hints((labels.alertname, told.summary, told.description, told.message)),
    )


def _series(alert: Alert, labels: JsonValue) -> str:
    """The fingerprint, or one of all labels, as Alertmanager's own is."""
    if mark := allowed.identifier(alert.fingerprint):
        return f"alert:{mark}"
    if not isinstance(labels, dict) or not labels:
        return ""
    pairs = sorted((name, str(value)) for name, value in labels.items())
    return f"labels:{sha256(repr(pairs).encode('utf-8', 'replace')).hexdigest()[:16]}"


SOURCE = Source(
    name="alertmanager",
    title="Alertmanager",
    settings={
        "alertmanager_token": "Token that Alertmanager sends (`http_config.authorization.credentials`).",
        "alertmanager_token_previous": "The token before it, still accepted while you rotate.",
    },
    keeps={},
    authenticate=authenticate,
    sign=signed,
    read=read,
    split=split,
    places=places_of(Alert),
    ordinary=frozenset({"labels"}),
)
