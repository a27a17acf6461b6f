"""Amazon Web Services, through SNS topics: findings of GuardDuty, Security Hub and Macie, and alarms of CloudWatch.

SNS signs with a key of its own, version 1 with SHA-1 and version 2 with SHA-256, and names the address of the
certificate. A topic must be one of ours before anything else is looked at; the certificate and the confirmation of a
subscription are at hosts of SNS alone. The signature does not depend on a secret of ours: anybody can make SNS sign,
but only for topics of their own.
https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html

The fields that a confirmation signs are [unchecked-M].
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode

from pydantic import JsonValue

from breachbot.intake import allowed
from breachbot.intake.lenient import Id, Moment, Part, Text
from breachbot.intake.passing import Passing
from breachbot.intake.places import BODY, Place
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import Document, Given, Manners, Read, Request, Source
from breachbot.intake.sources import _aws_guardduty, _aws_macie, _aws_securityhub
from breachbot.intake.wording import hints

_TOPIC = re.compile(
    r"arn:(?P<partition>aws(?:-cn|-us-gov)?):sns:(?P<region>[a-z]{2}(?:-[a-z]+)+-[0-9]):[0-9]{12}:[A-Za-z0-9_.-]{1,256}"
)
_CERTIFICATE = re.compile(
    r"https://sns\.[a-z]{2}(?:-[a-z]+)+-[0-9]\.amazonaws\.com(?:\.cn)?/SimpleNotificationService-[0-9a-f]{8,64}\.pem"
)
_CONFIRMATIONS = frozenset({"SubscriptionConfirmation", "UnsubscribeConfirmation"})
_SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    **dict.fromkeys(
        _CONFIRMATIONS,
        ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
    ),
}
_FINDINGS: Mapping[str, Callable[[JsonValue], Signal | None]] = {
    "GuardDuty Finding": _aws_guardduty.read,
    "Macie Finding": _aws_macie.read,
    "Security Hub Findings - Imported": _aws_securityhub.read,
    "Security Hub Findings - Custom Action": _aws_securityhub.read,
}


class Alarm(Part):
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html"""

    AlarmName: Text = None
    AlarmArn: Text = None
    AlarmDescription: Text = None
    AWSAccountId: Id = None
    NewStateValue: Text = None
    NewStateReason: Text = None
    StateChangeTime: Moment = None
    Region: Text = None


def key(request: Request, given: Given) -> str | None:
    """The address of the certificate, unless the topic is not ours, the address is none of SNS, or it is held."""
    message = _ours(request, given)
    address = message.get("SigningCertURL", "")
    return address if _CERTIFICATE.fullmatch(address) and address not in request.keys else None


