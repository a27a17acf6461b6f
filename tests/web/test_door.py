"""What a connection may send, hold and wait for before anybody knows who it is: against a real process."""

from __future__ import annotations

import http.client
import json
import re
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from breachbot.web.limits import Limits
from tests.app.process import SECRET, Answer, Bot, post, read_answer, serving, sign, wait_until
from tests.intake.bodies import alert

BODY = json.dumps(alert()).encode()
MIB = 1024 * 1024
LIMITS = Limits()
HEAD = LIMITS.head
PROMPT = 3.0
"""Seconds within which an alert is answered, however busy the machine: whatever held it up would do so for
`LIMITS.patience`."""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with serving(tmp_path_factory.mktemp("bot")) as started:
        yield started


@pytest.fixture(autouse=True)
def _nothing_is_logged(bot: Bot) -> Iterator[None]:
    """Whatever is sent, it leaves no line in the log: a stranger could fill the disk with them."""
    before = len(bot.log)
    yield
    assert bot.log[before:] == ""


def metrics_connection(bot: Bot) -> socket.socket:
    return socket.create_connection(("127.0.0.1", bot.metrics_port), 15)


def refused(bot: Bot, reason: str) -> float:
    return bot.metric(f'breachbot_requests_refused_total{{reason="{reason}"}}')


def sent(sock: socket.socket, part: bytes, times: int) -> int:
    """How many bytes of so many parts could be sent before the server hung up."""
    total = 0
    with suppress(OSError):
        for _ in range(times):
            sock.sendall(part)
            total += len(part)
    return total


def poured(sock: socket.socket, part: bytes, times: int) -> None:
    """Send so many parts, as far as the server takes them before it answers or hangs up."""
    with suppress(ConnectionError):
        for rest in [memoryview(part)] * times:
            while rest:
                answered, takes, _ = select.select([sock], [sock], [], 15)
                if answered or not takes:
                    return
                rest = rest[sock.send(rest[:65536]) :]


def hook_time(bot: Bot) -> float:
    began = time.monotonic()
    assert bot.hook(BODY).status == 200
    return time.monotonic() - began


def is_closed(sock: socket.socket) -> bool:
    """Whether the server hung up, and whatever it said before."""
    sock.settimeout(0.01)
    try:
        while sock.recv(65536):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def signed(*headers: str, size: int) -> bytes:
    """A signed delivery whose request line and headers are so many bytes long together."""
    headers = (f"Content-Length: {len(BODY)}", f"Sentry-Hook-Signature: {sign(BODY, SECRET)}", *headers)
    short = len(post(b"", *headers, "X-Padding: "))
    return post(BODY, *headers, "X-Padding: " + "a" * (size - short))


@pytest.mark.parametrize("more", [-1, 0])
def test_a_head_of_the_largest_size_is_read(bot: Bot, more: int) -> None:
    request = signed(size=HEAD + more)
    assert len(request) == HEAD + more + len(BODY)
    assert bot.raw(request).status == 200


@pytest.mark.parametrize("body", [b"", BODY])
def test_a_head_of_one_byte_more_is_refused(bot: Bot, body: bytes) -> None:
    counted = refused(bot, "headers_too_large")
    answer = bot.raw(signed(size=HEAD + 1)[: HEAD + 1] + body)
    assert (answer.status, answer.result) == (431, "headers_too_large")
    assert answer.headers["connection"] == "close"
    assert refused(bot, "headers_too_large") == counted + 1


def test_a_head_that_comes_byte_by_byte_is_counted_the_same(bot: Bot) -> None:
    request = signed(size=HEAD + 1)
    with bot.connection() as sock:
        sock.sendall(request[: HEAD - 20])
        for n in range(HEAD - 20, HEAD):
            time.sleep(0.002)
            sock.sendall(request[n : n + 1])
        assert read_answer(sock).status == 431


