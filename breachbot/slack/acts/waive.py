"""The form for a reasoned decision that people need not be told directly (Art. 34(3))."""

from __future__ import annotations

from breachbot.incident.acts.waive import Waive
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal


def which_ground(asked: Asked) -> View:
    waiver = asked.context.policy.regimes.waiver
    grounds: dict[str, str] = {one.id: f"({one.id}) {one.means}" for one in waiver.grounds}
    return modal(
        Act.WAIVE,
        "Not told directly",
        "Decide",
        asked.incident.id,
        ask("ground", "Which ground applies?", choice("radio_buttons", grounds), hint=waiver.article),
        ask(
            "reason",
            "Why?",
            line(tall=True, most=Waive.most("reason")),
            hint="What an authority can check: what, how, since when.",
        ),
    )


def command(asked: Asked, view: View) -> Waive:
    grounds = [one.id for one in asked.context.policy.regimes.waiver.grounds]
    return Waive.of(ground=form.one_of(view, "ground", grounds), reason=form.text(view, "reason"))


BUTTONS = (Button(Act.WAIVE, "waive", "Decide not to tell directly", command, which_ground),)
