"""Health: alive is not ready, and a check that cannot answer is a no."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

import anyio
import httpx
import pytest
from starlette.applications import Starlette

from breachbot.web.health import PATIENCE, Check, health_routes, is_fresh


def _get(path: str, checks: Mapping[str, Check]) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=Starlette(routes=health_routes(checks, {"breachbot"})))
        async with httpx.AsyncClient(transport=transport, base_url="http://breachbot") as http:
            return await http.get(path)

    return anyio.run(ask)


def _broken() -> bool:
    raise OSError("no such host: db.internal")


def test_alive_although_nothing_works() -> None:
    answer = _get("/healthz", {"database": _broken})
    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_ready_when_every_check_passes() -> None:
    answer = _get("/readyz", {"database": lambda: True, "tick": lambda: True})
    assert (answer.status_code, answer.json()) == (
        200,
        {"ready": True, "checks": {"database": "ok", "tick": "ok"}},
    )


def test_one_check_that_fails_is_named() -> None:
    answer = _get("/readyz", {"database": lambda: True, "outbox": lambda: False})
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "checks": {"database": "ok", "outbox": "not ok"}}


def test_a_check_that_raises_is_a_no_and_tells_nothing() -> None:
    answer = _get("/readyz", {"database": _broken})
    assert answer.status_code == 503
    assert "db.internal" not in answer.text


def test_a_check_that_hangs_is_a_no() -> None:
    free = threading.Event()
    began = time.monotonic()
    try:
        answer = _get("/readyz", {"database": free.wait, "tick": lambda: True})
    finally:
        free.set()
    assert answer.json()["checks"] == {"database": "not ok", "tick": "ok"}
    assert time.monotonic() - began < PATIENCE + 10


@pytest.mark.parametrize(("ago", "fresh"), [(-1, False), (0, True), (59, True), (60, False), (61, False)])
def test_what_happened_is_fresh_for_a_minute_and_never_from_the_future(ago: float, fresh: bool) -> None:
    assert is_fresh(1000.0 - ago, 1000.0, 60.0) is fresh


def test_what_never_happened_is_not_fresh() -> None:
    assert not is_fresh(None, 1000.0, 60.0)
