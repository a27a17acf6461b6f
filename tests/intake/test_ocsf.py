"""OCSF: what a finding is about comes from its class and from what it says that it saw."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.signature import bearing
from breachbot.intake.source import Request
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest

SAMPLE = json.loads((Path(__file__).parent / "samples/ocsf.json").read_text())
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def read_all(body: Any) -> tuple[Any, ...]:
    return read("ocsf", {}, json.dumps(body).encode(), digest)


def one(**fields: Any) -> Signal:
    (seen,) = read_all(SAMPLE[0] | fields)
    assert isinstance(seen, Signal), seen
    return seen


def test_each_finding_of_a_list_is_weighed_by_what_it_is_about() -> None:
    answers = read_all(SAMPLE)
    assert [seen.type for seen in answers] == [
        "exfiltration",
        "misconfiguration",
        "sensitive_data",
        "suspicious_access",
    ]
    verdicts = [triage("ocsf", seen, RULES) for seen in answers]
    assert [verdict.kind for verdict in verdicts] == ["likely", "note", "candidate", "note"]
    assert verdicts[3].reasons == ("a finding was closed, which does not say that no data leaked",)


def test_what_is_shown_of_a_finding() -> None:
    seen = one()
    assert (seen.series, seen.what, seen.project) == ("finding:wt-2291", "BulkUpload", "orders-db")
    assert seen.occurred_at == datetime(2026, 11, 24, 9, 13, tzinfo=UTC)
    assert "kim" not in repr(seen)
    assert "Unusual volume" not in repr(seen)


@pytest.mark.parametrize(
    ("number", "severity"),
    [(1, "info"), (2, "low"), (3, "medium"), (4, "high"), (5, "critical"), (6, "critical"), (0, None)],
)
def test_the_number_of_a_severity_goes_before_its_word(number: int, severity: str | None) -> None:
    assert one(severity_id=number).severity == severity
    assert one(severity_id=number, severity="Low").severity == severity or number == 0
    assert one(severity_id=99, severity="High").severity == "high"


def test_an_id_that_may_hold_anything_is_kept_as_a_digest_and_stays_the_same() -> None:
    info = {"uid": "arn:aws:iam::210987654321:user/bea.sample@example.com", "title": "x"}
    first, again = one(finding_info=info).series, one(finding_info=info, severity_id=5).series
    assert first == again
    assert "bea" not in first
    assert first != one(finding_info=info | {"uid": "another"}).series


def test_malware_is_known_by_the_list_that_names_it() -> None:
    assert one(attacks=[], malware=[{"name": "x"}]).type == "malware"
    assert one(attacks=[{"tactic": {"name": "exfiltration"}}]).type == "exfiltration"


@pytest.mark.parametrize("number", [1001, 3002, None, "x", 2009])
def test_an_event_that_is_no_finding_is_shown_to_a_person(number: Any) -> None:
    (seen,) = read_all(SAMPLE[0] | {"class_uid": number})
    assert isinstance(seen, Unreadable)


def test_a_secret_may_be_shown_as_a_token() -> None:
    source = SOURCES["ocsf"]
    known = {"ocsf_secret": "current", "ocsf_secret_previous": "before"}
    for token, good in (("current", True), ("before", True), ("Current", False), ("", False)):
        assert source.authenticate(Request(bearing(token), b"{}", NOW), known) is good
    assert not source.authenticate(Request({"authorization": "current"}, b"{}", NOW), known)
    assert not source.authenticate(Request({}, b"{}", NOW), {})
