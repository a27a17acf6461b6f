"""The controller's decision on a duty. It is in force at once; one that lifts a duty holds only for what is known.

Whatever departs from the computed outcome needs a written reason; what lifts a duty needs the DPO's advice first,
whichever way that went.
"""

from __future__ import annotations

from typing import Annotated, Literal

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Blocked, Command, Context, Obstacle, Told
from breachbot.incident.acts.advise import REASON, the_ruling
from breachbot.incident.consequences import consequences
from breachbot.incident.known import processed_for_others
from breachbot.incident.outcome import WEIGHT, advice_on, computed_of, decision_of, ruling_of
from breachbot.incident.questions import first_question
from breachbot.incident.state import Incident, evolve
from breachbot.incident.twice import refuse_same_decision
from breachbot.playbook.words import Outcome


class Decide(Command):
    """On which duty of which set, what, and why."""

    obligation: str
    outcome: Literal["required", "not_required"]
    reason: Annotated[str, Told("", least=0, most=REASON.most)] = ""
    affected_set: str = e.MAIN


def ready(incident: Incident, context: Context) -> Obstacle | None:
    """Something was assessed of which the company is the controller. A customer's data are the customer's to judge."""
    ours = [one.id for one in incident.sets if not processed_for_others(incident, one.id)]
    if not ours:
        why = "The company is processor of all these data: their controllers decide."
        return Obstacle(why, "tell_controller")
    if not any(ruling_of(incident, duty, one) for one in ours for duty in context.policy.regimes.decidable):
        return Obstacle("Nothing has been assessed yet.", "state_facts")
    return None


def events(incident: Incident, command: Decide, context: Context) -> list[e.IncidentEvent]:
    about = (command.affected_set, command.obligation)
    ruling = the_ruling(incident, *about, context.policy)
    computed = computed_of(incident, command.obligation, command.affected_set)
    if command.outcome != computed and bounds.too_short(command.reason, REASON.least):
        raise Refused(REASON.ask, field="reason")
    if WEIGHT.index(command.outcome) < WEIGHT.index(computed):
        _require_known(incident, command.obligation, computed)
        _require_two(advice_on(incident, *about), context)
    in_force = decision_of(incident, command.obligation, command.affected_set)
    refuse_same_decision(in_force, outcome=command.outcome, reason=command.reason)
    decided = e.OutcomeDecided(
        at=context.now,
        by=context.by,
        affected_set=command.affected_set,
        ruling=ruling,
        outcome=command.outcome,
        reason=command.reason,
    )
    return [decided, *consequences(evolve(incident, decided), context.policy, context.now)]


def _require_known(incident: Incident, obligation: str, computed: Outcome) -> None:
    """Missing facts are asked for before a decision lifts the duty that hangs on them."""
    if computed == "undetermined" and (first := first_question(incident, obligation)):
        why = f"Facts are missing on which this duty hangs. First: {first} State them, or that nobody knows."
        raise Blocked(Obstacle(why, "state_facts"))


def _require_two(advice: e.AdviceGiven | None, context: Context) -> None:
    """What lifts a duty takes two people: who advised leaves the decision to another, unless there is nobody else."""
    if advice is None:
        raise Refused(
            "The DPO advises first: the advice is recorded beside a decision that lifts a duty.",
            field="outcome",
        )
    if advice.by == context.by and not context.alone:
        raise Refused(
            "You advised on this, so somebody else records the decision that lifts it.", field="outcome"
        )


ACT = Act("decide", Decide, "approver", "record the controller's decision", ready, events)
