"""Word to a page that something changed, as server-sent events; the page then asks for itself again.

Source: html.spec.whatwg.org/multipage/server-sent-events.html.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from breachbot.workspace.state import Workspace

LOOK_SECONDS = 0.1
HEARTBEAT_SECONDS = 15.0
"""A line now and then, so that a page that is gone is noticed."""


async def changes(ws: Workspace) -> AsyncIterator[str]:
    """The number of changes so far, at once and whenever it moves."""
    told, silent = -1, 0.0
    while True:
        if ws.changes != told:
            told, silent = ws.changes, 0.0
            yield f"data: {told}\n\n"
        elif silent >= HEARTBEAT_SECONDS:
            silent = 0.0
            yield ": still here\n\n"
        await asyncio.sleep(LOOK_SECONDS)
        silent += LOOK_SECONDS
