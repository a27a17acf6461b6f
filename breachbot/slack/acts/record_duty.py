"""The form that records that a person met a duty elsewhere."""

from __future__ import annotations

from breachbot.incident.acts.record_duty import RecordDuty
from breachbot.incident.guidance import to_record
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal, moment, say


def what_was_done(asked: Asked) -> View:
    open_now = {one.id: one.name for one in to_record(asked.incident, asked.context.policy)}
    return modal(
        Act.RECORD,
        "Record a duty",
        "Record",
        asked.incident.id,
        say("breachbot reports nothing itself. Record here what you did."),
        ask("obligation", "Which duty?", choice("static_select", open_now, [*open_now][:1])),
        ask("done_at", "When was it done?", moment(asked.context.now)),
        ask("channel", "Where?", line(most=RecordDuty.most("channel")), hint="The portal or the address."),
        ask(
            "reference",
            "Under which reference?",
            line(most=RecordDuty.most("reference")),
            hint="'none given' if there is none.",
        ),
        ask(
            "delay_reasons",
            "If it was late: why?",
            line(tall=True, most=RecordDuty.most("delay_reasons")),
            optional=True,
        ),
    )


def command(_asked: Asked, view: View) -> RecordDuty:
    return RecordDuty.of(
        obligation=form.text(view, "obligation"),
        done_at=form.instant(view, "done_at"),
        channel=form.text(view, "channel"),
        reference=form.text(view, "reference"),
        delay_reasons=form.text(view, "delay_reasons") or None,
    )


BUTTONS = (Button(Act.RECORD, "record_duty", "Record a duty", command, what_was_done),)
