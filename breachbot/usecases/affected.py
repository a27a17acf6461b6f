"""The verbs on affected sets: add one, name the controllers of one, and draft the messages to them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from breachbot.incident import controllers as decide
from breachbot.incident.state import Incident
from breachbot.usecases.house import House, act


def add_set(house: House, incident_id: str, *, title: str, by: str, request: str) -> Incident:
    """Part of the data gets facts, a role and outcomes of its own."""
    decision = partial(decide.add_set, policy=house.policy, title=title, by=by)
    return act(house, incident_id, request, decision)


def name_controllers(
    house: House, incident_id: str, *, affected_set: str, controllers: Iterable[str], by: str, request: str
) -> Incident:
    """Say whose data a set holds of which the company is processor."""
    decision = partial(
        decide.name_controllers, affected_set=affected_set, controllers=tuple(controllers), by=by
    )
    return act(house, incident_id, request, decision)


def draft_messages(house: House, incident_id: str, *, by: str, request: str) -> Incident:
    """Draft the message to each named controller who is not told yet."""
    decision = partial(decide.draft_messages, policy=house.policy, by=by)
    return act(house, incident_id, request, decision)
