"""The security page that the demo's bot published, as its web server would show it."""

from __future__ import annotations

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""No script runs in it; the page may be shown beside the workspace."""
_TYPES = {".html": "text/html; charset=utf-8", ".xml": "application/atom+xml", ".json": "application/json"}


def is_there(folder: Path | None) -> bool:
    """Whether anything has been published."""
    return folder is not None and (folder / "index.html").is_file()


async def show(folder: Path, request: Request) -> Response:
    """A file of the public folder; the index of a folder."""
    root = folder.resolve()
    wanted = (root / request.path_params["path"]).resolve()
    wanted = wanted / "index.html" if wanted.is_dir() else wanted
    if not wanted.is_relative_to(root) or not wanted.is_file():
        if wanted == root / "index.html":
            return PlainTextResponse("Nothing has been published yet.\n", 404)
        raise HTTPException(404)
    kind = _TYPES.get(wanted.suffix, "text/plain; charset=utf-8")
    return FileResponse(wanted, media_type=kind, headers={"Content-Security-Policy": POLICY})
