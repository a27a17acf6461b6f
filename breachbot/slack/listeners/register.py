"""Everything that a person can do in Slack, registered on one app; the way in (HTTP now) does not matter here."""

from __future__ import annotations

from slack_bolt.async_app import AsyncAck, AsyncApp

from breachbot.slack.actions import Act
from breachbot.slack.desk import Desk
from breachbot.slack.listeners import acts, commands, facts, home, looks, rooms, signals, team, together


def register(app: AsyncApp, desk: Desk) -> None:
    """Put every listener on the app."""
    for room in (acts, commands, facts, home, looks, rooms, signals, team, together):
        room.register(app, desk)

    async def open_link(ack: AsyncAck) -> None:
        """A button that is a link only needs an acknowledgement."""
        await ack()

    for link in (Act.SOURCE, Act.FORM):
        app.action(link.value)(open_link)
