"""The web hook of a real process over real sockets: who is let in, what is stored, and what an answer says."""

from __future__ import annotations

import json
import socket
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import pytest

from tests.app.process import PREVIOUS, SECRET, Bot, post, read_answer, serving, sign, wait_until
from tests.intake.bodies import alert

BODY = json.dumps(alert()).encode()
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with serving(tmp_path_factory.mktemp("bot")) as started:
        yield started


@pytest.mark.parametrize("secret", [SECRET, PREVIOUS])
def test_either_active_secret_opens_the_door(bot: Bot, secret: str) -> None:
    before, counted = bot.stored(), bot.metric('breachbot_signals_accepted_total{source="sentry"}')
    answer = bot.hook(BODY, sign(BODY, secret))
    assert (answer.status, answer.result) == (200, "stored")
    assert bot.stored() == before + 1
    assert bot.metric('breachbot_signals_accepted_total{source="sentry"}') == counted + 1


WRONG = {
    "missing": [],
    "empty": ["Sentry-Hook-Signature:"],
    "of another secret": [f"Sentry-Hook-Signature: {sign(BODY, 'guessed')}"],
    "of other bytes": [f"Sentry-Hook-Signature: {sign(BODY + b' ')}"],
    "truncated": [f"Sentry-Hook-Signature: {sign(BODY)[:-1]}"],
    "in capitals": [f"Sentry-Hook-Signature: {sign(BODY).upper()}"],
    "not ASCII": ["Sentry-Hook-Signature: \xe9\xff" + sign(BODY)],
    "twice, the wrong one last": [f"Sentry-Hook-Signature: {sign(BODY)}", "Sentry-Hook-Signature: x"],
}


@pytest.mark.parametrize("headers", WRONG.values(), ids=WRONG.keys())
def test_any_other_signature_is_refused_counted_and_leaves_nothing(bot: Bot, headers: list[str]) -> None:
    before = bot.stored()
    counted = bot.metric('breachbot_signals_refused_total{reason="bad_signature"}')
    answer = bot.raw(post(BODY, f"Content-Length: {len(BODY)}", *headers))
    assert (answer.status, answer.result) == (401, "bad_signature")
    assert bot.stored() == before
    assert bot.metric('breachbot_signals_refused_total{reason="bad_signature"}') == counted + 1


@pytest.mark.parametrize(
    "path", ["/hooks/", "/hooks/unknown", "/hooks/sentry/", "/hooks/_sentry_body", "/hooks/Sentry"]
)
def test_a_source_that_there_is_not_is_refused_counted_and_leaves_nothing(bot: Bot, path: str) -> None:
    refused = 'breachbot_signals_refused_total{reason="unknown_source"}'
    before, counted = bot.stored(), bot.metric(refused)
    request = post(BODY, f"Content-Length: {len(BODY)}", f"Sentry-Hook-Signature: {sign(BODY)}")
    answer = bot.raw(request.replace(b"/hooks/sentry", path.encode(), 1))
    assert (answer.status, answer.result) == (404, "unknown_source")
    assert bot.stored() == before
    assert bot.metric(refused) == counted + 1


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_only_post_is_a_delivery(bot: Bot, method: str) -> None:
    before = bot.stored()
    head = f"{method} /hooks/sentry HTTP/1.1\r\nHost: x\r\nSentry-Hook-Signature: {sign(b'')}\r\n\r\n"
    with bot.connection() as sock:
        sock.sendall(head.encode())
        answer = sock.recv(65536)
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"\r\nallow: POST\r\n" in answer
    assert bot.stored() == before


