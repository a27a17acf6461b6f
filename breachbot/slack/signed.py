"""Whether Slack signed a request, and the one answer that needs nothing else: the check of our address.

It loads nothing of Bolt, since a process without Slack may answer that check as well.
"""

from __future__ import annotations

import json

from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from breachbot.slack.manifest import PATH


def is_signed(verifier: SignatureVerifier, body: bytes, request: Request) -> bool:
    """Whether Slack signed these bytes within the last five minutes."""
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    readable = timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 13 and signature.isascii()
    try:
        return readable and verifier.is_valid(body, timestamp, signature)
    except UnicodeDecodeError:
        return False


def only_verified(signing_secret: str) -> list[Route]:
    """For a process without Slack: give back Slack's challenge, so that our address is verified without a token.

    Whatever else Slack sends is answered 503. Source: docs.slack.dev/reference/events/url_verification.
    """
    verifier = SignatureVerifier(signing_secret)

    async def check(request: Request) -> Response:
        body = await request.body()
        if not is_signed(verifier, body, request):
            return Response(status_code=401)
        challenge = _challenge(body)
        return Response(status_code=503) if challenge is None else PlainTextResponse(challenge)

    return [Route(PATH, check, methods=["POST"])]


def _challenge(body: bytes) -> str | None:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict) or asked.get("type") != "url_verification":
        return None
    challenge = asked.get("challenge")
    return challenge if isinstance(challenge, str) else None
