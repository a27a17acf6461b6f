"""A platform on this machine that gives out keys by https, under whatever names it is asked for."""

from __future__ import annotations

import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import TCPConnector, web
from aiohttp.abc import AbstractResolver, ResolveResult

from breachbot.web.keys import Keys
from tests.intake.certificates import SIGNER, certificate, pem

NAMES = ("sns.eu-west-1.amazonaws.com", "www.googleapis.com", "sentry.io")


@dataclass
class Platform:
    """What it answers by path, and which requests came."""

    port: int
    trust: ssl.SSLContext
    answers: dict[str, web.Response | Callable[[web.Request], Awaitable[web.Response]]] = field(
        default_factory=dict
    )
    asked: list[str] = field(default_factory=list)

    def keys(self, clock: Callable[[], float] = lambda: 0.0, within: float = 5.0) -> Keys:
        """Keys that take every name to this platform, and trust its certificate alone."""
        return Keys(lambda: TCPConnector(resolver=_Here(self.port), ssl=self.trust), clock, within=within)


class _Here(AbstractResolver):
    def __init__(self, port: int) -> None:
        self.port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=self.port, family=socket.AF_INET, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        return None


@asynccontextmanager
async def platform(folder: Path) -> AsyncIterator[Platform]:
    """Serve until the block ends."""
    began = datetime.now(UTC) - timedelta(hours=1)
    chain = certificate(SIGNER, *NAMES, begins=began)
    (folder / "chain.pem").write_bytes(chain)
    (folder / "key.pem").write_bytes(pem(SIGNER))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "chain.pem", folder / "key.pem")
    here = Platform(0, ssl.create_default_context(cadata=chain.decode()))

    async def handle(request: web.Request) -> web.StreamResponse:
        here.asked.append(f"{request.host}{request.path_qs}")
        answer = here.answers.get(request.path, web.Response(status=404))
        if not isinstance(answer, web.Response):
            answer = await answer(request)
        return web.Response(status=answer.status, body=answer.body, headers=dict(answer.headers))

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    here.port = runner.addresses[0][1]
    try:
        yield here
    finally:
        await runner.cleanup()
