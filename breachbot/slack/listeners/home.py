"""The Home tab: shown when it is opened, and turned over page by page."""

from __future__ import annotations

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp

from breachbot.slack.actions import Act
from breachbot.slack.desk import Click, Desk
from breachbot.slack.kit.refs import read_page
from breachbot.slack.listeners.wiring import on_button
from breachbot.slack.people import person_of
from breachbot.usecases.home import open_home
from breachbot.usecases.house import House


def register(app: AsyncApp, desk: Desk) -> None:
    """What can be done in the Home tab alone; its other buttons are those of the cards."""

    @app.event("app_home_opened")
    async def opened(body: dict[str, Any]) -> None:
        if body["event"].get("tab") != "messages":
            user = person_of(body)
            await desk.run(partial(open_home, desk.house, user, request=str(body["event_id"])))

    on_button(app, desk, Act.PAGE_BACK, turn_page)
    on_button(app, desk, Act.PAGE_ON, turn_page)


def turn_page(house: House, click: Click) -> None:
    """Other incidents of the same list."""
    open_home(house, click.user, request=click.request, page=read_page(click.value))
