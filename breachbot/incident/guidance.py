"""What comes next: for an incident, a person and a moment. The only place that knows it.

The card, Home, direct messages, refusals, the register and the command line show what this says. It asks the duties
what is missing and each act whether it makes sense now, so that what is shown and what is accepted cannot differ.

A question that is still open holds no duty up that can be met without it: a notice may be filed with what is known and
completed later (Art. 33(4)).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Act, Blocked, Command, Context, Obstacle
from breachbot.incident.acts.approve import in_the_way, obstacle, require_undecided, undecided
from breachbot.incident.addressees import without
from breachbot.incident.behalf import Operator, taken
from breachbot.incident.drafting import moot
from breachbot.incident.duties import PROMISED, UNDECIDED, Gap, Owed, duties, to_record, told_so_far
from breachbot.incident.measures import owns
from breachbot.incident.next_steps.drafts import decision, nobody_left_to_tell
from breachbot.incident.next_steps.step import NOTICES, Step
from breachbot.incident.outcome import computed_of, outcome, outcome_of, ruling_of
from breachbot.incident.policy import Policy
from breachbot.incident.questions import Questions, questions, together
from breachbot.incident.registry import ACTS, act_of
from breachbot.incident.responsible import counted
from breachbot.incident.stages import Stage, stages
from breachbot.incident.state import Incident
from breachbot.incident.steps import steps, toward
from breachbot.incident.times import (
    Clock,
    clock,
    clocks,
    decide_by,
    ends,
    proposed,
    stopped,
    worst_case,
)
from breachbot.playbook.obligation import Kind
from breachbot.playbook.words import Outcome

__all__ = [
    "NOTICES",
    "PROMISED",
    "UNDECIDED",
    "Clock",
    "Gap",
    "Guidance",
    "Owed",
    "Questions",
    "Stage",
    "Step",
    "because_of",
    "blocked",
    "clocks",
    "computed",
    "decide",
    "due_at",
    "ends",
    "guide",
    "hindered",
    "leads_to",
    "needs_change",
    "nobody_left_to_tell",
    "offered",
    "offers",
    "outcomes_of",
    "overdue",
    "proposed",
    "questions",
    "require_decidable",
    "require_part",
    "require_ready",
    "shared",
    "steps",
    "stopped",
    "to_record",
    "together",
    "told_so_far",
    "toward",
    "unneeded",
]


@dataclass(frozen=True)
class Guidance:
    """Where an incident stands at one moment, and what one person can do about it.

    headline: in small letters, without a full stop; no word of what happened. steps: what can be done now, what presses
    most first; never empty while the incident is open. mine: those of the steps that wait for this person. offers: the
    names of the acts that would be accepted from this person, whatever the steps. due_at: when the authority's hours
    end next, None while nobody is aware. decide_by: by when people decide whether the company is aware; None once they
    have. worst_case: when those hours would end as if aware since detection; None where that is not earlier. stopped:
    they no longer matter, since the authority has a notice of all data. stages: how far it has come. in_the_end: what
    is said where nothing comes next any more.
    """

    headline: str
    duties: tuple[Owed, ...]
    due_at: datetime | None
    decide_by: datetime | None
    worst_case: datetime | None
    stopped: bool
    steps: tuple[Step, ...]
    mine: tuple[Step, ...]
    offers: tuple[str, ...]
    stages: tuple[Stage, ...]
    in_the_end: Step

    @property
    def next(self) -> Step:
        """What presses most, whoever takes it."""
        return self.steps[0] if self.steps else self.in_the_end

    @property
    def theirs(self) -> Step:
        """What presses most for this person: a step that waits for them, or else what others do next."""
        return self.mine[0] if self.mine else self.next

    def can_take(self, step: Step) -> bool:
        """Whether this person can do what a step says. Anybody may state facts, but not everybody ends a dispute."""
        return step in self.mine or (step.act in self.offers and not step.settles)


def guide(incident: Incident, context: Context) -> Guidance:
    """The guidance for the person in the context."""
    found = steps(incident, context)
    owed, due = duties(incident, context.policy), clock(incident, context.policy)
    return Guidance(
        headline=_headline(incident, owed, context),
        duties=owed,
        due_at=due,
        decide_by=decide_by(incident, context.policy),
        worst_case=worst_case(incident, context.policy),
        stopped=stopped(incident, context.policy),
        steps=found,
        mine=tuple(step for step in found if context.by in step.holders),
        offers=offers(incident, context, found[0].act if found else None),
        stages=stages(incident, context.policy, found[0].act if found else None),
        in_the_end=_in_the_end(incident),
    )


def _in_the_end(incident: Incident) -> Step:
    """What is said where nothing comes next: of an incident that became part of another, where it goes on."""
    if isinstance(incident.ended, e.IncidentMerged):
        return Step(f"Nothing here: it goes on in {incident.ended.into}.", None)
    return Step("Nothing: it is in the register.", None)


def offers(incident: Incident, context: Context, first: str | None = None) -> tuple[str, ...]:
    """The acts that would be accepted from this person now; `first` leads where it is one of them."""
    found = [
        name
        for name, act in ACTS.items()
        if act.permits(context.team, context.by) and act.obstacle(incident, context) is None
    ]
    return tuple(sorted(found, key=lambda name: name != first))


def offered(incident: Incident, context: Context) -> tuple[str, ...]:
    """The acts that would be accepted now from somebody on the team."""
    everybody = (offers(incident, replace(context, by=user)) for user in context.team.everyone)
    open_to = {act for found in everybody for act in found}
    return tuple(act for act in ACTS if act in open_to)


def shared(incident: Incident, context: Context) -> tuple[str, ...]:
    """Of the acts that would be accepted now from somebody on the team those that any responder may take: first what
    presses, then the others."""
    open_to = [name for name in offered(incident, context) if ACTS[name].who != "approver"]
    pressing = [step.act for step in steps(incident, context)]
    return tuple(
        sorted(open_to, key=lambda name: pressing.index(name) if name in pressing else len(pressing))
    )


def decide(
    incident: Incident, command: Command, context: Context, operator: Operator | None = None
) -> list[e.IncidentEvent]:
    """The events that follow from a command. Raises Refused, with what comes first where something does.

    operator: who asks for it on the word of the person in the context; None where the person does.
    """
    act = act_of(command)
    try:
        news = _in_place(act, act.decide(incident, command, context), context)
        return [*news, *taken(incident, news, act.name, operator, context)] if operator else news
    except Blocked as blocked:
        raise Refused(_said(incident, blocked.obstacle, context)) from None


def _in_place(act: Act[Any], news: list[e.IncidentEvent], context: Context) -> list[e.IncidentEvent]:
    """The events, with those who are away and in whose place the person decides, or has it."""
    away = context.team.for_whom(context.by, context.now)
    if act.who == "approver":
        away = tuple(user for user in away if user in context.team.approvers)
    elif act.name != "have_it":
        away = ()
    if not away:
        return news
    return [one.model_copy(update={"instead_of": away}) if one.by == context.by else one for one in news]


def due_at(incident: Incident, policy: Policy) -> datetime | None:
    """When the hours for the notice to the authority end next, in UTC; None while nobody is aware."""
    return clock(incident, policy)


def overdue(incident: Incident, context: Context) -> bool:
    """Whether the hours are over and the authority has nothing, or nothing of some of the data."""
    due = clock(incident, context.policy)
    return due is not None and context.now > due and not stopped(incident, context.policy)


def require_part(name: str, incident: Incident, context: Context) -> None:
    """Raise Refused unless the person is on the team, or the act is one that whoever was given a follow-up measure, or
    on whose word an operator acted, takes."""
    part = owns(incident, context.by) or any(one.person == context.by for one in incident.taken_for)
    if not (ACTS[name].who == "anybody" and part):
        context.team.require_responder(context.by)


def require_ready(name: str, incident: Incident, context: Context) -> None:
    """Raise Refused unless the act makes sense now for this person, with what comes first where something does."""
    act = ACTS[name]
    act.require(context)
    if found := act.obstacle(incident, context):
        raise Refused(_said(incident, found, context))


def needs_change(incident: Incident) -> bool:
    """Whether something is out, so that a new draft has to say what it changes."""
    return bool(incident.filings or incident.published)


def require_decidable(incident: Incident, draft: e.NoticeDrafted, context: Context) -> None:
    """Raise Refused unless this person can approve this very draft now, with what comes first where something does."""
    act = ACTS["approve"]
    act.require(context)
    if incident.ended:
        require_ready("approve", incident, context)
    try:
        require_undecided(incident, draft)
    except Blocked as blocked:
        raise Refused(_said(incident, blocked.obstacle, context)) from None
    if found := obstacle(incident, draft, context):
        raise Refused(_said(incident, found, context))


def blocked(incident: Incident, draft: e.NoticeDrafted, context: Context) -> str | None:
    """Why nobody can approve a draft as it is, with what comes first; None where somebody can."""
    found = in_the_way(incident, draft, context)
    return _said(incident, found, context) if found else None


def hindered(name: str, incident: Incident, context: Context) -> str | None:
    """Why nobody of the team can take an act now, with what comes first; None where somebody can."""
    found = _for_everybody(incident, name, context)
    return _said(incident, found, context) if found else None


def leads_to(incident: Incident, obstacle: Obstacle, context: Context) -> Step | None:
    """The step that an obstacle leads to: that of the act that it names, or of what comes before that one in turn; else
    what comes next in the incident. None where nothing is left to do."""
    found, passed = steps(incident, context), set[str]()
    while obstacle.first and obstacle.first not in passed:
        passed.add(obstacle.first)
        further = _for_everybody(incident, obstacle.first, context)
        if further is None:
            given = (step for step in found if step.act == obstacle.first)
            what = ACTS[obstacle.first].what
            return next(given, Step(f"{what[0].upper()}{what[1:]}.", obstacle.first))
        obstacle = further
    return found[0] if found else None


def _for_everybody(incident: Incident, name: str, context: Context) -> Obstacle | None:
    """What stands in the way of an act for everybody on the team; None if somebody can take it."""
    act, team = ACTS[name], context.team
    asked = [replace(context, by=user) for user in team.everyone if act.permits(team, user)]
    found = [act.obstacle(incident, one) for one in asked]
    return None if None in found else next(iter(found), Obstacle("Nobody has the role for that."))


def _said(incident: Incident, obstacle: Obstacle, context: Context) -> str:
    if incident.ended:
        return obstacle.why
    following = leads_to(incident, obstacle, context)
    return f"{obstacle.why} Next: {following.words}" if following else obstacle.why


FILED = {
    "initial": "the authority has an initial notice",
    "follow_up": "the authority has a follow-up notice",
    "complete": "the authority has the complete notice",
}


def _headline(incident: Incident, owed: tuple[Owed, ...], context: Context) -> str:
    if incident.ended:
        return ended_as(incident.ended)
    if incident.aware_at is None:
        return "suspected: the clock does not run yet"
    if incident.filed_as:
        return FILED[incident.filed_as] + (_of_other_data(incident, context) or _of_the_people(owed))
    if outcome(incident, context.policy.regimes.filing.id) == "not_required":
        still = any(not one.met for one in owed)
        return "the authority need not be notified" + (", other duties are open" if still else "")
    if overdue(incident, context):
        return "overdue: nothing is filed at the authority"
    if incident.approval("authority"):
        return "the notice to the authority is approved and not filed yet"
    if decision(incident, context, "authority"):
        return "the notice to the authority waits for a decision"
    return "the clock runs, and nothing is filed yet"


def ended_as(ended: e.JudgedNoBreach | e.IncidentClosed | e.IncidentMerged) -> str:
    """What became of an incident in the end."""
    if isinstance(ended, e.IncidentMerged):
        return f"made part of {ended.into}"
    return "judged to be no breach" if isinstance(ended, e.JudgedNoBreach) else "closed"


def _of_other_data(incident: Incident, context: Context) -> str:
    """What is said beside a notice that is filed while a clock still runs for data of which it does not speak."""
    if stopped(incident, context.policy):
        return ""
    late = ", and is overdue" if overdue(incident, context) else ""
    if missing := without(incident):
        return f", {', '.join(one.name for one in missing)} still to be notified{late}"
    if not any(counted(incident, context.policy)):
        return f", an authority of the EEA is still to be notified{late}"
    return f", a notice of data with a clock of their own is to follow{late}"


def _of_the_people(owed: tuple[Owed, ...]) -> str:
    gap = next(one.gap for one in owed if one.kind is Kind.COMMUNICATION)
    if gap in ("update", "targets"):
        needs = "needs an update" if gap == "update" else "is not out at every target yet"
        return f", the security page {needs}"
    return (
        ", the people affected are still to be told" if gap in ("page", "people", "number", "others") else ""
    )


def unneeded(incident: Incident, draft: e.NoticeDrafted, context: Context) -> bool:
    """Whether a draft that waits is no longer called for, so that nobody has to decide on it."""
    return draft in undecided(incident) and moot(incident, draft, context.policy)


def outcomes_of(incident: Incident, obligation: str, affected_set: str) -> tuple[Outcome, Outcome]:
    """The outcome of a duty of a set that is in force, and the one that the playbook computes."""
    return outcome_of(incident, obligation, affected_set), computed_of(incident, obligation, affected_set)


def because_of(incident: Incident, obligation: str, affected_set: str) -> str:
    """The first ground of what the playbook says of a duty of a set; empty before an assessment."""
    ruling = ruling_of(incident, obligation, affected_set)
    return ruling.because[0] if ruling and ruling.because else ""


def computed(incident: Incident, affected_set: str, policy: Policy) -> dict[str, Outcome]:
    """What the playbook says of each duty of a set on which people may rule."""
    return {duty: computed_of(incident, duty, affected_set) for duty in policy.regimes.decidable}
