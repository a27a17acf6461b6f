"""Who sent these bytes: an HMAC-SHA256 of them, or a token, under a secret that only the sender and we have."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from breachbot.intake.source import Request


def sign(body: bytes, secret: str) -> str:
    """The signature of these bytes, in lowercase hex."""
    return hmac.digest(secret.encode("utf-8", "surrogatepass"), body, "sha256").hex()


def verify(body: bytes, given: str | None, secrets: Iterable[str]) -> bool:
    """Whether `given` is the signature of exactly these bytes under one of the active secrets.

    An empty secret never verifies. Never raises, and takes as long for a wrong signature as for the right one.
    """
    return same(given, [sign(body, secret) for secret in secrets if secret])


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
    """Whether a request shows one of the active tokens."""
    return same(request.headers.get("authorization"), [f"Bearer {token}" for token in tokens if token])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # compare_digest refuses text beyond ASCII
