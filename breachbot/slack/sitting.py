"""The pages of the form for facts as one person goes through them, and what was not saved when they left."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS
from breachbot.slack.button import Asked, View
from breachbot.slack.fact_words import question
from breachbot.slack.kit.blocks import say
from breachbot.slack.kit.form import name_of
from breachbot.slack.kit.refs import read_set, set_ref
from breachbot.slack.kit.words import escape
from breachbot.usecases import sittings
from breachbot.usecases.house import House


def opened(house: House, asked: Asked, view: View) -> View:
    """The form that a person opens: it says which questions they left without saving."""
    left = _kept(house, asked, view)
    names = sittings.unsaved(asked.incident, read_set(asked.ref), left)
    if not names:
        return view
    asked_then = ", ".join(f"“{escape(question(name))}”" for name in names)
    said = say(f"*The form was closed without Save.* Nothing that you typed then is on record: {asked_then}")
    return view | {"blocks": [said, *view["blocks"]]}


def turned(house: House, asked: Asked, view: View) -> View:
    """A page that follows on one that was saved."""
    _kept(house, asked, view)
    return view


def _kept(house: House, asked: Asked, view: View) -> tuple[str, ...]:
    names = [name_of(str(block.get("block_id"))) for block in view["blocks"] if block.get("type") == "input"]
    ref = set_ref(asked.incident.id, read_set(asked.ref))
    return sittings.shown(house, ref, asked.context.by, [name for name in names if name in FACTS])
