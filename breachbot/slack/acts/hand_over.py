"""The form by which whoever has it asks somebody else to take it over."""

from __future__ import annotations

from breachbot.incident.acts.hand_over import HandOver
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import anybody, ask, modal, say


def to_whom(asked: Asked) -> View:
    return modal(
        Act.HAND_OVER,
        "Hand over",
        "Ask them",
        asked.incident.id,
        say(f"*{asked.incident.id}*: you have it until they accept. Every clock goes on."),
        ask("to", "Who takes it over?", anybody("Choose a responder")),
    )


def command(_asked: Asked, view: View) -> HandOver:
    return HandOver.of(to=form.text(view, "to"))


def named(view: View) -> dict[str, str]:
    """Who is named, by the field."""
    return {"to": user} if (user := form.text(view, "to")) else {}


BUTTONS = (Button(Act.HAND_OVER, "hand_over", "Hand over", command, to_whom, people=named),)
