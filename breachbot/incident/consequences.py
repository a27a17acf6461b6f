"""What follows from new facts by itself: a new assessment of each affected set, and approvals that no longer hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from breachbot.assessment.assess import assess
from breachbot.incident import events as e
from breachbot.incident.known import facts_of, settled_facts
from breachbot.incident.outcome import holds, outcome_of
from breachbot.incident.policy import Policy
from breachbot.incident.stale import stale_approvals
from breachbot.incident.state import Incident, evolve
from breachbot.playbook.regimes import Regime


def consequences(incident: Incident, policy: Policy, now: datetime) -> list[e.IncidentEvent]:
    """An assessment of each set of which an outcome, its reasons or the playbook changed; then the decisions and the
    approvals that no longer hold."""
    assessed: list[e.IncidentEvent] = []
    for one in incident.sets:
        before = {(made.rulings, made.playbook_sha256) for made in incident.assessed_set(one.id)}
        made_now = [_assessed(incident, regime, one.id, now) for regime in policy.regimes]
        assessed += [made for made in made_now if (made.rulings, made.playbook_sha256) not in before]
    after = after_all(incident, assessed)
    return [*assessed, *_lapsed(after, now), *stale_approvals(after, policy, settled_facts(after), now)]


def _lapsed(incident: Incident, now: datetime) -> list[e.DecisionLapsed]:
    """The newest decision on each duty, where it held until now."""
    newest = {(d.event.affected_set, d.event.ruling.obligation): d for d in incident.decisions}
    known = {(one.affected_set, one.obligation, one.decided_at) for one in incident.lapsed}
    return [
        e.DecisionLapsed(
            at=now,
            by=e.SYSTEM,
            affected_set=name,
            obligation=duty,
            decided_at=decision.event.at,
            outcome=outcome_of(incident, duty, name),
        )
        for (name, duty), decision in newest.items()
        if not holds(incident, decision) and (name, duty, decision.event.at) not in known
    ]


def after_all(incident: Incident, news: Iterable[e.IncidentEvent]) -> Incident:
    """The incident once the news is in."""
    for event in news:
        incident = evolve(incident, event)
    return incident


def _assessed(incident: Incident, regime: Regime, affected_set: str, now: datetime) -> e.Assessed:
    rulings = tuple(
        e.Ruling.model_validate(ruling.model_dump())
        for ruling in assess(regime.playbook, facts_of(incident, affected_set)).rulings
    )
    return e.Assessed(
        at=now,
        by=e.SYSTEM,
        rulings=rulings,
        playbook_sha256=regime.sha256,
        playbook_version=regime.playbook.version,
        affected_set=affected_set,
        playbook=regime.playbook.id,
    )
