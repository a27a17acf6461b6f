"""Who may ask: a browser on this machine, for a page of this server. Other sites and other names are turned away.

A site that lets its own name point here (DNS rebinding) sends that name as Host; a form or script of another site
sends its own Origin. Both are refused before anything is looked at.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

Handler = Callable[[Request], Awaitable[Response]]
_NAMES = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guarded(handler: Handler) -> Handler:
    """`handler` for requests by one of this server's names and, where they change something, of its own pages."""

    async def run(request: Request) -> Response:
        host = request.headers.get("host", "")
        if host.rpartition(":")[0] not in _NAMES and host not in _NAMES:
            return PlainTextResponse("This page answers to 127.0.0.1 and localhost alone.\n", 421)
        if request.method == "POST" and request.headers.get("origin") != f"http://{host}":
            return PlainTextResponse("Only pages of this server may send something here.\n", 403)
        response = await handler(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return run
