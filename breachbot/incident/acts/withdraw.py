"""Draft a version of the public page that withdraws it. Like any version it needs approval."""

from __future__ import annotations

from typing import Annotated

from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.drafting import drafted
from breachbot.incident.state import Incident


class Withdraw(Command):
    """Why, in a sentence that stays on the page."""

    change: Annotated[
        str, Told("Say in a sentence what changes; readers will see it.", least=10, most=bounds.CHANGE)
    ]


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if not incident.published:
        return Obstacle("Nothing is out yet, so there is nothing to withdraw.")
    if incident.public_page() is None:
        return Obstacle("It has already been withdrawn. A new draft puts a page back up.", "draft")
    newest = incident.undecided("page")
    if newest and newest.state == "withdrawal":
        return Obstacle("A withdrawal is drafted already. The DPO or a deputy decides on it.", "approve")
    return None


def events(incident: Incident, command: Withdraw, context: Context) -> list[e.IncidentEvent]:
    return drafted(incident, "page", context, command.change, withdraw=True)


ACT = Act("withdraw", Withdraw, "responder", "withdraw the page", ready, events)
