"""The DPO's advice on a duty (Art. 39(1)(a)), with its reason. It changes no outcome.

Advice on the register is advice on whether it is a breach at all: given on what is known, assessed or not.
"""

from __future__ import annotations

from typing import Annotated, Literal

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Told, always, the_set
from breachbot.incident.known import processed_for_others
from breachbot.incident.outcome import ruling_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.twice import refuse_same_advice

REASON = Told(
    "Give the reasons: at least a full sentence that an authority can check.", least=40, most=bounds.GROUNDS
)


class Advise(Command):
    """On which duty of which set, what, and why."""

    obligation: str
    outcome: Literal["required", "not_required"]
    reason: Annotated[str, REASON]
    affected_set: str = e.MAIN


def the_ruling(incident: Incident, affected_set: str, obligation: str, policy: Policy) -> e.Ruling:
    """The ruling that the advice is about. Raises Refused if there is nothing to decide."""
    the_set(incident, affected_set)
    if obligation not in policy.regimes.decidable:
        raise Refused("There is nothing to decide about this duty.", field="obligation")
    if processed_for_others(incident, affected_set):
        raise Refused("The company is processor of these data: their controllers decide.", field="obligation")
    ruling = ruling_of(incident, obligation, affected_set)
    if ruling is None:
        raise Refused("First state facts or awareness: nothing has been assessed yet.", field="obligation")
    return ruling


def events(incident: Incident, command: Advise, context: Context) -> list[e.IncidentEvent]:
    if command.obligation == context.policy.regimes.register.id:
        the_set(incident, command.affected_set)
    else:
        the_ruling(incident, command.affected_set, command.obligation, context.policy)
    refuse_same_advice(incident, **command.model_dump())
    given = e.AdviceGiven(
        at=context.now,
        by=context.by,
        affected_set=command.affected_set,
        obligation=command.obligation,
        outcome=command.outcome,
        reason=command.reason,
    )
    return [given]


ACT = Act("advise", Advise, "approver", "give the DPO's advice", always, events)
