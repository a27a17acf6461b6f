"""Names of hosts, as settings hold them and as requests name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

ANY = "*"
"""In place of a name: whatever the name."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})
"""What a server listens on that listens on all addresses: nobody asks for it by these."""
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_])?|\*")


def host_names(given: Iterable[str]) -> tuple[str, ...]:
    """These names as requests are compared with them. Raises ValueError."""
    found = tuple(name.strip("[]").rstrip(".").lower() for name in given)
    for name in found:
        if not (_NAME.fullmatch(name) or _is_address(name)):
            raise ValueError(
                "holds more than names of hosts, such as breachbot.internal: leave out https:// and ports"
            )
    return found


def host_of(header: bytes) -> str:
    """The host that a Host header names, without its port; empty if it cannot be read."""
    try:
        return (urlsplit(f"//{header.decode('ascii')}").hostname or "").rstrip(".")
    except ValueError:  # not ASCII, or a bracket that is not closed
        return ""


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
