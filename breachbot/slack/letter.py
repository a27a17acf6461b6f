"""A message to a controller (Art. 33(2)): in short in the channel, and whole where somebody is about to send it."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, View
from breachbot.slack.draft_card import unknown
from breachbot.slack.kit.blocks import DIVIDER, Block, actions, button, paragraphs, say, sheet
from breachbot.slack.kit.refs import letter_ref, read_letter
from breachbot.slack.kit.words import escape, person


def in_short(event: e.ControllerMessageDrafted) -> str:
    """To whom it is, what it leaves open, and what to do with it."""
    open_points = unknown(event.still_unknown)
    drafted = f"*Message to {escape(event.controller)}*, drafted for {person(event.by)}."
    return "\n".join([drafted, *open_points, "Read it, send it, then record it with “Controller told”."])


def to_read(incident: Incident, event: e.ControllerMessageDrafted) -> list[Block]:
    """The button that shows all of it."""
    number = incident.controller_drafts.index(event) + 1
    return [actions(button(Act.LETTER, "Read", letter_ref(incident.id, number)))]


def letter(asked: Asked) -> View:
    """The whole message, to be copied. Raises Refused where there is none, or a newer one."""
    number, drafts = read_letter(asked.ref), asked.incident.controller_drafts
    if not 0 < number <= len(drafts):
        raise Refused("breachbot does not know that button.")
    shown = drafts[number - 1]
    if asked.incident.controller_draft(shown.affected_set, shown.controller) != shown:
        raise Refused("There is a newer message to this controller in the channel: send that one.")
    heading = f"*Message to {escape(shown.controller)}*. Copy it and send it, then record it with “Controller told”."
    return sheet("Message to a controller", say(heading), DIVIDER, *paragraphs(shown.text))
