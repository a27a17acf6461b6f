"""The player's side over HTTP, below /player: acts, faults, what is to be seen. It wants a token."""

from __future__ import annotations

import base64
import dataclasses
import hmac
from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from breachbot.workspace.acts import People
from breachbot.workspace.elements import Impossible
from breachbot.workspace.faults import Faults
from breachbot.workspace.protocol import ACT, Fault
from breachbot.workspace.state import CHANNELS, MESSAGES, TRAFFIC, USERS, VIEWS, Workspace

TOKEN_HEADER = "X-Player-Token"  # noqa: S105  the name of a header, not a secret
T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]


class PlayerApi:
    """What the player of a story calls."""

    def __init__(self, ws: Workspace, people: People, faults: Faults, token: str) -> None:
        self._ws, self._people, self._faults, self._token = ws, people, faults, token
        self.routes = [
            Route("/player/act", self._guarded(self._act), methods=["POST"]),
            Route("/player/faults", self._guarded(self._fault), methods=["POST", "DELETE"]),
            Route("/player/users", self._guarded(self._users)),
            Route("/player/channels", self._guarded(self._channels)),
            Route("/player/messages", self._guarded(self._messages)),
            Route("/player/views", self._guarded(self._views)),
            Route("/player/file", self._guarded(self._file)),
            Route("/player/traffic", self._guarded(self._traffic)),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: Request) -> Response:
            given = request.headers.get(TOKEN_HEADER, "")
            if not hmac.compare_digest(given.encode(), self._token.encode()):
                return JSONResponse({"error": "a wrong or missing player token"}, 401)
            try:
                return await handler(request)
            except Impossible as why:
                return JSONResponse({"impossible": str(why)}, 409)
            except ValidationError as wrong:
                return JSONResponse({"error": wrong.errors(include_url=False, include_input=False)}, 422)

        return guarded

    async def _act(self, request: Request) -> Response:
        answer = await self._people.do(ACT.validate_json(await request.body()))
        return JSONResponse(answer.model_dump(mode="json"))

    async def _fault(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._faults.clear()
        else:
            self._faults.add(Fault.model_validate_json(await request.body()))
        return JSONResponse({})

    async def _users(self, request: Request) -> Response:
        return _json(USERS, [*self._ws.users.values()])

    async def _channels(self, request: Request) -> Response:
        """All channels, or those that the person `as` can see."""
        viewer = self._viewer(request)
        found = [c for c in self._ws.channels.values() if viewer is None or self._ws.sees(viewer, c)]
        return _json(CHANNELS, [dataclasses.replace(channel, messages={}) for channel in found])

    async def _messages(self, request: Request) -> Response:
        """The messages of a channel, oldest first: all, or those that the person `as` can see."""
        channel = self._ws.channels.get(request.query_params.get("channel", ""))
        if channel is None:
            raise Impossible("there is no such channel")
        viewer = self._viewer(request)
        if viewer is not None and not self._ws.sees(viewer, channel):
            raise Impossible(f"{viewer} sees no channel {channel.id}")
        found = [m for m in channel.messages.values() if viewer is None or m.ephemeral_to in (None, viewer)]
        return _json(MESSAGES, found)

    def _viewer(self, request: Request) -> str | None:
        viewer = request.query_params.get("as")
        if viewer is not None and viewer not in self._ws.users:
            raise Impossible(f"nobody here is {viewer}")
        return viewer

    async def _views(self, request: Request) -> Response:
        """The person's open modals, the one on top last; with `home`, their Home tab instead."""
        user = request.query_params.get("user", "")
        home = self._ws.homes.get(user)
        if "home" in request.query_params:
            return _json(VIEWS, [home] if home else [])
        return _json(VIEWS, self._ws.open_views(user))

    async def _file(self, request: Request) -> Response:
        """The bytes of a file, as the person `as` can have them."""
        viewer, name = self._viewer(request) or "", request.query_params.get("file", "")
        file = self._ws.file(viewer, name) if viewer else None
        if file is None or file.data is None:
            raise Impossible(f"{viewer} sees no file {name}")
        return JSONResponse({"name": file.name, "data": base64.b64encode(file.data).decode("ascii")})

    async def _traffic(self, request: Request) -> Response:
        return _json(TRAFFIC, self._ws.traffic)


def _json(shape: TypeAdapter[list[T]], seen: list[T]) -> Response:
    return Response(shape.dump_json(seen), media_type="application/json")
