"""What anybody at all may send: on every route a body is bounded in size and time before it is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from breachbot.web.body import LARGEST_BODY, Bounded
from tests.app.process import Bot, read_answer, serving

ROUTES = ("/slack/events", "/healthz", "/readyz", "/", "/no/such/route")


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with serving(tmp_path_factory.mktemp("bot")) as started:
        yield started


def request(path: str, *headers: str) -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


@pytest.mark.parametrize("path", ROUTES)
def test_a_body_over_the_limit_is_refused_at_its_announcement(bot: Bot, path: str) -> None:
    counted = bot.metric('breachbot_requests_refused_total{reason="too_large"}')
    with bot.connection() as sock:
        sock.sendall(request(path, f"Content-Length: {LARGEST_BODY + 1}"))
        answer = read_answer(sock)  # not a byte of the body was sent
    assert (answer.status, answer.result, answer.headers["connection"]) == (413, "too_large", "close")
    assert bot.metric('breachbot_requests_refused_total{reason="too_large"}') == counted + 1


@pytest.mark.parametrize("path", ROUTES)
def test_a_body_over_the_limit_is_refused_where_its_length_is_not_announced(bot: Bot, path: str) -> None:
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    answer = bot.raw(request(path, "Transfer-Encoding: chunked"), *[chunk] * 64, b"0\r\n\r\n")
    assert (answer.status, answer.result) == (413, "too_large")


def test_who_hangs_up_in_the_middle_is_counted_and_leaves_no_error(bot: Bot) -> None:
    counted, log = bot.metric('breachbot_requests_refused_total{reason="hung_up"}'), len(bot.log)
    with bot.connection() as sock:
        sock.sendall(request("/slack/events", "Content-Length: 100") + b"payload=")
    assert bot.get("/healthz").status == 200
    assert bot.metric('breachbot_requests_refused_total{reason="hung_up"}') == counted + 1
    assert bot.log[log:] == ""


Answers = list[Message]


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what it received, piece by piece, until the sender is gone."""
    while (message := await receive())["type"] != "http.disconnect":
        await send({"type": "http.response.body", "body": message["body"], "more_body": message["more_body"]})


def ask(pause: float, *parts: bytes) -> tuple[Answers, list[str]]:
    """Send these parts with a pause before each; gives what was answered and what was counted."""
    answers, counted = Answers(), list[str]()
    coming = iter(parts)

    async def receive() -> Message:
        await asyncio.sleep(pause)
        part = next(coming, None)
        if part is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": part, "more_body": part != parts[-1]}

    async def send(message: Message) -> None:
        answers.append(message)

    scope = {"type": "http", "method": "POST", "path": "/slack/events", "headers": []}
    asyncio.run(Bounded(echo, counted.append, patience=0.05)(scope, receive, send))
    return answers, counted


def test_a_body_of_the_largest_size_arrives_in_one_piece() -> None:
    half = LARGEST_BODY // 2
    answers, counted = ask(0, b"a" * half, b"b" * half)
    assert [(len(one["body"]), one["more_body"]) for one in answers] == [(LARGEST_BODY, False)]
    assert counted == []


def test_a_byte_more_does_not_reach_the_application() -> None:
    answers, counted = ask(0, b"a" * LARGEST_BODY, b"b")
    assert (answers[0]["status"], counted) == (413, ["too_large"])


def test_a_body_that_does_not_come_is_given_up() -> None:
    answers, counted = ask(5, b"a", b"b")
    assert (answers[0]["status"], counted) == (408, ["too_slow"])
    assert (b"connection", b"close") in answers[0]["headers"]


def test_a_body_that_breaks_off_is_answered_to_nobody() -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise AssertionError("there is nobody")

    counted: list[str] = []
    asyncio.run(Bounded(echo, counted.append)({"type": "http", "headers": []}, gone, send))
    assert counted == ["hung_up"]
