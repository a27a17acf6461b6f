"""Who sent these bytes: an HMAC-SHA256 of them, under a secret that only the sender and we have."""

from __future__ import annotations

import hmac
from collections.abc import Iterable


def sign(body: bytes, secret: str) -> str:
    """The signature of these bytes, in lowercase hex."""
    return hmac.digest(secret.encode("utf-8", "surrogatepass"), body, "sha256").hex()


def verify(body: bytes, given: str | None, secrets: Iterable[str]) -> bool:
    """Whether `given` is the signature of exactly these bytes under one of the active secrets.

    An empty secret never verifies. Never raises, and takes as long for a wrong signature as for the right one.
    """
    if given is None:
        return False
    shown = given.encode("utf-8", "surrogatepass")  # compare_digest refuses text beyond ASCII
    good = False
    for secret in secrets:
        if secret:
            good |= hmac.compare_digest(shown, sign(body, secret).encode("ascii"))
    return good
