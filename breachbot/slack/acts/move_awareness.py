"""The form that corrects the moment of awareness."""

from __future__ import annotations

from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import is_it_so
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal, moment, say
from breachbot.slack.kit.refs import read_moment
from breachbot.slack.kit.words import when


def since_when(asked: Asked) -> View:
    now_on_record = asked.incident.aware_at or asked.context.now
    return modal(
        Act.MOVE,
        "Correct awareness",
        "Correct",
        asked.incident.id,
        say(f"Now on record: {when(now_on_record)}. It stays there beside the correction."),
        ask("aware_at", "Aware since", moment(now_on_record)),
        ask("basis", "Why does it change?", line(tall=True, most=MoveAwareness.most("basis"))),
    )


def command(asked: Asked, view: View) -> MoveAwareness:
    aware_at = form.instant_or(view, "aware_at", read_moment(asked.ref))
    return MoveAwareness.of(aware_at=aware_at, basis=form.text(view, "basis"))


def doubt(asked: Asked, command: MoveAwareness) -> View | None:
    return is_it_so(asked, Act.MOVE, command.aware_at, command.basis)


BUTTONS = (Button(Act.MOVE, "move_awareness", "Correct awareness", command, since_when, doubt=doubt),)
