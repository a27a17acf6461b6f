"""The Web API and the response URLs over HTTP: tokens, faults, the log."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from breachbot.workspace import responses
from breachbot.workspace.api import files
from breachbot.workspace.api.calls import ApiError, arguments
from breachbot.workspace.api.table import call
from breachbot.workspace.faults import TO_CALLS, Faults
from breachbot.workspace.inbound import Bot
from breachbot.workspace.protocol import Fault
from breachbot.workspace.sockets import Sockets
from breachbot.workspace.state import Json, Traffic, Workspace


class WebApi:
    """What the bot calls."""

    def __init__(
        self, ws: Workspace, faults: Faults, bot: Bot, bot_token: str, sockets: Sockets | None = None
    ) -> None:
        self._ws, self._faults, self._bot, self._bot_token, self._sockets = (
            ws,
            faults,
            bot,
            bot_token,
            sockets,
        )
        self.routes = [
            Route("/api/{method}", self._call, methods=["GET", "POST"]),
            Route("/response/{token}", self._respond, methods=["POST"]),
            Route("/upload/v1/{ticket}", self._upload, methods=["POST"]),
        ]

    async def _call(self, request: Request) -> Response:
        started, method = time.perf_counter(), request.path_params["method"]
        body = await request.body()
        fault = self._faults.take(method, TO_CALLS)
        if fault and fault.kind in ("rate_limited", "server_error", "refused", "not_slack"):
            answer, response = _refusal(fault)
        else:
            answer = self._answer(method, request, body)
            self._bot.tell_of_joins()
            response = JSONResponse(
                answer, headers={"x-oauth-scopes": ",".join(sorted(self._ws.seed.scopes))}
            )
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        lost = fault is not None and fault.kind == "lost_answer"
        status = None if lost else response.status_code
        self._log(method, status, answer, len(body), started, _proof(request))
        if lost:
            await _cut(request)
        return response

    def _answer(self, method: str, request: Request, body: bytes) -> Json:
        """The effect and the answer, in one step: nothing else runs in between."""
        try:
            args = arguments(request.headers.get("content-type", ""), request.url.query, body)
            opens = self._is_the_apps(request, args.pop("token", None))
            if opens != (method == "apps.connections.open"):
                raise ApiError("not_allowed_token_type")
        except ApiError as refusal:
            return {"ok": False, "error": refusal.code, **refusal.extra}
        if opens and self._sockets:
            return {"ok": True, "url": self._sockets.ticket()}
        return call(self._ws, method, args)

    def _is_the_apps(self, request: Request, in_arguments: Any) -> bool:
        """Whether the token is the app-level one, which only opens connections; otherwise it is the bot's."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given = token if scheme.lower() == "bearer" else str(in_arguments or "")
        if not given:
            raise ApiError("not_authed")
        if self._sockets and hmac.compare_digest(given.encode(), self._sockets.app_token.encode()):
            return True
        if not hmac.compare_digest(given.encode(), self._bot_token.encode()):
            raise ApiError("invalid_auth")
        return False

    async def _respond(self, request: Request) -> Response:
        started, body = time.perf_counter(), await request.body()
        try:
            payload = json.loads(body)
        except ValueError:
            payload = None
        status, text = responses.at_response_url(self._ws, request.path_params["token"], payload)
        answer = {"ok": status == 200, "error": None if status == 200 else text}
        self._log("response_url", status, answer, len(body), started)
        return PlainTextResponse(text, status)

    async def _upload(self, request: Request) -> Response:
        """The bytes of a file, at the address that the bot was given for them; nothing else vouches for it."""
        started, data = time.perf_counter(), await request.body()
        fault = self._faults.take("upload", TO_CALLS)
        taken = not fault and files.take(self._ws, request.path_params["ticket"], data)
        status = 200 if taken else fault.status if fault else 404
        answer = {"ok": taken, "error": None if taken else "not_taken"}
        self._log("upload", status, answer, len(data), started)
        return PlainTextResponse(f"OK - {len(data)}" if taken else "not taken", status)

    def _log(
        self,
        method: str,
        status: int | None,
        answer: Mapping[str, Any],
        size: int,
        started: float,
        proof: str | None = None,
    ) -> None:
        self._ws.record(
            Traffic(
                at=self._ws.now(),
                direction="from_bot",
                method=method,
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
                ok=bool(answer["ok"]),
                error=answer.get("error"),
                size=size,
                proof=proof,
            )
        )


def _proof(request: Request) -> str | None:
    """That a token came along; nothing of the token itself."""
    return "bearer token" if request.headers.get("authorization") else None


def _refusal(fault: Fault) -> tuple[Json, Response]:
    if fault.kind == "rate_limited":
        answer: Json = {"ok": False, "error": "ratelimited"}
        return answer, JSONResponse(answer, 429, headers={"Retry-After": str(max(1, round(fault.seconds)))})
    if fault.kind == "refused":
        answer = {"ok": False, "error": fault.error} | ({"needed": fault.needed} if fault.needed else {})
        return answer, JSONResponse(answer)
    if fault.kind == "not_slack":
        blocked = Response(fault.body, fault.status, media_type=fault.content_type)
        return {"ok": False, "error": "not_slack"}, blocked
    return {"ok": False, "error": "server_error"}, PlainTextResponse("upstream error", fault.status)


async def _cut(request: Request) -> None:
    """Close the connection before a byte of the answer; see server.Cuttable."""
    request.scope["state"]["transport"].abort()
    await asyncio.sleep(0.01)  # let the server notice, so that it writes nothing into the closed connection
