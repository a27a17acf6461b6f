"""Google: whose token is taken, and what a finding says."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.source import Request
from breachbot.intake.sources.google_scc import KEYS
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest
from tests.intake.certificates import NOW, SIGNER, STRANGER, key_set, pem, token

FOLDER = Path(__file__).parent / "samples"
SCC = SOURCES["google_scc"]
OURS = {
    "google_scc_service_account": "pusher@example.iam.gserviceaccount.com",
    "google_scc_audience": "https://breachbot.example.com/hooks/google_scc",
}
HELD = {KEYS: key_set(("k0", STRANGER), ("k1", SIGNER))}


def request(
    shown: str | None, keys: dict[str, bytes] | None = None, later: dict[str, float] | None = None
) -> Request:
    headers = {} if shown is None else {"authorization": shown}
    return Request(headers, b"{}", NOW + timedelta(**(later or {})), HELD if keys is None else keys)


def taken(shown: str | None, given: dict[str, str] = OURS, **more: Any) -> bool:
    return SCC.authenticate(request(shown, **more), given)


def read_all(name: str, **fields: Any) -> tuple[Any, ...]:
    body = json.loads((FOLDER / f"{name}.json").read_text())
    body.get("finding", {}).update(fields)
    return read("google_scc", {}, json.dumps(body).encode(), digest)


def one(name: str, **fields: Any) -> Signal:
    (seen,) = read_all(name, **fields)
    assert isinstance(seen, Signal), seen
    return seen


def test_a_token_for_us_from_our_account_is_taken() -> None:
    assert taken(f"Bearer {token()}")
    assert taken(f"Bearer {token(iss='accounts.google.com')}")


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://other.example.com/"},
        {"aud": None},
        {"iss": "https://accounts.google.com.evil.example"},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"email": "another@example.iam.gserviceaccount.com"},
        {"email": "Pusher@example.iam.gserviceaccount.com"},
        {"email": None},
        {"email": ["pusher@example.iam.gserviceaccount.com"]},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"exp": None},
        {"exp": "soon"},
        {"exp": True},
        {"iat": None},
    ],
    ids=str,
)
def test_a_token_with_another_claim_is_refused(claims: dict[str, Any]) -> None:
    assert not taken(f"Bearer {token(**claims)}")


@pytest.mark.parametrize(
    ("later", "good"),
    [
        ({"minutes": 60}, True),
        ({"minutes": 61}, True),
        ({"minutes": 61, "seconds": 1}, False),
        ({"minutes": -2}, False),
    ],
)
def test_a_token_counts_while_it_is_valid_give_or_take_a_minute(later: dict[str, float], good: bool) -> None:
    assert taken(f"Bearer {token()}", later=later) is good


def test_a_token_of_another_key_is_refused() -> None:
    good = token()
    head, body, signature = good.split(".")
    other = base64.urlsafe_b64encode(b'{"alg":"none","kid":"k1"}').decode().rstrip("=")
    wrong = (
        token(STRANGER),
        token(kid="k0"),
        token(kid="unknown"),
        token(kid=None),
        f"{head}.{body}.",
        f"{head}.{body}.{signature[:-4]}",
        f"{head}.{body}.{signature.swapcase()}",
        f"{other}.{body}.",
        f"{other}.{body}.{signature}",
        token(pem(SIGNER).decode()[:40].encode() + b"0" * 40, algorithm="HS256"),
        "a.b.c",
        "",
        "\xff",
    )
    for shown in wrong:
        assert not taken(f"Bearer {shown}"), shown
    for shown in (good, f"bearer {good}", f"Bearer  {good}", f"Basic {good}", f"Bearer {good} ", "Bearer"):
        assert not taken(shown), shown
    assert not taken(None)
    assert not taken(f"Bearer {token(padding='x' * 9000)}")


def test_without_both_settings_nothing_is_taken() -> None:
    assert SCC.fault(OURS) is None
    for name in OURS:
        assert not taken(f"Bearer {token()}", {name: OURS[name]})
    assert "BREACHBOT_GOOGLE_SCC_AUDIENCE" in (SCC.fault({"google_scc_service_account": "x"}) or "")


@pytest.mark.parametrize(
    "held",
    [b"", b"{", b"[]", b"null", b'{"keys": 7}', b'{"keys": []}', b'{"keys": [{"kid": "k1"}]}', b"\xff"],
)
def test_keys_that_are_none_open_nothing(held: bytes) -> None:
    assert not taken(f"Bearer {token()}", keys={KEYS: held})
    assert SCC.key(request(f"Bearer {token()}", {KEYS: held}), OURS) == KEYS


def test_google_is_asked_for_its_keys_only_for_a_key_that_is_not_held() -> None:
    assert SCC.key(request(f"Bearer {token()}"), OURS) is None
    assert SCC.key(request(f"Bearer {token(kid='new')}"), OURS) == KEYS
    assert SCC.key(request(f"Bearer {token()}", {}), OURS) == KEYS
    assert SCC.key(request(f"Bearer {token()}", {}), {}) is None, "the source is off"
    for shown in (None, "", "Bearer x", f"Basic {token()}"):
        assert SCC.key(request(shown, {}), OURS) is None


def test_a_push_is_read_as_the_finding_that_it_carries() -> None:
    pushed, alone = one("google_scc"), one("google_scc-finding")
    assert pushed == alone
    assert (alone.what, alone.type, alone.severity) == ("PUBLIC_BUCKET_ACL", "public_access", "high")
    assert (alone.project, alone.link) == (
        "shop",
        "https://console.cloud.google.com/storage/browser/example-exports",
    )
    assert triage("google_scc", alone, RULES).kind == "candidate"


@pytest.mark.parametrize(
    ("fields", "type"),
    [
        ({"category": "Exfiltration: BigQuery Data Extraction", "findingClass": "THREAT"}, "exfiltration"),
        ({"category": "Persistence: New Geography", "findingClass": "THREAT"}, "suspicious_access"),
        ({"category": "MFA_NOT_ENFORCED"}, "misconfiguration"),
        ({"category": "CVE", "findingClass": "VULNERABILITY"}, "vulnerability"),
        ({"category": "PUBLIC_DATASET", "findingClass": None}, "public_access"),
        ({"category": None, "findingClass": None}, "other"),
    ],
)
def test_category_and_class_say_what_a_finding_is_about(fields: dict[str, Any], type: str) -> None:
    assert one("google_scc-finding", **fields).type == type


def test_data_that_were_taken_out_are_likely_a_breach() -> None:
    assert triage("google_scc", one("google_scc-threat"), RULES).kind == "likely"


@pytest.mark.parametrize("fields", [{"state": "INACTIVE"}, {"mute": "MUTED"}])
def test_a_finding_that_is_over_is_a_note(fields: dict[str, str]) -> None:
    assert triage("google_scc", one("google_scc-finding", **fields), RULES).kind == "note"


@pytest.mark.parametrize(
    "data",
    ["", "%%%", "/w==", "e30", base64.b64encode(b"7").decode(), base64.b64encode(b"[" * 9000).decode()],
)
def test_a_push_without_a_finding_is_shown_to_people(data: str) -> None:
    (seen,) = read("google_scc", {}, json.dumps({"message": {"data": data}}).encode(), digest)
    assert isinstance(seen, Unreadable)
