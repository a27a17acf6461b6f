"""The pages of the form for facts as one person goes through them, and what was not saved when they left."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS
from breachbot.incident.doubt import Doubt
from breachbot.incident.doubts import open_doubts
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, View
from breachbot.slack.fact_words import question
from breachbot.slack.kit.blocks import Block, actions, button, say
from breachbot.slack.kit.form import name_of
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import read_set, set_ref
from breachbot.slack.kit.words import escape, listed, spoken
from breachbot.usecases import sittings
from breachbot.usecases.house import House

MOST_DOUBTS = 2


def opened(house: House, asked: Asked, view: View) -> View:
    """The form that a person opens: it says which questions they left without saving."""
    left = _kept(house, asked, view)
    names = sittings.unsaved(asked.incident, read_set(asked.ref), left)
    if not names:
        return view
    asked_then = ", ".join(f"“{escape(question(name))}”" for name in names)
    said = say(f"*The form was closed without Save.* Nothing that you typed then is on record: {asked_then}")
    return view | {"blocks": [said, *view["blocks"]]}


def turned(house: House, before: Incident, asked: Asked, view: View) -> View:
    """A page that follows on one that was saved. before: the incident without those answers, so that it is asked at
    once about those that seldom go together."""
    _kept(house, asked, view)
    known = open_doubts(before)
    new = [one for one in open_doubts(asked.incident) if one not in known]
    if not new:
        return view
    way = actions(button(Act.EXPLAIN, "Settle or explain", asked.incident.id))
    return view | {"blocks": [*map(_doubt, new[:MOST_DOUBTS]), way, *view["blocks"]]}


def _doubt(one: Doubt) -> Block:
    sides = listed([spoken(clip(side.words, 200)) for side in one.said])
    return say(f"*{escape(one.asks)}* {sides}. Correct the one that is wrong, or say why both are so.")


def _kept(house: House, asked: Asked, view: View) -> tuple[str, ...]:
    names = [name_of(str(block.get("block_id"))) for block in view["blocks"] if block.get("type") == "input"]
    ref = set_ref(asked.incident.id, read_set(asked.ref))
    return sittings.shown(house, ref, asked.context.by, [name for name in names if name in FACTS])
