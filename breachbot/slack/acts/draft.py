"""The buttons that draft notices: by a click at first, with a sentence on what changes once something is out."""

from __future__ import annotations

from breachbot.incident.acts.draft import Draft
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal


def what_changes(asked: Asked) -> View:
    question = ask(
        "change",
        "What changes?",
        line(tall=True, most=Draft.most("change")),
        hint="One sentence. Readers of the notices will see it.",
    )
    return modal(Act.REDRAFT, "Draft again", "Draft", asked.incident.id, question)


def at_once(_asked: Asked, _view: View) -> Draft:
    return Draft()


def command(_asked: Asked, view: View) -> Draft:
    return Draft.of(change=form.text(view, "change"))


BUTTONS = (
    Button(Act.DRAFT, "draft", "Draft notices", at_once),
    Button(Act.REDRAFT, "draft", "Draft notices again", command, what_changes),
)
