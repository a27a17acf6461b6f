"""Findings of GuardDuty, as EventBridge passes them on. A finding keeps its id while its count grows.

The names of types: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html. Those of attack
sequences are [unchecked-M].
"""

from __future__ import annotations

import re

from pydantic import JsonValue

from breachbot.intake import allowed, tactics
from breachbot.intake.lenient import Id, Lenient, Many, Moment, Part, Text
from breachbot.intake.signal import Signal
from breachbot.intake.wording import hints
from breachbot.playbook.triage import FindingType, Severity


class Additional(Part):
    sample: Lenient[bool] = None


class Service(Part):
    additionalInfo: Lenient[Additional] = None
    archived: Lenient[bool] = None
    count: Id = None
    eventFirstSeen: Moment = None


class Named(Part):
    name: Text = None


class Instance(Part):
    instanceId: Text = None


class Database(Part):
    dbInstanceIdentifier: Text = None


class Resource(Part):
    s3BucketDetails: Many[Named] = None
    instanceDetails: Lenient[Instance] = None
    eksClusterDetails: Lenient[Named] = None
    rdsDbInstanceDetails: Lenient[Database] = None


class Finding(Part):
    id: Text = None
    type: Text = None
    title: Text = None
    description: Text = None
    severity: Lenient[float] = None
    service: Lenient[Service] = None
    resource: Lenient[Resource] = None
    createdAt: Moment = None
    accountId: Id = None
    region: Text = None


_WHOLE: dict[str, FindingType] = {
    "AttackSequence:S3/CompromisedData": "exfiltration",
    "AttackSequence:IAM/CompromisedCredentials": "account_takeover",
    "Policy:S3/BucketAnonymousAccessGranted": "public_access",
    "Policy:S3/BucketPublicAccessGranted": "public_access",
    "Policy:Kubernetes/ExposedDashboard": "public_access",
    "Policy:Kubernetes/AnonymousAccessGranted": "public_access",
    "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration": "account_takeover",
    "Object:S3/MaliciousFile": "malware",
}
"""By the type without what follows a dot or an exclamation mark."""
_PURPOSE: dict[str, FindingType] = {
    "UnauthorizedAccess": "unauthorised_access",
    "Policy": "misconfiguration",
    "Backdoor": "malware",
    "CryptoCurrency": "malware",
    "Execution": "malware",
    "Trojan": "malware",
}
"""By what stands before the colon, beside the tactics. Everything else is somebody who looks around or tries."""
_TRIED = ("BruteForce", "FailedLogin")
"""How the name of a type ends where nobody got in; what was guessed in the end is `SuccessfulBruteForce`."""


_REGION = re.compile(r"[a-z]{2}(?:-[a-z]{2,12}){1,3}-[0-9]")


def read(document: JsonValue) -> Signal | None:
    """The signal of one finding, or None if it has no id or type."""
    if not isinstance(document, dict):
        return None
    finding = Finding.model_validate(document)
    if not (finding.id and finding.type):
        return None
    service = finding.service or Service()
    severity = _severity(finding.severity)
    extra = service.additionalInfo
    return Signal(
        resource="guardduty",
        action="archived" if service.archived else "reported",
        series=allowed.lasting("guardduty", finding.id),
        what=allowed.readable(allowed.kind(finding.type)) or "finding of GuardDuty",
        type=_type(finding.type),
        severity=severity,
        nothing_new="a finding was archived, which does not say that no data leaked"
        if service.archived
        else None,
        project=_project(finding),
        level=severity,
        link=_link(finding.region),
        occurred_at=allowed.instant(service.eventFirstSeen) or allowed.instant(finding.createdAt),
        count_hint=allowed.count(service.count),
        sample=bool(extra and extra.sample),
        hints=hints((finding.title, finding.description)),
    )


def _type(name: str) -> FindingType:
    if known := _WHOLE.get(name.replace("!", ".").partition(".")[0]):
        return known
    if "Exfiltration" in name:
        return "exfiltration"
    if name.endswith(_TRIED) and "Successful" not in name:
        return "suspicious_access"
    purpose = name.partition(":")[0]
    return _PURPOSE.get(purpose) or tactics.about([purpose]) or "suspicious_access"


def _severity(number: float | None) -> Severity | None:
    """https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html"""
    grades: tuple[tuple[float, Severity], ...] = ((9, "critical"), (7, "high"), (4, "medium"), (1, "low"))
    return next((grade for least, grade in grades if number is not None and number >= least), None)


def _project(finding: Finding) -> str | None:
    """The resource by its name, else the account."""
    of = finding.resource or Resource()
    names = (
        *(one.name for one in of.s3BucketDetails or () if one),
        of.rdsDbInstanceDetails and of.rdsDbInstanceDetails.dbInstanceIdentifier,
        of.eksClusterDetails and of.eksClusterDetails.name,
        of.instanceDetails and of.instanceDetails.instanceId,
    )
    return allowed.readable(*(allowed.name(name or None) for name in names)) or allowed.identifier(
        finding.accountId
    )


def _link(region: str | None) -> str | None:
    """A finding names no address; the console of its region shows it."""
    known = region if region and _REGION.fullmatch(region) else None
    return f"https://{known}.console.aws.amazon.com/guardduty/home" if known else None
