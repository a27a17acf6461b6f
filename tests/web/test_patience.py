"""How long a body may take to arrive: asked of the hook itself, with less patience than in earnest."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from starlette.types import Message

from breachbot.intake.source import Source
from breachbot.usecases.ports import NewDelivery
from breachbot.web.webhooks import Hooks
from tests.app.process import SECRET, sign

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def deliver(pause: float) -> tuple[list[Message], list[str], list[NewDelivery]]:
    """A body in two halves with a pause between them; gives what was answered, counted and stored."""
    answers: list[Message] = []
    counted: list[str] = []
    stored: list[NewDelivery] = []
    halves = iter([b"{", b"}"])

    async def receive() -> Message:
        part = next(halves)
        await asyncio.sleep(pause if part == b"}" else 0)
        return {"type": "http.request", "body": part, "more_body": part == b"{"}

    async def send(message: Message) -> None:
        answers.append(message)

    async def accept(delivery: NewDelivery) -> None:
        stored.append(delivery)

    async def oversize(source: Source) -> None:
        raise AssertionError("two bytes are not too many")

    def count(source: Source | None, reason: str) -> None:
        counted.append(reason)

    settings = {"sentry": {"sentry_secret": SECRET}}
    hook = Hooks(settings, accept, lambda: NOW, count, oversize, patience=0.05)
    headers = [(b"sentry-hook-signature", sign(b"{}").encode())]
    scope = {"type": "http", "method": "POST", "path": "/hooks/sentry", "headers": headers}
    asyncio.run(hook(scope, receive, send))
    return answers, counted, stored


def test_a_body_that_comes_in_time_is_stored_whole() -> None:
    answers, counted, stored = deliver(0)
    assert (answers[0]["status"], counted, [one.body for one in stored]) == (200, ["accepted"], [b"{}"])


def test_a_body_that_never_ends_is_given_up_and_leaves_nothing() -> None:
    answers, counted, stored = deliver(5)
    assert (answers[0]["status"], counted, stored) == (408, ["too_slow"], [])
    assert (b"connection", b"close") in answers[0]["headers"]
