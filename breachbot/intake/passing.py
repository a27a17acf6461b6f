"""A body that is too large to be kept: it passes by, and what stays of it is its size and its digest.

Whoever authenticates it asks for its signature before it has come and once more afterwards: the first time says under
which keys the bytes have to be taken in while they pass.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

SIZE, DIGEST = "passed_bytes", "passed_sha256"


class Passing:
    """The bytes of one body, taken in part by part and not kept."""

    def __init__(self) -> None:
        self._size, self._digest = 0, hashlib.sha256()
        self._macs: dict[tuple[bytes, bytes], hmac.HMAC] = {}

    def take(self, part: bytes) -> None:
        """The next bytes."""
        self._size += len(part)
        self._digest.update(part)
        for mac in self._macs.values():
            mac.update(part)

    def mac(self, key: bytes, before: bytes) -> bytes:
        """The HMAC-SHA256 of `before` and what has passed by since this was first asked for."""
        if (key, before) not in self._macs:
            self._macs[key, before] = hmac.new(key, before, "sha256")
        return self._macs[key, before].digest()

    def note(self) -> dict[str, str]:
        """What is stored instead of the bytes."""
        return {SIZE: str(self._size), DIGEST: self._digest.hexdigest()}


def told(headers: Mapping[str, str]) -> str | None:
    """What a stored note says of a body that was not kept, or None if it was kept."""
    if SIZE not in headers:
        return None
    return f"it was {int(headers[SIZE]):,} bytes long, more than is kept; its SHA-256 is {headers[DIGEST]}"
