"""Findings of Security Hub, as EventBridge passes them on: a list, each of whatever product found it.

https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
"""

from __future__ import annotations

from pydantic import JsonValue

from breachbot.intake import allowed, tactics
from breachbot.intake.lenient import Id as Number
from breachbot.intake.lenient import Lenient, Many, Moment, Part, Text
from breachbot.intake.signal import Signal
from breachbot.intake.wording import hints
from breachbot.playbook.triage import FindingType, Severity


class Graded(Part):
    Label: Text = None
    Normalized: Lenient[float] = None


class Status(Part):
    Status: Text = None


class Resource(Part):
    Id: Text = None


class Finding(Part):
    """A field must not have the name of its type: the type would be looked up as the field."""

    Id: Text = None
    Title: Text = None
    Description: Text = None
    Types: Many[str] = None
    Severity: Lenient[Graded] = None
    Workflow: Lenient[Status] = None
    Compliance: Lenient[Status] = None
    Resources: Many[Resource] = None
    RecordState: Text = None
    AwsAccountId: Number = None
    SourceUrl: Text = None
    FirstObservedAt: Moment = None
    CreatedAt: Moment = None


_TYPES: tuple[tuple[str, FindingType], ...] = (
    ("Effects/Data Exfiltration", "exfiltration"),
    ("Effects/Data Exposure", "public_access"),
    ("Sensitive Data Identifications", "sensitive_data"),
    ("TTPs/Initial Access/Trojan", "malware"),
    ("TTPs", "suspicious_access"),
    ("Unusual Behaviors", "suspicious_access"),
    ("Software and Configuration Checks/Vulnerabilities", "vulnerability"),
    ("Software and Configuration Checks", "misconfiguration"),
)
"""By how a type begins; the gravest that a finding has goes first."""
_DONE = frozenset({"ARCHIVED", "RESOLVED", "SUPPRESSED", "PASSED"})
"""What a team or a check says when nothing is left to do."""


def read(document: JsonValue) -> Signal | None:
    """The signal of one finding, or None if it has no id."""
    if not isinstance(document, dict):
        return None
    finding = Finding.model_validate(document)
    if not finding.Id:
        return None
    severity = _severity(finding.Severity or Graded())
    done = bool(_DONE & _states(finding))
    return Signal(
        resource="securityhub",
        action="closed" if done else "reported",
        series=allowed.lasting("securityhub", finding.Id),
        what=_what(finding),
        type=_type(finding),
        severity=severity,
        nothing_new="a finding was closed, which does not say that no data leaked" if done else None,
        project=_project(finding),
        level=severity,
        link=allowed.link(finding.SourceUrl),
        occurred_at=allowed.instant(finding.FirstObservedAt) or allowed.instant(finding.CreatedAt),
        hints=hints((finding.Title, finding.Description, *(finding.Types or ()))),
    )


def _states(finding: Finding) -> set[str]:
    parts = (finding.Workflow, finding.Compliance)
    return {finding.RecordState or "", *(part.Status or "" for part in parts if part)}


def _type(finding: Finding) -> FindingType:
    """By its types, of which those on tactics say the tactic in their second part."""
    names = [name for name in finding.Types or () if name]
    by_name = next((kind for begins, kind in _TYPES if any(name.startswith(begins) for name in names)), None)
    if by_name in ("malware", "suspicious_access"):
        return tactics.about(name.split("/")[1] for name in names if name.startswith("TTPs/")) or by_name
    return by_name or "other"


def _what(finding: Finding) -> str:
    """The last part of a type that may be shown, as in `…/UnauthorizedAccess:IAMUser-ConsoleLogin`."""
    parts = (name.rpartition("/")[2].replace(" ", "-") for name in finding.Types or () if name)
    return allowed.readable(*map(allowed.kind, parts)) or "finding of Security Hub"


def _severity(severity: Graded) -> Severity | None:
    if severity.Label or severity.Normalized is None:
        return allowed.severity(severity.Label)
    grades: tuple[tuple[float, Severity], ...] = (
        (90, "critical"),
        (70, "high"),
        (40, "medium"),
        (1, "low"),
        (0, "info"),
    )
    return next((grade for least, grade in grades if severity.Normalized >= least), None)


def _project(finding: Finding) -> str | None:
    """The last part of a resource's ARN, such as the name of a bucket, else the account."""
    names = (
        one.Id.rpartition(":")[2].rpartition("/")[2] for one in finding.Resources or () if one and one.Id
    )
    return allowed.readable(*map(allowed.name, names)) or allowed.identifier(finding.AwsAccountId)
