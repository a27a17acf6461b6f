"""The form for the DPO's advice."""

from __future__ import annotations

from breachbot.incident.acts.advise import Advise
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.ruling_form import ruled, ruling_form


def what_and_why(asked: Asked) -> View:
    intro = "It is recorded beside the computed outcome and changes none."
    return ruling_form(asked, Act.ADVISE, "The DPO's advice", intro, "What do you advise?", hint="")


def command(_asked: Asked, view: View) -> Advise:
    return Advise.of(**ruled(view))


BUTTONS = (Button(Act.ADVISE, "advise", "DPO's advice", command, what_and_why),)
