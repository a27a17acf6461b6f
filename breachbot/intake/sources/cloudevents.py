"""CloudEvents 1.0 over HTTP: structured (one event, or a batch of them) and binary (the event's data as the body).

The specification leaves authentication to the carrier: the sender signs the body with a secret of ours, or shows it as
a token. In binary mode the id, the source and the type stand in headers, which our signature does not cover, so there
only the token will do. What the data are is not known; they are read for the words that senders commonly use.
https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import JsonValue

from breachbot.intake import allowed
from breachbot.intake.lenient import Lenient, Moment, Part, Text
from breachbot.intake.paths import every, texts
from breachbot.intake.places import places_of
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.signature import WANTS, bears, signed_or_bearing, signing
from breachbot.intake.source import MOST_KEPT, Document, Given, Read, Request, Source
from breachbot.intake.wording import hints

_ORIGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_SEVERITY = ("data.severity", "data.level", "data.priority", "severity")
_PROJECT = (
    "data.project",
    "data.service",
    "data.repository",
    "data.resource.name",
    "data.resource",
    "subject",
)
_ENVIRONMENT = ("data.environment", "data.env", "data.stage")
_LINK = ("data.url", "data.link", "data.html_url", "dataref")
_TOLD = ("data", "data.title", "data.name", "data.message", "data.description", "data.summary", "data.reason")


class Event(Part):
    specversion: Text = None
    id: Text = None
    source: Text = None
    type: Text = None
    subject: Text = None
    time: Moment = None
    data: Lenient[Part] = None


def authenticate(request: Request, given: Given) -> bool:
    """A token, or a signature where everything that counts is in the body."""
    if "ce-id" in request.headers or "ce-specversion" in request.headers:
        return bears(request, given.values())
    return signed_or_bearing(request, given.values())


def admit(request: Request, given: Given) -> dict[str, str] | None:
    """The answer to a sender who asks whether it may deliver, as Azure Event Grid does. It admits nobody: that is up to
    the secret. https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection"""
    origin = request.headers.get("webhook-request-origin", "")
    if not given or not _ORIGIN.fullmatch(origin):
        return None
    return {"webhook-allowed-origin": origin, "webhook-allowed-rate": "*"}


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As we ask senders of structured events to sign."""
    return [signing(body, secret) for secret in given.values()]


def split(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """Each event, with its data as what they are; a body of data alone gets its event from the headers."""
    if isinstance(body, dict) and "specversion" in body:
        return [_event(body)]
    if headers.get("id"):
        return [{name: value for name, value in headers.items() if value} | {"data": body}]
    return [_event(one) for one in body] if isinstance(body, list) else [None]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """One event. Its own severity, project and link are in no fixed place, so several are tried."""
    event = Event.model_validate(document)
    if not (event.id and event.source and event.type):
        return Unreadable("a CloudEvent without an id, a source or a type")
    severity = next((grade for text in texts(document, _SEVERITY) if (grade := allowed.severity(text))), None)
    return Signal(
        resource="event",
        action="reported",
        series="" if MOST_KEPT in (len(event.id), len(event.source)) else _series(event),
        what=allowed.readable(allowed.kind(event.type)) or "event",
        type="other",
        severity=severity,
        project=_name(document, _PROJECT),
        environment=_name(document, _ENVIRONMENT),
        level=severity,
        link=next(filter(None, map(allowed.link, texts(document, _LINK))), None),
        occurred_at=allowed.instant(event.time),
        hints=hints((event.type, event.subject, *every(document, _TOLD))),
    )


def _series(event: Event) -> str:
    """Source and id together are unique; the same event sent again has both. What was cut when it was stored is not."""
    return allowed.lasting("event", event.source, event.id)


def _name(document: Document, paths: Sequence[str]) -> str | None:
    return allowed.readable(*(allowed.name(text) for path in paths for text in texts(document, (path,))))


def _event(event: JsonValue) -> JsonValue:
    """The event, with binary data that hold JSON or a text as those."""
    packed = event.get("data_base64") if isinstance(event, dict) else None
    if not (isinstance(event, dict) and isinstance(packed, str)):
        return event
    try:
        text = base64.b64decode(packed, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return event
    try:
        data: JsonValue = json.loads(text)
    except (ValueError, RecursionError):
        data = text
    return {name: value for name, value in event.items() if name != "data_base64"} | {"data": data}


SOURCE = Source(
    name="cloudevents",
    title="CloudEvents",
    wants=WANTS,
    settings={
        "cloudevents_secret": "Secret with which a sender of CloudEvents signs, or that it shows as a bearer token.",
        "cloudevents_secret_previous": "The secret before it, still accepted while you rotate.",
    },
    keeps={name: f"ce-{name}" for name in ("id", "source", "type", "subject", "time")},
    authenticate=authenticate,
    sign=signed,
    read=read,
    split=split,
    places=places_of(Event),
    admit=admit,
)
