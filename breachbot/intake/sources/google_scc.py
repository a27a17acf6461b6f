"""Google Security Command Center, through a push subscription of Pub/Sub.

Pub/Sub shows a token that Google signs (OpenID Connect, RS256): for our audience, in the name of a service account of
ours. Issuer, claims and the shape of a push are [unchecked-M].
https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import JsonValue

from breachbot.intake import allowed, tactics
from breachbot.intake.lenient import Lenient, Moment, Part, Text
from breachbot.intake.places import places_of
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.source import Document, Given, Read, Request, Source
from breachbot.intake.wording import hints
from breachbot.playbook.triage import FindingType

KEYS = "https://www.googleapis.com/oauth2/v3/certs"
"""Google's public keys for such tokens, as a JSON Web Key Set."""


class Properties(Part):
    SeverityLevel: Text = None
    ProjectId: Text = None
    Explanation: Text = None


class Finding(Part):
    name: Text = None
    category: Text = None
    findingClass: Text = None
    severity: Text = None
    state: Text = None
    mute: Text = None
    resourceName: Text = None
    externalUri: Text = None
    description: Text = None
    eventTime: Moment = None
    createTime: Moment = None
    sourceProperties: Lenient[Properties] = None


class Resource(Part):
    projectDisplayName: Text = None


class Body(Part):
    finding: Lenient[Finding] = None
    resource: Lenient[Resource] = None


_CLASSES: Mapping[str, FindingType] = {
    "THREAT": "suspicious_access",
    "VULNERABILITY": "vulnerability",
    "MISCONFIGURATION": "misconfiguration",
    "POSTURE_VIOLATION": "misconfiguration",
    "TOXIC_COMBINATION": "misconfiguration",
    "SENSITIVE_DATA_RISK": "sensitive_data",
}
_CATEGORIES: Sequence[tuple[str, FindingType]] = (
    ("EXFILTRATION", "exfiltration"),
    ("PUBLIC_IP_ADDRESS", "misconfiguration"),
    ("PUBLIC_", "public_access"),
    ("ACCOUNT_HAS_LEAKED_CREDENTIALS", "secret_exposed"),
    ("OPEN_", "misconfiguration"),
    ("MALWARE", "malware"),
)
"""By how a category begins; it goes before the class."""


def key(request: Request, given: Given) -> str | None:
    """The address of Google's keys, if those that are held do not have the one that the token names."""
    # Imported here and below: nobody who takes no alerts from Google should wait for it.
    from breachbot.intake.sources._google_token import lacks_its_key

    on = bool(given) and fault(given) is None
    return KEYS if on and lacks_its_key(request, request.keys.get(KEYS)) else None


def authenticate(request: Request, given: Given) -> bool:
    """A token of Google for our audience, in the name of our service account, that is valid now."""
    from breachbot.intake.sources._google_token import verified

    account, audience = given.get("google_scc_service_account"), given.get("google_scc_audience")
    if not (account and audience):
        return False
    return verified(request, request.keys.get(KEYS), account, audience)


def fault(given: Given) -> str | None:
    """Without an audience any token in the name of the account would do, whomever it was made for."""
    if not given.get("google_scc_audience"):
        return "BREACHBOT_GOOGLE_SCC_AUDIENCE is not set: set it to the audience of the push subscription."
    return None


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """Only Google can."""
    return []


def split(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """The notification inside a push; a body that is none is its own."""
    message = body.get("message") if isinstance(body, dict) else None
    packed = message.get("data") if isinstance(message, dict) else None
    if not isinstance(packed, str):
        return [body]
    try:
        inner: JsonValue = json.loads(base64.b64decode(packed, validate=True).decode("utf-8"))
    except (binascii.Error, ValueError, RecursionError):
        return [None]
    return [inner]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """One finding."""
    body = Body.model_validate(document)
    finding = body.finding
    if finding is None or not finding.name:
        return Unreadable("a push from Pub/Sub without a finding of Security Command Center")
    more = finding.sourceProperties or Properties()
    severity = allowed.severity(finding.severity) or allowed.severity(more.SeverityLevel)
    closed = finding.state == "INACTIVE" or finding.mute == "MUTED"
    return Signal(
        resource="finding",
        action="closed" if closed else "reported",
        series=allowed.lasting("finding", finding.name),
        what=allowed.readable(allowed.kind(finding.category), allowed.class_name(finding.category))
        or "finding",
        type=_type(finding),
        severity=severity,
        nothing_new="a finding was closed, which does not say that no data leaked" if closed else None,
        project=_project(finding, body.resource, more),
        level=severity,
        link=allowed.link(finding.externalUri),
        occurred_at=allowed.instant(finding.eventTime) or allowed.instant(finding.createTime),
        hints=hints((finding.category, finding.description, more.Explanation)),
    )


def _joined(category: str | None) -> str | None:
    """The name of a category without spaces, as in `Exfiltration:BigQuery-Data-Extraction`."""
    return category and category.replace(": ", ":").replace(" ", "-")


def _type(finding: Finding) -> FindingType:
    """A category names the public thing or begins with a tactic, as in `Credential Access: Secrets Accessed`."""
    category = (finding.category or "").upper()
    by_category = next((kind for begins, kind in _CATEGORIES if category.startswith(begins)), None)
    by_tactic = tactics.about([category.partition(":")[0]])
    return by_category or by_tactic or _CLASSES.get(finding.findingClass or "", "other")


def _project(finding: Finding, resource: Resource | None, more: Properties) -> str | None:
    """The project by its name, else the last part of the resource's, such as a bucket."""
    names = (
        more.ProjectId,
        resource.projectDisplayName if resource else None,
        (finding.resourceName or "").rpartition("/")[2] or None,
    )
    return allowed.readable(*map(allowed.name, names))


SOURCE = Source(
    name="google_scc",
    title="Google Security Command Center",
    wants="Push subscription, “Enable authentication”: the service account and the audience of the "
    "settings; Google signs (Authorization: Bearer)",
    settings={
        "google_scc_service_account": "E-mail address of the service account in whose name Pub/Sub pushes findings.",
        "google_scc_audience": "Audience of the push subscription, such as the address of the hook.",
    },
    keeps={},
    authenticate=authenticate,
    sign=signed,
    read=read,
    split=split,
    places=places_of(Body),
    key=key,
    fault=fault,
)
