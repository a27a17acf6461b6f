"""The form for a reasoned decision that people need not be told directly (Art. 34(3))."""

from __future__ import annotations

from breachbot.incident.acts.waive import Waive
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal

GROUNDS = {
    "a": "(a) The data are unintelligible to others (encryption)",
    "b": "(b) Later measures: the high risk is no longer likely",
    "c": "(c) Disproportionate effort: a public communication instead",
}


def which_ground(asked: Asked) -> View:
    return modal(
        Act.WAIVE,
        "Decide on Art. 34(3)",
        "Decide",
        asked.incident.id,
        ask("ground", "Which ground applies?", choice("radio_buttons", GROUNDS)),
        ask(
            "reason",
            "Why?",
            line(tall=True, most=Waive.most("reason")),
            hint="What an authority can check: what, how, since when.",
        ),
    )


def command(_asked: Asked, view: View) -> Waive:
    return Waive.of(ground=form.one_of(view, "ground", tuple(GROUNDS)), reason=form.text(view, "reason"))


BUTTONS = (Button(Act.WAIVE, "waive", "Decide under Art. 34(3)", command, which_ground),)
