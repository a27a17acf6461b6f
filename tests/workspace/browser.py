"""A browser without its script: what it would ask for and send."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.workspace.conftest import House


@dataclass
class Browser:
    """What a browser would send, without the script."""

    url: str
    session: aiohttp.ClientSession

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.session.get(f"{self.url}{path}", headers=headers) as response:
            return response.status, await response.text()

    async def act(self, user: str, kind: str, **fields: Any) -> str | None:
        """Act as the page's script does; gives what the person is told."""
        status, body = await self.post(f"/as/{user}/act", {"kind": kind, **fields}, origin=self.url)
        problem: str | None = json.loads(body)["problem"]
        assert (status == 200) or problem
        return problem

    async def post(self, path: str, body: Any, *, origin: str | None) -> tuple[int, str]:
        headers = {"Origin": origin} if origin else {}
        async with self.session.post(f"{self.url}{path}", json=body, headers=headers) as response:
            return response.status, await response.text()


@contextlib.asynccontextmanager
async def browsing(house: House) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession() as session:
        yield Browser(house.url, session)


async def post(house: House, channel: str, text: str, **more: Any) -> str:
    return str((await house.client.chat_postMessage(channel=channel, text=text, **more))["ts"])
