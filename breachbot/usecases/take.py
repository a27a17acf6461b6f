"""The one verb of a person: take an act on an incident, once per request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from breachbot.incident.act import Command
from breachbot.incident.behalf import Operator
from breachbot.incident.events import IncidentEvent
from breachbot.incident.guidance import decide
from breachbot.incident.state import Incident, replay
from breachbot.usecases.beside import commit_beside, knowing
from breachbot.usecases.house import House, commit, context, write
from breachbot.usecases.ports.store import Transaction


def take(
    house: House,
    incident_id: str,
    command: Command,
    *,
    by: str,
    request: str,
    operator: Operator | None = None,
) -> Incident:
    """Load, decide and commit; gives the incident after it. A request seen before changes nothing. Raises Refused.

    request: the id of the click or submission that asks. operator: who asks in place of `by`, on the command line.
    """

    def work(tx: Transaction) -> Incident:
        first = tx.first_time(request)  # waits for a twin, so what is loaded next is its work
        incident = replay(incident_id, tx.events(incident_id))
        if not first:
            return incident
        found = knowing(tx, house, command, context(tx, house, by), request)
        news = decide(incident, command, found, operator)
        commit_beside(tx, house, incident, command, found)
        return commit(tx, house, incident, news)

    return write(house, work)


def record(
    house: House, incident_id: str, what: Callable[[Incident, datetime], list[IncidentEvent]]
) -> Incident:
    """Commit what breachbot itself did."""

    def work(tx: Transaction) -> Incident:
        incident = replay(incident_id, tx.events(incident_id))
        return commit(tx, house, incident, what(incident, house.now()))

    return write(house, work)
