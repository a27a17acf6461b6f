"""The form that closes an incident; the measures that are on record already are filled in."""

from __future__ import annotations

from breachbot.incident.acts.close import Close
from breachbot.incident.known import settled_facts
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal

QUESTIONS = {
    "effects": "What were the effects?",
    "measures": "What was done about it?",
    "lessons": "What did you learn?",
}


def what_stays(asked: Asked) -> View:
    taken = settled_facts(asked.incident).get("measures_taken")
    measures = taken.value if taken and taken.firm and isinstance(taken.value, str) else ""
    asks = [
        ask(field, label, line(measures if field == "measures" else "", tall=True, most=Close.most(field)))
        for field, label in QUESTIONS.items()
    ]
    return modal(Act.CLOSE, "Close", "Close", asked.incident.id, *asks)


def command(_asked: Asked, view: View) -> Close:
    return Close.of(**{field: form.text(view, field) for field in QUESTIONS})


BUTTONS = (Button(Act.CLOSE, "close", "Close", command, what_stays),)
