"""Requests to the bot: signed, timed, logged, doubled and repeated. Only here is the bot's address known."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import aiohttp

from breachbot.workspace import payloads
from breachbot.workspace.faults import TO_DELIVERIES, TO_EACH_COPY, Faults
from breachbot.workspace.protocol import Answer
from breachbot.workspace.seed import BOT
from breachbot.workspace.sockets import Sockets, Unconnected
from breachbot.workspace.state import Json, Traffic, Workspace

ACK_SECONDS = 3.0
RETRY_SECONDS = (0.0, 60.0, 300.0)
"""Slack sends an event again almost at once, after a minute and after five."""
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Request:
    """One request to the bot as it goes over the wire."""

    kind: str
    body: bytes
    headers: Mapping[str, str]
    signature: str = "valid"


class Bot:
    """The app that Slack calls, at one URL, with the signing secret that both sides know.

    sockets: given where the app uses Socket Mode; then nothing goes to the URL but what somebody else sends there.
    """

    def __init__(
        self,
        ws: Workspace,
        session: aiohttp.ClientSession,
        faults: Faults,
        url: str,
        secret: str,
        retry_seconds: Sequence[float] = RETRY_SECONDS,
        ack_seconds: float = ACK_SECONDS,
        sockets: Sockets | None = None,
    ) -> None:
        self._ws, self._session, self._faults, self._sockets = ws, session, faults, sockets
        self._url, self._secret, self._retry_seconds = url, secret, retry_seconds
        self._timeout = aiohttp.ClientTimeout(total=ack_seconds)
        self._last: dict[str, Request] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def form(self, kind: str, fields: Mapping[str, str]) -> Answer:
        """Send a slash command."""
        return await self._deliver(self._signed(kind, urlencode(fields).encode(), _FORM))

    async def interaction(self, payload: Json) -> Answer:
        """Send a click, submission, closing or shortcut; its kind is the payload's type."""
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return await self._deliver(self._signed(payload["type"], body, _FORM))

    async def event(self, envelope: Json) -> Answer:
        """Send an event, and again later where it was not taken."""
        body = json.dumps(envelope).encode()
        fault = self._faults.take("event", TO_DELIVERIES)
        answer, headers = await self._send(self._remember(self._signed("event", body, _JSON)))
        if fault and fault.kind == "duplicate":
            await self._send(self._last["event"])
        wanted = (fault is not None and fault.kind == "retry") or answer.error is not None
        if wanted and headers.get("X-Slack-No-Retry") != "1":
            self._later(self._again(body, answer.error, once=answer.error is None))
        return answer

    def tell_of_joins(self) -> None:
        """Send what the app has not heard yet of who came into a channel, where its manifest asks for that."""
        news, self._ws.joined = self._ws.joined, []
        for user, channel, inviter in news:
            if BOT in channel.members and "member_joined_channel" in (self._ws.seed.events or ()):
                inner = {**payloads.joined(user, channel, inviter), "event_ts": self._ws.next_ts()}
                self._later(self.event(payloads.event(self._ws.next_id("Ev"), inner, int(self._ws.now()))))

    async def replay(self, kind: str, signature: str) -> Answer | None:
        """Send the last request of a kind again; None if there was none."""
        request = self._last.get(kind)
        if request is None:
            return None
        answer, _ = await self._send(self._spoilt(request, signature))
        return answer

    async def close(self) -> None:
        """Give up what was still to be sent again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _signed(self, kind: str, body: bytes, content_type: str, age: int = 0) -> Request:
        stamp = str(int(self._ws.now()) - age)
        digest = hmac.new(self._secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }
        return Request(kind, body, headers)

    def _spoilt(self, request: Request, signature: str) -> Request:
        headers = dict(request.headers)
        if signature == "same":
            return replace(request, signature="replayed")
        if signature == "stale":
            old = self._signed(request.kind, request.body, headers["Content-Type"], age=301)
            return replace(old, signature="stale")
        if signature == "wrong":
            headers["X-Slack-Signature"] = "v0=" + "0" * 64
        else:
            del headers["X-Slack-Signature"], headers["X-Slack-Request-Timestamp"]
        return replace(request, headers=headers, signature=signature)

    def _remember(self, request: Request) -> Request:
        self._last[request.kind] = request
        return request

    async def _deliver(self, request: Request) -> Answer:
        self._remember(request)
        fault = self._faults.take(request.kind, TO_DELIVERIES)
        copies = 2 if fault and fault.kind == "duplicate" else 1
        answers = await asyncio.gather(*(self._send(request) for _ in range(copies)))
        return answers[0][0]

    async def _again(self, body: bytes, error: str | None, *, once: bool) -> None:
        reason = {"operation_timeout": "http_timeout", "unreachable": "connection_failed"}
        for number, pause in enumerate(self._retry_seconds, start=1):
            await asyncio.sleep(pause)
            request = self._signed("event", body, _JSON)
            extra = {
                "X-Slack-Retry-Num": str(number),
                "X-Slack-Retry-Reason": reason.get(error or "operation_timeout", "http_error"),
            }
            answer, headers = await self._send(replace(request, headers={**request.headers, **extra}))
            if once or answer.error is None or headers.get("X-Slack-No-Retry") == "1":
                return

    def _later(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, request: Request) -> tuple[Answer, Mapping[str, str]]:
        if fault := self._faults.take(request.kind, TO_EACH_COPY):
            await asyncio.sleep(fault.seconds)
        if self._sockets and request.signature in ("valid", "replayed"):
            return await self._by_socket(self._sockets, request), {}
        return await self._by_http(request)

    async def _by_socket(self, sockets: Sockets, request: Request) -> Answer:
        """An acknowledgement counts as status 200, whatever came with it as the body."""
        started, status, body, error = time.perf_counter(), None, None, None
        retry = request.headers.get("X-Slack-Retry-Num")
        try:
            async with asyncio.timeout(self._timeout.total):
                body, status = await sockets.deliver(request.kind, request.body, retry), 200
        except TimeoutError:
            error = "operation_timeout"
        except Unconnected:
            error = "unreachable"
        ms = round((time.perf_counter() - started) * 1000, 1)
        answer = Answer(status=status, ms=ms, body=body, error=error)
        self._log(request, answer, over_socket=True)
        return answer

    async def _by_http(self, request: Request) -> tuple[Answer, Mapping[str, str]]:
        started, headers = time.perf_counter(), dict[str, str]()
        status: int | None = None
        body: Any = None
        try:
            async with self._session.post(
                self._url, data=request.body, headers=request.headers, timeout=self._timeout
            ) as response:
                status, headers = response.status, dict(response.headers)
                body, error = _read(await response.text())
                error = error if status == 200 else "dispatch_failed"
        except TimeoutError:
            error = "operation_timeout"
        except aiohttp.ClientError:
            error = "unreachable"
        answer = Answer(
            status=status, ms=round((time.perf_counter() - started) * 1000, 1), body=body, error=error
        )
        self._log(request, answer)
        return answer, headers

    def _log(self, request: Request, answer: Answer, *, over_socket: bool = False) -> None:
        self._ws.record(
            Traffic(
                at=self._ws.now(),
                direction="to_bot",
                method=request.kind,
                status=answer.status,
                ms=answer.ms,
                ok=answer.error is None,
                error=answer.error,
                size=len(request.body),
                signature=request.signature,
                proof="its socket" if over_socket else _shortened(request.headers.get("X-Slack-Signature")),
            )
        )


def _shortened(signature: str | None) -> str | None:
    return f"{signature[:11]}…" if signature else None


def _read(text: str) -> tuple[Any, str | None]:
    if not text:
        return None, None
    if not text.lstrip().startswith("{"):
        return text, None
    try:
        return json.loads(text), None
    except ValueError:
        return text, "bad_response"
