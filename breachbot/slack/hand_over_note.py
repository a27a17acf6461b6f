"""The message that asks somebody to take over what a reminder is about, and the word back to whoever asked."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.reach import asked_to_take
from breachbot.incident.reminded import points
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Block, Payload, actions, button, message, say
from breachbot.slack.kit.words import person
from breachbot.slack.reminder_note import sentence


def asked(incident: Incident, event: e.HandOverAsked, context: Context, *ending: Block) -> Payload:
    """The question with its two buttons while it waits; afterwards what came of it."""
    number = incident.hand_overs_at[incident.hand_overs.index(event)]
    answer = next((one for one in incident.hand_overs_answered if one.asked == number), None)
    waiting = asked_to_take(incident, context.team, context.policy)
    said = f"*{incident.id}*: {person(event.by)} asks you to take over what the newest reminder is about."
    if waiting is None or waiting.number != number:
        took = "You took it over." if answer and answer.accepted else "You did not take it over."
        said += f" {took if answer else 'That is no longer asked.'}"
        return message(said, say(said), *ending)
    said += f" Until you do, {person(event.by)} has it."
    due = [say(sentence(one, context)) for one in points(incident, None, context.policy) if one.owed]
    yes = button(Act.TAKE_OVER, "I take it over", incident.id, style="primary")
    no = button(Act.LEAVE_IT, "Not me", incident.id)
    return message(said, say(said), *due, actions(yes, no), *ending)


def answered(incident: Incident, event: e.HandOverAnswered) -> Payload:
    """Whether it was taken over."""
    if event.accepted:
        said = f"*{incident.id}*: {person(event.by)} has it now. Every clock goes on."
    else:
        said = (
            f"*{incident.id}*: {person(event.by)} does not take it over, so you still have it. "
            "Next: ask somebody else behind *More…*, or see to it yourself."
        )
    return message(said, say(said))
