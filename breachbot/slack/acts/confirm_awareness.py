"""The form in which the DPO confirms an unusual moment of awareness."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.acts.confirm_awareness import ConfirmAwareness
from breachbot.incident.events import MAIN
from breachbot.incident.guidance import ends
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import said_of
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal, say
from breachbot.slack.kit.refs import moment_ref, read_moment, read_set
from breachbot.slack.kit.words import escape, left, person, when
from breachbot.slack.sets import heading


def whether_it_is_right(asked: Asked) -> View:
    stated, now = asked.incident.unconfirmed, asked.context.now
    assert stated is not None, "the form opens only where a moment waits"
    law = asked.context.policy.regimes.filing
    due = ends(stated.aware_at, law)
    until = f"\nThe {law.hours} end {when(due)}: {left(due, now)}." if due else ""
    title = heading(asked.incident, stated.affected_set) if stated.affected_set != MAIN else ""
    of = f" of “{escape(title)}”" if title else ""
    said = f"{person(stated.by)} stated *aware{of} since {when(stated.aware_at)}*: {said_of(stated.unusual)}."
    return modal(
        Act.CONFIRM_AWARE,
        "Confirm awareness",
        "Confirm",
        moment_ref(asked.incident.id, stated.aware_at, stated.affected_set),
        say(f"{said}{until}\nIf it is wrong, close this and choose “Correct awareness”."),
        ask("reason", "What shows that it is right?", line(tall=True, most=ConfirmAwareness.most("reason"))),
    )


def command(asked: Asked, view: View) -> ConfirmAwareness:
    aware_at = read_moment(asked.ref)
    if aware_at is None:
        raise Refused("breachbot does not know that form. Open it again.")
    return ConfirmAwareness.of(
        aware_at=aware_at, reason=form.text(view, "reason"), affected_set=read_set(asked.ref)
    )


BUTTONS = (Button(Act.CONFIRM_AWARE, "confirm_awareness", "Confirm awareness", command, whether_it_is_right),)
