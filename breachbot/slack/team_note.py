"""The word to one person about a change of the team that concerns them."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.changes.parts import NAMES
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Payload, actions, button, message, say
from breachbot.slack.kit.words import escape, person, when


def team_note(event: e.Happened, reader: str) -> Payload:
    """What changed, who did it, and what the reader can do about it."""
    said = _said(event, reader) + _typed(event, reader)
    if isinstance(event, e.DpoProposed) and event.by != reader:
        confirm = button(Act.TEAM_CONFIRM, "Confirm", event.person, style="primary")
        return message(said, say(said), actions(confirm, button(Act.TEAM, "See the team", "team")))
    return message(said, say(said))


def _said(event: e.Happened, reader: str) -> str:
    match event:
        case e.DpoProposed():
            said = f"{person(event.by)} proposes {person(event.person)} as the DPO: {escape(event.reason)}"
            asks = "Next: confirm it if you agree. It takes one of you, and lapses after seven days."
            return said if event.by == reader else f"{said}\n{asks}"
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
        case e.BackStated():
            return f"{_who(event.person, reader)} no longer away: {person(event.by)} stated it."
        case e.HabitsSet():
            whose = "You are" if event.person == reader else f"{person(event.person)} is"
            quiet = f", quiet from {event.quiet_from} to {event.quiet_until}" if event.quiet_from else ""
            return f"{whose} reached by {' and '.join(event.ways)} now{quiet}: {person(event.by)} set it."
        case e.RotaSet():
            return f"{person(event.by)} {'set another rota' if event.people else 'ended the rota'}."
        case _:
            return f"{person(event.by)} named another user group, or none."


def _who(user: str, reader: str) -> str:
    return "You are" if user == reader else f"{person(user)} is"


def _typed(event: e.Happened, reader: str) -> str:
    """Who typed it on the command line, where it came from there, and what whoever it was typed for does if they did
    not ask for it."""
    operator = getattr(event, "operator", None)
    if not operator:
        return ""
    said = f" (Typed on the command line by {escape(operator)}.)"
    return (
        f"{said}\nIf you did not ask for it, tell the DPO and the deputies now."
        if event.by == reader
        else said
    )
