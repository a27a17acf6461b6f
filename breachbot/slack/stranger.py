"""The word to the DPO about somebody in an incident's channel without a part in the response, and what came of it."""

from __future__ import annotations

from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Payload, actions, button, message, say
from breachbot.slack.kit.refs import person_ref
from breachbot.slack.kit.words import escape, person, room
from breachbot.usecases.standing import Standing

WHO: dict[Standing, str] = {
    "guest": ", a guest,",
    "stranger": ", of another organisation,",
}


def stranger_note(incident: str, channel: str, user: str, standing: Standing) -> Payload:
    """Who came in, and the button that removes them."""
    said = (
        f"*{escape(incident)}*: {person(user)}{WHO.get(standing, '')} came into {room(channel)} and has no part in the "
        "response. They can read everything there. Next: remove them, or have them named in breachbot's settings."
    )
    remove = button(Act.REMOVE, "Remove from the channel", person_ref(incident, user), style="danger")
    return message(said, say(said), actions(remove))


def removed(incident: str, channel: str, user: str, by: str) -> Payload:
    """The same message afterwards."""
    said = f"*{escape(incident)}*: {person(user)} was removed from {room(channel)} by {person(by)}."
    return message(said, say(said))


def left(incident: str, channel: str, user: str) -> Payload:
    """The same where they were no longer there."""
    said = f"*{escape(incident)}*: {person(user)} is no longer in {room(channel)}."
    return message(said, say(said))


def not_removed(code: str) -> str:
    """Why nobody was removed; an empty code for no answer of Slack's."""
    if not code:
        return "Slack did not answer, so nobody was removed. Next: try again in a minute."
    return f"Slack did not remove them ({code}). Next: remove them by hand, in the channel's list of members."
