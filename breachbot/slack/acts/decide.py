"""The form for the controller's decision."""

from __future__ import annotations

from breachbot.incident.acts.decide import Decide
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.ruling_form import labels, ours, ruled, ruling_form


def what_and_why(asked: Asked) -> View:
    intro = (
        "It takes effect at once and is recorded beside the computed outcome. A decision that lifts a duty needs the "
        "DPO's advice first, and holds only until something else becomes known."
    )
    hint = "Required unless it is decided as computed."
    return ruling_form(
        asked,
        Act.DECIDE,
        "Controller's decision",
        intro,
        "What is decided?",
        sets=ours(asked.incident),
        duties=labels(asked.context.policy),
        hint=hint,
    )


def command(_asked: Asked, view: View) -> Decide:
    return Decide.of(**ruled(view))


BUTTONS = (Button(Act.DECIDE, "decide", "Controller's decision", command, what_and_why),)
