"""The form that records a direct communication to the people affected (Art. 34(1))."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal, moment

OTHER = "0"
"""The answer for a text that nobody approved here."""


def when_and_how(asked: Asked) -> View:
    approved = {
        str(one.event.version): f"Draft {one.event.version}, approved"
        + ("; changed since" if one.void else "")
        for one in asked.incident.approvals_of("mail")
    }
    newest_first = dict(list(approved.items())[::-1][:99]) | {OTHER: "Other words than these"}
    text = ask("version", "Which text went out?", choice("static_select", newest_first, [*newest_first][:1]))
    return modal(
        Act.TELL,
        "Record communication",
        "Record",
        asked.incident.id,
        ask("told_at", "When were they told?", moment(asked.context.now)),
        *([text] if approved else []),
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
        version=_version(view),
    )


def _version(view: View) -> int | None:
    """None for a form that did not ask, since nothing was approved."""
    chosen = form.text(view, "version")
    if chosen and not (chosen.isdecimal() and len(chosen) <= 6):
        raise Refused("Choose the text that went out.", field="version")
    return int(chosen) if chosen else None


BUTTONS = (Button(Act.TELL, "tell_people", "Record communication", command, when_and_how),)
