"""The form that gives a set a clock of its own, since it turned out to be another breach."""

from __future__ import annotations

from breachbot.incident.acts.tell_apart import TellApart, sharing
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import is_it_so
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, moment, say
from breachbot.slack.kit.refs import read_moment, read_set

INTRO = (
    "Data of another breach have awareness and hours of their own: another cause, another kind of data, or at another "
    "time. What was held before stays on record."
)


def which_and_since_when(asked: Asked) -> View:
    sets = {one.id: one.title for one in sharing(asked.incident)}
    chosen = next(iter(sets)) if len(sets) == 1 else ""
    return modal(
        Act.TELL_APART,
        "Another breach",
        "Start its clock",
        asked.incident.id,
        say(INTRO),
        ask("affected_set", "Of which data?", choice("static_select", sets, [chosen])),
        _why(),
        ask("aware_at", "Aware of it since", moment()),
        ask(
            "basis",
            "What is that awareness based on?",
            line(tall=True, most=TellApart.most("basis")),
            hint="The notices name it as the basis of awareness.",
        ),
    )


def _why(reason: str = "") -> Block:
    return ask(
        "reason",
        "Why is it another breach?",
        line(reason, tall=True, most=TellApart.most("reason")),
        hint="A full sentence that an authority can check.",
    )


def command(asked: Asked, view: View) -> TellApart:
    return TellApart.of(
        affected_set=form.text(view, "affected_set") or read_set(asked.ref),
        reason=form.text(view, "reason"),
        aware_at=form.instant_or(view, "aware_at", read_moment(asked.ref)),
        basis=form.text(view, "basis"),
    )


def doubt(asked: Asked, command: TellApart) -> View | None:
    return is_it_so(
        asked,
        Act.TELL_APART,
        command.aware_at,
        command.basis,
        _why(command.reason),
        affected_set=command.affected_set,
    )


BUTTONS = (
    Button(Act.TELL_APART, "tell_apart", "Another breach", command, which_and_since_when, doubt=doubt),
)
