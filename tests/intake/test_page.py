"""docs/sources.md says what is read, and every real payload is read right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from breachbot.intake.reading import read
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.triage import triage
from tests.intake.bodies import EVERY, RULES, digest
from tests.intake.page import PAGE, SAMPLES, of_source, page

FOLDER = Path(os.environ.get("BREACHBOT_PAYLOADS", Path(__file__).parents[3] / "shared" / "payloads"))
FILES = {f"{path.parent.name}/{path.stem}": path for path in sorted(FOLDER.glob("*/*.json"))}
RIGHT = {
    "alertmanager/prometheus_v4": ("metric", "critical", "2017-08-03T19:17:37", "note"),
    "aws/guardduty_iam_eventbridge": ("unauthorised_access", "medium", "2017-12-08T15:32:49", "test"),
    "aws/securityhub_iamkey_custom_action": ("suspicious_access", "medium", "2019-06-12T15:11:20", "note"),
    "aws/sns_notification_cloudwatch": ("metric", None, "2019-02-15T23:53:45", "note"),
    "crowdstrike/detection_summary_high": ("malware", "high", None, "candidate"),
    "falco/sidekick_test": ("suspicious_access", "info", "2001-01-01T01:10:00", "test"),
    "github/code_scanning_alert.reopened.with-organization": (
        "vulnerability",
        None,
        "2020-07-22T14:06:31",
        "note",
    ),
    "github/dependabot_alert.created": ("vulnerability", "medium", "2023-06-24T13:57:12", "note"),
    "github/secret_scanning_alert.reopened": ("secret_exposed", "high", None, "candidate"),
    "gitlab/vulnerability_hook": ("vulnerability", "high", "2025-01-08T00:46:14", "note"),
    "google_scc/public_bucket_acl": ("public_access", "high", "2019-09-23T17:20:27", "candidate"),
    "grafana/legacy_alerting": ("metric", None, None, "note"),
    "microsoft_graph/anonymous_ip_v2": ("suspicious_access", "medium", "2026-04-01T14:31:48", "note"),
    "ocsf/prowler_detection_finding": ("misconfiguration", "high", None, "note"),
    "pagerduty/triggered_v3": ("metric", "high", "2021-06-04T13:35:29", "note"),
    "sentry/event_for_exception_python": ("error", None, "2020-04-28T13:56:05", "note"),
    "sentry/issue_created_for_exception": ("error", None, "2020-04-28T13:56:05", "note"),
    "sentry/metric_alert_critical": ("metric", None, None, "note"),
}
"""What each is about, its severity, when it was, and its verdict. A key in a repository, a bucket that is open and
malware rated high want a look, whoever sends them."""
NO_ALERT = {"aws/sns_subscription_confirmation", "sentry/installation_created"}
NOT_READ = {"sentry/webhook_event_for_exception_python"}  # of the older plugin, which does not sign


def test_the_page_of_sources_is_current_and_has_every_sample() -> None:
    assert PAGE.read_text() == page(), "run: make docs"
    assert sorted(path for name in EVERY for path in of_source(name)) == sorted(SAMPLES.glob("*.json"))


def test_no_text_of_a_sample_and_no_person_is_on_the_page() -> None:
    for text in ("kim", "example.com/", "Ann", "Bucket of", "customer table"):
        assert text not in PAGE.read_text().replace("https://", "")


@pytest.mark.skipif(not FILES, reason=f"no real payloads in {FOLDER} (BREACHBOT_PAYLOADS names the folder)")
def test_every_real_payload_is_read_right() -> None:
    assert set(FILES) == RIGHT.keys() | NO_ALERT | NOT_READ
    for name, path in FILES.items():
        source = path.parent.name
        (seen,) = read(source, {}, path.read_bytes(), digest, EVERY)
        if isinstance(seen, Signal):
            assert seen.series, name
            when = f"{seen.occurred_at:%Y-%m-%dT%H:%M:%S}" if seen.occurred_at else None
            verdict = triage(source, seen, RULES)
            assert (seen.type, seen.severity, when, verdict.kind) == RIGHT.get(name), name
            assert verdict.reasons, name
        else:
            assert name in (NO_ALERT if isinstance(seen, NotASignal) else NOT_READ), name
            assert isinstance(seen, NotASignal | Unreadable)


@pytest.mark.skipif(not FILES, reason=f"no real payloads in {FOLDER} (BREACHBOT_PAYLOADS names the folder)")
@pytest.mark.parametrize("name", FILES)
def test_no_end_of_a_real_payload_breaks_it(name: str) -> None:
    body, source = FILES[name].read_bytes(), FILES[name].parent.name
    for end in range(0, len(body), max(1, len(body) // 200)):
        assert read(source, {}, body[:end], digest, EVERY)
