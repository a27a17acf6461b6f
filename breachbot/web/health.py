"""Two questions an operator's machine may ask: is the process alive, and can it do its work?

`/healthz` answers 200 while the event loop turns: a failure means restart it. `/readyz` answers 200 only if
every check passes: a failure means send no traffic and look. Notes come beside the checks and change nothing: the
hooks must go on taking alerts while Slack is away. Neither route tells anything about an incident.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

import anyio
import anyio.to_thread
import structlog
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from breachbot.web.hosts import Named

Check = Callable[[], bool]
"""Answers at once or within PATIENCE; runs in a thread, so it may ask the database."""

PATIENCE = 2.0
"""Seconds after which a check that has not answered counts as failed."""

TICK_WITHIN, WRITE_WITHIN = 60.0, 20.0
"""Seconds for which a tick, and a write that got through, count."""

log = structlog.get_logger()


def health_routes(
    checks: Mapping[str, Check],
    hosts: Collection[str],
    notes: Mapping[str, Callable[[], str]] = MappingProxyType({}),
) -> list[Route]:
    """The two routes, for who asks for one of the hosts; `checks` and `notes` by the names that `/readyz` shows. A note
    gives a word at once."""

    async def healthz(request: Request) -> JSONResponse:
        return JSONResponse({"alive": True})

    async def readyz(request: Request) -> JSONResponse:
        found = {name: await passes(name, check) for name, check in checks.items()}
        ready = all(found.values())
        words = {name: "ok" if fine else "not ok" for name, fine in found.items()}
        said = {"notes": {name: note() for name, note in notes.items()}} if notes else {}
        return JSONResponse({"ready": ready, "checks": words, **said}, status_code=200 if ready else 503)

    named = [Middleware(Named, hosts=hosts)]
    return [Route("/healthz", healthz, middleware=named), Route("/readyz", readyz, middleware=named)]


async def passes(name: str, check: Check) -> bool:
    """Whether the check says yes in time. One that raises or hangs says no."""
    try:
        with anyio.move_on_after(PATIENCE):
            return await anyio.to_thread.run_sync(check, abandon_on_cancel=True)
    except Exception:  # whatever keeps a check from answering, the answer is "not ready"
        log.warning("readiness check failed", kind=name, exc_info=True)
    return False


def is_fresh(last: float | None, now: float, within: float) -> bool:
    """Whether it happened, and less than `within` seconds ago; both by one monotonic clock. The future is not fresh."""
    return last is not None and 0 <= now - last < within
