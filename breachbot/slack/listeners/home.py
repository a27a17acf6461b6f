"""The Home tab: shown when it is opened, and turned over page by page."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from breachbot.errors import Refused
from breachbot.slack.actions import Act
from breachbot.slack.desk import Click, Desk, log
from breachbot.slack.ended_sheet import ended_list
from breachbot.slack.home_tab import rooms_of
from breachbot.slack.kit.refs import read_page
from breachbot.slack.listeners.wiring import on_button
from breachbot.slack.modals import View
from breachbot.slack.people import person_of
from breachbot.usecases import read
from breachbot.usecases.home import Reader, ended, open_home
from breachbot.usecases.house import House
from breachbot.usecases.register import ask_for_register


def register(app: AsyncApp, desk: Desk) -> None:
    """What can be done in the Home tab alone; its other buttons are those of the cards."""

    @app.event("app_home_opened")
    async def opened(body: dict[str, Any]) -> None:
        if body["event"].get("tab") != "messages":
            user = person_of(body)
            await desk.run(partial(open_home, desk.house, user, request=str(body["event_id"])))

    @app.action(Act.ENDED.value)
    async def show(ack: AsyncAck, body: dict[str, Any]) -> None:
        if opened_view := await desk.open_empty(ack, body):
            await _fill(opened_view, body)

    async def turn(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if view := body.get("view"):
            await _fill(str(view["id"]), body)
        else:
            log.warning("odd_request")  # Slack shows these buttons in a sheet alone

    async def _fill(view_id: str, body: dict[str, Any]) -> None:
        rooms = await _rooms(desk, body)
        await desk.fill(body, view_id, partial(show_ended, desk.house, rooms))

    on_button(app, desk, Act.REGISTER, give_register)
    app.action(Act.ENDED_BACK.value)(turn)
    app.action(Act.ENDED_ON.value)(turn)
    on_button(app, desk, Act.PAGE_BACK, turn_page)
    on_button(app, desk, Act.PAGE_ON, turn_page)


async def _rooms(desk: Desk, body: dict[str, Any]) -> frozenset[str] | None:
    """The channels of whoever clicked; None where that is not known."""
    try:
        return await rooms_of(desk.client, person_of(body))
    except Refused:
        return None  # the form says so


def show_ended(house: House, rooms: Collection[str] | None, click: Click) -> View:
    """A page of the incidents that have ended, as far as this person may know of them."""
    team = read.load_team(house)
    team.require_responder(click.user)
    reader = Reader(click.user, team, rooms)
    return ended_list(reader, ended(house, reader, read_page(click.value)), house.policy, house.now())


def give_register(house: House, click: Click) -> None:
    """The register comes as a file into the person's conversation with the app."""
    ask_for_register(house, click.user, request=click.request)


def turn_page(house: House, click: Click) -> None:
    """Other incidents of the same list."""
    open_home(house, click.user, request=click.request, page=read_page(click.value))
