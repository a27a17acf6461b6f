"""Only bytes signed with an active secret come in."""

from __future__ import annotations

import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.intake.signature import verify

SECRET = "the client secret of the integration"
BODY = b'{"action": "triggered"}'


def sign(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, "sha256").hexdigest()


def test_the_published_vector_verifies() -> None:
    """The well-known HMAC-SHA256 vector of RFC 4231, case 2."""
    wanted = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert verify(b"what do ya want for nothing?", wanted, ["Jefe"])


def test_the_old_secret_verifies_until_it_is_taken_away() -> None:
    old = sign(BODY, "old")
    assert verify(BODY, old, [SECRET, "old"])
    assert not verify(BODY, old, [SECRET])


def test_an_empty_body_is_signed_like_any_other() -> None:
    assert verify(b"", sign(b""), [SECRET])
    assert not verify(b"", sign(BODY), [SECRET])


@pytest.mark.parametrize(
    "given_signature",
    [
        None,
        "",
        " ",
        "0" * 64,
        sign(BODY)[:-1],
        sign(BODY) + "0",
        sign(BODY).upper(),
        f"sha256={sign(BODY)}",
        f" {sign(BODY)}",
        "ünïcödé",
        "\ud800",
        "\x00" * 64,
        sign(BODY + b" "),
    ],
)
def test_anything_else_is_refused_without_an_error(given_signature: str | None) -> None:
    assert not verify(BODY, given_signature, [SECRET, "old"])


def test_without_a_secret_nothing_verifies() -> None:
    assert not verify(BODY, sign(BODY), [])
    assert not verify(BODY, hmac.new(b"", BODY, "sha256").hexdigest(), [""])


@given(st.binary(max_size=200), st.text(min_size=1, max_size=40), st.text(max_size=70))
def test_it_never_raises_and_a_changed_byte_never_passes(body: bytes, secret: str, noise: str) -> None:
    good = hmac.new(secret.encode("utf-8", "surrogatepass"), body, "sha256").hexdigest()
    assert verify(body, good, [secret])
    assert not verify(body + b"x", good, [secret])
    assert verify(body, noise, [secret]) is (noise == good)
