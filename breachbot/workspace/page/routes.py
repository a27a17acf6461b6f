"""The addresses of the page: one root for each person, so that several can be open side by side.

/as/U…/                  leads to the first channel       /as/U…/home       the Home tab
/as/U…/c/C…              a conversation                   /as/U…/traffic    all requests, both ways
/as/U…/c/C…/t/TS         one thread beside it             /as/U…/security   the published page
/as/U…/files/F…          a file, to be kept
/as/U…/changes           word that something changed      /as/U…/act        takes what somebody does
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from breachbot.workspace.acts import People
from breachbot.workspace.elements import Impossible
from breachbot.workspace.page import acts, dates, live, published
from breachbot.workspace.page.guard import Handler, guarded
from breachbot.workspace.page.render import STATIC, environment
from breachbot.workspace.page.sight import Sight
from breachbot.workspace.seed import User
from breachbot.workspace.state import Channel, Json, Workspace

MOST_HOURS = 24 * 400
MOST_MESSAGES = 200
MOST_TRAFFIC = 300
SCRIPTS = sorted(file.name for file in STATIC.glob("*.js"))


class Movable(Protocol):
    """A clock that a demo may move."""

    def now(self) -> datetime:
        """The moment on people's clocks: aware."""

    def move_to(self, moment: datetime) -> None:
        """Let it be `moment` now."""


@dataclass(frozen=True)
class Beside:
    """What a demo has beside the workspace: a clock to be moved, and the folder of its security page."""

    clock: Movable | None = None
    published: Path | None = None

    @property
    def wall(self) -> Callable[[], float] | None:
        """The seconds since the epoch on that clock."""
        clock = self.clock
        return (lambda: clock.now().timestamp()) if clock else None


