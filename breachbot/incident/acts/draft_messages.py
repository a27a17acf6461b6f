"""Draft the message to each controller who is not told yet (Art. 33(2)), from the facts of its set alone.

A processor assesses no risk, notifies no authority and publishes nothing about a customer's data. These messages need
no approval: nothing may hold them up.
"""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle
from breachbot.incident.known import facts_of, processor_sets, untold
from breachbot.incident.particulars import values
from breachbot.incident.state import AffectedSet, Incident
from breachbot.notices.controller import FOLDER, ControllerFields, digest, message


class DraftMessages(Command):
    """Nothing to fill in."""


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if incident.aware_at is None:
        return Obstacle("Before awareness there is nothing to tell.", "become_aware")
    sets = processor_sets(incident)
    if not sets:
        why = "According to the facts, the company is the processor of none of these data."
        return Obstacle(why, "state_facts")
    if not any(one.controllers for one in sets):
        return Obstacle("Nobody has named the controllers whose data these are.", "name_controllers")
    if not _fresh(incident, context):
        return Obstacle("Every message already says what is known, or was sent.", "tell_controller")
    return None


def events(incident: Incident, _command: DraftMessages, context: Context) -> list[e.IncidentEvent]:
    return [_drafted(one, fields, context) for one, fields in _fresh(incident, context)]


def _fresh(incident: Incident, context: Context) -> list[tuple[AffectedSet, ControllerFields]]:
    """What the messages are made from that would differ from the newest draft to the same controller."""
    template = context.policy.templates.sha256(FOLDER)
    found = [
        (one, _fields(incident, one, controller, context))
        for one in processor_sets(incident)
        for controller in untold(incident, one)
    ]
    return [(one, fields) for one, fields in found if not _stands(incident, one, fields, template)]


def _fields(incident: Incident, one: AffectedSet, controller: str, context: Context) -> ControllerFields:
    firm = context.policy.firm
    known = {name: settled.value for name, settled in facts_of(incident, one.id).items() if settled.firm}
    return ControllerFields(
        reference=incident.id,
        as_of=context.now,
        controller=controller,
        company_name=firm.name,
        contact_role=firm.contact_role or context.policy.templates.words.contact_role,
        contact_name=firm.contact_name,
        contact_email=firm.contact_email,
        contact_phone=firm.contact_phone,
        aware_at=incident.aware_since(one.id),
        **values(known, ControllerFields, context.policy),
    )


def _drafted(one: AffectedSet, fields: ControllerFields, context: Context) -> e.ControllerMessageDrafted:
    made = message(fields, context.policy.templates)
    return e.ControllerMessageDrafted(
        at=context.now,
        by=context.by,
        affected_set=one.id,
        controller=fields.controller,
        text=made.text,
        sha256=made.sha256,
        fields_sha256=made.fields_sha256,
        still_unknown=made.still_unknown,
        template_sha256=made.template_sha256,
    )


def _stands(incident: Incident, one: AffectedSet, fields: ControllerFields, template: str) -> bool:
    newest = incident.controller_draft(one.id, fields.controller)
    return newest is not None and (newest.fields_sha256, newest.template_sha256) == (digest(fields), template)


ACT = Act("draft_messages", DraftMessages, "responder", "draft messages to controllers", ready, events)
