"""Okta, through an event hook. One body holds many events of the system log.

It signs nothing, and shows a secret of ours in `Authorization`. Before it sends anything, it asks once by GET with a
challenge, which has to come back. It tries a delivery again once at most. Which of its events say what is a table
here; the names are those of its system log, and how often each is a false alarm [unchecked-M].
https://developer.okta.com/docs/concepts/event-hooks/
https://developer.okta.com/docs/reference/api/event-types/
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pydantic import JsonValue

from breachbot.intake import allowed
from breachbot.intake.lenient import Id, Lenient, Many, Moment, Part, Text
from breachbot.intake.places import places_of
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.signature import same
from breachbot.intake.source import Document, Given, Manners, Read, Request, Source
from breachbot.intake.wording import hints
from breachbot.playbook.triage import FindingType, Severity

SECRET = "authorization"  # noqa: S105
CHALLENGE = "x-okta-verification-challenge"
_CHALLENGE = re.compile(r"[A-Za-z0-9._~+/=-]{1,200}")
_SESSION = "externalSessionId"
"""Okta's own name for a session, which opens nothing; by its looks it would count as a credential."""

_MEANS: dict[str, tuple[FindingType, Severity]] = {
    "user.account.report_suspicious_activity_by_enduser": ("account_takeover", "high"),
    "security.breached_credential.detected": ("secret_exposed", "high"),
    "security.attack.start": ("suspicious_access", "high"),
    "security.session.detect_client_roaming": ("suspicious_access", "high"),
    "user.mfa.attempt_bypass": ("suspicious_access", "high"),
    "app.oauth2.token.detect_reuse": ("suspicious_access", "high"),
    "app.oauth2.as.token.detect_reuse": ("suspicious_access", "high"),
    "security.threat.detected": ("suspicious_access", "medium"),
    "user.risk.detect": ("suspicious_access", "medium"),
    "user.risk.change": ("suspicious_access", "medium"),
    "user.session.context.change": ("suspicious_access", "medium"),
    "user.session.impersonation.grant": ("unauthorised_access", "medium"),
    "user.session.impersonation.initiate": ("unauthorised_access", "medium"),
    "user.mfa.okta_verify.deny_push": ("suspicious_access", "medium"),
    "user.mfa.factor.deactivate": ("suspicious_access", "low"),
    "user.mfa.factor.reset_all": ("suspicious_access", "medium"),
    "user.account.lock": ("suspicious_access", "low"),
    "user.account.privilege.grant": ("misconfiguration", "medium"),
    "group.privilege.grant": ("misconfiguration", "medium"),
    "system.api_token.create": ("misconfiguration", "medium"),
    "policy.lifecycle.deactivate": ("misconfiguration", "medium"),
    "policy.lifecycle.delete": ("misconfiguration", "medium"),
    "policy.lifecycle.update": ("misconfiguration", "low"),
    "policy.rule.deactivate": ("misconfiguration", "medium"),
    "policy.rule.delete": ("misconfiguration", "medium"),
    "policy.rule.update": ("misconfiguration", "low"),
    "zone.deactivate": ("misconfiguration", "medium"),
    "zone.delete": ("misconfiguration", "medium"),
}
"""What an event is about, and how grave it is if nothing in it says more."""
_QUIET = {
    "security.attack.end": "Okta no longer sees the attack, which does not say that nobody came in",
    "user.account.unlock": "an account was unlocked, which does not say that nobody else used it",
    "user.account.unlock_by_admin": "an account was unlocked, which does not say that nobody else used it",
}
_ENTRY = ("user.session.", "user.authentication.", "app.")
"""Events of these names are accesses: a threat that Okta sees in one makes it suspicious."""
_GRADES: dict[str, Severity] = {"ERROR": "high", "WARN": "medium", "INFO": "info", "DEBUG": "info"}


class Entity(Part):
    id: Id = None
    type: Text = None
    alternateId: Text = None
    displayName: Text = None


class Outcome(Part):
    result: Text = None
    reason: Text = None


class Debug(Part):
    threatSuspected: Any = None
    risk: Any = None
    riskLevel: Any = None


class Context(Part):
    debugData: Lenient[Debug] = None


class Event(Part):
    uuid: Id = None
    published: Moment = None
    eventType: Text = None
    displayMessage: Text = None
    severity: Text = None
    actor: Lenient[Entity] = None
    target: Many[Entity] = None
    outcome: Lenient[Outcome] = None
    debugContext: Lenient[Context] = None
    client: Any = None
    request: Any = None
    authenticationContext: Any = None
    securityContext: Any = None
    transaction: Any = None
    organisation: Text = None


