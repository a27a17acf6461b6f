"""Amazon: who may deliver in the name of a topic, which address may be asked, and what a finding says."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import Request
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest
from tests.intake.certificates import NOW, STRANGER, certificate, sns

FOLDER = Path(__file__).parent / "samples"
AWS = SOURCES["aws"]
SAMPLE = json.loads((FOLDER / "aws.json").read_text())
CONFIRMATION = json.loads((FOLDER / "aws-confirmation.json").read_text())
TOPIC, ADDRESS = SAMPLE["TopicArn"], SAMPLE["SigningCertURL"]
OURS = {"aws_topics": f"arn:aws:sns:eu-west-1:210987654321:other, {TOPIC}"}
PEM = certificate()


def request(message: Any, keys: dict[str, bytes] | None = None, topic: str = TOPIC) -> Request:
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return Request({"x-amz-sns-topic-arn": topic}, body, NOW, {ADDRESS: PEM} if keys is None else keys)


def taken(message: Any, given: dict[str, str] = OURS, **more: Any) -> bool:
    return AWS.authenticate(request(message, **more), given)


def read_all(name: str, **detail: Any) -> tuple[Any, ...]:
    event = json.loads((FOLDER / f"{name}.json").read_text())
    event.get("detail", {}).update(detail)
    return read("aws", {}, json.dumps(event).encode(), digest)


def one(name: str, **detail: Any) -> Signal:
    (seen,) = read_all(name, **detail)
    assert isinstance(seen, Signal), seen
    return seen


# --- who may deliver ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize(
    "message", [SAMPLE, SAMPLE | {"Subject": "An alert"}, CONFIRMATION], ids=["plain", "subject", "first"]
)
def test_what_sns_signed_for_one_of_our_topics_is_taken(version: str, message: dict[str, str]) -> None:
    good = sns(message, version=version)
    assert taken(good)
    assert not taken(good, {})
    assert not taken(good, {"aws_topics": "arn:aws:sns:eu-west-1:210987654321:other"})
    assert not taken(good, keys={})
    assert not taken(good, keys={ADDRESS: certificate(STRANGER)})
    assert not taken(sns(message, STRANGER, version))
    assert not taken(good | {"SignatureVersion": "3"})
    assert not taken(good | {"SignatureVersion": "2" if version == "1" else "1"})


@pytest.mark.parametrize("name", ["Message", "MessageId", "Timestamp", "TopicArn", "Type"])
def test_no_signed_value_can_be_changed_or_left_out(name: str) -> None:
    good = sns(SAMPLE)
    assert not taken(good | {name: good[name] + " "})
    assert not taken({known: value for known, value in good.items() if known != name})


def test_nothing_can_be_added_that_reading_would_go_by() -> None:
    assert not taken(sns(SAMPLE) | {"Subject": "Nothing to see"})


@pytest.mark.parametrize(
    "wrong",
    ["", "AAAA", "%%%", sns(SAMPLE)["Signature"][:-4], sns(SAMPLE)["Signature"].swapcase(), None, 7, []],
)
def test_a_signature_that_is_none_is_refused(wrong: Any) -> None:
    assert not taken(sns(SAMPLE) | {"Signature": wrong})


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff", b"7", b'{"TopicArn": 7}', b"[" * 50_000]
)
def test_what_is_no_message_is_refused_and_asks_for_nothing(body: bytes) -> None:
    assert not taken(body)
    assert AWS.key(request(body, {}), OURS) is None
    assert AWS.confirm(request(body), OURS) is None


def test_a_certificate_counts_only_while_it_is_valid_and_if_it_is_one() -> None:
    good = sns(SAMPLE)
    expired = certificate(begins=NOW - timedelta(days=9), days=8.9)
    for pem in (expired, certificate(begins=NOW + timedelta(minutes=1)), b"", b"-----BEGIN CERTIFICATE-----"):
        assert not taken(good, keys={ADDRESS: pem})


def test_the_topic_in_the_header_alone_or_in_the_body_alone_is_not_enough() -> None:
    foreign = "arn:aws:sns:eu-west-1:999988887777:alerts"
    assert not taken(sns(SAMPLE | {"TopicArn": foreign}))
    assert not taken(sns(SAMPLE), topic=foreign)


# --- which address may be asked -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-00cafe00.pem",
        "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-00cafe00.pem",
        "https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-00cafe00.pem",
        "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-00cafe00.pem",
        "https://evil.example#sns.eu-west-1.amazonaws.com/SimpleNotificationService-00cafe00.pem",
        "https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-00cafe00.pem",
        "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-00cafe00.pem",
        "https://sns.eu-west-1.amazonaws.com/../SimpleNotificationService-00cafe00.pem",
        "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-00cafe00.pem?x=1",
        "https://sns.eu-west-1.amazonaws.com/bucket/key.pem",
        "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-00cafe00.pem\n",
        "https://SNS.eu-west-1.amazonaws.com/SimpleNotificationService-00cafe00.pem",
        "https://169.254.169.254/SimpleNotificationService-00cafe00.pem",
        "",
    ],
)
def test_no_other_host_is_ever_asked_for_a_certificate(address: str) -> None:
    assert AWS.key(request(SAMPLE | {"SigningCertURL": address}, {}), OURS) is None


def test_the_certificate_of_sns_is_asked_for_once_and_for_our_topics_alone() -> None:
    china = ADDRESS.replace("eu-west-1.amazonaws.com", "cn-north-1.amazonaws.com.cn")
    assert AWS.key(request(SAMPLE, {}), OURS) == ADDRESS
    assert AWS.key(request(SAMPLE | {"SigningCertURL": china}, {}), OURS) == china
    assert AWS.key(request(SAMPLE), OURS) is None, "it is held"
    assert AWS.key(request(SAMPLE, {}), {"aws_topics": "arn:aws:sns:eu-west-1:210987654321:other"}) is None


@pytest.mark.parametrize(
    ("topic", "host"),
    [
        (TOPIC, "sns.eu-west-1.amazonaws.com"),
        ("arn:aws-cn:sns:cn-north-1:210987654321:alerts", "sns.cn-north-1.amazonaws.com.cn"),
        ("arn:aws-us-gov:sns:us-gov-west-1:210987654321:alerts", "sns.us-gov-west-1.amazonaws.com"),
    ],
)
def test_a_subscription_is_confirmed_at_the_host_of_its_topic_whatever_the_message_says(
    topic: str, host: str
) -> None:
    evil = CONFIRMATION | {"TopicArn": topic, "SubscribeURL": "https://evil.example/", "Token": "a&b=c/#"}
    address = urlsplit(AWS.confirm(request(evil, topic=topic), {"aws_topics": topic}) or "")
    assert (address.scheme, address.netloc, address.path, address.fragment) == ("https", host, "/", "")
    assert parse_qs(address.query) == {
        "Action": ["ConfirmSubscription"],
        "TopicArn": [topic],
        "Token": ["a&b=c/#"],
    }


def test_only_a_confirmation_of_our_topics_is_followed() -> None:
    assert AWS.confirm(request(SAMPLE), OURS) is None
    assert AWS.confirm(request(CONFIRMATION | {"Type": "UnsubscribeConfirmation"}), OURS) is None
    assert AWS.confirm(request(CONFIRMATION), {"aws_topics": "arn:aws:sns:eu-west-1:1:x"}) is None
    wrong = "sns.evil.example/?:sns:x"
    assert (
        AWS.confirm(request(CONFIRMATION | {"TopicArn": wrong}, topic=wrong), {"aws_topics": wrong}) is None
    )


@pytest.mark.parametrize("wrong", ["alerts", f"{TOPIC} {TOPIC}", "arn:aws:sqs:eu-west-1:210987654321:alerts"])
def test_a_topic_that_is_none_is_told_before_it_is_missed(wrong: str) -> None:
    assert AWS.fault(OURS) is None
    assert "BREACHBOT_AWS_TOPICS" in (AWS.fault({"aws_topics": f"{TOPIC},{wrong}"}) or "")


# --- what a finding says --------------------------------------------------------------------------------------


def test_a_notification_is_read_as_the_finding_that_it_carries() -> None:
    inside, alone = one("aws"), one("aws-guardduty")
    assert inside == alone
    assert (alone.what, alone.type, alone.severity) == (
        "Exfiltration:S3/AnomalousBehavior",
        "exfiltration",
        "high",
    )
    assert (alone.project, alone.count_hint) == ("example-exports", 3)
    assert triage("aws", alone, RULES).kind == "likely"


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("Policy:S3/BucketAnonymousAccessGranted", "public_access"),
        ("Policy:IAMUser/RootCredentialUsage", "misconfiguration"),
        ("UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS", "account_takeover"),
        ("CryptoCurrency:EC2/BitcoinTool.B!DNS", "malware"),
        ("Object:S3/MaliciousFile", "malware"),
        ("Recon:EC2/Portscan", "suspicious_access"),
        ("SomethingNew:EC2/Thing", "suspicious_access"),
        ("UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B", "unauthorised_access"),
        ("UnauthorizedAccess:S3/TorIPCaller", "unauthorised_access"),
        ("UnauthorizedAccess:EC2/SSHBruteForce", "suspicious_access"),
        ("CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin", "unauthorised_access"),
        ("CredentialAccess:RDS/AnomalousBehavior.SuccessfulBruteForce", "unauthorised_access"),
        ("CredentialAccess:RDS/AnomalousBehavior.FailedLogin", "suspicious_access"),
        ("Trojan:EC2/DNSDataExfiltration", "exfiltration"),
        ("Exfiltration:IAMUser/AnomalousBehavior", "exfiltration"),
        ("Discovery:S3/AnomalousBehavior", "suspicious_access"),
        ("Stealth:IAMUser/PasswordPolicyChange", "suspicious_access"),
    ],
)
def test_the_purpose_of_a_threat_says_what_it_is_about(name: str, type: str) -> None:
    assert one("aws-guardduty", type=name).type == type


@pytest.mark.parametrize(
    ("number", "severity"),
    [
        (9, "critical"),
        (8.9, "high"),
        (7, "high"),
        (6.9, "medium"),
        (4, "medium"),
        (1, "low"),
        (0.5, None),
        ("x", None),
    ],
)
def test_the_number_of_a_severity_has_the_grades_of_guardduty(number: Any, severity: str | None) -> None:
    assert one("aws-guardduty", severity=number).severity == severity


def test_a_sample_finding_is_a_test_and_an_archived_one_a_note() -> None:
    assert triage("aws", one("aws-test"), RULES).kind == "test"
    archived = one("aws-guardduty", service={"archived": True})
    assert triage("aws", archived, RULES).kind == "note"


def test_each_finding_of_security_hub_is_weighed_by_itself() -> None:
    answers = read_all("aws-securityhub")
    assert [seen.type for seen in answers] == ["public_access", "misconfiguration", "vulnerability"]
    assert [triage("aws", seen, RULES).kind for seen in answers] == ["candidate", "note", "note"]
    assert {seen.project for seen in answers} == {"example-exports"}
    assert len({seen.series for seen in answers}) == 3
    (first, bad) = read_all("aws-securityhub", findings=[{"Id": "x", "Severity": {"Normalized": 95}}, 7])
    assert first.severity == "critical"
    assert isinstance(bad, Unreadable)


def test_macie_says_which_kinds_of_data_it_found() -> None:
    seen = one("aws-macie")
    assert {finding.kind: finding.count for finding in seen.reported} == {
        "payment_card": 12,
        "name": 40,
        "national_id": 2,
    }
    verdict = triage("aws", seen, RULES)
    assert verdict.kind == "candidate"
    assert "personal data (payment card)" in " ".join(verdict.reasons)
    assert triage("aws", one("aws-macie", sample=True), RULES).kind == "test"
    assert one("aws-macie", type="Policy:IAMUser/S3BucketPublic").type == "public_access"


def test_an_alarm_that_is_over_is_only_news() -> None:
    assert triage("aws", one("aws-alarm"), RULES).kind == "note"
    over = json.loads((FOLDER / "aws-alarm.json").read_text()) | {"NewStateValue": "OK"}
    (seen,) = read("aws", {}, json.dumps(over).encode(), digest)
    assert isinstance(seen, Signal)
    assert seen.nothing_new == "an alarm is back to normal, which does not say that no data leaked"


def test_a_confirmation_is_no_alert_and_the_end_of_a_subscription_is_shown() -> None:
    (begun,) = read("aws", {}, json.dumps(CONFIRMATION).encode(), digest)
    assert isinstance(begun, NotASignal)
    (ended,) = read(
        "aws", {}, json.dumps(CONFIRMATION | {"Type": "UnsubscribeConfirmation"}).encode(), digest
    )
    assert isinstance(ended, Unreadable)


@pytest.mark.parametrize(
    "message", ["plain words", "[1]", "7", '{"detail-type": "Health Event", "detail": {}}', ""]
)
def test_whatever_else_comes_from_a_topic_is_shown_to_people(message: str) -> None:
    (seen,) = read("aws", {}, json.dumps(SAMPLE | {"Message": message}).encode(), digest)
    assert isinstance(seen, Unreadable)
    assert base64.b64decode(SAMPLE["Signature"]) == b"not a signature"
