"""The door with limits of a test: a server in this process, reached over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
import uvloop
from starlette.types import Receive, Scope, Send

from breachbot.web.body import Bounded, answer
from breachbot.web.limits import Limits
from breachbot.web.room import SMALL, Room
from breachbot.web.server import Server, config, listen

GET = b"GET / HTTP/1.1\r\n\r\n"
LARGE = 32 * 1024 * 1024
Case = TypeVar("Case")


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """A short answer, one that no kernel holds for somebody who does not read, or none as long as somebody waits."""
    if scope["path"] == "/busy":
        while (await receive())["type"] != "http.disconnect":
            pass
    if scope["path"] != "/large":
        return await answer(send, 200, "ok")
    length = [(b"content-length", b"%d" % LARGE)]
    await send({"type": "http.response.start", "status": 200, "headers": length})
    for n in range(LARGE // 65536):
        await send({"type": "http.response.body", "body": b" " * 65536, "more_body": n < LARGE // 65536 - 1})
    return None


@dataclass
class House:
    """A server that runs, and what it counted."""

    port: int
    server: Server
    counted: list[str]
    visitors: list[asyncio.StreamWriter] = field(default_factory=list)

    async def knock(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.visitors.append(writer)
        return reader, writer

    async def ask(self, *parts: bytes) -> bytes:
        """Send these parts apart from each other; all that is answered until the server hangs up or falls silent."""
        reader, writer = await self.knock()
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0.01)
        return await told(reader)

    async def fill(self, connections: int) -> None:
        """So many that each wait for an answer."""
        for _ in range(connections):
            _, writer = await self.knock()
            writer.write(b"GET /busy HTTP/1.1\r\n\r\n")
        await until(lambda: len(self.server.server_state.tasks) == connections)

    def is_empty(self) -> bool:
        """Whether nothing is left of any visit."""
        return not self.server.server_state.connections and not self.server.server_state.tasks


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():
            await asyncio.sleep(0.01)


async def told(reader: asyncio.StreamReader, silence: float = 0.3) -> bytes:
    """All that is answered until the server hangs up, or falls silent for so long after it has said something."""
    received = b""
    with suppress(TimeoutError, ConnectionError):
        while part := await asyncio.wait_for(reader.read(65536), silence if received else 30):
            received += part
    return received


def serving(limits: Limits, work: Callable[[House], Awaitable[None]], room: Room | None = None) -> None:
    """Do the work beside a server, on the loop that `breachbot serve` uses."""

    async def run() -> None:
        counted: list[str] = []
        sock = listen("127.0.0.1", 0, "PORT")
        app = Bounded(page, counted.append, room or Room())
        server = Server(config(app, "127.0.0.1", 0, counted.append, limits))
        running = asyncio.create_task(server.serve([sock]))
        house = House(sock.getsockname()[1], server, counted)
        try:
            await work(house)
        finally:
            for visitor in house.visitors:
                visitor.transport.abort()
            await asyncio.sleep(0.05)
            server.leave()
            await asyncio.wait_for(running, 60)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run())


def statuses(received: bytes) -> list[int]:
    return [int(part[:3]) for part in received.split(b"HTTP/1.1 ")[1:]]


def head(size: int) -> bytes:
    return b"GET / HTTP/1.1\r\nX: " + b"a" * (size - 23) + b"\r\n\r\n"


async def each(house: House, asked: Mapping[Case, tuple[bytes, ...]]) -> dict[Case, list[int]]:
    """What is answered to each of these, sent in parts, on connections side by side."""
    answers = await asyncio.gather(*(house.ask(*parts) for parts in asked.values()))
    return dict(zip(asked, map(statuses, answers), strict=True))


def test_the_head_is_bounded_to_the_byte_however_it_comes() -> None:
    sizes = {199: [200], 200: [200], 201: [431]}
    cases = [(size, cut) for size in sizes for cut in (0, 1, 150, -1, -2, -3)]

    async def work(house: House) -> None:
        assert all(len(head(size)) == size for size in sizes)
        asked = {(size, cut): (head(size)[:cut], head(size)[cut:]) for size, cut in cases}
        assert await each(house, asked) == {(size, cut): sizes[size] for size, cut in cases}

    serving(Limits(head=200), work)


def test_so_is_the_second_one_on_a_connection() -> None:
    sizes = {200: [200, 200], 201: [200, 431]}

    async def work(house: House) -> None:
        assert await each(house, {size: (GET, head(size)) for size in sizes}) == sizes
        assert await each(house, {size: (GET + head(size),) for size in sizes}) == sizes

    serving(Limits(head=200), work)


def test_trailers_are_bounded_likewise() -> None:
    expected = {(184, 0): [200], (184, 90): [200], (232, 0): [431], (232, 90): [431], (232, 230): [431]}
    start = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"

    def parts(size: int, cut: int) -> tuple[bytes, ...]:
        trailer = b"0\r\nX: " + b"a" * (size - 10) + b"\r\n\r\n"
        return start + trailer[:cut], trailer[cut:]

    async def work(house: House) -> None:
        assert await each(house, {case: parts(*case) for case in expected}) == expected

    serving(Limits(head=200), work)


def test_the_chunks_of_a_body_are_bounded() -> None:
    expected = {9: [200], 10: [431]}
    start = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"

    async def work(house: House) -> None:
        asked = {chunks: (start, b"1\r\nx\r\n" * chunks, b"0\r\n\r\n") for chunks in expected}
        assert await each(house, asked) == expected

    serving(Limits(chunks=10), work)


@pytest.mark.parametrize(("more", "expected"), [(0, []), (1, ["too_many_connections"])])
def test_connections_are_bounded(more: int, expected: list[str]) -> None:
    async def work(house: House) -> None:
        doors = [await house.knock() for _ in range(5 + more)]
        await asyncio.sleep(0.05)
        assert house.counted == expected
        for reader, _ in doors[:more]:
            received = await told(reader)
            assert statuses(received) == [503]
            assert b"retry-after: 1\r\n" in received
        doors[-1][1].write(GET)
        assert statuses(await told(doors[-1][0])) == [200]

    serving(Limits(connections=5), work)


def test_people_find_a_place_where_machines_have_taken_all() -> None:
    expected = {b"GET /hooks/x HTTP/1.1\r\n\r\n": [503], b"GET /slack/events HTTP/1.1\r\n\r\n": [200]}

    async def work(house: House) -> None:
        await house.fill(3)
        for request, answers in expected.items():
            assert statuses(await house.ask(request)) == answers
        assert house.counted == ["too_many_connections"]

    serving(Limits(connections=3), work)


def test_the_places_for_people_are_bounded_too() -> None:
    async def work(house: House) -> None:
        await house.fill(3 + 2)
        assert statuses(await house.ask(GET)) == [503]

    serving(Limits(connections=3, spare=2), work)


def test_who_was_answered_waits_the_least() -> None:
    """A connection that is used goes to the end of the line."""

    async def work(house: House) -> None:
        (used, speak), (silent, _) = await house.knock(), await house.knock()
        speak.write(GET)
        assert statuses(await told(used)) == [200]
        await house.knock()
        assert statuses(await told(silent)) == [503]

    serving(Limits(connections=2), work)


def test_requests_in_a_row_are_bounded_and_all_before_are_answered() -> None:
    expected = {3: [200] * 3, 4: [200] * 3 + [503]}

    async def work(house: House) -> None:
        assert await each(house, {requests: (GET * requests,) for requests in expected}) == expected

    serving(Limits(requests=2), work)


def test_half_a_head_is_given_up() -> None:
    halves = (b"", b"GET / HT", b"\r\n", GET + b"\r\n", GET + b"GET / HT")

    async def given_up(house: House, half: bytes) -> list[int]:
        reader, writer = await house.knock()
        writer.write(half)
        received = await told(reader, 30)
        assert reader.at_eof()
        return statuses(received)

    async def work(house: House) -> None:
        found = await asyncio.gather(*(given_up(house, half) for half in halves))
        assert found == [[408], [408], [408], [200, 408], [200, 408]]
        assert sorted(house.counted) == ["silent"] + ["too_slow"] * 4

    serving(Limits(patience=0.3), work)


def test_who_does_not_read_is_left_and_leaves_nothing_behind() -> None:
    async def work(house: House) -> None:
        reader, writer = await house.knock()
        writer.transport.pause_reading()  # type: ignore[attr-defined]  # a transport that reads
        writer.write(GET.replace(b"/", b"/large", 1) + GET)
        await until(lambda: house.counted == ["not_read"])
        await until(house.is_empty)
        del reader

    serving(Limits(patience=0.3), work)


def test_who_hangs_up_with_requests_in_a_row_leaves_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    async def work(house: House) -> None:
        for _ in range(20):
            _, writer = await house.knock()
            writer.write(GET.replace(b"/", b"/large", 1) + GET * 3)
            await asyncio.sleep(0.01)
            writer.transport.abort()
        await until(house.is_empty)

    serving(Limits(), work)
    assert [record for record in caplog.records if record.levelname != "INFO"] == []


def test_a_body_that_is_refused_before_it_was_asked_for_leaves_no_fault(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def work(house: House) -> None:
        start = b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"
        assert statuses(await house.ask(start + b"zz\r\n")) == [400]

    serving(Limits(), work)
    assert [record for record in caplog.records if record.levelname != "INFO"] == []


@pytest.mark.parametrize(
    ("limits", "part", "pause"),
    [
        (Limits(linger=0.5), b"x", 0.05),
        (Limits(leftover=2**20), b"x" * 65536, 0.0),
        (Limits(), b"", 0.05),
    ],
    ids=["goes on slowly", "goes on fast", "falls silent"],
)
def test_whoever_is_told_that_a_body_is_too_large_is_left_in_time(
    limits: Limits, part: bytes, pause: float
) -> None:
    async def work(house: House) -> None:
        reader, writer = await house.knock()
        writer.write(body(2**40))
        assert statuses(await told(reader, 30)) == [413]
        began = asyncio.get_running_loop().time()
        with suppress(ConnectionError):
            while not house.is_empty():
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(pause)
        assert asyncio.get_running_loop().time() - began < 8

    serving(limits, work)


def body(size: int) -> bytes:
    return b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % size


def test_a_large_body_that_does_not_come_makes_room_for_one_that_does() -> None:
    async def work(house: House) -> None:
        size = 4 * SMALL
        slow, writer = await house.knock()
        writer.write(body(size) + b"x" * (size - 1))
        await asyncio.sleep(0.1)
        assert statuses(await house.ask(body(size), b"x" * size)) == [200]
        received = await told(slow)
        assert statuses(received) == [503]
        assert house.counted == ["no_room"]

    serving(Limits(), work, Room(most=4 * SMALL, grace=0.2))


def test_small_bodies_need_no_room() -> None:
    async def work(house: House) -> None:
        _, writer = await house.knock()
        writer.write(body(4 * SMALL) + b"x" * 3 * SMALL)
        await asyncio.sleep(0.05)
        assert statuses(await house.ask(body(SMALL), b"x" * SMALL)) == [200]
        assert house.counted == []

    serving(Limits(), work, Room(most=4 * SMALL, grace=30))


def test_bodies_that_come_at_once_take_turns() -> None:
    async def work(house: House) -> None:
        size = 16 * SMALL
        answers = await asyncio.gather(*(house.ask(body(size), b"x" * size) for _ in range(20)))
        assert [statuses(one) for one in answers] == [[200]] * 20
        assert house.counted == []

    serving(Limits(), work, Room(most=16 * SMALL, grace=30))


def test_room_is_given_back_whatever_becomes_of_a_body() -> None:
    room = Room(most=4 * SMALL, grace=30)

    async def work(house: House) -> None:
        for part in (b"x" * (4 * SMALL), b"x" * 2 * SMALL):
            _, writer = await house.knock()
            writer.write(body(4 * SMALL) + part)
            await asyncio.sleep(0.05)
            writer.transport.abort()
            await asyncio.sleep(0.05)
        assert statuses(await house.ask(body(4 * SMALL), b"x" * 4 * SMALL)) == [200]
        assert house.counted == ["hung_up"]

    serving(Limits(), work, room)
