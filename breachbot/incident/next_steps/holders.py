"""Who can take a step."""

from __future__ import annotations

from dataclasses import replace

from breachbot.incident.act import Context
from breachbot.incident.acts.approve import obstacle
from breachbot.incident.next_steps.step import Step
from breachbot.incident.registry import ACTS
from breachbot.incident.state import Incident

RESPONDERS_FIRST = frozenset({"become_aware", "state_facts", "explain", "draft", "draft_messages"})
"""What engineers do where there are any: who drafts a notice may not approve it, and they know the facts."""


def holders_of(incident: Incident, step: Step, context: Context) -> tuple[str, ...]:
    """Who can take a step: people with the role from whom it would be accepted."""
    if step.act is None:
        return ()
    act, team = ACTS[step.act], context.team
    able = [user for user in team.everyone if act.permits(team, user)]
    if step.act in ("no_breach", "countersign"):
        return tuple(u for u in able if act.obstacle(incident, replace(context, by=u)) is None)
    if step.draft is not None:
        return tuple(u for u in able if obstacle(incident, step.draft, replace(context, by=u)) is None)
    if step.settles and team.approvers:
        return team.approvers
    able = [user for user in able if user != step.but] or able
    engineers = [user for user in able if user not in team.approvers]
    return tuple(engineers if engineers and step.act in RESPONDERS_FIRST else able)
