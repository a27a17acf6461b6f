"""A person's deadlines as an iCalendar feed (RFC 5545), for whoever knows its address."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from breachbot.usecases.calendar import Entry, calendar
from breachbot.usecases.house import House

PATH = "/calendar/"
AGAIN = timedelta(minutes=15)
"""How often a calendar program is asked to look."""


def new_address() -> str:
    """A part of an address that nobody can guess: 192 random bits."""
    return secrets.token_urlsafe(24)


def url(base: str, address: str) -> str:
    """The whole address of a calendar. base: that of breachbot."""
    return f"{base}{PATH}{address}.ics"


def calendar_routes(house: House) -> list[Route]:
    """The one route. What is not an address that somebody has is not found, whatever it looks like."""

    async def feed(request: Request) -> Response:
        found = await anyio.to_thread.run_sync(calendar, house, request.path_params["address"])
        if found is None:
            return Response("There is no such calendar.\n", 404, media_type="text/plain")
        headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
        return Response(as_text(found, house.now()), headers=headers, media_type="text/calendar")

    return [Route(f"{PATH}{{address}}.ics", feed, methods=["GET"])]


def as_text(entries: Iterable[Entry], now: datetime) -> bytes:
    """The feed as of now."""
    # Imported here: a server of which nobody asks for a calendar need not carry it.
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//breachbot//deadlines//EN")
    made.add("version", "2.0")
    made.add("name", "Deadlines")
    made.add("x-wr-calname", "Deadlines")
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        one = Event()
        one.add("uid", f"{entry.incident}-{entry.key}@breachbot")
        one.add("dtstamp", now.replace(microsecond=0))
        one.add("dtstart", entry.due_at)
        one.add("summary", f"{entry.incident}: {'follow-up' if entry.measure else 'deadline'}")
        one.add("transp", "TRANSPARENT")
        made.add_component(one)
    text: bytes = made.to_ical()
    return text
