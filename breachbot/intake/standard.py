"""Standard Webhooks: an id, the time of sending and the body are signed together, so that a replay is noticed.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime, timedelta

from breachbot.intake import allowed
from breachbot.intake.signature import mac, same
from breachbot.intake.source import Body, Request

ID, SENT, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
PREFIX = "whsec_"
FRESH = timedelta(minutes=5)
MOST = 20
"""Signatures of one request that are compared; there is one for each secret that the sender still uses."""


def is_key(secret: str) -> bool:
    """Whether a secret is a key for signing: `whsec_` and base64."""
    return secret.startswith(PREFIX)


def verify(request: Request, secrets: Iterable[str]) -> bool:
    """Whether one of the signatures is by one of the keys, over exactly this and sent within five minutes."""
    name, sent = request.headers.get(ID), request.headers.get(SENT, "")
    wanted = [_signature(request.body, secret, name or "", sent) for secret in secrets]
    shown = request.headers.get(SIGNATURE, "").split(" ")
    good = False
    for one in shown[:MOST]:
        good |= same(one, wanted)
    return good and all(shown) and bool(name) and fresh(sent, request.at)


def signing(body: bytes, secret: str, at: datetime) -> dict[str, str]:
    """The headers of a request sent at a moment."""
    name, sent = "msg_breachbot", str(int(at.timestamp()))
    return {ID: name, SENT: sent, SIGNATURE: _signature(body, secret, name, sent)}


def fresh(sent: str, at: datetime) -> bool:
    """Whether a time in seconds since 1970 is within five minutes of `at`. Whatever is no such time is not."""
    moment = allowed.instant(int(sent)) if sent.isascii() and sent.isdigit() and len(sent) < 15 else None
    return moment is not None and abs(at - moment) <= FRESH


def _signature(body: Body, secret: str, name: str, sent: str) -> str:
    """`v1,` and base64; empty, which nothing equals, for a key that is none."""
    try:
        key = b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return ""
    if not key:
        return ""
    before = f"{name}.{sent}.".encode("utf-8", "surrogatepass")
    return f"v1,{b64encode(mac(body, key, before)).decode()}"