class Page:
    """The page of a workspace."""

    def __init__(self, ws: Workspace, people: People, beside: Beside) -> None:
        self._ws, self._people, self._beside = ws, people, beside
        self._sight, self._templates = Sight(ws), environment()
        self.routes = [
            self._route("/", self._start),
            self._route("/page/static/{name}", self._static),
            self._route("/as/{user}", self._enter),
            self._route("/as/{user}/c/{channel}", self._conversation),
            self._route("/as/{user}/c/{channel}/t/{ts}", self._conversation),
            self._route("/as/{user}/dm", self._direct),
            self._route("/as/{user}/files/{file}", self._file),
            self._route("/as/{user}/home", self._home),
            self._route("/as/{user}/traffic", self._traffic),
            self._route("/as/{user}/security", self._security),
            self._route("/as/{user}/changes", self._changes),
            self._route("/as/{user}/act", self._act, "POST"),
            self._route("/security/{path:path}", self._published),
            self._route("/clock", self._move_clock, "POST"),
        ]

    def _route(self, path: str, handler: Handler, method: str = "GET") -> Route:
        return Route(path, guarded(handler), methods=[method])

    # --- going there --------------------------------------------------------------------------------------

    async def _start(self, request: Request) -> Response:
        return RedirectResponse(f"/as/{self._sight.people()[0].id}", 303)

    async def _enter(self, request: Request) -> Response:
        user = self._user(request)
        rooms = [room for room in self._sight.rooms(user.id) if not room.is_archived]
        first = max(rooms, key=lambda room: room.unread, default=None)
        return RedirectResponse(f"/as/{user.id}/c/{first.id}" if first else f"/as/{user.id}/home", 303)

    async def _direct(self, request: Request) -> Response:
        user = self._user(request)
        return RedirectResponse(f"/as/{user.id}/c/{self._ws.direct(user.id).id}", 303)

    async def _static(self, request: Request) -> Response:
        path = STATIC / request.path_params["name"]
        if path.name not in {file.name for file in STATIC.iterdir()}:
            raise HTTPException(404)
        return FileResponse(path, headers={"Cache-Control": "private, max-age=300"})

    def _user(self, request: Request) -> User:
        wanted = request.path_params["user"]
        for user in self._sight.people():
            if user.id == wanted:
                return user
        raise HTTPException(404)

    # --- looking ------------------------------------------------------------------------------------------

    async def _conversation(self, request: Request) -> Response:
        user = self._user(request)
        channel = self._sight.room(user.id, request.path_params["channel"])
        if channel is None:
            return self._page(request, user, "nothing.html", place="", status=404)
        self._sight.read(user.id, channel)
        reader, ts = self._sight.reader(user.id, _zone(request)), request.path_params.get("ts")
        most = None if "all" in request.query_params else MOST_MESSAGES
        left_out, days = self._sight.timeline(reader, channel, most)
        return self._page(
            request,
            user,
            "conversation.html",
            place="dm" if channel.im_user else channel.id,
            title=_title(channel),
            channel=channel,
            days=days,
            left_out=left_out,
            pinned=self._sight.pinned(reader, channel),
            thread=self._sight.thread(reader, channel, ts) if ts else None,
            thread_ts=ts,
        )

    async def _home(self, request: Request) -> Response:
        user = self._user(request)
        return self._page(
            request, user, "home.html", place="home", title="Home", home=self._ws.homes.get(user.id)
        )

    async def _file(self, request: Request) -> Response:
        """The bytes of a file, for whoever sees a conversation in which it stands; no browser shows them as a page."""
        file = self._ws.file(self._user(request).id, request.path_params["file"])
        if file is None or file.data is None:
            raise HTTPException(404)
        kept = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"}
        return Response(file.data, media_type="application/octet-stream", headers=kept)

    async def _traffic(self, request: Request) -> Response:
        newest = self._ws.traffic[: -MOST_TRAFFIC - 1 : -1]
        total = len(self._ws.traffic)
        return self._page(
            request,
            self._user(request),
            "traffic.html",
            place="traffic",
            title="Traffic",
            total=total,
            requests=list(zip(range(total, 0, -1), newest, strict=False)),
        )

    async def _security(self, request: Request) -> Response:
        return self._page(
            request,
            self._user(request),
            "security.html",
            place="security",
            title="Security page",
            is_published=published.is_there(self._beside.published),
        )

    async def _published(self, request: Request) -> Response:
        if self._beside.published is None:
            raise HTTPException(404)
        return await published.show(self._beside.published, request)

    async def _changes(self, request: Request) -> Response:
        self._user(request)
        return StreamingResponse(live.changes(self._ws), media_type="text/event-stream")

    def _page(
        self, request: Request, user: User, template: str, *, place: str, status: int = 200, **more: Any
    ) -> Response:
        reader = self._sight.reader(user.id, _zone(request))
        views = self._ws.open_views(user.id)
        context: Json = {
            "title": "Not here",
            "scripts": SCRIPTS,
            "me": user,
            "reader": reader,
            "place": place,
            "clock": self._beside.clock is not None,
            "has_security": self._beside.published is not None,
            "people": [self._face(each, place) for each in self._sight.people()],
            "everybody": [each for each in self._ws.users.values() if not each.is_bot],
            "rooms": self._sight.rooms(user.id),
            "direct": self._sight.direct(user.id),
            "view": views[-1] if views else None,
            "depth": len(views),
            "files": self._ws.files,
            "hears_direct": self._ws.seed.hears_direct,
            "commands": self._ws.seed.commands or {},
            "shortcuts": self._ws.seed.shortcuts or {},
            "global_shortcuts": self._ws.seed.global_shortcuts or {},
        }
        html = self._templates.get_template(template).render(context | more)
        return HTMLResponse(html, status)

    def _face(self, person: User, place: str) -> tuple[User, str, int]:
        """A person, where one goes on as them (here, if they can be here), and how much is new to them."""
        here = place in ("home", "dm", "traffic", "security")
        below = f"/{place}" if here else f"/c/{place}" if self._sight.room(person.id, place) else ""
        return person, f"/as/{person.id}{below}", self._sight.unread(person.id)

    # --- acting -------------------------------------------------------------------------------------------

    async def _act(self, request: Request) -> Response:
        user = self._user(request)
        try:
            sent = json.loads(await request.body())
            act = acts.read(self._ws, user.id, sent, dates.zone(_zone(request)))
            return JSONResponse({"problem": acts.words(act, await self._people.do(act))})
        except (ValidationError, ValueError):
            return JSONResponse({"problem": "The page sent something that cannot be read."}, 422)
        except Impossible as why:
            return JSONResponse({"problem": f"{str(why)[:1].upper()}{str(why)[1:]}."}, 409)

    async def _move_clock(self, request: Request) -> Response:
        if self._beside.clock is None:
            raise HTTPException(404)
        try:
            hours = float(json.loads(await request.body())["hours"])
        except (ValueError, TypeError, KeyError):
            hours = 0.0
        if not 0 < hours <= MOST_HOURS:
            return JSONResponse({"problem": "The clock goes forwards, by up to 400 days."}, 422)
        self._beside.clock.move_to(self._beside.clock.now() + timedelta(hours=hours))
        self._ws.changes += 1
        return JSONResponse({"problem": None})


def _zone(request: Request) -> str:
    return request.cookies.get("zone", "UTC")


def _title(channel: Channel) -> str:
    return "breachbot" if channel.im_user else f"#{channel.name}"
