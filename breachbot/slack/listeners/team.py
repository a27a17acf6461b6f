"""The team: what can be changed about it from Slack."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from breachbot.incident.changes.dpo import ConfirmDpo
from breachbot.slack.actions import Act
from breachbot.slack.desk import Click, Desk
from breachbot.slack.listeners.wiring import on_button
from breachbot.usecases.house import House
from breachbot.usecases.team import change_team


def register(app: AsyncApp, desk: Desk) -> None:
    """The listeners of the sheet and of the messages about the team."""
    on_button(app, desk, Act.TEAM_CONFIRM, confirm)


def confirm(house: House, click: Click) -> None:
    """The second person confirms a DPO."""
    change_team(house, ConfirmDpo.of(person=click.value), by=click.user, request=click.request)
