"""The form that names the controllers of a set; its menu of sets shows the others."""

from __future__ import annotations

from breachbot.incident.acts.name_controllers import NameControllers
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.refs import read_set
from breachbot.slack.sets import controllers, named


def whose(asked: Asked) -> View:
    return controllers(asked.incident, asked.context.policy)


def command(asked: Asked, view: View) -> NameControllers:
    chosen, others = form.several(view, "customers"), form.text(view, "others")
    names = named(asked.context.policy, chosen, others)
    return NameControllers.of(affected_set=read_set(asked.ref), controllers=tuple(names))


BUTTONS = (Button(Act.CONTROLLERS, "name_controllers", "Name controllers", command, whose),)
