"""The form that sets a part of the data apart; it is opened from the form for facts, and leads back there."""

from __future__ import annotations

from breachbot.incident.acts.add_set import AddSet
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import is_it_so
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.facts_modal import facts
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, moment, say
from breachbot.slack.kit.refs import read_moment

BREACH = {"same": "The same breach: it shares the clock", "own": "Another breach: a clock of its own"}


def name_of_it(asked: Asked) -> View:
    intro = (
        "Data with a different role, protection or group of people get their own facts and outcomes: for "
        "example data that you process for customers, or an encrypted backup beside one that was not encrypted."
    )
    return modal(
        Act.ADD_SET,
        "Another set of data",
        "Add",
        asked.incident.id,
        say(intro),
        *_which(),
        ask(
            "aware_at",
            "Another breach: aware since",
            moment(),
            hint="Leave it empty for the same breach.",
            optional=True,
        ),
        ask(
            "basis",
            "Another breach: what is that based on?",
            line(tall=True, most=AddSet.most("basis")),
            hint="Leave it empty for the same breach.",
            optional=True,
        ),
    )


def _which(title: str = "", breach: str = "") -> list[Block]:
    """What the data are called, and whose clock they go by. Nothing is chosen for the person."""
    return [
        ask(
            "title",
            "Which data are these?",
            line(title, most=AddSet.most("title")),
            hint="A few words, and no names of people.",
        ),
        ask(
            "breach",
            "Do they belong to the same breach?",
            choice("radio_buttons", BREACH, [breach]),
            hint="It is the same breach if the cause and the kind of data are the same, a short time apart. "
            "Anything else is another breach, whose hours run from when the company became aware of it.",
        ),
    ]


def command(asked: Asked, view: View) -> AddSet:
    breach = form.one_of(view, "breach", tuple(BREACH))
    return AddSet.of(
        title=form.text(view, "title"),
        breach=breach,
        aware_at=form.instant_if(view, "aware_at") or (read_moment(asked.ref) if breach == "own" else None),
        basis=form.text(view, "basis") or None,
    )


def doubt(asked: Asked, command: AddSet) -> View | None:
    if command.aware_at is None:
        return None
    again = _which(command.title, command.breach)
    return is_it_so(asked, Act.ADD_SET, command.aware_at, command.basis or "", *again)


def its_facts(asked: Asked, _view: View) -> View:
    return facts(asked.incident, asked.context.policy, affected_set=asked.incident.sets[-1].id)


BUTTONS = (Button(Act.ADD_SET, "add_set", "Another set of data", command, name_of_it, its_facts, doubt),)
