"""The form that withdraws the public page."""

from __future__ import annotations

from breachbot.incident.acts.withdraw import Withdraw
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal


def why(asked: Asked) -> View:
    question = ask(
        "change",
        "Why is the page withdrawn?",
        line(tall=True, most=Withdraw.most("change")),
        hint="One sentence. It stays on the page, with the date, once the DPO has approved it.",
    )
    return modal(Act.WITHDRAW, "Withdraw the page", "Draft", asked.incident.id, question)


def command(_asked: Asked, view: View) -> Withdraw:
    return Withdraw.of(change=form.text(view, "change"))


BUTTONS = (Button(Act.WITHDRAW, "withdraw", "Withdraw the page", command, why, style="danger"),)
