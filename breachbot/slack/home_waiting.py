"""What waits for the reader of a Home tab: the documents of an incident as one bundle, anything else in a line."""

from __future__ import annotations

from datetime import datetime

from breachbot.incident.act import Context
from breachbot.incident.documents import waiting
from breachbot.incident.guidance import Step, guide
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.slack.awareness_modals import waits_for_word
from breachbot.slack.buttons import button_for
from breachbot.slack.decisions import bundle, in_short, urgency
from breachbot.slack.kit.blocks import Block, beside, button, header, say, small
from breachbot.slack.kit.words import spoken
from breachbot.usecases.home import MOST_DECISIONS, Overview, Reader


def waiting_for(reader: Reader, found: Overview, policy: Policy, now: datetime) -> list[Block]:
    """The steps that wait for the reader, of the most pressing incidents first."""
    if not found.decisions:
        return [
            header("Waiting for you"),
            say("No incident is waiting for you." if found.waiting else "Nothing is waiting for you."),
        ]
    blocks: list[Block] = []
    shown = 0
    for incident in found.deciding:
        if shown < MOST_DECISIONS:
            context = Context(reader.user, reader.team, policy, now)
            blocks += waiting_in(reader, incident, context)
            shown += len(guide(incident, context).mine)
    more = found.decisions - shown
    rest = [small(f"And {more} more, each beside its incident below.")] if more > 0 else []
    return [header(f"Waiting for you ({found.decisions})"), *blocks, *rest]


def waiting_in(reader: Reader, incident: Incident, context: Context) -> list[Block]:
    """What waits for the reader in one incident, each with its button and with how much it presses."""
    presses = urgency(incident, context)
    if not reader.may_act(incident):
        missing = "You are not in its channel. Next: ask somebody on the team to invite you."
        return [say(f"*{incident.id}* waits for you. {presses} {missing}")]
    documents = waiting(incident, context)
    others = [step for step in guide(incident, context).mine if not step.draft]
    bundled = []
    if documents:
        head = say(in_short(incident, documents, context))
        bundled = [head, *bundle(incident, documents)]
    return [*bundled, *[_task(incident, step, presses) for step in others]]


def _task(incident: Incident, step: Step, presses: str) -> Block:
    words = spoken(step.words)
    if step.act == "confirm_awareness" and incident.unconfirmed:
        words = waits_for_word(incident.unconfirmed)
    assert step.act is not None, "who waits can act"
    one = button_for(step.act, incident)
    act = button(one.id, one.label, incident.id, style="primary")
    return beside(f"*{incident.id}*: {words}\n{presses}", act, f"{step.act}:{incident.id}:{step.settles}")
