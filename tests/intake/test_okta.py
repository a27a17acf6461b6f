"""Okta: many events in a body, and which of them are more than everyday life."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import Request
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest
from tests.intake.test_sources import NOW

SAMPLE = json.loads((Path(__file__).parent / "samples/okta.json").read_text())
OKTA, KNOWN = SOURCES["okta"], {"okta_secret": "the value of the header"}
EVENTS = SAMPLE["data"]["events"]
ORDINARY = EVENTS[2]
THREAT = {"debugData": {"threatSuspected": "true"}}


def answers(*events: Any) -> tuple[Any, ...]:
    return read("okta", {}, json.dumps(SAMPLE | {"data": {"events": list(events)}}).encode(), digest)


def weighed(kind: str, **fields: Any) -> tuple[str, str | None, str]:
    """What an event counts as: its type, severity and verdict."""
    (signal,) = answers(ORDINARY | {"eventType": kind} | fields)
    assert isinstance(signal, Signal)
    return signal.type, signal.severity, triage("okta", signal, RULES).kind


# --- the question by GET ----------------------------------------------------------------------------------------


def greeted(challenge: str | None, known: dict[str, str] = KNOWN) -> bytes | None:
    headers = {} if challenge is None else {"x-okta-verification-challenge": challenge}
    return OKTA.greet(Request(headers, b"", NOW), known)


def test_a_challenge_comes_back_as_json() -> None:
    assert greeted("Zm9v-bar_1.2~3+/=") == b'{"verification": "Zm9v-bar_1.2~3+/="}'


@pytest.mark.parametrize("strange", [None, "", "a b", "<script>", '"}', "a\r\nb", "a" * 201, "\xff", "a\n"])
def test_what_does_not_look_like_a_challenge_does_not_come_back(strange: str | None) -> None:
    assert greeted(strange) is None


def test_without_a_secret_nobody_is_answered_and_no_other_source_answers() -> None:
    assert greeted("abc", {}) is None
    asked = Request({"x-okta-verification-challenge": "abc"}, b"", NOW)
    for name, source in SOURCES.items():
        assert name == "okta" or source.greet(asked, dict.fromkeys(source.settings, "x")) is None


# --- events -----------------------------------------------------------------------------------------------------


def test_each_event_is_weighed_by_itself() -> None:
    verdicts = [triage("okta", one, RULES).kind for one in answers(*EVENTS)]
    assert verdicts == ["candidate", "candidate", "note", "note"]
    reported = answers(*EVENTS)[0]
    assert (reported.what, reported.project) == (
        "user.account.report_suspicious_activity_by_enduser",
        "example.okta.com",
    )
    assert "amoun" not in repr(reported)
    assert "Bea" not in repr(reported)


@pytest.mark.parametrize(
    ("kind", "fields", "counts"),
    [
        ("user.session.start", {}, ("other", "info", "note")),
        ("user.session.start", {"debugContext": THREAT}, ("suspicious_access", "high", "candidate")),
        (
            "user.session.start",
            {"debugContext": THREAT, "outcome": {"result": "FAILURE"}},
            ("suspicious_access", "medium", "note"),
        ),
        (
            "user.authentication.sso",
            {"debugContext": {"debugData": {"risk": {"level": "HIGH"}}}},
            ("suspicious_access", "high", "candidate"),
        ),
        (
            "user.session.start",
            {"debugContext": {"debugData": {"risk": "{level=LOW}", "threatSuspected": "false"}}},
            ("other", "info", "note"),
        ),
        (
            "security.threat.detected",
            {"outcome": {"result": "DENY"}},
            ("suspicious_access", "medium", "note"),
        ),
        ("security.attack.start", {}, ("suspicious_access", "high", "candidate")),
        ("security.attack.end", {}, ("other", "info", "note")),
        ("security.breached_credential.detected", {}, ("secret_exposed", "high", "candidate")),
        ("user.mfa.attempt_bypass", {}, ("suspicious_access", "high", "candidate")),
        ("user.account.lock", {}, ("suspicious_access", "low", "note")),
        ("user.account.unlock", {"severity": "WARN"}, ("other", "medium", "note")),
        ("group.privilege.grant", {}, ("misconfiguration", "medium", "note")),
        ("policy.rule.update", {"debugContext": THREAT}, ("misconfiguration", "high", "note")),
        ("app.generic.unauth_app_access_attempt", {"severity": "ERROR"}, ("other", "high", "note")),
        ("something.new", {"debugContext": THREAT}, ("other", "info", "note")),
    ],
)
def test_what_an_event_counts_as(kind: str, fields: dict[str, Any], counts: tuple[str, str, str]) -> None:
    assert weighed(kind, **fields) == counts


def test_a_session_has_a_name_that_opens_nothing_and_people_of_a_log_are_no_leak() -> None:
    (signal,) = answers(ORDINARY)
    assert "credential" not in {finding.kind for finding in signal.findings}
    assert triage("okta", signal, RULES).kind == "note"


def test_a_card_number_in_an_event_is_evidence_all_the_same() -> None:
    (signal,) = answers(ORDINARY | {"displayMessage": "Note 4111 1111 1111 1111"})
    assert triage("okta", signal, RULES).kind == "candidate"


def test_the_same_about_the_same_people_on_one_day_is_one_series() -> None:
    first, later, tomorrow, other, kind = answers(
        ORDINARY,
        ORDINARY | {"uuid": "another", "published": "2026-11-24T22:00:00.000Z"},
        ORDINARY | {"published": "2026-11-25T09:00:00.000Z"},
        ORDINARY | {"actor": {"id": "00u1abcdEXAMPLE0002"}},
        ORDINARY | {"eventType": "user.account.lock"},
    )
    assert first.series == later.series
    assert len({one.series for one in (first, tomorrow, other, kind)}) == 4
    alone = answers(ORDINARY | {"actor": None})[0]
    assert alone.series == f"event:{ORDINARY['uuid']}"


def test_one_bad_event_loses_none_of_the_others_and_a_foreign_body_is_shown() -> None:
    seen = answers(7, ORDINARY, None, {}, ORDINARY | {"eventType": "Bea Sample"})
    assert [type(one) for one in seen] == [Unreadable, Signal, Unreadable, Unreadable, Unreadable]
    for body in (b"{}", b"[]", b'{"data": {"events": {}}}', b'{"data": []}'):
        assert isinstance(read("okta", {}, body, digest)[0], Unreadable)
    assert isinstance(answers()[0], NotASignal)
