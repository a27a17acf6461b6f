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
from breachbot.notices.controller import ControllerFields, message


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
    return [*_fresh(incident, context)]


def _fresh(incident: Incident, context: Context) -> list[e.ControllerMessageDrafted]:
    """Those that differ from the newest draft to the same controller."""
    drafts = [
        _drafted(incident, one, controller, context)
        for one in processor_sets(incident)
        for controller in untold(incident, one)
    ]
    return [draft for draft in drafts if not _stands(incident, draft)]


def _drafted(
    incident: Incident, one: AffectedSet, controller: str, context: Context
) -> e.ControllerMessageDrafted:
    firm = context.policy.firm
    known = {name: settled.value for name, settled in facts_of(incident, one.id).items() if settled.firm}
    fields = ControllerFields(
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
    made = message(fields, context.policy.templates)
    return e.ControllerMessageDrafted(
        at=context.now,
        by=context.by,
        affected_set=one.id,
        controller=controller,
        text=made.text,
        sha256=made.sha256,
        fields_sha256=made.fields_sha256,
        still_unknown=made.still_unknown,
        template_sha256=made.template_sha256,
    )


def _stands(incident: Incident, draft: e.ControllerMessageDrafted) -> bool:
    newest = incident.controller_draft(draft.affected_set, draft.controller)
    same = ("fields_sha256", "template_sha256")
    return newest is not None and all(getattr(newest, name) == getattr(draft, name) for name in same)


ACT = Act("draft_messages", DraftMessages, "responder", "draft messages to controllers", ready, events)
