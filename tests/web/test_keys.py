"""Keys of platforms, over real https on this machine: what is fetched, how often, and what is not followed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web

from breachbot.web.fetch import Unreachable
from breachbot.web.keys import HELD_FOR, LARGEST, MOST_A_MINUTE, MOST_HELD, NOT_AGAIN, Keys
from tests.web.platform import Platform, platform

HOST = "https://www.googleapis.com"


def on_a_platform(folder: Path, story: Callable[[Platform], Awaitable[None]]) -> None:
    async def run() -> None:
        async with platform(folder) as here:
            await story(here)

    asyncio.run(run())


def test_a_key_is_fetched_once_and_again_after_a_day(tmp_path: Path) -> None:
    async def story(here: Platform) -> None:
        now = [0.0]
        keys = here.keys(lambda: now[0])
        here.answers["/certs"] = web.Response(body=b"the keys")
        await asyncio.gather(*(keys.fetch(f"{HOST}/certs") for _ in range(20)))
        assert keys.held == {f"{HOST}/certs": b"the keys"}
        assert here.asked == ["www.googleapis.com/certs"]
        now[0] = NOT_AGAIN
        here.answers["/certs"] = web.Response(body=b"newer keys")
        await keys.fetch(f"{HOST}/certs")
        assert keys.held == {f"{HOST}/certs": b"newer keys"}
        now[0] += HELD_FOR - 1
        assert keys.held
        now[0] += 1
        assert keys.held == {}

    on_a_platform(tmp_path, story)


def test_where_there_is_no_key_nothing_is_held_and_nobody_is_told_to_come_again(tmp_path: Path) -> None:
    async def story(here: Platform) -> None:
        keys = here.keys()
        for _ in range(3):
            await keys.fetch(f"{HOST}/none")
        assert keys.held == {}
        assert len(here.asked) == 1

    on_a_platform(tmp_path, story)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_platform_that_fails_is_left_alone_for_a_minute_and_asked_again_then(
    tmp_path: Path, status: int
) -> None:
    async def story(here: Platform) -> None:
        now = [0.0]
        keys = here.keys(lambda: now[0])
        here.answers["/certs"] = web.Response(status=status)
        for _ in range(3):
            with pytest.raises(Unreachable):
                await keys.fetch(f"{HOST}/certs")
        assert len(here.asked) == 1
        now[0], here.answers["/certs"] = NOT_AGAIN, web.Response(body=b"k")
        await keys.fetch(f"{HOST}/certs")
        assert keys.held == {f"{HOST}/certs": b"k"}

    on_a_platform(tmp_path, story)


def test_no_redirect_is_followed_and_nothing_large_slow_or_packed_is_taken(tmp_path: Path) -> None:
    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(3)
        return web.Response(body=b"late")

    async def story(here: Platform) -> None:
        keys = here.keys()
        here.answers["/moved"] = web.Response(status=302, headers={"Location": "/certs"})
        here.answers["/certs"] = web.Response(body=b"elsewhere")
        here.answers["/large"] = web.Response(body=b"x" * (LARGEST + 1))
        here.answers["/fits"] = web.Response(body=b"x" * LARGEST)
        here.answers["/slow"] = slow
        await keys.fetch(f"{HOST}/moved")
        with pytest.raises(Unreachable):
            await keys.fetch(f"{HOST}/large")
        with pytest.raises(Unreachable):
            await here.keys(within=0.2).fetch(f"{HOST}/slow")
        await keys.fetch(f"{HOST}/fits")
        assert [*keys.held] == [f"{HOST}/fits"]
        assert "www.googleapis.com/certs" not in here.asked

    on_a_platform(tmp_path, story)


def test_a_platform_with_a_certificate_that_nobody_vouches_for_is_not_believed(tmp_path: Path) -> None:
    async def story(here: Platform) -> None:
        here.answers["/certs"] = web.Response(body=b"forged")
        for url in ("https://sts.evil.example/certs", "http://www.googleapis.com/certs"):
            keys = here.keys()
            with pytest.raises(Unreachable):
                await keys.fetch(url)
            assert keys.held == {}
        with pytest.raises(Unreachable):
            await Keys().fetch(f"https://127.0.0.1:{here.port}/certs")
        assert here.asked == []

    on_a_platform(tmp_path, story)


def test_whoever_makes_up_addresses_makes_few_requests_and_pushes_out_few_keys(tmp_path: Path) -> None:
    async def story(here: Platform) -> None:
        now = [0.0]
        keys = here.keys(lambda: now[0])
        refused = 0
        for number in range(3 * MOST_A_MINUTE):
            try:
                await keys.fetch(f"{HOST}/{number}")
            except Unreachable:
                refused += 1
        assert (len(here.asked), refused) == (MOST_A_MINUTE, 2 * MOST_A_MINUTE)
        here.answers.update({f"/k{number}": web.Response(body=b"k") for number in range(MOST_HELD + 1)})
        for number in range(MOST_HELD + 1):
            now[0] += NOT_AGAIN
            await keys.fetch(f"{HOST}/k{number}")
        assert len(keys.held) == MOST_HELD
        assert f"{HOST}/k0" not in keys.held

    on_a_platform(tmp_path, story)


@pytest.mark.parametrize(("status", "good"), [(200, True), (302, False), (403, False), (500, False)])
def test_a_call_is_good_if_it_is_answered_so(tmp_path: Path, status: int, good: bool) -> None:
    async def story(here: Platform) -> None:
        here.answers["/"] = web.Response(status=status)
        try:
            await here.keys().call(f"{HOST}/?Action=ConfirmSubscription")
            assert good
        except Unreachable:
            assert not good
        assert here.asked == ["www.googleapis.com/?Action=ConfirmSubscription"]

    on_a_platform(tmp_path, story)
