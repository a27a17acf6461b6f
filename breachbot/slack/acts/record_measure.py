"""The form that records a follow-up measure as done; its button is in the messages about that measure."""

from __future__ import annotations

from breachbot.incident.acts.record_measure import RecordMeasure, to_record
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal, quote
from breachbot.slack.kit.refs import measure_ref, read_measure


def what_was_done(asked: Asked) -> View:
    """The form, for whoever may record this measure. Raises Refused."""
    one = to_record(asked.incident, read_measure(asked.ref), asked.context)
    note = line(tall=True, most=RecordMeasure.most("note"))
    return modal(
        Act.MEASURE,
        "Record as done",
        "Record",
        measure_ref(asked.incident.id, one.number),
        quote(one.what),
        ask("note", "What was done?", note, hint="The register shows it."),
    )


def command(asked: Asked, view: View) -> RecordMeasure:
    return RecordMeasure.of(number=read_measure(asked.ref), note=form.text(view, "note"))


BUTTONS = (Button(Act.MEASURE, "record_measure", "Record as done", command, what_was_done),)
