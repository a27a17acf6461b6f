"""The form by which somebody has a reminder again later; its button is in the message to them."""

from __future__ import annotations

from breachbot.incident.acts.snooze import Snooze
from breachbot.incident.snoozed import Wait, moments
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, modal, say, small
from breachbot.slack.kit.refs import read_reminder
from breachbot.slack.kit.words import when

LABELS: dict[Wait, str] = {"1h": "In an hour", "4h": "In four hours", "tomorrow": "Tomorrow at nine"}


def how_long(asked: Asked) -> View:
    """What ends before the next reminder."""
    found = moments(asked.incident, asked.context)
    times = ", ".join(f"{LABELS[name].lower()}: {when(at)}" for name, at in found.items())
    options: dict[str, str] = {name: LABELS[name] for name in found}
    return modal(
        Act.SNOOZE,
        "Remind me later",
        "Remind me then",
        asked.ref,
        say(f"*{asked.incident.id}*: this reminder comes to you once more. Others are asked as before."),
        ask("wait", "When?", choice("radio_buttons", options, [*options][:1])),
        small(times[0].upper() + times[1:]),
    )


def command(asked: Asked, view: View) -> Snooze:
    return Snooze.of(wait=form.text(view, "wait"), reminder=read_reminder(asked.ref))


BUTTONS = (Button(Act.SNOOZE, "snooze", "Remind me later", command, how_long),)
