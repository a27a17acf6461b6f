"""Data of customers: the affected sets of which the company is processor, and telling each controller (Art. 33(2)).

A processor assesses no risk, notifies no authority and publishes nothing about a customer's data: it tells the
controller without undue delay, or within the hours of their contract. These messages want no approval: nothing may
hold them up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.bounds import SET_TITLE, SHORT, bounded
from breachbot.incident.consequences import consequences
from breachbot.incident.decide import require_open, require_set
from breachbot.incident.duties import untold
from breachbot.incident.known import facts_of, processor_sets
from breachbot.incident.particulars import values
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident, evolve
from breachbot.incident.team import Team
from breachbot.notices.controller import ControllerFields, message

MOST_SETS = 20
MOST_CONTROLLERS = 500


def add_set(
    incident: Incident, team: Team, *, policy: Policy, title: str, by: str, now: datetime
) -> list[e.IncidentEvent]:
    """A part of the data with facts, a role and outcomes of its own. Until they are known, every duty is open."""
    require_open(incident)
    team.require_responder(by)
    if not title.strip():
        raise Refused("Say in a few words which data these are.", field="title")
    title = bounded(title, SET_TITLE, field="title")
    if title.casefold() in (one.title.casefold() for one in incident.sets):
        raise Refused("There is a set of that name already.", field="title")
    if len(incident.sets) >= MOST_SETS:
        raise Refused(
            f"An incident has at most {MOST_SETS} affected sets. Open another incident.", field="title"
        )
    name = f"set-{len(incident.sets) + 1}"
    added = e.AffectedSetAdded(at=now, by=by, affected_set=name, title=title)
    return [added, *consequences(evolve(incident, added), policy, now)]


def name_controllers(
    incident: Incident, team: Team, *, affected_set: str, controllers: Iterable[str], by: str, now: datetime
) -> list[e.IncidentEvent]:
    """Whose data a set holds. The list replaces the one before; who was told already stays on it."""
    require_open(incident)
    team.require_responder(by)
    one = require_set(incident, affected_set)
    wanted = [bounded(name, SHORT, field="others") for name in controllers if name.strip()]
    told = [t.controller for t in incident.controllers_told if t.affected_set == affected_set]
    names = {name.casefold(): name for name in (*wanted, *told)}
    if not names:
        raise Refused("Name at least one controller.", field="controllers")
    if len(names) > MOST_CONTROLLERS:
        raise Refused(f"At most {MOST_CONTROLLERS} controllers in one set.", field="controllers")
    named = tuple(names.values())
    if named == one.controllers:
        return []
    return [e.ControllersNamed(at=now, by=by, affected_set=affected_set, controllers=named)]


def draft_messages(
    incident: Incident, team: Team, *, policy: Policy, by: str, now: datetime
) -> list[e.IncidentEvent]:
    """A message to each named controller who is not told yet, from the facts of the set alone. One that still says
    what is known is left as it is."""
    require_open(incident)
    team.require_responder(by)
    if incident.aware_at is None:
        raise Refused("First state awareness: before it there is nothing to tell.")
    sets = processor_sets(incident)
    if not sets:
        raise Refused("The company is processor of none of these data, as far as the facts say.")
    if not any(one.controllers for one in sets):
        raise Refused("First name the controllers whose data these are.")
    drafts = [
        _drafted(incident, one, controller, policy, by, now)
        for one in sets
        for controller in untold(incident, one)
    ]
    fresh = [draft for draft in drafts if not _stands(incident, draft)]
    if not fresh:
        raise Refused("Every message says what is known already, or was sent.")
    return [*fresh]


def _drafted(
    incident: Incident, one: AffectedSet, controller: str, policy: Policy, by: str, now: datetime
) -> e.ControllerMessageDrafted:
    firm = policy.firm
    known = {name: settled.value for name, settled in facts_of(incident, one.id).items() if settled.firm}
    fields = ControllerFields(
        reference=incident.id, as_of=now, controller=controller, company_name=firm.name,
        contact_name=firm.contact_name, contact_email=firm.contact_email, contact_phone=firm.contact_phone,
        aware_at=incident.aware_at, **values(known, ControllerFields, policy),
    )  # fmt: skip
    made = message(fields, policy.templates)
    return e.ControllerMessageDrafted(
        at=now, by=by, affected_set=one.id, controller=controller, text=made.text, sha256=made.sha256,
        fields_sha256=made.fields_sha256, still_unknown=made.still_unknown, template_sha256=made.template_sha256,
    )  # fmt: skip


def _stands(incident: Incident, draft: e.ControllerMessageDrafted) -> bool:
    newest = incident.controller_draft(draft.affected_set, draft.controller)
    same = ("fields_sha256", "template_sha256")
    return newest is not None and all(getattr(newest, name) == getattr(draft, name) for name in same)
