"""The form that corrects a moment of awareness: the incident's, or that of a set with a clock of its own."""

from __future__ import annotations

from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import is_it_so
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal, moment, say
from breachbot.slack.kit.refs import read_moment, read_set
from breachbot.slack.own_clocks import corrections, on_record, whose


def since_when(asked: Asked) -> View:
    """What a processor's word proposes is filled in; else what is on record, where there is one clock alone."""
    clocks = whose(asked.incident)
    several = len(clocks) > 1
    which, proposed = next(iter(corrections(asked.incident).items()), ("", None))
    known = proposed or (None if several else asked.incident.aware_at)
    return modal(
        Act.MOVE,
        "Correct awareness",
        "Correct",
        asked.incident.id,
        say(on_record(asked.incident)),
        *(
            [ask("affected_set", "Of which data?", choice("static_select", clocks, [which]))]
            if several
            else []
        ),
        ask("aware_at", "Aware since", moment(known)),
        ask(
            "basis",
            "What is the right moment based on?",
            line(tall=True, most=MoveAwareness.most("basis")),
            hint="The notices name it as the basis of awareness.",
        ),
    )


def command(asked: Asked, view: View) -> MoveAwareness:
    return MoveAwareness.of(
        aware_at=form.instant_or(view, "aware_at", read_moment(asked.ref)),
        basis=form.text(view, "basis"),
        affected_set=form.text(view, "affected_set") or read_set(asked.ref),
    )


def doubt(asked: Asked, command: MoveAwareness) -> View | None:
    if command.aware_at == asked.incident.aware_since(command.affected_set):
        return None
    return is_it_so(asked, Act.MOVE, command.aware_at, command.basis, affected_set=command.affected_set)


BUTTONS = (Button(Act.MOVE, "move_awareness", "Correct awareness", command, since_when, doubt=doubt),)
