"""What to do next in an incident: decided by its duties and the clock, in one line and with the button for it.

A question that is still open holds no duty up that can be met without it: a notice may be filed with what is known
and completed later (Art. 33(4)).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from breachbot.incident.duties import Owed, most_affected, open_duties
from breachbot.incident.events import Audience
from breachbot.incident.known import settled_facts
from breachbot.incident.outcome import clock, outcome
from breachbot.incident.pending import waiting_drafts
from breachbot.incident.policy import Policy
from breachbot.incident.questions import disputed_question, first_question, spoken
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.pending import AUDIENCES, redraft, stuck_drafts
from breachbot.slack.words import listed

PRESSING = timedelta(hours=24)
"""With so much time left, notices are drafted whatever is still open. Our own figure; the law has none."""
BASICS = ("what_happened", "data_categories", "people_count")
"""With these, an initial notice says something of each point of Art. 33(3)(a)."""


@dataclass(frozen=True)
class Step:
    """What to do next, in a sentence.

    act: the button for it; None where the decision of the DPO or a deputy is awaited, or breachbot itself acts.
    besides: the question that is still open, where the step does not wait for it.
    """

    words: str
    act: Act | None
    besides: str | None = None


def next_step(incident: Incident, policy: Policy, now: datetime) -> Step:
    """The next step of an incident, whoever takes it. `now` is in UTC."""
    if incident.ended:
        return Step("Nothing: it is in the register.", None)
    if incident.aware_at is None:
        words = "Look into it. Then state awareness, which starts the clock, or say why it is no breach."
        return Step(words, Act.AWARE)
    asked = _question(incident)
    if found := _ready_now(incident, policy, now):
        return replace(found, besides=asked)
    return Step(asked, Act.FACTS) if asked else _last_things(incident, policy)


def _question(incident: Incident) -> str | None:
    if disputed := disputed_question(incident):
        return f"Settle what people disagree about: {disputed}"
    question = first_question(incident)
    return f"State the facts. First: {question}" if question else None


def _ready_now(incident: Incident, policy: Policy, now: datetime) -> Step | None:
    """The first duty for which something can be done now, in the order in which they press; then what waits besides."""
    found = (_for_duty(incident, owed, policy, now) for owed in open_duties(incident, policy))
    return next(filter(None, found), None) or _decision(incident, policy)


def _for_duty(incident: Incident, owed: Owed, policy: Policy, now: datetime) -> Step | None:
    if owed.obligation == "notify_authority":
        return _authority(incident, owed, policy, now)
    if owed.obligation == "communicate":
        return _people(incident, owed, policy)
    return Step(owed.wants, Act.CONTROLLER) if owed.outcome == "required" else None


def _authority(incident: Incident, owed: Owed, policy: Policy, now: datetime) -> Step | None:
    """File what is approved; else decide on the draft; else draft one, once it can say something or time is short."""
    filed, approval = incident.filings, incident.approval("authority")
    if approval and not (filed and filed[-1].version == approval.event.version):
        return Step("File the approved notice at the authority and record it here.", Act.FILE)
    if _waits_for_decision(incident, policy, "authority"):
        return _decision(incident, policy)
    if filed or not _worth_drafting(incident, owed, now):
        return None
    if owed.due_at and now > owed.due_at and not _delay_explained(incident):
        return Step(
            "It is overdue: state the reasons for the delay under Facts, then draft the notices.", Act.FACTS
        )
    return _facts_first(incident, policy, "authority") or _draft(incident)


def _worth_drafting(incident: Incident, owed: Owed, now: datetime) -> bool:
    if owed.outcome == "not_required":
        return False
    if owed.due_at and owed.due_at - now <= PRESSING:
        return True
    if owed.outcome == "undetermined" and disputed_question(incident, owed.obligation):
        return False
    if {fact for _, fact in spoken(incident)}.issuperset(BASICS):
        return True
    return incident.assessed is not None and not _waits(incident, owed)


def _waits(incident: Incident, owed: Owed) -> bool:
    """Whether an answer that nobody has tried to give, or that is disputed, could still decide about the duty."""
    about = incident, owed.obligation
    return owed.outcome == "undetermined" and bool(first_question(*about) or disputed_question(*about))


def _delay_explained(incident: Incident) -> bool:
    """Art. 33(1): a notice later than 72 hours gives the reasons, or it cannot be approved."""
    reasons = settled_facts(incident).get("delay_reasons")
    return reasons is not None and reasons.firm


def _facts_first(incident: Incident, policy: Policy, audience: Audience) -> Step | None:
    """A text that nobody may approve would read the same again without other facts."""
    stuck = [one for one in stuck_drafts(incident, policy) if one[0].audience == audience]
    return next((Step(why.said_of(draft), why.act) for draft, why in stuck if why.act is Act.FACTS), None)


def _draft(incident: Incident) -> Step:
    act = redraft(incident)
    anew = " anew" if act is Act.REDRAFT or incident.drafts else ""
    if first_question(incident):
        words = (
            f"Draft the notices{anew} now, with what is known. The first may be completed later (Art. 33(4))."
        )
        return Step(words, act)
    return Step(f"Draft the notices{anew}, so that the DPO can decide on them.", act)


def _decision(incident: Incident, policy: Policy) -> Step | None:
    waiting = [AUDIENCES[draft.audience] for draft in waiting_drafts(incident, policy)]
    return Step(f"The DPO or a deputy reads and decides on {listed(waiting)}.", None) if waiting else None


def _waits_for_decision(incident: Incident, policy: Policy, *audiences: Audience) -> bool:
    return any(draft.audience in audiences for draft in waiting_drafts(incident, policy))


def _people(incident: Incident, owed: Owed, policy: Policy) -> Step | None:
    """Without undue delay (Art. 34(1)): the page first, which breachbot publishes once approved; then each person."""
    if _waits_for_decision(incident, policy, "page", "mail"):
        return _decision(incident, policy)
    if owed.outcome == "not_required" or _waits(incident, owed):
        return None
    if incident.public_page() is None:
        return (
            None if incident.approval("page") else _facts_first(incident, policy, "page") or _draft(incident)
        )
    if owed.outcome == "undetermined" or incident.waived or _everybody_told(incident):
        return None
    unknown = bool(incident.told) and most_affected(incident) is None
    return _facts_first(incident, policy, "mail") or Step(owed.wants, Act.FACTS if unknown else Act.TELL)


def _everybody_told(incident: Incident) -> bool:
    affected = most_affected(incident)
    return affected is not None and sum(one.number for one in incident.told) >= affected


def _last_things(incident: Incident, policy: Policy) -> Step:
    """With nobody left to ask: what keeps it from being closed, or how it ends."""
    open_now = open_duties(incident, policy)
    if not open_now and incident.unconfirmed:
        return Step("The DPO or a deputy confirms or corrects the moment of awareness.", Act.CONFIRM_AWARE)
    if not open_now:
        return _ending(incident)
    owed = open_now[0]
    if owed.outcome == "undetermined":
        return Step(owed.wants, Act.FACTS)
    if owed.obligation == "communicate" and incident.public_page() is None and incident.approval("page"):
        return Step("The approved page is being published.", None)
    return Step(owed.wants, redraft(incident))


def _ending(incident: Incident) -> Step:
    """Without any duty it may be no breach at all; a breach without duties stays in the register (Art. 33(5))."""
    names = ("notify_authority", "communicate", "notify_controller")
    if any(outcome(incident, name) != "not_required" for name in names):
        return Step("All duties are met. The DPO or a deputy can close it.", Act.CLOSE)
    if outcome(incident, "document") == "required" or incident.filings or incident.published:
        return Step(
            "Nobody has to be notified. The DPO or a deputy can close it; the register keeps it.", Act.CLOSE
        )
    return Step("No duty applies. The DPO or a deputy judges whether it is no breach.", Act.NO_BREACH)


def is_overdue(incident: Incident, policy: Policy, now: datetime) -> bool:
    """Whether the hours are over and the authority has nothing."""
    due = clock(incident, policy)
    return due is not None and now > due and not incident.filings
