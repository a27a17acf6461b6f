"""The form that records a direct communication to the people affected (Art. 34(1))."""

from __future__ import annotations

from breachbot.incident.acts.tell_people import TellPeople
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal, moment


def when_and_how(asked: Asked) -> View:
    return modal(
        Act.TELL,
        "Record communication",
        "Record",
        asked.incident.id,
        ask("told_at", "When were they told?", moment(asked.context.now)),
        ask(
            "channel",
            "How?",
            line(most=TellPeople.most("channel")),
            hint="E-mail, letter, a message in the product.",
        ),
        ask(
            "number",
            "How many people?",
            line(most=12),
            hint="A whole number. Count only those who had not been told before.",
        ),
    )


def command(_asked: Asked, view: View) -> TellPeople:
    return TellPeople.of(
        told_at=form.instant(view, "told_at"),
        channel=form.text(view, "channel"),
        number=form.number(view, "number"),
    )


BUTTONS = (Button(Act.TELL, "tell_people", "Record communication", command, when_and_how),)
