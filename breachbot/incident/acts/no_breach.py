"""Judge that it is no personal data breach (Art. 4(12)): no personal data, or no breach of security.

That ends a matter for good, so it takes no less than a decision that lifts a duty: facts that show it or the reason why
they do not matter, the DPO's advice, a second person where there is one, and a reason that can be checked.
"""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.duties import of_packs
from breachbot.incident.outcome import advice_on, outcome
from breachbot.incident.packs import unanswered
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident
from breachbot.incident.team import Team

REASON = Told(
    "Say what was examined and what it showed: at least a full sentence that an authority can check.",
    least=40,
    most=bounds.REASON,
)
ASIDE = Told(
    "The facts on record do not rule out a breach. State them first, or say in a full sentence why they do not "
    "matter.",
    least=40,
    most=bounds.REASON,
)
GLASS = Told(
    "You advised on this. To judge it yourself, give a reason of at least 20 characters; the register will show it.",
    least=20,
    most=bounds.BASIS,
)


class NoBreach(Command):
    """Why. `facts_aside`: why the facts do not matter, where they do not show it. `break_glass`: why the person who
    advised judges it too, where there is nobody else. The register keeps all of it."""

    reason: Annotated[str, REASON]
    facts_aside: Annotated[str | None, Told("", least=0, most=ASIDE.most)] = None
    break_glass: Annotated[str | None, Told("", least=0, most=GLASS.most)] = None


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if incident.told_outside:
        why = (
            "Others have already been told. Record the facts and file a follow-up that says it was no breach."
        )
        return Obstacle(why, "state_facts")
    if of_packs(incident, context.policy):
        why = "Another law applies, whether or not it is a personal data breach, and its reports are open."
        return Obstacle(why, "record_duty")
    if open_question := unanswered(incident, context.policy, context.now.date()):
        return Obstacle(
            f"Not yet: nobody has said whether “{open_question[0].title}” applies.", "confirm_regime"
        )
    if without_advice(incident, context.policy):
        return Obstacle("The DPO advises first on whether it is a breach at all, with reasons.", "advise")
    if advised_by(incident, context.by, context.policy) and others(incident, context.team, context.policy):
        return Obstacle("You advised on this, so somebody else judges it.", "no_breach")
    return None


def without_advice(incident: Incident, policy: Policy) -> list[AffectedSet]:
    """The sets of which nobody has advised yet whether they are part of a breach."""
    return [one for one in incident.sets if advice_on(incident, one.id, policy.regimes.register.id) is None]


def advice_of_all(incident: Incident, policy: Policy) -> list[e.AdviceGiven]:
    """The newest advice on each set, where there is one."""
    found = (advice_on(incident, one.id, policy.regimes.register.id) for one in incident.sets)
    return [advice for advice in found if advice]


def advised_by(incident: Incident, user: str, policy: Policy) -> bool:
    """Whether this person gave the newest advice on any set."""
    return any(advice.by == user for advice in advice_of_all(incident, policy))


def others(incident: Incident, team: Team, policy: Policy) -> list[str]:
    """Who may judge it and did not advise on it."""
    return [user for user in team.approvers if not advised_by(incident, user, policy)]


def shown(incident: Incident, policy: Policy) -> bool:
    """Whether the facts show that it is no breach: then nothing has to be documented as one."""
    return outcome(incident, policy.regimes.register.id) == "not_required"


def events(incident: Incident, command: NoBreach, context: Context) -> list[e.IncidentEvent]:
    policy = context.policy
    aside = None if shown(incident, policy) else _told(command.facts_aside, ASIDE, "facts_aside")
    own = advised_by(incident, context.by, policy)
    judged = e.JudgedNoBreach(
        at=context.now,
        by=context.by,
        reason=command.reason,
        computed=outcome(incident, policy.regimes.register.id),
        facts_aside=aside,
        break_glass=_told(command.break_glass, GLASS, "break_glass") if own else None,
    )
    return [judged]


def _told(text: str | None, asked: Told, field: str) -> str:
    """A reason that is needed here. Raises Refused where it is too short."""
    if text is None or bounds.too_short(text, asked.least):
        raise Refused(asked.ask, field=field)
    return text


ACT = Act(
    "no_breach",
    NoBreach,
    "approver",
    "judge that an incident is no personal data breach, after the DPO's advice",
    ready,
    events,
)
