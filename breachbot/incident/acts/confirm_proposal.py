"""Confirm what an alert suggests: its answers become those of a person, by one click."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle
from breachbot.incident.acts import state_facts
from breachbot.incident.proposals import last_word, unanswered
from breachbot.incident.state import Incident


class ConfirmProposal(Command):
    """Which proposal, numbered from 1."""

    proposal: int


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if any(unanswered(incident, one) for one in incident.evidence):
        return None
    if not incident.evidence:
        return Obstacle("No alert suggests anything.", "state_facts")
    return Obstacle(_answered(incident, len(incident.evidence)), "state_facts")


def events(incident: Incident, command: ConfirmProposal, context: Context) -> list[e.IncidentEvent]:
    if not 1 <= command.proposal <= len(incident.evidence):
        raise Refused("There is no such proposal.")
    left = unanswered(incident, incident.evidence[command.proposal - 1])
    if not left:
        raise Refused(_answered(incident, command.proposal))
    return state_facts.events(incident, state_facts.StateFacts(answers=left), context)


def _answered(incident: Incident, proposal: int) -> str:
    return f"Somebody has answered all of it already{last_word(incident, proposal)}."


ACT = Act("confirm_proposal", ConfirmProposal, "responder", "confirm a proposal", ready, events)
