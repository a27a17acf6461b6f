"""GitLab: two kinds of secrets, and alerts that have no id."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import Given, Request
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest
from tests.intake.test_sources import BODY, KEY, NOW

SAMPLES = Path(__file__).parent / "samples"
REAL = Path(os.environ.get("BREACHBOT_PAYLOADS", Path(__file__).parents[3] / "shared/payloads"))
GITLAB = SOURCES["gitlab"]
OTHER = "whsec_YW5vdGhlciBrZXkgb2YgMzIgYnl0ZXMgZm9yIHRlc3RzIQ=="


def sample(kind: str = "") -> dict[str, Any]:
    body: dict[str, Any] = json.loads((SAMPLES / f"gitlab{kind}.json").read_text())
    return body


def alert(**fields: Any) -> dict[str, Any]:
    return sample() | {"object_attributes": sample()["object_attributes"] | fields}


def answer(body: Any, event: str | None = None) -> Any:
    (one,) = read("gitlab", {"event": event} if event else {}, json.dumps(body).encode(), digest)
    return one


def taken(headers: dict[str, str], known: Given, body: bytes = BODY) -> bool:
    return GITLAB.authenticate(Request(headers, body, NOW), known)


# --- who sends --------------------------------------------------------------------------------------------------


def test_the_vector_of_standard_webhooks_is_accepted_at_its_time() -> None:
    """https://github.com/standard-webhooks/standard-webhooks, the example of its libraries."""
    known = {"gitlab_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    body = b'{"test": 2432232314}'
    then = NOW.fromtimestamp(1614265330, NOW.tzinfo)
    assert GITLAB.authenticate(Request(headers, body, then), known)
    assert not GITLAB.authenticate(Request(headers, body, NOW), known), "a replay"


def test_a_key_is_never_compared_as_a_token_and_a_token_never_signs() -> None:
    (signed,) = GITLAB.sign(BODY, {"gitlab_secret": KEY}, NOW)
    assert not taken({"x-gitlab-token": KEY}, {"gitlab_secret": KEY})
    assert not taken(signed, {"gitlab_secret": KEY.removeprefix("whsec_")})
    for broken in ("whsec_", "whsec_***", "whsec_\ud800"):
        assert not taken({"x-gitlab-token": broken}, {"gitlab_secret": broken})
        assert not taken(signed, {"gitlab_secret": broken})


def test_a_token_may_be_replaced_by_a_key_without_losing_alerts() -> None:
    known = {"gitlab_secret": KEY, "gitlab_secret_previous": "the old token"}
    assert all(taken(headers, known) for headers in GITLAB.sign(BODY, known, NOW))
    assert taken({"x-gitlab-token": "the old token"}, known)


def test_of_several_signatures_one_has_to_fit() -> None:
    (signed,) = GITLAB.sign(BODY, {"gitlab_secret": KEY}, NOW)
    (other,) = GITLAB.sign(BODY, {"gitlab_secret": OTHER}, NOW)
    both = f"v1a,x {other['webhook-signature']} {signed['webhook-signature']}"
    assert taken(signed | {"webhook-signature": both}, {"gitlab_secret": KEY})
    assert not taken(signed | {"webhook-signature": both.rpartition(" ")[0]}, {"gitlab_secret": KEY})


@pytest.mark.parametrize("minutes", [-6, 6])
def test_what_was_signed_at_another_time_is_refused(minutes: int) -> None:
    (signed,) = GITLAB.sign(BODY, {"gitlab_secret": KEY}, NOW + timedelta(minutes=minutes))
    assert not taken(signed, {"gitlab_secret": KEY})
    (signed,) = GITLAB.sign(BODY, {"gitlab_secret": KEY}, NOW + timedelta(minutes=minutes / 6 * 5))
    assert taken(signed, {"gitlab_secret": KEY})


# --- what it says -----------------------------------------------------------------------------------------------


def test_a_secret_in_a_repository_is_a_candidate() -> None:
    signal = answer(sample())
    assert (signal.type, signal.severity, signal.what) == ("secret_exposed", "critical", "exposed secret")
    assert (signal.series, signal.project, signal.project_id) == (
        "vulnerability:50:31",
        "example/shop/api",
        "50",
    )
    assert signal.link == "https://gitlab.example.com/example/shop/api/-/security/vulnerabilities/31"
    assert triage("gitlab", signal, RULES).kind == "candidate"


@pytest.mark.parametrize("state", ["resolved", "dismissed"])
def test_what_was_closed_is_news(state: str) -> None:
    verdict = triage("gitlab", answer(alert(state=state)), RULES)
    assert verdict.kind == "note"
    assert state in verdict.reasons[0]
    assert answer(alert(state="confirmed")).nothing_new is None
    assert answer(alert(resolved_on_default_branch=True)).nothing_new is None


def test_without_a_number_an_alert_is_known_by_what_was_found_and_where() -> None:
    first = answer(alert(url=None)).series
    assert first == answer(alert(url="https://gitlab.example.com/x", state="resolved")).series
    assert first != answer(alert(url=None, location={"file": "other.py"})).series
    assert answer(alert(url=None, identifiers=None)).series.startswith("body:")


def test_a_weakness_is_a_note_named_by_its_number_in_the_common_list() -> None:
    names = [{"name": "Gemnasium-1"}, {"name": "CVE-2026-10001", "external_id": "CVE-2026-10001"}]
    signal = answer(alert(report_type="dependency_scanning", identifiers=names))
    assert (signal.type, signal.what) == ("vulnerability", "vulnerability: CVE-2026-10001")
    assert triage("gitlab", signal, RULES).kind == "note"


def test_a_public_project_is_kept_for_rules_of_your_own_and_a_private_one_is_no_signal() -> None:
    signal = answer(sample("-project"))
    assert (signal.type, signal.project, signal.series) == ("misconfiguration", "example/shop", "public:50")
    assert triage("gitlab", signal, RULES).kind == "note"
    assert isinstance(answer(sample("-project") | {"project_visibility": "private"}), NotASignal)
    assert isinstance(answer(sample("-project") | {"project_visibility": None}), Signal)


@pytest.mark.parametrize("event", [None, "Push Hook", "Vulnerability Hook", "<!channel>"])
def test_no_header_silences_an_alert(event: str | None) -> None:
    assert answer(sample(), event) == answer(sample())
    assert answer(alert() | {"object_kind": "push"}, event) == answer(sample())


def test_work_in_gitlab_is_no_signal_and_the_unknown_is_shown() -> None:
    assert isinstance(answer({"object_kind": "push"}, "Push Hook"), NotASignal)
    assert isinstance(answer({"event_name": "user_add_to_team"}, "System Hook"), NotASignal)
    for body in ({}, {"object_kind": "zoekt"}, {"object_kind": "vulnerability"}, {"object_kind": ["push"]}):
        assert isinstance(answer(body), Unreadable), body
    assert isinstance(answer({"object_kind": "push"}, "Vulnerability Hook"), Unreadable)


@pytest.mark.skipif(
    not REAL.exists(), reason=f"no real payloads in {REAL} (BREACHBOT_PAYLOADS names the folder)"
)
def test_a_real_payload_is_read_and_weighed() -> None:
    signal = answer(json.loads((REAL / "gitlab/vulnerability_hook.json").read_text()))
    assert (signal.series, signal.what) == ("vulnerability:50:1", "vulnerability: CVE-2024-41123")
    assert (signal.severity, signal.project) == ("high", "flightjs/Flight")
    assert triage("gitlab", signal, RULES).kind == "note"


def test_a_location_nested_as_deeply_as_json_is_read_never_breaks_it() -> None:
    """Just below the depth at which a body is refused, there is one at which only a later step gives up."""
    whole = json.dumps(alert(url=None, location="deep"))
    for depth in range(800, 1000):
        body = whole.replace('"deep"', '{"a":' * depth + "1" + "}" * depth)
        (one,) = read("gitlab", {}, body.encode(), digest)
        assert isinstance(one, Signal | Unreadable)
