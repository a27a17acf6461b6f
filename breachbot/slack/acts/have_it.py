"""The button by which somebody says that they have it; it is in the messages of a reminder."""

from __future__ import annotations

from breachbot.incident.acts.have_it import HaveIt
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit.refs import read_reminder


def command(asked: Asked, _view: View) -> HaveIt:
    return HaveIt(reminder=read_reminder(asked.ref))


BUTTONS = (Button(Act.HAVE_IT, "have_it", "I have it", command),)
