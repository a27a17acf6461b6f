"""Who sent these bytes: an HMAC-SHA256 of them, or a token, under a secret that only the sender and we have."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from breachbot.intake.passing import Passing
from breachbot.intake.source import Body, Request

OURS = "x-breachbot-signature"
WANTS = (
    "header “Authorization: Bearer” and the secret; or “X-Breachbot-Signature: sha256=” and the lowercase hex "
    "HMAC-SHA256 of the raw body"
)
"""What a person sets at a sender that signs or shows a token our way."""
"""The header of a signature whose form is ours to say: `sha256=` and the lowercase hex."""


def mac(body: Body, key: bytes, before: bytes = b"") -> bytes:
    """The HMAC-SHA256 of a body, with these bytes before it."""
    return body.mac(key, before) if isinstance(body, Passing) else hmac.digest(key, before + body, "sha256")


def sign(body: Body, secret: str, before: bytes = b"") -> str:
    """The signature of these bytes, in lowercase hex."""
    return mac(body, _bytes(secret), before).hex()


def verify(body: Body, given: str | None, secrets: Iterable[str], before: bytes = b"") -> bool:
    """Whether `given` is the signature of exactly these bytes, with those before them, under one of the active secrets.

    An empty secret never verifies. Never raises, and takes as long for a wrong signature as for the right one.
    """
    return same(given, [sign(body, secret, before) for secret in secrets if secret])


def same(given: str | None, wanted: Iterable[str]) -> bool:
    """Whether what was given is one of the texts wanted, in constant time. An empty one is never wanted."""
    if given is None:
        return False
    shown = _bytes(given)
    good = False
    for one in wanted:
        good |= bool(one) and hmac.compare_digest(shown, _bytes(one))
    return good


def bearing(token: str) -> dict[str, str]:
    """The header with which a sender shows a token (RFC 6750)."""
    return {"authorization": f"Bearer {token}"}


def bears(request: Request, tokens: Iterable[str]) -> bool:
    """Whether a request shows one of the active tokens. The case of the scheme does not matter (RFC 9110, 11.1)."""
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    return same(shown, [token for token in tokens if token]) and scheme.lower() == "bearer"


def signing(body: Body, secret: str) -> dict[str, str]:
    """The header with which a sender that leaves the choice to us signs a body."""
    return {OURS: f"sha256={sign(body, secret)}"}


def signed_or_bearing(request: Request, secrets: Iterable[str]) -> bool:
    """Whether a request carries our signature, or shows one of the active secrets as a token."""
    active = [secret for secret in secrets if secret]
    good = same(request.headers.get(OURS), [signing(request.body, secret)[OURS] for secret in active])
    return good | bears(request, active)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # compare_digest refuses text beyond ASCII
