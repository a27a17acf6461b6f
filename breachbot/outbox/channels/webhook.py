"""Web hook: one POST to the address in the settings, signed (breachbot/signed_post.py), or as an event of PagerDuty.

The event of PagerDuty is that of its Events API v2 (developer.pagerduty.com; read in other people's clients and never
tried against PagerDuty itself: unchecked).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import SecretStr

from breachbot.outbox.channel import Channel, Message
from breachbot.outbox.deliver import Sent
from breachbot.signed_post import post, signed

Form = Literal["generic", "pagerduty"]
PAGERDUTY = "https://events.pagerduty.com/v2/enqueue"
WRONG = frozenset({400, 413, 422})
"""Answers that say that this message is wrong for good; an address or a secret can be mended meanwhile."""


@dataclass(frozen=True)
class Hook:
    """Where it goes, in which form, and the secret: the key of the signature, or PagerDuty's integration key."""

    url: SecretStr
    secret: SecretStr
    form: Form = "generic"


async def deliver(hook: Hook, message: Message) -> Sent:
    """One POST; the receipt is the key, which the other side is given too, so that it can tell a message that came
    twice."""
    body, headers = FORMS[hook.form](hook, message)
    answer = await post(hook.url, body, headers)
    answer.require(WRONG)
    return Sent(str(message.layout["key"]), hashlib.sha256(body).hexdigest())


def _generic(hook: Hook, message: Message) -> tuple[bytes, dict[str, str]]:
    body = json.dumps({**message.layout, "text": message.text}).encode()
    return body, signed(hook.secret, body)


def _pagerduty(hook: Hook, message: Message) -> tuple[bytes, dict[str, str]]:
    event: dict[str, Any] = {
        "routing_key": hook.secret.get_secret_value(),
        "event_action": "resolve" if message.layout.get("over") else "trigger",
        "dedup_key": message.layout["key"],
        "payload": {"summary": message.text, "source": "breachbot", "severity": "critical"},
    }
    return json.dumps(event).encode(), {"Content-Type": "application/json"}


FORMS: Mapping[Form, Callable[[Hook, Message], tuple[bytes, dict[str, str]]]] = {
    "generic": _generic,
    "pagerduty": _pagerduty,
}


CHANNEL = Channel("webhook", deliver)
