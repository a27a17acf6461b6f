"""The form that sets a part of the data apart; it is opened from the form for facts, and leads back there."""

from __future__ import annotations

from breachbot.incident.acts.add_set import AddSet
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.facts_modal import facts
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal, say


def name_of_it(asked: Asked) -> View:
    intro = (
        "Data with another role, another protection or other people get facts and outcomes of their own: data that "
        "you process for customers beside your own, or a backup that was encrypted beside one that was not."
    )
    question = ask(
        "title",
        "Which data are these?",
        line(most=AddSet.most("title")),
        hint="A few words, and no names of people.",
    )
    return modal(Act.ADD_SET, "Another set of data", "Add", asked.incident.id, say(intro), question)


def command(_asked: Asked, view: View) -> AddSet:
    return AddSet.of(title=form.text(view, "title"))


def its_facts(asked: Asked) -> View:
    return facts(asked.incident, asked.context.policy, affected_set=asked.incident.sets[-1].id)


BUTTONS = (Button(Act.ADD_SET, "add_set", "Another set of data", command, name_of_it, its_facts),)
