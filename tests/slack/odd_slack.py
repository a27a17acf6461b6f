"""A server in Slack's place that answers each method with exactly these bytes, however odd."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.workspace.seed import TEAM
from breachbot.workspace.server import listen
from tests.workspace.conftest import client_of


@dataclass(frozen=True)
class Reply:
    """Status, body and kind of an answer, and how long it takes."""

    body: bytes
    status: int = 200
    content_type: str = "application/json"
    seconds: float = 0.0


def said(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status)


def user(name: str, **traits: Any) -> Reply:
    """A member as Slack describes one; a trait that is None is left out."""
    whole = {
        "id": name,
        "team_id": TEAM,
        "deleted": False,
        "is_bot": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_stranger": False,
    } | traits
    return said({"ok": True, "user": {key: value for key, value in whole.items() if value is not None}})


@dataclass
class OddSlack:
    """What it answers, by method, what it was asked, and the bodies that came with it."""

    client: AsyncWebClient
    url: str
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)


@contextlib.asynccontextmanager
async def odd_slack() -> AsyncIterator[OddSlack]:
    """One that knows its workspace, and nobody yet."""
    sock = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    slack = OddSlack(client_of(url), url, {"auth.test": said({"ok": True, "team_id": TEAM})})

    async def answer(request: web.Request) -> web.Response:
        method = request.match_info["method"]
        slack.asked.append(method)
        slack.sent.append(await request.text())
        reply = slack.replies.get(method, said({"ok": False, "error": "unknown_method"}))
        await asyncio.sleep(reply.seconds)
        return web.Response(body=reply.body, status=reply.status, content_type=reply.content_type)

    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(app, handler_cancellation=True)  # nobody waits for what is no longer asked
    await runner.setup()
    await web.SockSite(runner, sock).start()
    try:
        yield slack
    finally:
        await runner.cleanup()
