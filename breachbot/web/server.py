"""An HTTP server that the process starts and stops by itself."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

import uvicorn
from starlette.types import ASGIApp

from breachbot.errors import NotReady
from breachbot.web.door import Door, Visit
from breachbot.web.limits import Limits


def listen(host: str, port: int, setting: str) -> socket.socket:
    """A listening socket. Raises NotReady where somebody else has the port."""
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=2048
        )
    except OSError as error:
        raise NotReady(
            f"{host}:{port} cannot be used ({error.strerror}): set BREACHBOT_{setting} to another."
        ) from error


class Server(uvicorn.Server):
    """A server that leaves signals to us: uvicorn would raise them again, and nothing after it would be closed.

    started: called once it answers.
    """

    def __init__(self, config: uvicorn.Config, started: Callable[[], None] = lambda: None) -> None:
        super().__init__(config)
        self._told = started

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, and then say so."""
        await super().startup(sockets)
        if self.started:
            self._told()

    async def on_tick(self, counter: int) -> bool:
        """As uvicorn's ten times a second, and twice a second look for connections that take too long."""
        if counter % 5 == 0:
            now = asyncio.get_running_loop().time()
            for visit in cast("set[Visit]", self.server_state.connections).copy():
                visit.check(now)
        return await super().on_tick(counter)

    def leave(self) -> None:
        """Finish what is being answered, then stop."""
        self.should_exit = True


def config(
    web: ASGIApp, host: str, port: int, count: Callable[[str], None], limits: Limits | None = None
) -> uvicorn.Config:
    """Nothing of uvicorn's own logs, headers or signals; a door of our own; five seconds to finish.

    count: counts what was refused at the door by its reason.
    """
    door = cast("type[asyncio.Protocol]", Door(count, limits).open)  # uvicorn only calls it
    return uvicorn.Config(
        web,
        host=host,
        port=port,
        http=door,
        ws="none",
        loop="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
