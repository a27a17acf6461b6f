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
        "Data with another role, another protection or other people get facts and outcomes of their own: data that "
        "you process for customers beside your own, or a backup that was encrypted beside one that was not."
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
            "Of another breach: aware since",
            moment(),
            hint="Leave it empty for the same breach.",
            optional=True,
        ),
        ask(
            "basis",
            "Of another breach: what does that rest on?",
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
            hint="The same breach has the same cause and the same kind of data, and lies a short time apart. Anything "
            "else is another breach, whose hours run from when the company was aware of it.",
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


def its_facts(asked: Asked) -> View:
    return facts(asked.incident, asked.context.policy, affected_set=asked.incident.sets[-1].id)


BUTTONS = (Button(Act.ADD_SET, "add_set", "Another set of data", command, name_of_it, its_facts, doubt),)
