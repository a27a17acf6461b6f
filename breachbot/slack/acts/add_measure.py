"""The form that adds a follow-up measure after the end; its button is in the list of closed incidents."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.acts.add_measure import AddMeasure
from breachbot.slack.actions import Act
from breachbot.slack.acts.close import DAY_OVER
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import anybody, ask, day, line, modal, say


def what_and_who(asked: Asked) -> View:
    return modal(
        Act.ADD_MEASURE,
        "Add a measure",
        "Add",
        asked.incident.id,
        say(f"*{asked.incident.id}*: whoever is named gets your words in a direct message, and reminders."),
        ask("what", "What is still to be done?", line(most=AddMeasure.most("what"))),
        ask("owner", "Who does it?", anybody("Choose a member")),
        ask("until", "By the end of which day?", day(), hint=DAY_OVER),
    )


def command(_asked: Asked, view: View) -> AddMeasure:
    given = {field: form.text(view, field) for field in AddMeasure.model_fields}
    if not given["until"]:
        raise Refused("Choose a day.", field="until")
    return AddMeasure.of(**given)


def owner(view: View) -> dict[str, str]:
    """Who is named, by the field."""
    return {"owner": user} if (user := form.text(view, "owner")) else {}


BUTTONS = (Button(Act.ADD_MEASURE, "add_measure", "Add a measure", command, what_and_who, people=owner),)
