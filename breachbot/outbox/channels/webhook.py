"""Web hook: one POST to the address in the settings, signed, or as an event of PagerDuty.

The signature is `v1=` and the HMAC-SHA256, in hex, over the time in `Breachbot-Timestamp` (Unix seconds), a full stop
and the body. The event of PagerDuty is that of its Events API v2 (developer.pagerduty.com; read in other people's
clients and never tried against PagerDuty itself: unchecked).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import SecretStr

from breachbot.errors import DeliveryError
from breachbot.outbox.channel import Channel, Message
from breachbot.outbox.deliver import Sent

Form = Literal["generic", "pagerduty"]
PATIENCE = 8.0
"""Seconds for the whole request."""
PAGERDUTY = "https://events.pagerduty.com/v2/enqueue"
LONGEST_PAUSE = 300.0
"""Seconds that the other side may ask us to wait: what is due does not wait for an hour."""
WRONG = frozenset({400, 413, 422})
"""Answers that say that this message is wrong for good; an address or a secret can be mended meanwhile."""


@dataclass(frozen=True)
class Hook:
    """Where it goes, in which form, and the secret: the key of the signature, or PagerDuty's integration key."""

    url: SecretStr
    secret: SecretStr
    form: Form = "generic"


async def deliver(hook: Hook, message: Message) -> Sent:
    """One POST without redirects, proxies or cookies; the receipt is the key, which the other side is given too, so
    that it can tell a message that came twice."""
    from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar

    body, headers = FORMS[hook.form](hook, message)
    jar, within = DummyCookieJar(), ClientTimeout(total=PATIENCE)
    try:
        async with (
            ClientSession(cookie_jar=jar, timeout=within) as session,
            session.post(
                hook.url.get_secret_value(), data=body, headers=headers, allow_redirects=False
            ) as answer,
        ):
            status, pause = answer.status, answer.headers.get("Retry-After")
    except (ClientError, OSError, TimeoutError, ValueError) as error:
        raise DeliveryError(f"web hook: {type(error).__name__}") from None
    if not 200 <= status < 300:
        raise DeliveryError(
            f"web hook: HTTP {status}", permanent=status in WRONG, retry_after=_seconds(pause)
        )
    return Sent(str(message.layout["key"]), hashlib.sha256(body).hexdigest())


def _generic(hook: Hook, message: Message) -> tuple[bytes, dict[str, str]]:
    body, at = json.dumps({**message.layout, "text": message.text}).encode(), str(int(time.time()))
    key = hook.secret.get_secret_value().encode()
    signature = hmac.digest(key, f"{at}.".encode() + body, hashlib.sha256).hex()
    signed = {"Breachbot-Timestamp": at, "Breachbot-Signature": f"v1={signature}"}
    return body, {"Content-Type": "application/json", **signed}


def _pagerduty(hook: Hook, message: Message) -> tuple[bytes, dict[str, str]]:
    event: dict[str, Any] = {
        "routing_key": hook.secret.get_secret_value(),
        "event_action": "trigger",
        "dedup_key": message.layout["key"],
        "payload": {"summary": message.text, "source": "breachbot", "severity": "critical"},
    }
    return json.dumps(event).encode(), {"Content-Type": "application/json"}


FORMS: Mapping[Form, Callable[[Hook, Message], tuple[bytes, dict[str, str]]]] = {
    "generic": _generic,
    "pagerduty": _pagerduty,
}


def _seconds(given: str | None) -> float | None:
    readable = given is not None and given.isascii() and given.isdigit() and len(given) < 9
    return min(float(given or 0), LONGEST_PAUSE) if readable else None


CHANNEL = Channel("webhook", deliver)
