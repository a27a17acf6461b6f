"""The form in which the DPO confirms an unusual moment of awareness."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.acts.confirm_awareness import ConfirmAwareness
from breachbot.incident.guidance import due_at
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import said_of
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal, say
from breachbot.slack.kit.refs import moment_ref, read_moment
from breachbot.slack.kit.words import left, person, when


def whether_it_is_right(asked: Asked) -> View:
    stated, now = asked.incident.unconfirmed, asked.context.now
    assert stated is not None, "the form opens only where a moment waits"
    law = asked.context.policy.regimes.filing
    due = due_at(asked.incident, asked.context.policy)
    ends = f"\nThe {law.hours} end {when(due)}: {left(due, now)}." if due else ""
    said = f"{person(stated.by)} stated *aware since {when(stated.aware_at)}*: {said_of(stated.unusual)}."
    return modal(
        Act.CONFIRM_AWARE,
        "Confirm awareness",
        "Confirm",
        moment_ref(asked.incident.id, stated.aware_at),
        say(f"{said}{ends}\nIf it is wrong, close this and choose “Correct awareness”."),
        ask("reason", "What shows that it is right?", line(tall=True, most=ConfirmAwareness.most("reason"))),
    )


def command(asked: Asked, view: View) -> ConfirmAwareness:
    aware_at = read_moment(asked.ref)
    if aware_at is None:
        raise Refused("That form is not one of ours.")
    return ConfirmAwareness.of(aware_at=aware_at, reason=form.text(view, "reason"))


BUTTONS = (Button(Act.CONFIRM_AWARE, "confirm_awareness", "Confirm awareness", command, whether_it_is_right),)
