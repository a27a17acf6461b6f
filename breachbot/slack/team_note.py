"""The word to one person about a change of the team that concerns them."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.changes.parts import NAMES
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Payload, actions, button, message, say
from breachbot.slack.kit.words import escape, person, when


def team_note(event: e.Happened, reader: str) -> Payload:
    """What changed, who did it, and what the reader can do about it."""
    said = _said(event, reader) + _typed(event)
    if isinstance(event, e.DpoProposed):
        confirm = button(Act.TEAM_CONFIRM, "Confirm", event.person, style="primary")
        return message(said, say(said), actions(confirm, button(Act.TEAM, "See the team", "team")))
    return message(said, say(said))


def _said(event: e.Happened, reader: str) -> str:
    match event:
        case e.DpoProposed():
            return (
                f"{person(event.by)} proposes {person(event.person)} as the DPO: {escape(event.reason)}\n"
                "Next: confirm it if you agree. It takes one of you, and lapses after seven days."
            )
        case e.DpoConfirmed():
            whose = "You are" if event.person == reader else f"{person(event.person)} is"
            return (
                f"{whose} the DPO now: {person(event.by)} confirmed it. Notices name the contact of the settings: "
                "have whoever runs breachbot change it there."
            )
        case e.PartGiven():
            return f"{_who(event.person, reader)} now {NAMES[event.part]}: {person(event.by)} made it so."
        case e.PartEnded():
            return f"{_who(event.person, reader)} no longer {NAMES[event.part]}: {person(event.by)} ended it."
        case e.AwayStated():
            whose = "You are" if event.person == reader else f"{person(event.person)} is"
            theirs = "what would come to you" if event.person == reader else "what would come to them"
            stands_in = "You get" if event.substitute == reader else f"{person(event.substitute)} gets"
            return (
                f"{whose} away until {when(event.until)}. {stands_in} {theirs}. {person(event.by)} stated it."
            )
        case _:
            return f"{_who(reader, reader)} no longer away: {person(event.by)} stated it."


def _who(user: str, reader: str) -> str:
    return "You are" if user == reader else f"{person(user)} is"


def _typed(event: e.Happened) -> str:
    """Who typed it on the command line, where it came from there."""
    operator = getattr(event, "operator", None)
    return f" (Typed on the command line by {escape(operator)}.)" if operator else ""
