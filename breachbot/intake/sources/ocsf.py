"""OCSF findings, from whatever sends them over HTTP. One body is a finding or a list of them.

The schema says nothing of the way: the sender signs with a secret of ours, or shows it as a token. The class is known
by its number, since its name is written in several ways. `time` is in milliseconds. What the classes after 2005 hold
[unchecked-M].
https://schema.ocsf.io/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import JsonValue

from breachbot.intake import allowed, tactics
from breachbot.intake.lenient import Id, Lenient, Many, Moment, Part, Text
from breachbot.intake.places import places_of
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.signature import WANTS, signed_or_bearing, signing
from breachbot.intake.source import Document, Given, Read, Request, Source
from breachbot.intake.wording import hints
from breachbot.playbook.triage import FindingType, Severity


class Named(Part):
    uid: Id = None
    name: Text = None


class Attack(Part):
    tactic: Lenient[Named] = None


class Product(Part):
    name: Text = None


class Metadata(Part):
    uid: Id = None
    event_code: Text = None
    product: Lenient[Product] = None


class FindingInfo(Part):
    uid: Id = None
    title: Text = None
    desc: Text = None
    types: Many[str] = None
    analytic: Lenient[Named] = None
    src_url: Text = None


class Resource(Part):
    uid: Id = None
    name: Text = None
    type: Text = None


class Account(Part):
    uid: Id = None


class Cloud(Part):
    account: Lenient[Account] = None


class Body(Part):
    class_uid: Lenient[int] = None
    activity_id: Lenient[int] = None
    status_id: Lenient[int] = None
    status_code: Text = None
    severity_id: Lenient[int] = None
    severity: Text = None
    metadata: Lenient[Metadata] = None
    finding_info: Lenient[FindingInfo] = None
    finding: Lenient[FindingInfo] = None
    resources: Many[Resource] = None
    cloud: Lenient[Cloud] = None
    attacks: Many[Attack] = None
    malware: Many[Part] = None
    message: Text = None
    time: Moment = None
    time_dt: Moment = None
    event_time: Moment = None


_CLASSES: dict[int, tuple[str, FindingType]] = {
    2001: ("security finding", "other"),
    2002: ("vulnerability finding", "vulnerability"),
    2003: ("compliance finding", "misconfiguration"),
    2004: ("detection finding", "suspicious_access"),
    2005: ("incident finding", "other"),
    2006: ("data security finding", "sensitive_data"),
    2007: ("application security posture finding", "vulnerability"),
    2008: ("IAM analysis finding", "misconfiguration"),
}
_SEVERITIES: dict[int, Severity] = {1: "info", 2: "low", 3: "medium", 4: "high", 5: "critical", 6: "critical"}
_CHECKED = frozenset({"PASS", "FAIL", "MANUAL", "MUTED"})
"""How a scanner of configurations says what a check came to; it saw no access."""
_CLOSE, _RESOLVED = 3, 4


def authenticate(request: Request, given: Given) -> bool:
    """Signed with the current secret or the one before it, or showing one of them."""
    return signed_or_bearing(request, given.values())


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As we ask senders to sign."""
    return [signing(body, secret) for secret in given.values()]


def split(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """Each finding."""
    return body if isinstance(body, list) else [body]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """One finding; an event of any other class is shown, since we were sent it as an alert."""
    body = Body.model_validate(document)
    if body.class_uid not in _CLASSES:
        return Unreadable("an OCSF event that is not one of the findings, classes 2001 to 2008")
    title, usual = _CLASSES[body.class_uid]
    info, meta = body.finding_info or body.finding or FindingInfo(), body.metadata or Metadata()
    severity = _SEVERITIES.get(body.severity_id or 0) or allowed.severity(body.severity)
    closed = body.activity_id == _CLOSE or body.status_id == _RESOLVED
    return Signal(
        resource="finding",
        action="closed" if closed else "reported",
        series=allowed.lasting("finding", info.uid) or allowed.lasting("event", meta.uid),
        what=allowed.readable(allowed.class_name(meta.event_code), _named(info.analytic)) or title,
        type=_type(body, usual),
        severity=severity,
        nothing_new="a finding was closed, which does not say that no data leaked" if closed else None,
        project=_project(body),
        level=severity,
        link=allowed.link(info.src_url),
        occurred_at=_time(body),
        hints=hints((info.title, info.desc, body.message, *(info.types or ()))),
    )


def _time(body: Body) -> datetime | None:
    """The last is how an older scanner writes it."""
    known = (allowed.milliseconds(body.time), allowed.instant(body.time_dt), allowed.instant(body.event_time))
    return next(filter(None, known), None)


def _type(body: Body, usual: FindingType) -> FindingType:
    """What a detection is about: what it says that it saw goes before what its class says."""
    named = [attack.tactic for attack in body.attacks or () if attack and attack.tactic]
    by_tactic = tactics.about(word for one in named for word in (str(one.uid), one.name))
    if by_tactic == "exfiltration" or body.class_uid != 2004:
        return by_tactic if by_tactic == "exfiltration" else usual
    if body.malware:
        return "malware"
    return "misconfiguration" if body.status_code in _CHECKED else by_tactic or usual


def _project(body: Body) -> str | None:
    """The resource by its name, else the account."""
    names = (allowed.name(one.name) for one in body.resources or () if one)
    account = body.cloud.account if body.cloud else None
    return allowed.readable(*names, allowed.identifier(account.uid) if account else None)


def _named(analytic: Named | None) -> str | None:
    return allowed.class_name(analytic.name) if analytic else None


SOURCE = Source(
    name="ocsf",
    title="OCSF",
    wants=WANTS,
    settings={
        "ocsf_secret": "Secret with which a sender of OCSF findings signs, or that it shows as a bearer token.",
        "ocsf_secret_previous": "The secret before it, still accepted while you rotate.",
    },
    keeps={},
    authenticate=authenticate,
    sign=signed,
    read=read,
    split=split,
    places=places_of(Body),
    ordinary=frozenset({"resources", "resources.name", "resources.uid", "metadata", "cloud"}),
)
