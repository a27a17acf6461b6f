"""GitHub: exposed secrets, repositories that became public, and weaknesses, each weighed for what it is."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import NotASignal, Signal, Unreadable, Verdict
from breachbot.intake.source import Request
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest
from tests.intake.test_sources import NOW

SAMPLES = Path(__file__).parent / "samples"
REAL = Path(os.environ.get("BREACHBOT_PAYLOADS", Path(__file__).parents[3] / "shared/payloads")) / "github"


def sample(kind: str = "") -> dict[str, Any]:
    body: dict[str, Any] = json.loads((SAMPLES / f"github{kind}.json").read_text())
    return body


def changed(
    body: dict[str, Any], *, action: str = "created", repository: Any = None, **alert: Any
) -> dict[str, Any]:
    known = body.get("alert", {})
    return body | {
        "action": action,
        "alert": known | alert,
        "repository": body["repository"] | (repository or {}),
    }


def answer(body: Any, event: str | None = None) -> Any:
    (one,) = read("github", {"event": event} if event else {}, json.dumps(body).encode(), digest)
    return one


def verdict(body: Any, event: str | None = None) -> Verdict:
    return triage("github", answer(body, event), RULES)


# --- who sends --------------------------------------------------------------------------------------------------


def test_the_vector_that_github_publishes_is_accepted() -> None:
    """https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries"""
    header = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    source, known = SOURCES["github"], {"github_secret": "It's a Secret to Everybody"}
    assert source.authenticate(Request({"x-hub-signature-256": header}, b"Hello, World!", NOW), known)
    assert not source.authenticate(Request({"x-hub-signature-256": header}, b"Hello, World?", NOW), known)
    bare = header.removeprefix("sha256=")
    for wrong in (bare, f"sha1={bare}", f"SHA256={bare}"):
        assert not source.authenticate(Request({"x-hub-signature-256": wrong}, b"Hello, World!", NOW), known)
    assert not source.authenticate(Request({"x-hub-signature": header}, b"Hello, World!", NOW), known)


# --- secrets ----------------------------------------------------------------------------------------------------


def test_a_secret_that_works_and_strangers_can_read_is_a_candidate() -> None:
    signal = answer(sample())
    assert (signal.type, signal.severity, signal.what) == (
        "secret_exposed",
        "critical",
        "exposed secret: stripe_api_key",
    )
    assert (signal.series, signal.project, signal.project_id) == (
        "secret:73001142:17",
        "example/shop",
        "73001142",
    )
    assert signal.link == "https://github.com/example/shop/security/secret-scanning/17"
    assert verdict(sample()).kind == "candidate"


PRIVATE = {"private": True, "visibility": "private"}


@pytest.mark.parametrize(
    ("alert", "repository", "action", "severity"),
    [
        ({}, PRIVATE, "created", "medium"),
        ({"validity": "inactive"}, PRIVATE, "validated", "medium"),
        ({"validity": "active"}, PRIVATE, "created", "high"),
        ({"validity": "active"}, PRIVATE, "validated", "high"),
        ({"publicly_leaked": True}, PRIVATE, "created", "high"),
        ({}, PRIVATE, "publicly_leaked", "high"),
        ({}, {"private": False, "visibility": None}, "reopened", "high"),
        ({}, {"private": True, "visibility": "public"}, "reopened", "high"),
        ({}, {"private": None, "visibility": "public"}, "reopened", "high"),
        ({}, {"private": True, "visibility": "internal"}, "created", "medium"),
        ({}, {"private": None, "visibility": None}, "created", "medium"),
        ({"validity": "active"}, {"private": False}, "created", "critical"),
    ],
)
def test_what_works_or_can_be_read_by_strangers_is_grave_and_the_worse_field_is_believed(
    alert: dict[str, Any], repository: dict[str, Any], action: str, severity: str
) -> None:
    quiet = {"validity": "unknown", "publicly_leaked": False}
    body = changed(sample(), action=action, repository=repository, **(quiet | alert))
    assert answer(body).severity == severity
    assert verdict(body).kind == ("note" if severity == "medium" else "candidate")


def test_a_further_location_belongs_to_the_secret() -> None:
    located = answer(sample("-location"))
    assert (located.series, located.type) == (answer(sample()).series, "secret_exposed")
    assert "config" not in repr(located)


@pytest.mark.parametrize("kind", ["", "-dependency", "-code"])
@pytest.mark.parametrize(
    "action", ["resolved", "fixed", "dismissed", "auto_dismissed", "closed_by_user", "assigned", "unassigned"]
)
def test_what_was_closed_is_news_and_no_finding(kind: str, action: str) -> None:
    told = verdict(changed(sample(kind), action=action))
    assert told.kind == "note"
    assert told.reasons == (answer(changed(sample(kind), action=action)).nothing_new,)


@pytest.mark.parametrize(
    "action", ["created", "reopened", "auto_reopened", "reopened_by_user", "reintroduced", "new"]
)
def test_what_is_back_is_a_finding(action: str) -> None:
    for kind in ("", "-dependency", "-code"):
        signal = answer(changed(sample(kind), action=action))
        assert signal.nothing_new is None
        assert (signal.again is None) is (action in ("created", "new"))
    assert verdict(changed(sample(), action=action)).kind == "candidate"


# --- repositories and weaknesses --------------------------------------------------------------------------------


def test_a_repository_that_became_public_is_a_candidate() -> None:
    signal = answer(sample("-public"))
    assert (signal.type, signal.series, signal.project) == (
        "public_access",
        "public:73001142",
        "example/shop",
    )
    assert verdict(sample("-public")).kind == "candidate"
    older = {key: value for key, value in sample("-public").items() if key != "action"}
    assert verdict(older, "public").kind == "candidate", "the older event of the same has no action"
    assert isinstance(answer(older), Unreadable)


@pytest.mark.parametrize("action", ["created", "archived", "renamed", "privatized", "deleted"])
def test_what_opens_a_repository_to_nobody_is_no_signal(action: str) -> None:
    assert isinstance(answer(sample("-public") | {"action": action}, "repository"), NotASignal)


def test_a_weakness_is_a_note_whatever_its_advisory_speaks_of() -> None:
    dependency, code = answer(sample("-dependency")), answer(sample("-code"))
    assert (dependency.type, dependency.severity) == ("vulnerability", "critical")
    assert dependency.what == "vulnerable dependency: CVE-2026-10001"
    assert (code.type, code.severity, code.what) == (
        "vulnerability",
        "high",
        "weakness in code: py/sql-injection",
    )
    assert [triage("github", one, RULES).kind for one in (dependency, code)] == ["note", "note"]
    strange = changed(sample("-code"), rule={"id": "bea@example.com", "severity": "note"})
    assert answer(strange).what == "weakness in code"


def test_malware_in_a_dependency_is_weighed_as_malware() -> None:
    advisory = sample("-dependency")["alert"]["security_advisory"] | {"classification": "malware"}
    assert verdict(changed(sample("-dependency"), security_advisory=advisory)).kind == "candidate"


# --- which kind it is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event", [None, "ping", "push", "star", "dependabot_alert", "nonsense", "<!channel>"]
)
@pytest.mark.parametrize("kind", ["", "-location", "-dependency", "-code", "-public"])
def test_the_header_is_not_signed_so_the_body_goes_first(kind: str, event: str | None) -> None:
    if kind == "-public" and event == "dependabot_alert":
        assert isinstance(answer(sample(kind), event), Unreadable)
    else:
        assert answer(sample(kind), event) == answer(sample(kind))


def test_a_ping_silences_only_a_body_without_an_alert() -> None:
    ping = {"zen": "Keep it logically awesome.", "hook_id": 7, "hook": {"type": "Repository"}}
    assert (
        answer(ping, "ping")
        == answer(ping)
        == NotASignal("ping", "", "GitHub tried whether the hook answers")
    )
    assert isinstance(answer(sample() | ping, "ping"), Signal)
    assert isinstance(answer(sample("-public") | ping, "ping"), Signal)


def test_work_on_a_repository_is_no_signal_and_the_unknown_is_shown() -> None:
    assert isinstance(answer({"commits": [], "repository": {"id": 1}}, "push"), NotASignal)
    assert isinstance(answer({"pull_request": {}, "action": "opened"}, "pull_request"), NotASignal)
    strange: list[Any] = [{}, {"something": 1}, {"alert": {}}, {"alert": {"number": 3}}, {"alert": "text"}]
    for body in strange:
        assert isinstance(answer(body), Unreadable), body
        assert isinstance(answer(body, "push"), Unreadable), body
    assert isinstance(answer({"commits": []}, "secret_scanning_alert"), Unreadable)


def test_a_hook_may_send_a_form() -> None:
    form = b"payload=" + quote_plus(json.dumps(sample())).encode()
    assert read("github", {}, form, digest) == (answer(sample()),)
    assert isinstance(read("github", {}, b"payload=%7B", digest)[0], Unreadable)
    assert isinstance(read("github", {}, b"payload=", digest)[0], Unreadable)


# --- real payloads ----------------------------------------------------------------------------------------------

KNOWN = {
    "secret_scanning_alert.reopened": (
        "secret:257423561:191",
        "exposed secret: adafruit_io_key",
        "candidate",
    ),
    "dependabot_alert.created": ("dependency:512875663:20", "vulnerable dependency: CVE-2022-25883", "note"),
    "code_scanning_alert.reopened.with-organization": (
        "code:186853002:10",
        "weakness in code: Style/FrozenStringLiteralComment",
        "note",
    ),
}


@pytest.mark.skipif(
    not REAL.exists(), reason=f"no real payloads in {REAL} (BREACHBOT_PAYLOADS names the folder)"
)
@pytest.mark.parametrize("name", KNOWN)
def test_a_real_payload_is_read_and_weighed(name: str) -> None:
    body = json.loads((REAL / f"{name}.json").read_text())
    signal = answer(body)
    assert (signal.series, signal.what, triage("github", signal, RULES).kind) == KNOWN[name]
    assert signal.project == body["repository"]["full_name"]
