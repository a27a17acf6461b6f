"""How long a body may take to arrive: asked of the hook itself, with less patience than in earnest."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.types import Message

from breachbot.intake.registry import SOURCES
from breachbot.intake.source import Manners, Source
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.web.webhooks import Hooks
from tests.app.process import SECRET, sign

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def deliver(pause: float, waits: float | None = 1.0) -> tuple[list[Message], list[str], list[NewDelivery]]:
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

    def count(source: Source | None, reason: str) -> None:
        counted.append(reason)

    source = replace(SOURCES["sentry"], manners=Manners(waits=waits))
    settings = {"sentry": {"sentry_secret": SECRET}}
    hook = Hooks(settings, accept, lambda: NOW, count, patience=0.05, sources={"sentry": source})
    headers = [(b"sentry-hook-signature", sign(b"{}").encode())]
    scope = {"type": "http", "method": "POST", "path": "/hooks/sentry", "headers": headers}
    asyncio.run(hook(scope, receive, send))
    return answers, counted, stored


def test_a_body_that_goes_on_is_refused_once_it_is_over_the_limit() -> None:
    answers: list[Message] = []
    counted: list[str] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"x" * 1024 * 1024, "more_body": True}

    async def send(message: Message) -> None:
        answers.append(message)

    async def accept(delivery: NewDelivery) -> None:
        raise AssertionError("nothing of it is kept")

    hook = Hooks({}, accept, lambda: NOW, lambda source, reason: counted.append(reason))
    asyncio.run(
        hook({"type": "http", "method": "POST", "path": "/hooks/sentry", "headers": []}, receive, send)
    )
    assert (answers[0]["status"], counted) == (413, ["too_large"])


def test_a_body_that_comes_in_time_is_stored_whole() -> None:
    answers, counted, stored = deliver(0)
    assert (answers[0]["status"], counted, [one.body for one in stored]) == (200, ["accepted"], [b"{}"])


@pytest.mark.parametrize(
    ("waits", "counted"), [(0.0, ["accepted", "late"]), (5.0, ["accepted"]), (None, ["accepted"])]
)
def test_an_answer_that_comes_later_than_its_sender_waits_is_counted(
    waits: float | None, counted: list[str]
) -> None:
    answers, found, stored = deliver(0, waits)
    assert (answers[0]["status"], found, len(stored)) == (200, counted, 1)


def test_a_body_that_never_ends_is_given_up_and_leaves_nothing() -> None:
    answers, counted, stored = deliver(5)
    assert (answers[0]["status"], counted, stored) == (408, ["too_slow"], [])
    assert (b"connection", b"close") in answers[0]["headers"]
