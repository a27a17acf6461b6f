"""The two buttons of whoever is asked to take it over; they are in the message to them."""

from __future__ import annotations

from breachbot.incident.acts.take_over import TakeOver
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View


def yes(_asked: Asked, _view: View) -> TakeOver:
    return TakeOver(accepted=True)


def no(_asked: Asked, _view: View) -> TakeOver:
    return TakeOver(accepted=False)


BUTTONS = (
    Button(Act.TAKE_OVER, "take_over", "I take it over", yes),
    Button(Act.LEAVE_IT, "take_over", "Not me", no),
)
