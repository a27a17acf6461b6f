"""The form that records that a controller was told. Named ones are chosen, so that none is mistaken for another."""

from __future__ import annotations

import hashlib

from breachbot.incident.acts.tell_controller import TellController
from breachbot.incident.events import MAIN
from breachbot.incident.known import processor_sets, untold
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal, moment


def who_and_how(asked: Asked) -> View:
    """Where every named controller was told, another one is written by hand; of several sets, whose it is is asked."""
    incident = asked.incident
    sets = processor_sets(incident)
    left = {controller_key(one.id, name): name for one in sets for name in untold(incident, one)}
    who = (
        choice("static_select", dict([*left.items()][:100]))
        if left
        else line(most=TellController.most("controller"))
    )
    of = choice("static_select", {one.id: one.title for one in sets[:100]})
    return modal(
        Act.CONTROLLER,
        "Controller told",
        "Record",
        incident.id,
        ask("told_at", "When was the controller told?", moment(asked.context.now)),
        ask("controller", "Which controller?", who),
        *([ask("affected_set", "Of which data?", of)] if not left and len(sets) > 1 else []),
        ask("channel", "How?", line(most=TellController.most("channel"))),
    )


def command(asked: Asked, view: View) -> TellController:
    written_of = form.text(view, "affected_set")
    affected_set, controller = told_controller(asked.incident, form.text(view, "controller"), written_of)
    return TellController.of(
        told_at=form.instant(view, "told_at"),
        controller=controller,
        affected_set=affected_set,
        channel=form.text(view, "channel"),
    )


def controller_key(affected_set: str, name: str) -> str:
    """A named controller of a set as a value of a menu: opaque, and the same after the list has changed."""
    return f"{affected_set}:{hashlib.sha256(name.casefold().encode()).hexdigest()[:16]}"


def told_controller(incident: Incident, given: str, written_of: str = "") -> tuple[str, str]:
    """The set and the controller that the form names: chosen, or written by hand as one `written_of` a set."""
    sets = processor_sets(incident)
    for one in sets:
        for name in one.controllers:
            if controller_key(one.id, name) == given:
                return one.id, name
    return written_of or (sets[0].id if sets else MAIN), given


BUTTONS = (Button(Act.CONTROLLER, "tell_controller", "Controller told", command, who_and_how),)
