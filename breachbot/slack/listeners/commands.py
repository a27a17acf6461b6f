"""Reporting: /breach, a shortcut everywhere and one in the menu of a message; all ask the same three questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Literal

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from breachbot.errors import BreachbotError, DeliveryError
from breachbot.incident.acts.report import Report
from breachbot.incident.state import Incident
from breachbot.slack import calendar, modals
from breachbot.slack.actions import Act
from breachbot.slack.answers import Question, answer, may_report, question
from breachbot.slack.api import UNREADABLE, call
from breachbot.slack.desk import Click, Desk, Submission, log, sentence_for
from breachbot.slack.home_tab import rooms_of
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Payload, message, say
from breachbot.slack.kit.words import as_typed, escape
from breachbot.slack.links import built, read_link
from breachbot.slack.modals import View
from breachbot.slack.people import SENTENCES, person_of
from breachbot.usecases.home import Reader
from breachbot.usecases.house import House
from breachbot.usecases.read import load_team
from breachbot.usecases.reports import keep_report, report

PERSONAL: dict[str, Literal["yes", "no"]] = {"yes": "yes", "no": "no"}
"""The answers of the form that say something; the third says that the reporter does not know."""


def register(app: AsyncApp, desk: Desk) -> None:
    """The command, the shortcuts, and the form that all of them open."""

    @app.command("/breach")
    async def breach(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        try:
            member = await desk.directory.admit_reporter(person_of(body), body.get("team_id"))
        except BreachbotError as error:
            await ack(escape(sentence_for(error)))
            return
        await ack()
        text = as_typed(str(body.get("text") or ""))
        if asked := question(text):
            await _say(respond, await _answer(desk, person_of(body), asked, text, member=member))
            return
        view = modals.report(desk.house.now(), title=text)
        try:
            await call(desk.client, "views.open", trigger_id=body["trigger_id"], view=view)
        except DeliveryError as error:
            log.warning("view_not_opened", error=str(error))
            await desk.tell(body, "Slack did not open the form in time. Type /breach again.")

    @app.shortcut({"type": "shortcut", "callback_id": Act.REPORT.value})
    async def anywhere(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.open_form(ack, body, partial(ask, desk.house), reporting=True)

    @app.shortcut({"type": "message_action", "callback_id": Act.REPORT_MESSAGE.value})
    async def from_message(ack: AsyncAck, body: dict[str, Any]) -> None:
        if opened := await desk.open_empty(ack, body):
            form = partial(ask_about, desk.house, body, await _link(desk, body))
            await desk.fill(body, opened, form, reporting=True)

    app.action(Act.REPORT.value)(anywhere)

    @app.action(Act.REPORT_WORDS.value)
    async def in_these_words(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.open_form(ack, body, partial(ask_with, desk.house), reporting=True)

    @app.view(Act.REPORT.value)
    async def submitted(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.submit(ack, body, partial(reported, desk.house), reporting=True)


async def _answer(desk: Desk, user: str, asked: Question, text: str, *, member: bool) -> Payload:
    """What somebody is told who looks for something. Of whom Slack does not say that they are a member, nothing is
    known that could be shown."""
    if not member:
        return may_report(message(SENTENCES["unknown"], say(SENTENCES["unknown"])), asked, text)
    try:
        if asked.about == "calendar":
            return await desk.run(partial(calendar.answer, desk.house, user, asked.words))
        team = await desk.run(partial(load_team, desk.house))
        rooms = await rooms_of(desk.client, user) if team.role(user) else None
        return await desk.run(partial(answer, desk.house, Reader(user, team, rooms), asked, text))
    except BreachbotError as error:
        said = escape(sentence_for(error))
        return message(said, say(said))


async def _say(respond: AsyncRespond, payload: Payload) -> None:
    """Show an answer to whoever typed the command, in any channel, whether or not the app is in it."""
    try:
        status = (await respond(**payload)).status_code
    except UNREADABLE as error:
        log.warning("answer_not_shown", error=type(error).__name__)
        return
    if status != 200:
        log.warning("answer_not_shown", status=status)


def ask(house: House, _click: Click) -> View:
    """The three questions."""
    return modals.report(house.now())


def ask_with(house: House, click: Click) -> View:
    """The same with what was typed already."""
    return modals.report(house.now(), title=click.value)


def ask_about(house: House, body: Mapping[str, Any], link: str, _click: Click) -> View:
    """The same about a message: it was noticed when that was written, and its text stays where it is."""
    written = datetime.fromtimestamp(float(body["message_ts"]), UTC)
    return modals.report(min(written, house.now()), link)


async def _link(desk: Desk, body: Mapping[str, Any]) -> str:
    """The permalink: Slack's own, or one built like it where the app may not ask because it is not in the channel."""
    channel, ts = str(body["channel"]["id"]), str(body["message_ts"])
    try:
        answer = await call(desk.client, "chat.getPermalink", channel=channel, message_ts=ts)
    except DeliveryError:
        return built(str(body["team"].get("domain") or ""), channel, ts)
    return read_link(str(answer.get("permalink"))) or ""


def reported(house: House, sent: Submission) -> View:
    """Take a member's report, and keep anybody else's for the team; the answer says what became of it."""
    said = {
        "title": form.text(sent.view, "title"),
        "detected_at": form.instant(sent.view, "detected_at"),
        "personal_data": PERSONAL.get(form.text(sent.view, "personal_data")),
        "message": read_link(sent.ref),
    }
    command = Report.of(**said)
    if not sent.confirmed:
        keep_report(house, command, by=sent.user, request=sent.request)
        return modals.kept()
    taken = report(house, command, by=sent.user, request=sent.request)
    return modals.reported(taken) if isinstance(taken, Incident) else modals.kept_beside_others()
