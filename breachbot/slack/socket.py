"""Slack's requests over a WebSocket that breachbot opens itself, for a house that nobody reaches from outside.

Each request comes in an envelope; what Bolt answers goes back by the envelope's id, over the connection it came by.
So a submission is acknowledged as over HTTP: after its commit. What was not acknowledged Slack may send again, and that
changes nothing. https://docs.slack.dev/apis/events-api/using-socket-mode/
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import anyio
import structlog
from anyio.abc import TaskGroup
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError
from breachbot.slack.api import ApiFailure, call
from breachbot.slack.shape import dispatch

log = structlog.get_logger("breachbot.slack")

KINDS = frozenset({"events_api", "interactive", "slash_commands"})
HEARTBEAT = 10.0
"""Seconds between two pings; a connection that does not answer within half of that is given up."""
OPENS_WITHIN = 10.0
REPLACED_WITHIN = 15.0
"""Seconds for which an old connection is still read when Slack asks for a new one."""
LEAVES_WITHIN = 5.0
CLOSES_WITHIN = aiohttp.ClientWSTimeout(ws_close=1.0)
"""Slack does not always see a goodbye through (slackapi/node-slack-sdk#2752); a stop must not wait for it."""
STEADY = 5.0
"""Seconds that a connection must have lived for the next one to be opened at once."""
LONGEST_PAUSE = 60.0

Frame = Mapping[str, Any]


def backoff(failures: int) -> float:
    """Seconds before the next try: doubling to a minute, spread out so that many bots do not come at once."""
    return min(LONGEST_PAUSE, 2.0 ** (failures - 1)) * random.uniform(0.5, 1.0)


@dataclass(eq=False)
class Link:
    """One connection. `over` is set once another one has to be opened in its place."""

    over: anyio.Event = field(default_factory=anyio.Event)
    reading: anyio.CancelScope = field(default_factory=anyio.CancelScope)
    greeted_at: float | None = None
    retry_after: float = 0.0
    switched_off: bool = False

    def was_steady(self) -> bool:
        """Whether it worked for a while, so that its end says nothing against the next."""
        return (
            self.greeted_at is not None
            and not self.switched_off
            and time.monotonic() - self.greeted_at > STEADY
        )


class SocketMode:
    """Keeps a connection to Slack open until `leave`.

    client: carries the app-level token. greeted: called each time that Slack has said hello.
    pause: seconds before the next try after so many failures.
    """

    def __init__(
        self,
        app: AsyncApp,
        client: AsyncWebClient,
        *,
        greeted: Callable[[], None] = lambda: None,
        pause: Callable[[int], float] = backoff,
    ) -> None:
        self._app, self._client, self._greeted, self._pause = app, client, greeted, pause
        self._links: set[Link] = set()
        self._leaving, self._left = anyio.Event(), anyio.Event()

    @property
    def connected(self) -> bool:
        """Whether Slack can reach us now."""
        return any(link.greeted_at is not None for link in self._links)

    async def run(self) -> None:
        """Open one connection after the other. The old one is still answered while the new one opens."""
        failures = 0
        async with aiohttp.ClientSession() as session, anyio.create_task_group() as tasks:
            while not self._leaving.is_set():
                link = Link()
                tasks.start_soon(self._connection, session, link)
                await link.over.wait()
                failures = 0 if link.was_steady() else failures + 1
                if failures:
                    with anyio.move_on_after(max(self._pause(failures), link.retry_after)):
                        await self._leaving.wait()
        self._left.set()

    async def leave(self) -> None:
        """Take nothing new, finish and acknowledge what is under way, then close."""
        self._leaving.set()
        for link in self._links:
            link.reading.cancel()
        with anyio.move_on_after(LEAVES_WITHIN):
            await self._left.wait()

    async def _connection(self, session: aiohttp.ClientSession, link: Link) -> None:
        """From the address to the last acknowledgement."""
        self._links.add(link)
        try:
            with anyio.fail_after(OPENS_WITHIN):
                url = str((await call(self._client, "apps.connections.open"))["url"])
                ws = await session.ws_connect(
                    url, heartbeat=HEARTBEAT, timeout=CLOSES_WITHIN, proxy=self._client.proxy
                )
            async with ws, anyio.create_task_group() as answers:
                with link.reading:
                    await self._read(ws, link, answers)
                link.over.set()
        except (DeliveryError, aiohttp.ClientError, OSError, KeyError) as error:  # TimeoutError is an OSError
            code = error.code if isinstance(error, ApiFailure) else "no_answer"
            if isinstance(error, ApiFailure) and code == "ratelimited":
                link.retry_after = error.retry_after or 0.0
            log.warning("socket_not_opened", error=type(error).__name__, reason=code)
        except Exception:  # the outermost loop of this edge: alerts must be taken in whatever Slack sends
            log.exception("socket_broke")
        finally:
            self._links.discard(link)
            link.over.set()
        if link.greeted_at is not None:
            log.info("socket_closed", seconds=round(time.monotonic() - link.greeted_at))

    async def _read(self, ws: aiohttp.ClientWebSocketResponse, link: Link, answers: TaskGroup) -> None:
        async for message in ws:
            frame = _frame(message)
            kind = frame.get("type")
            if kind == "hello":
                link.greeted_at = time.monotonic()
                self._greeted()
                log.info("socket_opened")
            elif kind == "disconnect":
                self._replace(link, str(frame.get("reason")))
            elif kind in KINDS and isinstance(frame.get("payload"), dict):
                answers.start_soon(self._answer, ws, frame)
            else:
                log.warning("socket_frame_unknown")

    def _replace(self, link: Link, reason: str) -> None:
        """Slack is going to close this connection: `warning`, `refresh_requested`, or `link_disabled` for good."""
        link.switched_off = reason == "link_disabled"
        if link.switched_off:
            log.error("socket_mode_switched_off")
        link.reading.deadline = anyio.current_time() + REPLACED_WITHIN
        link.over.set()

    async def _answer(self, ws: aiohttp.ClientWebSocketResponse, frame: Frame) -> None:
        """Let Bolt answer one envelope. Where it cannot, nothing is acknowledged, and the person sees Slack's error."""
        try:
            answer = await dispatch(self._app, _request(frame))
            if answer.status != 200:
                log.warning("socket_request_refused", status=answer.status)
                return
            await ws.send_str(json.dumps({"envelope_id": frame["envelope_id"], **_payload(answer)}))
        except (ConnectionError, aiohttp.ClientError):
            # What was decided stays decided; if Slack asks again, nothing changes and it is acknowledged then.
            log.warning("acknowledgement_lost")
        except Exception:  # the outermost door of this edge: the next envelope must not suffer
            log.exception("socket_request_broke")


def _frame(message: aiohttp.WSMessage) -> Frame:
    """What Slack sent, or an empty frame for what cannot be read."""
    if message.type is not aiohttp.WSMsgType.TEXT:
        return {}
    try:
        frame = json.loads(message.data)
    except (ValueError, RecursionError):  # RecursionError: nested thousands of levels deep
        return {}
    return frame if isinstance(frame, dict) else {}


def _request(frame: Frame) -> AsyncBoltRequest:
    """The envelope's payload as Bolt takes it, with the number of the try where Slack repeats an event."""
    headers: dict[str, str | Sequence[str]] = {}
    if frame.get("retry_attempt"):
        headers["x-slack-retry-num"] = str(frame["retry_attempt"])
    return AsyncBoltRequest(mode="socket_mode", body=dict(frame["payload"]), headers=headers)


def _payload(answer: BoltResponse) -> dict[str, Any]:
    """What goes along with the acknowledgement: field errors, the next view, a sentence; mostly nothing."""
    if not answer.body:
        return {}
    is_json = answer.headers.get("content-type", [""])[0].startswith("application/json")
    return {"payload": json.loads(answer.body) if is_json else {"text": answer.body}}
