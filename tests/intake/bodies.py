"""Bodies as Sentry writes them, and a keyed digest."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any

from breachbot.configured.places import bundled
from breachbot.intake.reading import read as read_from
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import Finding, Signal, Verdict
from breachbot.intake.source import Read
from breachbot.intake.triage import triage
from breachbot.settings import with_tables
from breachbot.store.playbooks import TRIAGE, load_triage

RULES = load_triage(bundled("playbooks") / TRIAGE)
TABLES = with_tables(bundled("playbooks")).tables
"""The sources that are data, as they come along."""
EVERY = {**SOURCES, **TABLES}


def digest(text: str) -> str:
    return hmac.digest(b"a key of the tests", text.encode(), "sha256").hex()


def read(resource: str | None, body: bytes) -> Read:
    """What Sentry's delivery with this header says."""
    (seen,) = read_from("sentry", {"resource": resource} if resource is not None else {}, body, digest)
    return seen


def event(**fields: Any) -> dict[str, Any]:
    """An ordinary error: a user, an address, nothing else of a person."""
    ordinary = {
        "event_id": "599349254a1447a99774b5310711c1a8",
        "issue_id": "1170820242",
        "project": 4501,
        "url": "https://sentry.example.com/api/0/projects/example/shop-api/events/599349254a1447a99774b5310711c1a8/",
        "web_url": "https://sentry.example.com/organizations/example/issues/1170820242/events/599349254a/?referrer=x",
        "level": "error",
        "title": "ValueError: not a number",
        "datetime": "2026-11-24T09:13:00.000000Z",
        "exception": {
            "values": [{"type": "KeyError", "value": "size"}, {"type": "ValueError", "value": "not a number"}]
        },
        "user": {"id": "1044", "ip_address": "198.51.100.23", "email": "ann@example.com", "username": "ann"},
        "tags": [["environment", "production"], ["user", "id:1044"]],
    }
    return ordinary | fields


def alert(data: Mapping[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """A whole `event_alert` about `event(**fields)`."""
    return {
        "action": "triggered",
        "installation": {"uuid": "0d5f1c9e-6a53-4f0e-9f6b-2f6f6f2f7c11"},
        "data": {"event": event(**fields), "triggered_rule": "Everything new", **(data or {})},
        "actor": {"type": "application", "id": "sentry", "name": "Sentry"},
    }


def issue(action: str = "created", **fields: Any) -> dict[str, Any]:
    known = {
        "id": "1170820242",
        "title": "ValueError: not a number",
        "metadata": {"type": "ValueError"},
        "count": "7",
    }
    project = {"id": "4501", "slug": "shop-api", "name": "Shop API"}
    return {"action": action, "data": {"issue": known | {"project": project} | fields}}


def metric(name: str, action: str = "critical", **fields: Any) -> dict[str, Any]:
    rule = {"id": 456, "name": name, "environment": "production"}
    known = {"id": "789", "title": "artistic-peccary", "projects": ["shop-api"], "alert_rule": rule}
    return {
        "action": action,
        "data": {"metric_alert": known | fields, "web_url": "https://sentry.example.com/a/9/"},
    }


def signal_of(body: Mapping[str, Any], resource: str | None = "event_alert") -> Signal:
    """The signal in a body that holds one."""
    read_as = read(resource, json.dumps(body).encode())
    assert isinstance(read_as, Signal), read_as
    return read_as


def verdict_on(body: Mapping[str, Any], resource: str | None = "event_alert") -> Verdict:
    return triage("sentry", signal_of(body, resource), RULES)


def kinds_in(found: tuple[Finding, ...], where: str) -> set[str]:
    return {finding.kind for finding in found if finding.where == where}
