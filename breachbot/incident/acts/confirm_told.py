"""Take what a telling suggests: the proposals that a person ticked become their answers, the others are passed over."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, the_set
from breachbot.incident.acts import state_facts
from breachbot.incident.state import Incident
from breachbot.incident.telling import as_answers, key, proposals


class ConfirmTold(Command):
    """Of the proposals that were shown, those that are taken, each by its `key`. Neither holds another one twice."""

    taken: tuple[str, ...]
    shown: tuple[str, ...]
    affected_set: str = e.MAIN


def ready(incident: Incident, context: Context) -> Obstacle | None:
    zone = context.policy.templates.zone
    if any(proposals(incident, one.id, zone) for one in incident.sets):
        return None
    return Obstacle("What was told suggests no answer that is still open.", "state_facts")


def events(incident: Incident, command: ConfirmTold, context: Context) -> list[e.IncidentEvent]:
    """What somebody took or answered in the meantime is left to them; refused where nothing of it is open any more."""
    the_set(incident, command.affected_set)
    found = {
        key(told): told for told in proposals(incident, command.affected_set, context.policy.templates.zone)
    }
    taken = [found[one] for one in dict.fromkeys(command.taken) if one in found]
    left = [found[one] for one in dict.fromkeys(command.shown) if one in found and found[one] not in taken]
    if not taken and (command.taken or not left):
        raise Refused("Somebody has dealt with it in the meantime. Open the form again to see what is known.")
    confirmed = e.ToldConfirmed(
        at=context.now,
        by=context.by,
        taken=tuple(e.InWords(fact=one.fact, value=one.value, words=one.words) for one in taken),
        left=tuple(e.InWords(fact=one.fact, value=one.value, words=one.words) for one in left),
        affected_set=command.affected_set,
    )
    answers = as_answers(incident, command.affected_set, taken)
    stated = state_facts.StateFacts(answers=answers, affected_set=command.affected_set)
    return [confirmed, *state_facts.events(incident, stated, context)]


ACT = Act("confirm_told", ConfirmTold, "responder", "confirm what was told", ready, events)
