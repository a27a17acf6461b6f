"""What people make of a computed outcome: the DPO's advice and the controller's decision, recorded apart.

The playbook's outcome is never overwritten. A decision that departs from it wants a written reason and stands beside
it; one that lifts a duty wants the DPO's advice first, whichever way that went.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.bounds import GROUNDS, bounded
from breachbot.incident.consequences import consequences
from breachbot.incident.decide import require_open, require_set
from breachbot.incident.known import processed_for_others
from breachbot.incident.outcome import WEIGHT, computed_of, decision_of, ruling_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident, evolve
from breachbot.incident.team import Team
from breachbot.incident.twice import refuse_same_advice, refuse_same_decision

Verdict = Literal["required", "not_required"]
DECIDABLE = ("notify_authority", "communicate")
"""Duties that hang on a risk. To document is no question, and a processor has none of its own to weigh."""
SHORTEST = 40
"""Characters of a reason: at least a full sentence that an authority can check."""


def advise(
    incident: Incident,
    team: Team,
    *,
    affected_set: str,
    obligation: str,
    outcome: Verdict,
    reason: str,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """The DPO's advice, with its reason. It changes no outcome."""
    team.require_approver(by, "give the DPO's advice")
    _ruling(incident, affected_set, obligation)
    _require_sentence(reason)
    refuse_same_advice(
        incident, affected_set=affected_set, obligation=obligation, outcome=outcome, reason=reason
    )
    return [
        e.AdviceGiven(
            at=now,
            by=by,
            affected_set=affected_set,
            obligation=obligation,
            outcome=outcome,
            reason=bounded(reason, GROUNDS, field="reason"),
        )
    ]


def decide_outcome(
    incident: Incident,
    team: Team,
    *,
    policy: Policy,
    affected_set: str,
    obligation: str,
    outcome: Verdict,
    reason: str,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """The controller's decision. It is in force at once, and a lower one only until anything becomes known."""
    team.require_approver(by, "record the controller's decision")
    ruling = _ruling(incident, affected_set, obligation)
    computed = computed_of(incident, obligation, affected_set)
    if outcome != computed:
        _require_sentence(reason)
    advised = any((a.affected_set, a.obligation) == (affected_set, obligation) for a in incident.advice)
    if WEIGHT.index(outcome) < WEIGHT.index(computed) and not advised:
        raise Refused(
            "First the DPO's advice: it is recorded beside a decision that lifts a duty.", field="outcome"
        )
    in_force = decision_of(incident, obligation, affected_set)
    refuse_same_decision(in_force, outcome=outcome, reason=reason)
    decided = e.OutcomeDecided(
        at=now,
        by=by,
        affected_set=affected_set,
        ruling=ruling,
        outcome=outcome,
        reason=bounded(reason, GROUNDS, field="reason"),
    )
    return [decided, *consequences(evolve(incident, decided), policy, now)]


def _ruling(incident: Incident, affected_set: str, obligation: str) -> e.Ruling:
    """The ruling that is spoken of. Raises Refused where there is nothing to decide."""
    require_open(incident)
    require_set(incident, affected_set)
    if obligation not in DECIDABLE:
        raise Refused("There is nothing to decide about this duty.", field="obligation")
    if processed_for_others(incident, affected_set):
        raise Refused("The company is processor of these data: their controllers decide.", field="obligation")
    ruling = ruling_of(incident, obligation, affected_set)
    if ruling is None:
        raise Refused("First state facts or awareness: nothing has been assessed yet.", field="obligation")
    return ruling


def _require_sentence(reason: str) -> None:
    if len(reason.strip()) < SHORTEST:
        raise Refused(
            "Give the reasons: at least a full sentence that an authority can check.", field="reason"
        )