STRANGE = {
    "empty": b"",
    "blank": b" \n",
    "not UTF-8": b'{"data": "\xff\xfe"}',
    "not JSON": b"<html>",
    "no object": b"[1, 2]",
    "cut off": BODY[:-20],
    "nested deeply": b'{"data":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "nested as deeply as can be read": b'{"data":' + b"[" * 900 + b"]" * 900 + b"}",
    "wrong types": json.dumps(
        {"action": 5, "data": {"event": {"title": [], "tags": 3, "user": True}}}
    ).encode(),
    "data is a text": b'{"data": "no"}',
    "NUL and half a character": rb'{"data":{"event":{"issue_id":"7","title":"\u0000\ud800"}}}',
    "unknown resource": json.dumps({"action": "created", "data": {"seer": {"id": 1}}}).encode(),
    "older shape": json.dumps(
        {"project_slug": "shop", "level": "error", "event": {"title": "x"}, "id": "9"}
    ).encode(),
    "huge numbers": b'{"data":{"event":{"issue_id":' + b"9" * 4000 + b',"timestamp":1e999}}}',
}


@pytest.mark.parametrize("body", STRANGE.values(), ids=STRANGE.keys())
def test_whatever_is_authenticated_is_stored_answered_and_read(bot: Bot, body: bytes) -> None:
    before = bot.stored()
    answer = bot.hook(body, Sentry_Hook_Resource="no such thing \xe9" if body else "event_alert")
    assert (answer.status, answer.result) == (200, "stored")
    assert bot.stored() == before + 1
    unread = "SELECT count(*) FROM delivery WHERE processed_at IS NULL"
    wait_until(lambda: bot.rows(unread)[0][0] == 0, "the delivery to be read")


def test_a_body_of_the_largest_size_is_taken(bot: Bot) -> None:
    assert bot.hook(b" " * MIB).status == 200


LARGE = json.dumps(alert(extra={"x": "x" * 2 * MIB})).encode()


@pytest.mark.parametrize("more", [1, 24 * MIB])
def test_of_a_larger_body_that_is_signed_a_note_is_kept_and_a_person_looks(bot: Bot, more: int) -> None:
    before = bot.stored()
    answer = bot.hook(b" " * (MIB + more))
    assert (answer.status, answer.result, bot.stored()) == (200, "stored", before + 1)
    newest = "SELECT note, length(body) < 1000 FROM delivery ORDER BY id DESC LIMIT 1"
    wait_until(lambda: bot.rows(newest) == [("unreadable", 1)], "somebody to be told of it")


@pytest.mark.parametrize("signature", [sign(LARGE + b" "), ""], ids=["of other bytes", "missing"])
def test_a_larger_body_that_is_not_signed_leaves_nothing_and_tells_nobody(bot: Bot, signature: str) -> None:
    before, effects = bot.stored(), bot.rows("SELECT count(*) FROM outbox")
    answer = bot.hook(LARGE, signature)
    assert (answer.status, answer.result, bot.stored()) == (401, "bad_signature", before)
    assert bot.rows("SELECT count(*) FROM outbox") == effects


def test_a_body_over_the_limit_is_refused_at_its_announcement(bot: Bot) -> None:
    before, counted = bot.stored(), bot.metric('breachbot_signals_refused_total{reason="too_large"}')
    effects = bot.rows("SELECT count(*) FROM outbox")
    with bot.connection() as sock:
        sock.sendall(post(b"", f"Content-Length: {25 * MIB + 1}"))
        answer = read_answer(sock)  # not a byte of the body was sent
    assert (answer.status, answer.result) == (413, "too_large")
    assert (bot.stored(), bot.rows("SELECT count(*) FROM outbox")) == (before, effects)
    assert bot.metric('breachbot_signals_refused_total{reason="too_large"}') == counted + 1


def test_a_larger_body_may_come_without_its_length(bot: Bot) -> None:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in pieces(LARGE))
    head = post(b"", "Transfer-Encoding: chunked", f"Sentry-Hook-Signature: {sign(LARGE)}")
    assert bot.raw(head, chunks + b"0\r\n\r\n").result == "stored"


def pieces(body: bytes) -> list[bytes]:
    return [body[n : n + 65536] for n in range(0, len(body), 65536)]


def test_a_small_body_may_come_in_chunks(bot: Bot) -> None:
    half = len(BODY) // 2
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:half], BODY[half:]))
    head = post(b"", "Transfer-Encoding: chunked", f"Sentry-Hook-Signature: {sign(BODY)}")
    assert bot.raw(head, chunks, b"0\r\n\r\n").status == 200


