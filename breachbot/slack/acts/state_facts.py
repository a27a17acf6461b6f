"""The form for facts. After some answers it goes on with the next questions, while a duty hangs on any."""

from __future__ import annotations

from breachbot.incident.acts.state_facts import StateFacts
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.facts_modal import facts, more_to_ask, stated
from breachbot.slack.kit.refs import read_set


def questions(asked: Asked) -> View:
    return facts(asked.incident, asked.context.policy, affected_set=read_set(asked.ref))


def command(asked: Asked, view: View) -> StateFacts:
    return StateFacts.of(answers=stated(view), affected_set=read_set(asked.ref))


def more(asked: Asked) -> View | None:
    open_questions = more_to_ask(asked.incident, asked.context.policy, read_set(asked.ref))
    return questions(asked) if open_questions else None


BUTTONS = (Button(Act.FACTS, "state_facts", "Facts", command, questions, more),)
