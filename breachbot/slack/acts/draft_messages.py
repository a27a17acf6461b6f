"""The button that drafts the messages to controllers."""

from __future__ import annotations

from breachbot.incident.acts.draft_messages import DraftMessages
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View


def command(_asked: Asked, _view: View) -> DraftMessages:
    return DraftMessages()


BUTTONS = (Button(Act.MESSAGES, "draft_messages", "Draft messages to controllers", command),)
