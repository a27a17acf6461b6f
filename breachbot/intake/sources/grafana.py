"""Grafana, through a contact point of the kind Webhook, or through a notification channel of its older alerting.

It signs if it is told to (from version 12): lowercase hex HMAC-SHA256 over the body, or over the time in seconds, a
colon and the body where a header for the time is configured. That header has no name of its own; ours is `SENT`
[unchecked-3]. Older versions send basic or bearer authentication. One secret of ours serves all of these.
https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from breachbot.intake import allowed, standard
from breachbot.intake.lenient import Id, Text
from breachbot.intake.places import places_of
from breachbot.intake.signal import Signal
from breachbot.intake.signature import bears, same, sign
from breachbot.intake.source import Document, Given, Read, Request, Source
from breachbot.intake.sources import _prometheus
from breachbot.intake.wording import hints

SIGNATURE, SENT = "x-grafana-alerting-signature", "x-grafana-alerting-timestamp"
USER = "breachbot"
"""The name that goes with our secret in basic authentication."""
_TRIAL = {"alertname": "TestAlert", "instance": "Grafana"}
"""All labels of the alert with which Grafana tries a contact point."""


class Alert(_prometheus.Alert):
    """One of either kind: of a group, or the whole body of the older alerting."""

    ruleId: Id = None
    ruleName: Text = None
    ruleUrl: Text = None
    state: Text = None
    title: Text = None
    message: Text = None
    evalMatches: Any = None


def authenticate(request: Request, given: Given) -> bool:
    """Signed with an active secret, a few minutes ago at most if the time is signed as well; or showing the secret."""
    secrets = [secret for secret in given.values() if secret]
    sent = request.headers.get(SENT)
    wanted = [sign(request.body, secret, _before(sent)) for secret in secrets]
    proven = same(request.headers.get(SIGNATURE), wanted)
    proven &= sent is None or standard.fresh(sent, request.at)
    shown = same(request.headers.get("authorization"), [_basic(secret) for secret in secrets])
    return proven | shown | bears(request, secrets)


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As Grafana would with both headers."""
    sent = str(int(at.timestamp()))
    return [{SENT: sent, SIGNATURE: sign(body, secret, _before(sent))} for secret in given.values()]


def split(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """The alerts of a group; the older alerting sends one."""
    older = isinstance(body, dict) and "alerts" not in body and ("ruleId" in body or "ruleName" in body)
    return [body] if older else _prometheus.split(body, headers)


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """One alert of either kind."""
    if "labels" not in document and ("ruleId" in document or "ruleName" in document):
        return _older(Alert.model_validate(document))
    seen = _prometheus.read_alert(document)
    return replace(seen, sample=document.get("labels") == _TRIAL) if isinstance(seen, Signal) else seen


def _older(alert: Alert) -> Signal:
    return Signal(
        resource="alert",
        action=allowed.word(alert.state, ("alerting", "ok", "no_data", "pending", "paused")),
        series=allowed.lasting("rule", alert.ruleId),
        what="alert",
        type="metric",
        nothing_new="an alert is resolved, which does not say that no data leaked"
        if alert.state == "ok"
        else None,
        link=allowed.link(alert.ruleUrl),
        hints=hints((alert.ruleName, alert.title, alert.message)),
    )


def _before(sent: str | None) -> bytes:
    """What is signed before the body."""
    return b"" if sent is None else f"{sent}:".encode("utf-8", "surrogatepass")


def _basic(secret: str) -> str:
    return f"Basic {b64encode(f'{USER}:{secret}'.encode('utf-8', 'surrogatepass')).decode()}"


SOURCE = Source(
    name="grafana",
    title="Grafana",
    wants="Contact point, from Grafana 12 “HMAC signature”: the secret, header "
    "X-Grafana-Alerting-Signature, timestamp header X-Grafana-Alerting-Timestamp; before 12 "
    "“Authorization header”: scheme Bearer and the secret, or basic authentication as user "
    "breachbot",
    settings={
        "grafana_secret": "Secret of the contact point in Grafana, which signs with it or shows it.",
        "grafana_secret_previous": "The secret before it, still accepted while you rotate.",
    },
    keeps={},
    authenticate=authenticate,
    sign=signed,
    read=read,
    split=split,
    places=places_of(Alert),
    ordinary=frozenset({"labels"}),
)
