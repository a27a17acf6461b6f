"""An HTTP server that the process starts and stops by itself."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from breachbot.errors import NotReady


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

    def leave(self) -> None:
        """Finish what is being answered, then stop."""
        self.should_exit = True


def config(web: ASGIApp, host: str, port: int) -> uvicorn.Config:
    """Nothing of uvicorn's own logs, headers or signals; five seconds to finish."""
    return uvicorn.Config(
        web, host=host, port=port, loop="none", lifespan="off", access_log=False, log_config=None,
        server_header=False, date_header=False, proxy_headers=False, timeout_graceful_shutdown=5,
    )  # fmt: skip
