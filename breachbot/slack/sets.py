"""Affected sets in Slack: choosing one, adding one, and naming the controllers of one."""

from __future__ import annotations

from typing import Any

from breachbot.errors import Refused
from breachbot.incident.events import MAIN
from breachbot.incident.known import processor_sets
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Block, actions, ask, choice, line, modal, plain, say
from breachbot.slack.kit.refs import set_ref
from breachbot.slack.modals import View

ANOTHER = "another"
MOST_CHOICES = 100
"""Of a menu; what is beyond them is written by hand."""


def set_menu(incident: Incident, act: Act, chosen: str, *, more: bool = False) -> dict[str, Any]:
    """A menu of the affected sets; `more` offers to add another one."""
    options = {one.id: one.title for one in incident.sets} | (
        {ANOTHER: "Another set of data …"} if more else {}
    )
    return choice("static_select", options, [chosen]) | {
        "action_id": act,
        "placeholder": plain("Set of data", 150),
    }


def in_set(question: Block, affected_set: str) -> Block:
    """A question about one set, by a name of its own: where the names stay, Slack keeps what was typed for another."""
    return (
        question
        if affected_set == MAIN
        else question | {"block_id": f"{question['block_id']}@{affected_set}"}
    )


def controllers(incident: Incident, policy: Policy, affected_set: str | None = None) -> View:
    """Whose data a set holds of which the company is processor. Raises Refused where there is no such set."""
    sets = processor_sets(incident)
    if not sets:
        raise Refused("First state that the company is the processor of these data.")
    one = next((s for s in sets if s.id == affected_set), None) or _unnamed_first(sets)
    customers = [customer.name for customer in policy.regimes.customers][:MOST_CHOICES]
    listed = {str(n): name for n, name in enumerate(customers)}
    named = {name.casefold() for name in one.controllers}
    known = {name.casefold() for name in customers}
    chosen = [key for key, name in listed.items() if name.casefold() in named]
    others = "\n".join(name for name in one.controllers if name.casefold() not in known)
    menu = choice("static_select", {s.id: s.title for s in sets}, [one.id]) | {
        "action_id": Act.CONTROLLERS_SET
    }
    pick = choice("multi_static_select", listed, chosen)
    return modal(
        Act.CONTROLLERS,
        "Name the controllers",
        "Save",
        set_ref(incident.id, one.id),
        say("Each of them is told separately, within the hours that their contract sets, if any."),
        *([actions(menu) | {"block_id": f"set:{one.id}"}] if len(sets) > 1 else []),
        *(
            [in_set(ask("customers", "Customers named in the playbook", pick, optional=True), one.id)]
            if listed
            else []
        ),
        in_set(
            ask("others", "Others, one per line", line(others, most=3000, tall=True), optional=True),
            one.id,
        ),
    )


def named(policy: Policy, chosen: list[str], others: str) -> list[str]:
    """The names behind the answers of that form."""
    customers = policy.regimes.customers
    picked = [customers[int(n)].name for n in chosen if n.isdecimal() and int(n) < len(customers)]
    return [*picked, *(name.strip() for name in others.splitlines() if name.strip())]


def heading(incident: Incident, affected_set: str) -> str:
    """What a set is called where there are several; empty where there is one."""
    one = incident.affected_set(affected_set)
    return one.title if one and len(incident.sets) > 1 else ""


def _unnamed_first(sets: tuple[AffectedSet, ...]) -> AffectedSet:
    return next((one for one in sets if not one.controllers), sets[0])
