"""A sender that asks by GET whether a hook is ours gets its challenge back, and nobody gets anything else."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.app.process import Answer, Bot, read_answer, serving


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with serving(
        tmp_path_factory.mktemp("bot"), okta_secret="the value of the header", cloudevents_secret="a word"
    ) as started:
        yield started


def asked(
    bot: Bot,
    challenge: str,
    source: str = "okta",
    method: str = "GET",
    header: str = "X-Okta-Verification-Challenge",
) -> Answer:
    head = f"{method} /hooks/{source} HTTP/1.1\r\nHost: x\r\n{header}: {challenge}\r\n\r\n"
    with bot.connection() as sock:
        sock.sendall(head.encode("latin-1"))
        return read_answer(sock)


def test_a_challenge_comes_back_as_json_and_nothing_is_stored(bot: Bot) -> None:
    answer = asked(bot, "Zm9vYmFy_-123")
    assert answer.status == 200
    assert json.loads(answer.body) == {"verification": "Zm9vYmFy_-123"}
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert bot.stored() == 0


@pytest.mark.parametrize(
    ("challenge", "source", "method"),
    [
        ("", "okta", "GET"),
        ("<script>alert(1)</script>", "okta", "GET"),
        ("a" * 201, "okta", "GET"),
        ("a \xff", "okta", "GET"),
        ("abc", "okta", "PUT"),
        ("abc", "okta", "DELETE"),
        ("abc", "sentry", "GET"),
        ("abc", "github", "GET"),
    ],
)
def test_nothing_else_comes_back(bot: Bot, challenge: str, source: str, method: str) -> None:
    answer = asked(bot, challenge, source, method)
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    assert answer.body == b'{"result":"only_post"}'


def test_a_sender_who_asks_by_options_is_told_that_it_may_deliver(bot: Bot) -> None:
    answer = asked(bot, "eventgrid.azure.net", "cloudevents", "OPTIONS", "WebHook-Request-Origin")
    assert (answer.status, answer.headers["webhook-allowed-origin"]) == (200, "eventgrid.azure.net")
    for source, method in (("sentry", "OPTIONS"), ("cloudevents", "GET")):
        other = asked(bot, "eventgrid.azure.net", source, method, "WebHook-Request-Origin")
        assert (other.status, "webhook-allowed-origin" in other.headers) == (405, False)
    assert bot.stored() == 0


def test_a_hook_that_is_not_set_up_answers_nobody(tmp_path_factory: pytest.TempPathFactory) -> None:
    with serving(tmp_path_factory.mktemp("other")) as other:
        assert asked(other, "abc").status == 405