def authenticate(request: Request, given: Given) -> bool:
    """The secret of the settings, or the one before it, as the whole header."""
    return same(request.headers.get(SECRET), given.values())


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As Okta sends it."""
    return [{SECRET: secret} for secret in given.values()]


def greet(request: Request, given: Given) -> bytes | None:
    """The challenge with which Okta asks once whether the hook is ours; nothing else comes back."""
    challenge = request.headers.get(CHALLENGE, "")
    known = any(given.values()) and _CHALLENGE.fullmatch(challenge)
    return json.dumps({"verification": challenge}).encode() if known else None


def split(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """The events of a delivery, each with the organisation and without the name of its session."""
    data = body.get("data") if isinstance(body, dict) else None
    events = data.get("events") if isinstance(data, dict) else None
    if not isinstance(body, dict) or not isinstance(events, list):
        return [None]
    return [
        _without_session(event) | {"organisation": body.get("source")} if isinstance(event, dict) else event
        for event in events
    ]


def _without_session(event: dict[str, JsonValue]) -> dict[str, JsonValue]:
    context = event.get("authenticationContext")
    if not isinstance(context, dict):
        return event
    kept = {name: value for name, value in context.items() if name != _SESSION}
    return event | {"authenticationContext": kept}


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """One event of the system log."""
    event = Event.model_validate(document)
    name = allowed.kind(event.eventType)
    if allowed.readable(name) is None:
        return Unreadable("an event of Okta without the name of its kind")
    about, severity = _weighed(event)
    return Signal(
        resource="event",
        action=_result(event).lower() or "unknown",
        series=_series(event),
        what=name or "event",
        type=about,
        severity=severity,
        nothing_new=_QUIET.get(event.eventType or ""),
        project=_host(event.organisation),
        level=severity,
        occurred_at=allowed.instant(event.published),
        hints=hints((event.displayMessage, event.outcome.reason if event.outcome else None)),
    )


def _weighed(event: Event) -> tuple[FindingType, Severity]:
    """By the table; a threat that Okta sees itself makes it graver, and more so if the access succeeded."""
    name = event.eventType or ""
    known = _MEANS.get(name)
    about, severity = known or ("other", _GRADES.get(event.severity or "", "info"))
    if not _threat(event) or (known is None and not name.startswith(_ENTRY)):
        return about, severity
    blocked = _result(event) in ("FAILURE", "DENY")
    if about == "other":
        about, severity = "suspicious_access", "medium"
    return about, severity if blocked or severity == "critical" else "high"


def _threat(event: Event) -> bool:
    """Okta writes these as texts, and the risk also as an object or as `{reasons=…, level=HIGH}`."""
    debug = (event.debugContext or Context()).debugData or Debug()
    risk = repr((debug.risk, debug.riskLevel))[:1000]
    return debug.threatSuspected in (True, "true") or re.search(r"\bHIGH\b", risk) is not None


def _result(event: Event) -> str:
    told = event.outcome.result if event.outcome else None
    return told if told in ("SUCCESS", "FAILURE", "ALLOW", "DENY", "CHALLENGE", "SKIPPED") else ""


def _series(event: Event) -> str:
    """The same kind of event about the same people on one day; without people, the event by itself."""
    people = [one.id for one in (event.actor, *(event.target or ())) if one and one.id]
    day = allowed.instant(event.published)
    if not people or day is None:
        return allowed.lasting("event", event.uuid)
    return allowed.lasting(
        "event", event.eventType, people[0], people[1] if len(people) > 1 else "-", f"{day:%Y-%m-%d}"
    )


def _host(address: str | None) -> str | None:
    try:
        return allowed.name(urlsplit(address or "").hostname)
    except ValueError:
        return None


SOURCE = Source(
    name="okta",
    title="Okta",
    wants="Event hook, “Authentication field”: Authorization; “Authentication secret”: the secret "
    "alone, without Bearer",
    settings={
        "okta_secret": "Authentication secret of the event hook in Okta: the whole value of its Authorization header.",
        "okta_secret_previous": "The secret before it, still accepted while you rotate.",
    },
    keeps={},
    authenticate=authenticate,
    sign=signed,
    read=read,
    split=split,
    greet=greet,
    places=places_of(Event),
    ordinary=frozenset(
        {
            *("actor", "actor.id", "actor.type", "actor.alternateId", "actor.displayName"),
            *("target", "target.id", "target.type", "target.alternateId", "target.displayName"),
            *("client", "request", "authenticationContext", "securityContext", "transaction"),
            *("debugContext", "debugContext.debugData"),
        }
    ),
    manners=Manners(waits=3.0, again="once"),
)
