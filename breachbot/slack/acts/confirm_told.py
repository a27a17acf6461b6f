"""The form with what a telling suggests; it is a page of the form for facts, and leads on to its questions."""

from __future__ import annotations

from breachbot.incident.acts.confirm_told import ConfirmTold
from breachbot.slack import told_form
from breachbot.slack.actions import Act
from breachbot.slack.acts.state_facts import questions
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.facts_modal import NEXT, facts, saved_words
from breachbot.slack.kit.refs import read_past, read_set


def command(asked: Asked, view: View) -> ConfirmTold:
    return told_form.taking(view, asked.ref)


def following(asked: Asked, view: View) -> View:
    return onwards(asked, told_form.ticked_in(view))


def onwards(asked: Asked, taken: tuple[str, ...]) -> View:
    """The questions after these proposals were taken."""
    affected_set = read_set(asked.ref)
    saved = saved_words(asked.incident, affected_set, [one.partition(":")[0] for one in taken])
    return facts(asked.incident, asked.context.policy, NEXT, affected_set, read_past(asked.ref), saved)


BUTTONS = (Button(Act.TOLD, "confirm_told", "What was told", command, questions, following, pages=True),)