STREAMS = {
    "a request line": (b"GET /", b"a" * MIB),
    "a header's name": (b"GET / HTTP/1.1\r\n", b"a" * MIB),
    "a header's value": (b"GET / HTTP/1.1\r\nX: ", b"a" * MIB),
    "small headers": (b"GET / HTTP/1.1\r\n", b"x:y\r\n" * (MIB // 5)),
    "empty lines before the request": (b"", b"\r\n" * (MIB // 2)),
    "an extension of a chunk": (post(b"", "Transfer-Encoding: chunked"), b"1;" + b"a" * MIB),
    "many extensions": (post(b"", "Transfer-Encoding: chunked"), (b"1;" + b"a" * 4096 + b"\r\nx\r\n") * 256),
    "a trailer": (post(b"", "Transfer-Encoding: chunked") + b"0\r\nX: ", b"a" * MIB),
    "small trailers": (post(b"", "Transfer-Encoding: chunked") + b"0\r\n", b"x:y\r\n" * (MIB // 5)),
}


@pytest.mark.parametrize(("start", "part"), STREAMS.values(), ids=STREAMS.keys())
def test_what_has_no_end_is_cut_off_while_it_arrives(bot: Bot, start: bytes, part: bytes) -> None:
    counted = refused(bot, "headers_too_large")
    with bot.connection() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
        sock.sendall(start)
        poured(sock, part, 40)
        answer = read_answer(sock)
    assert (answer.status, answer.result) == (431, "headers_too_large")
    assert refused(bot, "headers_too_large") == counted + 1


@pytest.mark.parametrize("size", [HEAD // 2, HEAD + 4096])
def test_trailers_are_bounded_like_headers(bot: Bot, size: int) -> None:
    head = post(b"", "Transfer-Encoding: chunked", f"Sentry-Hook-Signature: {sign(BODY)}")
    body = b"%x\r\n%s\r\n0\r\n" % (len(BODY), BODY)
    answer = bot.raw(head, body, b"X: " + b"a" * size + b"\r\n\r\n")
    assert answer.status == (200 if size < HEAD else 431)


def test_a_body_in_chunks_of_one_byte_is_read(bot: Bot) -> None:
    head = post(b"", "Transfer-Encoding: chunked", f"Sentry-Hook-Signature: {sign(BODY * 5)}")
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in BODY * 5)
    assert bot.raw(head, chunks, b"0\r\n\r\n").status == 200


def test_endless_chunks_of_one_byte_keep_nobody_waiting(bot: Bot) -> None:
    head, part = post(b"", "Transfer-Encoding: chunked"), b"1\r\nx\r\n" * 20_000
    with ExitStack() as stack:
        socks = [stack.enter_context(bot.connection()) for _ in range(10)]
        for sock in socks:
            sock.sendall(head)
            sock.setblocking(False)
            with suppress(BlockingIOError, ConnectionError):
                for _ in range(60):
                    sock.send(part)
        assert min(hook_time(bot) for _ in range(5)) < 0.5


def test_large_header_lines_keep_nobody_waiting(bot: Bot) -> None:
    with ExitStack() as stack:
        for _ in range(10):
            sock = stack.enter_context(bot.connection())
            sock.sendall(b"GET / HTTP/1.1\r\nX: ")
            sock.setblocking(False)
            with suppress(BlockingIOError, ConnectionError):
                for _ in range(40):
                    sock.send(b"a" * MIB)
        assert min(hook_time(bot) for _ in range(5)) < 0.5


def test_half_a_head_silence_and_a_trickle_are_given_up_in_time(bot: Bot) -> None:
    """Also at the metrics. The time counts from the first byte, not from the last one."""
    slow, silent, began = refused(bot, "too_slow"), refused(bot, "silent"), time.monotonic()
    given_up: dict[str, float] = {}
    with ExitStack() as stack:
        halves = [stack.enter_context(bot.connection()) for _ in range(300)]
        for sock in halves:
            sock.sendall(b"POST /hooks/sentry HTTP/1.1\r\nHost: x\r\nX-")
        waiting = {"half": halves[-1], "nothing": stack.enter_context(bot.connection())}
        waiting["trickle"] = stack.enter_context(bot.connection())
        waiting["metrics"] = stack.enter_context(metrics_connection(bot))
        for name, start in {
            "trickle": b"GET / HTTP/1.1\r\nx:",
            "metrics": b"GET /metrics HTTP/1.1\r\nX: ",
        }.items():
            waiting[name].sendall(start)
        assert hook_time(bot) < PROMPT

        def all_are_given_up() -> bool:
            with suppress(OSError):
                waiting["trickle"].send(b"a")
            for name, sock in waiting.items():
                if name not in given_up and is_closed(sock):
                    given_up[name] = time.monotonic() - began
            return given_up.keys() == waiting.keys()

        wait_until(all_are_given_up, "the end of it", LIMITS.patience + 5)
        answer = read_answer(halves[0])
    assert (answer.status, answer.result) == (408, "too_slow")
    assert min(given_up.values()) > LIMITS.patience - 1
    assert (refused(bot, "too_slow"), refused(bot, "silent")) == (slow + 302, silent + 1)


def test_beyond_the_cap_whoever_has_kept_us_waiting_longest_makes_room(bot: Bot) -> None:
    counted = refused(bot, "too_many_connections")
    with ExitStack() as stack:
        waiting = [stack.enter_context(bot.connection()) for _ in range(LIMITS.connections)]
        for sock in waiting:
            sock.sendall(b"POST /hooks/sentry HTTP/1.1\r\nX-")
        assert hook_time(bot) < PROMPT
        answer = read_answer(waiting[0])
        assert not is_closed(waiting[-1])
    assert (answer.status, answer.result, answer.headers["retry-after"]) == (503, "busy", "1")
    assert refused(bot, "too_many_connections") == counted + 1
    assert hook_time(bot) < PROMPT


def resident(bot: Bot) -> int:
    assert bot.process is not None
    status = Path(f"/proc/{bot.process.pid}/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS:"))


def test_large_bodies_that_are_not_whole_do_not_fill_the_memory(bot: Bot) -> None:
    before, counted = resident(bot), bot.metric('breachbot_signals_refused_total{reason="no_room"}')
    with ExitStack() as stack:
        answers = []
        for _ in range(150):
            sock = stack.enter_context(bot.connection())
            sock.sendall(post(b" " * (MIB - 1), f"Content-Length: {MIB}"))
            answers.append(sock)
        assert hook_time(bot) < PROMPT
        large = bot.hook(b" " * MIB)
        assert (large.status, large.result) == (200, "stored")
        assert resident(bot) - before < 64 * MIB
        first = read_answer(answers[0])
    assert (first.status, first.result, first.headers["retry-after"]) == (503, "busy", "1")
    assert bot.metric('breachbot_signals_refused_total{reason="no_room"}') > counted


def test_requests_in_a_row_are_answered_in_order(bot: Bot) -> None:
    one = post(BODY, f"Content-Length: {len(BODY)}", f"Sentry-Hook-Signature: {sign(BODY)}")
    with bot.connection() as sock:
        sock.sendall(one + b"GET /healthz HTTP/1.1\r\n\r\n" + b"BREW\r\n\r\n")
        received = b""
        while part := sock.recv(65536):
            received += part
    assert re.findall(rb"HTTP/1.1 (\d+)", received) == [b"200", b"200", b"400"]
    assert received.endswith(b'{"result":"bad_request"}')


def test_a_row_of_requests_without_an_end_is_cut_off(bot: Bot) -> None:
    counted = refused(bot, "too_many_requests")
    with bot.connection() as sock:
        sent(sock, b"GET /healthz HTTP/1.1\r\n\r\n" * 600, 1)
        with suppress(ConnectionResetError):
            assert read_answer(sock).status == 200
    assert refused(bot, "too_many_requests") == counted + 1


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("path", ["/hooks/sentry", "/healthz"])
def test_who_writes_all_of_too_large_a_body_before_it_reads_gets_the_answer(
    bot: Bot, path: str, chunked: bool
) -> None:
    """As most clients do: what is left unread would have the kernel throw the answer away."""
    before = resident(bot)
    asked = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=15)
    asked.request("POST", path, iter([b" " * MIB] * 40), {} if chunked else {"Content-Length": f"{40 * MIB}"})
    with closing(asked), asked.getresponse() as answer:
        assert (answer.status, json.loads(answer.read())) == (413, {"result": "too_large"})
        assert answer.headers["Connection"] == "close"
    assert resident(bot) - before < 16 * MIB


def test_who_is_answered_before_the_end_of_a_body_cannot_go_on_for_ever(bot: Bot) -> None:
    with bot.connection() as sock:
        sock.sendall(b"PUT /hooks/sentry HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert read_answer(sock).status == 405
        began = time.monotonic()
        while sent(sock, b"10000\r\n" + b"x" * 65536 + b"\r\n", 1):
            assert time.monotonic() - began < 5


ODD = {
    "HTTP/1.0": (b"GET /healthz HTTP/1.0\r\n\r\n", 200),
    "HTTP/1.0 with a body": (
        post(BODY, f"Content-Length: {len(BODY)}").replace(b"HTTP/1.1", b"HTTP/1.0"),
        401,
    ),
    "an absolute target": (b"GET http://breachbot/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
    "an absolute target without a path": (b"GET http://breachbot HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a target that is a star": (b"OPTIONS * HTTP/1.1\r\n\r\n", 404),
    "a tunnel": (b"CONNECT example.com:443 HTTP/1.1\r\n\r\n", 400),
    "a target that is not ASCII": (b"GET /\xc3\xa9 HTTP/1.1\r\n\r\n", 400),
    "an upgrade": (b"GET /healthz HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 200),
    "an upgrade with a body": (
        post(BODY, f"Content-Length: {len(BODY)}", "Connection: Upgrade", "Upgrade: h2c"),
        400,
    ),
    "HTTP/2 at once": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200, 400),
    "a folded header": (b"GET /healthz HTTP/1.1\r\nX: a\r\n b\r\n\r\n", 400),
    "two lengths": (post(b"", "Content-Length: 1", "Content-Length: 2"), 400),
    "a length beside chunks": (post(b"", "Content-Length: 1", "Transfer-Encoding: chunked"), 400),
    "a chunk without a size": (post(b"zz\r\n", "Transfer-Encoding: chunked"), 400),
    "NUL": (b"GET /healthz HTTP/1.1\r\nX: \0\r\n\r\n", 400),
}


@pytest.mark.parametrize(("request_", "status"), ODD.values(), ids=ODD.keys())
def test_odd_requests_get_an_answer_and_no_fault(bot: Bot, request_: bytes, status: int) -> None:
    counted, hung_up = refused(bot, "bad_request"), refused(bot, "hung_up")
    answer = bot.raw(request_)
    assert answer.status == status
    if status == 400:
        assert answer.result == "bad_request"
        assert refused(bot, "bad_request") == counted + 1
    assert refused(bot, "hung_up") == hung_up
    assert hook_time(bot) < PROMPT


def test_who_asks_before_sending_a_body_is_told_to_go_on(bot: Bot) -> None:
    headers = (f"Content-Length: {len(BODY)}", f"Sentry-Hook-Signature: {sign(BODY)}", "Expect: 100-continue")
    with bot.connection() as sock:
        sock.sendall(post(b"", *headers))
        assert sock.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(BODY)
        assert read_answer(sock).status == 200


def ask_metrics(bot: Bot, request: bytes) -> Answer:
    with metrics_connection(bot) as sock:
        sent(sock, request, 1)
        return read_answer(sock)


def test_the_metrics_have_the_same_door(bot: Bot) -> None:
    head = b"GET /metrics HTTP/1.1\r\nX: "
    assert ask_metrics(bot, head + b"a" * (HEAD - len(head) - 4) + b"\r\n\r\n").status == 200
    assert ask_metrics(bot, head + b"a" * (HEAD - len(head) - 3) + b"\r\n\r\n").status == 431