@pytest.mark.parametrize("length", ["9" * 30, "9" * 5000, "-1", "1e3"])
def test_a_length_that_is_none_is_refused_without_a_fault(bot: Bot, length: str) -> None:
    before = bot.stored()
    assert bot.raw(post(b"", f"Content-Length: {length}")).status in (400, 413)
    assert bot.stored() == before


def test_who_hangs_up_in_the_middle_leaves_nothing_and_no_error(bot: Bot) -> None:
    before, log = bot.stored(), len(bot.log)
    hung_up = bot.metric('breachbot_signals_refused_total{reason="hung_up"}')
    for part in (b"", BODY[:-1]):
        with bot.connection() as sock:
            sock.sendall(post(part, f"Content-Length: {len(BODY)}", f"Sentry-Hook-Signature: {sign(BODY)}"))
            time.sleep(0.05)
    assert bot.hook(BODY).status == 200
    assert bot.stored() == before + 1
    assert bot.metric('breachbot_signals_refused_total{reason="hung_up"}') == hung_up + 2
    assert bot.log[log:] == ""


def test_who_dawdles_keeps_nobody_waiting(bot: Bot) -> None:
    with bot.connection() as slow:
        slow.sendall(post(BODY[:1], f"Content-Length: {len(BODY)}", f"Sentry-Hook-Signature: {sign(BODY)}"))
        assert bot.hook(BODY).status == 200
        for byte in (BODY[1:2], BODY[2:]):
            slow.sendall(byte)
        assert read_answer(slow).status == 200


def test_a_wrong_answer_tells_nothing_of_the_body(bot: Bot) -> None:
    body = b'{"canary": "Kim-in-the-body"}'
    log = len(bot.log)
    answer = bot.hook(body, "0" * 64)
    assert b"canary" not in answer.body
    assert "Kim" not in bot.log[log:]


def test_while_the_disk_stalls_senders_wait_and_then_are_told_to_come_back(bot: Bot) -> None:
    """The database is held by somebody else: what fits waits, the rest is refused at once, and all is well after."""
    before, large = bot.stored(), b" " * MIB
    with (
        closing(sqlite3.connect(bot.database, isolation_level=None)) as other,
        ThreadPoolExecutor(90) as senders,
    ):
        other.execute("BEGIN IMMEDIATE")
        waiting = [senders.submit(bot.hook, large) for _ in range(90)]
        refused = 'breachbot_signals_refused_total{reason="queue_full"}'
        wait_until(lambda: bot.metric(refused) > 0, "the queue to be full")
        other.execute("ROLLBACK")
        answers = [one.result() for one in waiting]
    by_result = {
        word: [a for a in answers if a.result == word] for word in ("stored", "busy", "cannot_store")
    }
    no_room = (
        'breachbot_signals_refused_total{reason="no_room"}'  # not whole after a second, on a slow machine
    )
    assert len(by_result["busy"]) == bot.metric(refused) + bot.metric(no_room)
    assert {(a.status, a.headers["retry-after"]) for a in by_result["busy"]} == {(503, "1")}
    assert sum(map(len, by_result.values())) == len(answers)
    assert bot.stored() == before + len(by_result["stored"])
    assert bot.hook(BODY).status == 200


def test_the_answer_waits_for_the_disk_and_not_for_the_reading(bot: Bot) -> None:
    """A body whose reading takes long is on disk when it is answered, and nobody has read it yet: if answers waited
    for the reading, no try would ever find one unread."""
    slow = json.dumps(alert(message="Kim <kim@example.com> " * 40_000)).encode()
    newest = "SELECT processed_at FROM delivery ORDER BY id DESC LIMIT 1"

    def unread_when_answered() -> bool:
        assert bot.hook(slow).status == 200
        return bot.rows(newest) == [(None,)]

    assert any(unread_when_answered() for _ in range(10))
    wait_until(lambda: bot.rows(newest) != [(None,)], "the reading", seconds=30)


def test_a_second_request_on_the_same_connection_is_served(bot: Bot) -> None:
    headers = (f"Content-Length: {len(BODY)}", f"Sentry-Hook-Signature: {sign(BODY)}")
    with bot.connection() as sock:
        for _ in range(2):
            sock.sendall(post(BODY, *headers))
            assert read_answer(sock).status == 200
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
