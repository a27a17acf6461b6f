"""The form for texts in other languages: what was written, and below it what it reads in each language."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.incident.acts.translate import TEXT, Translate
from breachbot.incident.languages import passages, translations
from breachbot.notices.words import language_name
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.event_lines import passage_title
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, line, modal, quote, say

INTRO = (
    "breachbot translates nothing by itself. What you leave empty stands in the notice as it was written, with a note. "
    "*Next:* draft the notices again, then read and approve each language."
)
MOST = 3000
"""Characters that Slack takes in one field."""


def every_passage(asked: Asked) -> View:
    found = passages(asked.incident, asked.context.policy)
    questions = [block for name, text in found.items() for block in _passage(asked, name, text)]
    return modal(Act.TRANSLATE, "Other languages", "Save", asked.incident.id, say(INTRO), *questions)


def _passage(asked: Asked, name: str, text: str) -> Iterator[Block]:
    yield say(f"*{passage_title(name, asked.context.policy)}*")
    yield quote(text)
    for language in asked.context.policy.others:
        given = translations(asked.incident, language).get(text, "")
        element = line(given, tall=True, most=min(MOST, TEXT.most))
        yield ask(f"{language}.{name}", f"In {language_name(language)}", element, optional=True)


def command(_asked: Asked, view: View) -> Translate:
    return Translate.of(texts={name: form.text(view, name) for name in form.answers(view)})


BUTTONS = (Button(Act.TRANSLATE, "translate", "Other languages", command, every_passage),)
