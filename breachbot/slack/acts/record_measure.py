"""The form that records a follow-up measure as done; its button is in the messages about that measure."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.acts.record_measure import RecordMeasure
from breachbot.incident.measures import measures
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal, quote
from breachbot.slack.kit.refs import measure_ref, read_measure


def what_was_done(asked: Asked) -> View:
    number = read_measure(asked.ref)
    one = next((one for one in measures(asked.incident) if one.number == number), None)
    if one is None:
        raise Refused("There is no such follow-up measure.")
    note = line(tall=True, most=RecordMeasure.most("note"))
    return modal(
        Act.MEASURE,
        "Record as done",
        "Record",
        measure_ref(asked.incident.id, number),
        quote(one.what),
        ask("note", "What was done?", note, hint="The register shows it."),
    )


def command(asked: Asked, view: View) -> RecordMeasure:
    return RecordMeasure.of(number=read_measure(asked.ref), note=form.text(view, "note"))


BUTTONS = (Button(Act.MEASURE, "record_measure", "Record as done", command, what_was_done),)
