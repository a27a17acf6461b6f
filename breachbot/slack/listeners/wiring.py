"""The three ways in which a listener is joined to Bolt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from breachbot.slack.desk import Click, Desk, Submission
from breachbot.slack.modals import View
from breachbot.usecases.house import House


def on_button(app: AsyncApp, desk: Desk, act: str, decision: Callable[[House, Click], object]) -> None:
    """A button that decides at once."""

    async def handle(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.decide(ack, body, partial(decision, desk.house))

    app.action(act)(handle)


def opens_form(app: AsyncApp, desk: Desk, act: str, form: Callable[[House, Click], View]) -> None:
    """A button that opens a form."""

    async def handle(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.open_form(ack, body, partial(form, desk.house))

    app.action(act)(handle)


def changes_form(app: AsyncApp, desk: Desk, act: str, form: Callable[[House, Click], View]) -> None:
    """A menu inside a form."""

    async def handle(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.change_form(ack, body, partial(form, desk.house))

    app.action(act)(handle)


def on_submission(
    app: AsyncApp,
    desk: Desk,
    act: str,
    decision: Callable[[House, Submission], View | None],
    people: Callable[[View], Mapping[str, str]] | None = None,
) -> None:
    """A form that was filled in. people: whom it names, by the field; each has to be a member."""

    async def handle(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.submit(ack, body, partial(decision, desk.house), people=people)

    app.view(act)(handle)
