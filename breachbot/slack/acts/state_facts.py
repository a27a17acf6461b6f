"""The form for facts. What is saved leads to the next questions."""

from __future__ import annotations

from breachbot.incident.acts.state_facts import StateFacts
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.facts_modal import NEXT, facts, left_open, saved_words, stated
from breachbot.slack.kit.refs import read_number, read_past, read_set


def questions(asked: Asked) -> View:
    return facts(asked.incident, asked.context.policy, affected_set=read_set(asked.ref))


def command(asked: Asked, view: View) -> StateFacts:
    return StateFacts.of(answers=stated(view), affected_set=read_set(asked.ref))


def following(asked: Asked, view: View) -> View:
    affected_set = read_set(asked.ref)
    past = left_open(view, read_past(asked.ref))
    saved = saved_words(asked.incident, affected_set, stated(view))
    number = read_number(asked.ref)
    return facts(asked.incident, asked.context.policy, NEXT, affected_set, past, saved, number)


BUTTONS = (Button(Act.FACTS, "state_facts", "Facts", command, questions, following, pages=True),)
