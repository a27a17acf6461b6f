"""Findings of Macie, as EventBridge passes them on: which kinds of personal data lie in a bucket, and who can reach it.

https://docs.aws.amazon.com/macie/latest/user/findings-publish-event-schemas.html. The names of detections, and
`sample`, are [unchecked-M].
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from breachbot.intake import allowed
from breachbot.intake.lenient import Id, Lenient, Many, Moment, Part, Text
from breachbot.intake.signal import Finding as Found
from breachbot.intake.signal import Kind, Signal
from breachbot.intake.wording import hints
from breachbot.playbook.triage import FindingType


class Severity(Part):
    description: Text = None


class Bucket(Part):
    name: Text = None


class Affected(Part):
    s3Bucket: Lenient[Bucket] = None


class Detection(Part):
    type: Text = None
    count: Id = None


class SensitiveData(Part):
    category: Text = None
    detections: Many[Detection] = None


class Result(Part):
    sensitiveData: Many[SensitiveData] = None


class Classification(Part):
    result: Lenient[Result] = None


class Finding(Part):
    id: Text = None
    type: Text = None
    title: Text = None
    description: Text = None
    severity: Lenient[Severity] = None
    resourcesAffected: Lenient[Affected] = None
    classificationDetails: Lenient[Classification] = None
    archived: Lenient[bool] = None
    sample: Lenient[bool] = None
    count: Id = None
    createdAt: Moment = None
    accountId: Id = None


_PUBLIC = (
    "S3BucketPublic",
    "S3BucketSharedExternally",
    "S3BucketReplicatedExternally",
    "S3BucketSharedWithCloudFront",
)
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("CREDIT_CARD", "payment_card"),
    ("BANK_ACCOUNT", "iban"),
    ("DATE_OF_BIRTH", "date_of_birth"),
    ("EMAIL", "email"),
    ("PHONE", "phone"),
    ("ADDRESS", "postal_address"),
    ("LATITUDE_LONGITUDE", "location"),
    ("PASSPORT", "national_id"),
    ("SOCIAL_SECURITY", "national_id"),
    ("NATIONAL_IDENTIFICATION", "national_id"),
    ("TAX_IDENTIFICATION", "national_id"),
    ("DRIVERS_LICENSE", "national_id"),
    ("HEALTH", "special_category"),
    ("MEDICAL", "special_category"),
    ("AWS_CREDENTIALS", "credential"),
    ("PRIVATE_KEY", "credential"),
    ("NAME", "name"),
)
"""By a word in the name of a detection; the first that is in it counts."""


def read(document: JsonValue) -> Signal | None:
    """The signal of one finding, or None if it has no id or type."""
    if not isinstance(document, dict):
        return None
    finding = Finding.model_validate(document)
    if not (finding.id and finding.type):
        return None
    severity = allowed.severity(finding.severity.description if finding.severity else None)
    bucket = finding.resourcesAffected.s3Bucket if finding.resourcesAffected else None
    return Signal(
        resource="macie",
        action="archived" if finding.archived else "reported",
        series=allowed.lasting("macie", finding.id),
        what=allowed.readable(allowed.kind(finding.type)) or "finding of Macie",
        type=_type(finding.type),
        severity=severity,
        nothing_new="a finding was archived, which does not say that no data leaked"
        if finding.archived
        else None,
        project=(allowed.name(bucket.name) if bucket else None) or allowed.identifier(finding.accountId),
        level=severity,
        occurred_at=allowed.instant(finding.createdAt),
        count_hint=allowed.count(finding.count),
        sample=bool(finding.sample),
        hints=hints((finding.title, finding.description)),
        reported=() if finding.sample else tuple(_reported(finding)),
    )


def _type(name: str) -> FindingType:
    if name.startswith("SensitiveData:"):
        return "sensitive_data"
    return "public_access" if name.endswith(_PUBLIC) else "misconfiguration"


def _reported(finding: Finding) -> Iterator[Found]:
    """The kinds that Macie itself says it found, each with how often; a kind that we have no word for is left out."""
    counts: dict[Kind, int] = {}
    result = finding.classificationDetails.result if finding.classificationDetails else None
    for data in (result.sensitiveData if result else None) or ():
        for one in (data.detections if data else None) or ():
            kind = next((kind for word, kind in _KINDS if one and word in (one.type or "").upper()), None)
            if one and kind:
                counts[kind] = counts.get(kind, 0) + (allowed.count(one.count) or 1)
    yield from (Found(kind, "the bucket", times) for kind, times in counts.items())
