"""The verbs on what people make of a computed outcome."""

from __future__ import annotations

from functools import partial

from breachbot.incident import verdicts
from breachbot.incident.state import Incident
from breachbot.incident.verdicts import Verdict
from breachbot.usecases.house import House, act


def advise(
    house: House,
    incident_id: str,
    *,
    affected_set: str,
    obligation: str,
    outcome: Verdict,
    reason: str,
    by: str,
    request: str,
) -> Incident:
    """Record the DPO's advice."""
    decision = partial(
        verdicts.advise,
        affected_set=affected_set,
        obligation=obligation,
        outcome=outcome,
        reason=reason,
        by=by,
    )
    return act(house, incident_id, request, decision)


def decide(
    house: House,
    incident_id: str,
    *,
    affected_set: str,
    obligation: str,
    outcome: Verdict,
    reason: str,
    by: str,
    request: str,
) -> Incident:
    """Record the controller's decision."""
    decision = partial(
        verdicts.decide_outcome, policy=house.policy, affected_set=affected_set, obligation=obligation,
        outcome=outcome, reason=reason, by=by,
    )  # fmt: skip
    return act(house, incident_id, request, decision)
