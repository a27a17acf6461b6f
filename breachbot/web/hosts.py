"""By which names whoever asks has to know us, so that a page in somebody's browser cannot ask in their place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from breachbot.hosts import ANY, host_of
from breachbot.web.body import answer


@dataclass(frozen=True)
class Named:
    """An application that answers whoever asks for one of these hosts, or names none; all others get 421."""

    app: ASGIApp
    hosts: Collection[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = [value for name, value in scope["headers"] if name == b"host"]
        if ANY in self.hosts or all(host_of(value) in self.hosts for value in asked):
            await self.app(scope, receive, send)
        else:
            await answer(send, 421, "other_host")
