"""Alerts in the shape that Prometheus Alertmanager gave them, which Grafana sends as well.

One body holds every alert of a group. An alert comes again with every `repeat_interval`, and once more when it is
resolved. Older versions give no fingerprint.
https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from breachbot.intake import allowed
from breachbot.intake.lenient import Lenient, Moment, Part, Text
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.source import Document, left_out
from breachbot.intake.wording import hints

LEFT_OUT = "truncatedAlerts"
"""How many alerts of the group the sender left out of its message."""


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
    panelURL: Text = None
    dashboardURL: Text = None
    fingerprint: Text = None


def split(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """The alerts of a group, and how many were left out; a body without a list of them is one that cannot be read."""
    if not isinstance(body, dict) or not isinstance(alerts := body.get("alerts"), list):
        return [None]
    left_out = body.get(LEFT_OUT)
    return [*alerts, {LEFT_OUT: left_out}] if isinstance(left_out, int) and left_out > 0 else alerts


def read_alert(document: Document) -> Signal | Unreadable:
    """One alert of a group."""
    if set(document) == {LEFT_OUT}:
        return left_out(f"the sender left {document[LEFT_OUT]} alerts out of its message")
    alert = Alert.model_validate(document)
    labels, told = alert.labels or Labels(), alert.annotations or Annotations()
    links = (alert.panelURL, alert.dashboardURL, alert.generatorURL)
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
        link=next((link for one in links if (link := allowed.link(one))), None),
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
    return f"labels:{allowed.marked(pairs)}"
