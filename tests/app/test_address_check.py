"""Slack verifies our address by a challenge: it is given back if Slack signed it, also before there is a token."""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path

from slack_sdk.signature import SignatureVerifier

from breachbot.demo.processes import free_port
from breachbot.slack.manifest import PATH
from tests.app.process import Answer, Bot, serving

SECRET = "a signing secret of a test"
CHALLENGE = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
ASKED = json.dumps({"token": "old", "challenge": CHALLENGE, "type": "url_verification"}).encode()


def posted(bot: Bot, body: bytes, secret: str = SECRET, at: float | None = None) -> Answer:
    """What is answered to a body that was signed with this secret at that time."""
    stamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body) or ""
    named = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
    headers = named | {"Content-Type": "application/json"}
    return bot.ask(urllib.request.Request(f"http://127.0.0.1:{bot.port}{PATH}", body, headers))


def refuses_what_slack_did_not_sign(bot: Bot) -> None:
    assert posted(bot, ASKED, "another secret").status == 401
    assert posted(bot, ASKED, at=time.time() - 400).status == 401
    assert bot.ask(urllib.request.Request(f"http://127.0.0.1:{bot.port}{PATH}", ASKED)).status == 401


def test_the_secret_alone_is_enough_for_the_challenge_and_for_nothing_else(tmp_path: Path) -> None:
    with serving(tmp_path, slack_signing_secret=SECRET) as bot:
        answer = posted(bot, ASKED)
        assert (answer.status, answer.body.decode()) == (200, CHALLENGE)
        refuses_what_slack_did_not_sign(bot)
        for body in (
            b"payload=%7B%7D",
            b"[]",
            b'{"type": "url_verification"}',
            b'{"type": "event_callback"}',
        ):
            assert posted(bot, body).status == 503, body


def test_with_slack_the_challenge_is_given_back_as_well(tmp_path: Path) -> None:
    slack = {
        "slack_bot_token": "xoxb-1",
        "slack_signing_secret": SECRET,
        "triage_channel": "C1",
        "dpo": "U1",
        "responders": "U2",
        "slack_api_url": f"http://127.0.0.1:{free_port()}/api/",
    }
    with serving(tmp_path, with_slack=True, **slack) as bot:
        answer = posted(bot, ASKED)
        assert (answer.status, json.loads(answer.body)) == (200, {"challenge": CHALLENGE})
        refuses_what_slack_did_not_sign(bot)


def test_without_a_secret_nothing_answers_there(tmp_path: Path) -> None:
    with serving(tmp_path) as bot:
        assert posted(bot, ASKED).status == 404