def authenticate(request: Request, given: Given) -> bool:
    """Signed by SNS, for one of our topics, with a certificate that is valid now."""
    message = _ours(request, given)
    pem = request.keys.get(message.get("SigningCertURL", ""))
    if pem is None:
        return False
    # Imported here: nobody who takes no alerts from Amazon should wait for it.
    from breachbot.intake.sources._aws_signature import verified

    try:
        signature = base64.b64decode(message.get("Signature", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    return verified(_to_sign(message), signature, message.get("SignatureVersion"), pem, request.at)


def confirm(request: Request, given: Given) -> str | None:
    """The address that begins the subscription of one of our topics: put together from what was signed, not taken."""
    message = _ours(request, given)
    topic = _TOPIC.fullmatch(message.get("TopicArn", ""))
    if message.get("Type") != "SubscriptionConfirmation" or not topic:
        return None
    end = ".cn" if topic["partition"] == "aws-cn" else ""
    asked = {"Action": "ConfirmSubscription", "TopicArn": topic[0], "Token": message.get("Token", "")}
    return f"https://sns.{topic['region']}.amazonaws.com{end}/?{urlencode(asked)}"


def fault(given: Given) -> str | None:
    """A topic that is none."""
    if all(_TOPIC.fullmatch(one) for one in _topics(given)):
        return None
    return "BREACHBOT_AWS_TOPICS: each is an ARN such as arn:aws:sns:eu-west-1:123456789012:alerts."


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """Only SNS can."""
    return []


def split(body: JsonValue, headers: Mapping[str, str]) -> Sequence[JsonValue]:
    """What the message of SNS holds; each finding of Security Hub as an event of its own."""
    event = _inner(body)
    detail = event.get("detail") if isinstance(event, dict) else None
    findings = detail.get("findings") if isinstance(detail, dict) else None
    if not (isinstance(event, dict) and isinstance(findings, list)):
        return [event]
    return [{"detail-type": event.get("detail-type"), "detail": one} for one in findings]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """One finding or alarm; whatever else comes from a topic of ours is shown, since it was sent to us as an alert."""
    kind, what = document.get("detail-type"), document.get("Type")
    if what == "SubscriptionConfirmation":
        return NotASignal("subscription", "confirmed", "breachbot confirmed the subscription of an SNS topic")
    if what == "UnsubscribeConfirmation":
        return Unreadable("the subscription of an SNS topic was ended, and no alerts come from it any more")
    if isinstance(kind, str) and kind in _FINDINGS:
        return _FINDINGS[kind](document.get("detail")) or Unreadable(f"a {kind} without an id or a type")
    if "AlarmName" in document:
        return _alarm(Alarm.model_validate(document))
    return Unreadable("an SNS topic passed on something that is no finding and no alarm")


def _alarm(alarm: Alarm) -> Read:
    if not alarm.AlarmName:
        return Unreadable("an alarm of CloudWatch without a name")
    back = alarm.NewStateValue == "OK"
    identity = (alarm.AlarmArn,) if alarm.AlarmArn else (alarm.AWSAccountId, alarm.Region, alarm.AlarmName)
    return Signal(
        resource="alarm",
        action=allowed.word((alarm.NewStateValue or "").lower(), ("alarm", "ok", "insufficient_data")),
        series=allowed.lasting("alarm", *identity),
        what=allowed.readable(allowed.kind(alarm.AlarmName)) or "alarm of CloudWatch",
        type="metric",
        nothing_new="an alarm is back to normal, which does not say that no data leaked" if back else None,
        project=allowed.identifier(alarm.AWSAccountId),
        occurred_at=allowed.instant(alarm.StateChangeTime),
        hints=hints((alarm.AlarmName, alarm.AlarmDescription, alarm.NewStateReason)),
    )


def _ours(request: Request, given: Given) -> dict[str, str]:
    """The texts of an envelope from one of our topics; empty if it is none. A header names the topic as well, so that
    what strangers send is not even parsed."""
    topics = _topics(given)
    if request.headers.get("x-amz-sns-topic-arn") not in topics or isinstance(request.body, Passing):
        return {}  # SNS itself sends nothing that is too large to be kept
    try:
        message = json.loads(request.body.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    texts = (
        {name: value for name, value in message.items() if isinstance(value, str)}
        if isinstance(message, dict)
        else {}
    )
    return texts if texts.get("TopicArn") in topics else {}


def _to_sign(message: Mapping[str, str]) -> bytes:
    """Names and values in the order of the alphabet, each on a line; a subject only if there is one."""
    names = _SIGNED.get(message.get("Type", ""), ())
    lines = (f"{name}\n{message[name]}\n" for name in names if name in message)
    return "".join(lines).encode("utf-8", "surrogatepass")


def _topics(given: Given) -> frozenset[str]:
    topics = (one.strip() for one in given.get("aws_topics", "").split(","))
    return frozenset(one for one in topics if one)


def _inner(body: JsonValue) -> JsonValue:
    """The JSON that a notification carries as a text; a body that is no notification is its own."""
    if not (isinstance(body, dict) and body.get("Type") == "Notification"):
        return body
    text = body.get("Message")
    try:
        inner = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return body
    return inner if isinstance(inner, dict) else body


SOURCE = Source(
    name="aws",
    title="Amazon Web Services",
    wants="nothing: Amazon signs with its own key; subscribe the hook to a topic of the setting, "
    "without raw message delivery",
    settings={
        "aws_topics": "ARNs of the SNS topics whose messages are taken, separated by commas; no other topic is."
    },
    keeps={},
    authenticate=authenticate,
    sign=signed,
    read=read,
    split=split,
    places=Place(BODY).grow(
        ("detail.title", "detail.description", "detail.resource", "AlarmDescription", "Message")
    ),
    key=key,
    confirm=confirm,
    fault=fault,
    manners=Manners(again="for_a_while"),
)
