"""The form for the DPO's advice."""

from __future__ import annotations

from breachbot.incident.acts.advise import Advise
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.ruling_form import labels, ruled, ruling_form


def what_and_why(asked: Asked) -> View:
    intro = "It is recorded beside the computed outcome and does not change it."
    return ruling_form(
        asked,
        Act.ADVISE,
        "The DPO's advice",
        intro,
        "What do you advise?",
        sets=list(asked.incident.sets),
        duties=_duties(asked),
        hint="",
    )


def _duties(asked: Asked) -> dict[str, str]:
    """The register first where nothing is assessed yet: whether it is a breach is then the one question."""
    policy = asked.context.policy
    register = policy.regimes.register
    breach = {register.id: f"{register.label}: not required where it is no breach"}
    return labels(policy) | breach if asked.incident.assessments else breach


def command(_asked: Asked, view: View) -> Advise:
    return Advise.of(**ruled(view))


BUTTONS = (Button(Act.ADVISE, "advise", "DPO's advice", command, what_and_why),)
