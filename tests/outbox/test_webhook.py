"""The web hook over a real connection: signed, in the form that was asked for, and to the address in the settings."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from breachbot import signed_post
from breachbot.errors import DeliveryError
from breachbot.outbox.channel import Message
from breachbot.outbox.channels.webhook import Form, Hook, deliver
from breachbot.outbox.deliver import Sent

SECRET = "the key of the web hook"
SENT = Message("operators", "pdb-x: 6 h left", {"key": "k1", "codename": "pdb-x"})


class Other:
    """What takes web hooks: it keeps each request, and answers as the story wants."""

    def __init__(self, status: int = 202, headers: dict[str, str] | None = None, hangs: bool = False) -> None:
        self.status, self.headers, self.hangs = status, headers or {}, hangs
        self.seen: list[tuple[str, dict[str, str], bytes]] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.seen.append((request.path, dict(request.headers), await request.read()))
        if self.hangs:
            await asyncio.sleep(30)
        return web.Response(status=self.status, headers=self.headers)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", self.answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        finally:
            await runner.cleanup()


def sent(other: Other, form: Form = "generic") -> Sent:
    async def story() -> Sent:
        async with other.listening() as url:
            return await deliver(Hook(SecretStr(url), SecretStr(SECRET), form), SENT)

    return asyncio.run(story())


def refused(other: Other) -> DeliveryError:
    with pytest.raises(DeliveryError) as failure:
        sent(other)
    assert SECRET not in str(failure.value)
    assert "127.0.0.1" not in str(failure.value)
    return failure.value


def test_the_generic_form_is_json_with_a_signature_over_time_and_body() -> None:
    other = Other()
    assert sent(other).ref == "k1"
    ((path, headers, body),) = other.seen
    assert (path, json.loads(body)) == ("/hook", {**SENT.layout, "text": SENT.text})
    signed = f"{headers['Breachbot-Timestamp']}.".encode() + body
    assert (
        headers["Breachbot-Signature"]
        == "v1=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    )


def test_the_form_of_pagerduty_is_an_event_that_names_what_comes_twice() -> None:
    other = Other()
    sent(other, "pagerduty")
    event: dict[str, Any] = json.loads(other.seen[0][2])
    assert event == {
        "routing_key": SECRET,
        "event_action": "trigger",
        "dedup_key": "k1",
        "payload": {"summary": SENT.text, "source": "breachbot", "severity": "critical"},
    }
    assert not [name for name in other.seen[0][1] if name.startswith("Breachbot")]


def test_pagerduty_is_told_that_nobody_has_to_answer_any_more() -> None:
    other = Other()
    over = Message("operators", "pdb-x: nobody has to answer this any more.", {"key": "k1", "over": True})

    async def story() -> Sent:
        async with other.listening() as url:
            return await deliver(Hook(SecretStr(url), SecretStr(SECRET), "pagerduty"), over)

    asyncio.run(story())
    event = json.loads(other.seen[0][2])
    assert (event["event_action"], event["dedup_key"]) == ("resolve", "k1")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    other = Other(status, {"Location": "/elsewhere"})
    assert str(refused(other)) == f"web hook: HTTP {status}"
    assert [path for path, *_ in other.seen] == ["/hook"]


@pytest.mark.parametrize(
    ("status", "permanent"), [(400, True), (401, False), (404, False), (408, False), (500, False)]
)
def test_what_can_never_work_is_given_up_and_the_rest_is_tried_again(status: int, permanent: bool) -> None:
    assert refused(Other(status)).permanent == permanent


@pytest.mark.parametrize(("said", "pause"), [("7", 7.0), ("99999", 300.0), ("soon", None), ("", None)])
def test_a_busy_side_names_its_pause(said: str, pause: float | None) -> None:
    assert refused(Other(429, {"Retry-After": said})).retry_after == pause


def test_a_side_that_does_not_answer_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_post, "PATIENCE", 0.2)
    assert not refused(Other(hangs=True)).permanent


def test_nobody_there_is_tried_again() -> None:
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(deliver(Hook(SecretStr("http://127.0.0.1:1/"), SecretStr(SECRET)), SENT))
    assert not failure.value.permanent


def test_neither_address_nor_secret_is_in_a_representation() -> None:
    said = repr(Hook(SecretStr("https://example.com/token"), SecretStr(SECRET)))
    assert SECRET not in said
    assert "token" not in said
