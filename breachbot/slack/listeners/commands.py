"""/breach: three questions, and an incident is open."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from slack_bolt.async_app import AsyncAck, AsyncApp

from breachbot.errors import BreachbotError, DeliveryError
from breachbot.slack import form, modals
from breachbot.slack.actions import Act
from breachbot.slack.api import call
from breachbot.slack.desk import Desk, Submission, log, sentence_for
from breachbot.slack.modals import View
from breachbot.slack.words import escape
from breachbot.usecases import incidents
from breachbot.usecases.house import House

PERSONAL: dict[str, Literal["yes", "no"]] = {"yes": "yes", "no": "no"}
"""The answers of the form that say something; the third says that the reporter does not know."""


def register(app: AsyncApp, desk: Desk) -> None:
    """The command and its form."""

    @app.command("/breach")
    async def breach(ack: AsyncAck, body: dict[str, Any]) -> None:
        try:
            await desk.directory.admit(body["user_id"], body.get("team_id"))
        except BreachbotError as error:
            await ack(escape(sentence_for(error)))
            return
        await ack()
        view = modals.report(desk.house.now())
        try:
            await call(desk.client, "views.open", trigger_id=body["trigger_id"], view=view)
        except DeliveryError as error:
            log.warning("view_not_opened", error=str(error))

    @app.view(Act.REPORT.value)
    async def report(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.submit(ack, body, partial(reported, desk.house))


def reported(house: House, sent: Submission) -> View:
    """Open an incident from a report; the answer names it."""
    incident = incidents.report(
        house,
        title=form.text(sent.view, "title"),
        detected_at=form.instant(sent.view, "detected_at"),
        personal_data=PERSONAL.get(form.text(sent.view, "personal_data")),
        by=sent.user,
        request=sent.request,
    )
    return modals.reported(incident)
