"""The steps of an incident: what can be done now, in the order in which it presses, and who can do it.

Only `guidance` asks this; everybody else asks guidance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from breachbot.assessment.facts import FACTS
from breachbot.incident import events as e
from breachbot.incident import questions
from breachbot.incident.act import Context
from breachbot.incident.acts.approve import in_the_way, obstacle
from breachbot.incident.acts.no_breach import advice_of_all, without_advice
from breachbot.incident.behalf import unsigned
from breachbot.incident.doubts import open_doubts
from breachbot.incident.duties import (
    UNSETTLED,
    Owed,
    most_affected,
    of_packs,
    open_duties,
    promised_update,
    told_so_far,
)
from breachbot.incident.known import settled_facts
from breachbot.incident.outcome import advice_on, outcome, outcome_of
from breachbot.incident.packs import unanswered
from breachbot.incident.policy import Policy
from breachbot.incident.registry import ACTS
from breachbot.incident.state import Incident, once
from breachbot.incident.team import Team
from breachbot.incident.times import decide_by
from breachbot.playbook.regimes import Regimes
from breachbot.playbook.timing import ANCHORS
from breachbot.playbook.types import Kind

NOTICES: dict[e.Audience, str] = {
    "authority": "the notice to the authority",
    "page": "the security page",
    "mail": "the mail to the people affected",
}
_JUDGED = {
    Kind.FILING: "whether the authority must be notified",
    Kind.COMMUNICATION: "whether the people affected must be told",
}
RESPONDERS_FIRST = frozenset({"become_aware", "state_facts", "explain", "draft", "draft_messages"})
"""What engineers do where there are any: who drafts a notice may not approve it, and they know the facts."""


@dataclass(frozen=True)
class Step:
    """One thing to do next, in a sentence.

    act: its name; None where breachbot itself acts. holders: who can take it now; they have the ball.
    draft: the notice that it is about. settles: it takes the word of the DPO or a deputy.
    besides: the question that is still open, where the step does not wait for it.
    but: who leaves it to somebody else, where there is somebody.
    """

    words: str
    act: str | None
    holders: tuple[str, ...] = ()
    draft: e.NoticeDrafted | None = None
    settles: bool = False
    besides: str | None = None
    but: str | None = None


def steps(incident: Incident, context: Context) -> tuple[Step, ...]:
    """What can be done now, in the order in which it presses; the same act on the same draft once. Whoever
    asks, it is the same."""
    return _in_order(incident, context.team, context.policy, context.now)


@once
def _in_order(incident: Incident, team: Team, policy: Policy, now: datetime) -> tuple[Step, ...]:
    context = Context("", team, policy, now)
    if incident.opened is None or incident.ended:
        return ()
    found: dict[tuple[str | None, object], Step] = {}
    for step in _steps(incident, context):
        about = (step.act, step.draft and (step.draft.audience, step.draft.version))
        found.setdefault(about, replace(step, holders=_holders(incident, step, context)))
    if not found:
        return ()  # the card of an incident that nobody could end must still be shown
    first, *rest = found.values()
    asked = questions.question(incident) if incident.aware_at and first.act != "state_facts" else None
    return (replace(first, besides=asked), *rest)


def _steps(incident: Incident, context: Context) -> Iterator[Step]:
    if incident.aware_at is None:
        found = (_now(incident, one, context) for one in of_packs(incident, context.policy))
        yield from filter(None, found)
        yield from _advised_as_none(incident, context)
        words = "Then state awareness, which starts the clock. If it is no breach, the DPO advises first."
        yield Step(f"Look into it{_decided_by(incident, context)}. {words}", "become_aware")
        yield from _whether_it_applies(incident, context)
        yield from _countersigning(incident, context)
        return
    owed, waits = open_duties(incident, context.policy), any(incident.undecided(one) for one in NOTICES)
    if waits:
        yield from _explanations(incident)
    possible = {one.key: _now(incident, one, context) for one in owed}
    yield from filter(None, possible.values())
    yield from _decisions(incident, context)
    yield from _whether_it_applies(incident, context)
    yield from _explanations(incident)
    if owed:
        yield from _turned_down(incident, context)
    if disputed := questions.disputed_question(incident):
        yield _settle(disputed)
    elif first := questions.first_question(incident):
        yield Step(f"State the facts. First: {first}", "state_facts")
    left = [one for one in owed if possible[one.key] is None]
    yield from (
        _missing(incident, one, context) for one in sorted(left, key=lambda one: one.gap == "promise")
    )
    if incident.unconfirmed:
        yield Step("The DPO or a deputy confirms or corrects the moment of awareness.", "confirm_awareness")
    if not owed and not ACTS["close"].obstacle(incident, context):
        yield _ending(incident, context)
    yield from _advised_as_none(incident, context)
    yield from _countersigning(incident, context)


def _countersigning(incident: Incident, context: Context) -> Iterator[Step]:
    """That people say whether what an operator did was their word; it holds up nothing else."""
    asked = {one.taken.person for one in unsigned(incident)} & set(context.team.everyone)
    if asked:
        who = "The DPO or a deputy" if asked <= set(context.team.approvers) else "Whoever it concerns"
        yield Step(
            f"{who} countersigns what was recorded on their behalf on the command line.", "countersign"
        )


def toward(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """The step that leads to one duty now: its own, or where others come before it what presses most."""
    found = steps(incident, context)
    if owed.kind is None:
        return next((one for one in found if one.act == "become_aware"), None)
    own = _now(incident, owed, context) or _missing(incident, owed, context)
    return next(
        (one for one in found if (one.act, one.draft) == (own.act, own.draft)), next(iter(found), None)
    )


def _explanations(incident: Incident) -> Iterator[Step]:
    """What is on record and seldom true together: one answer is corrected, or somebody explains it."""
    for doubt in open_doubts(incident)[:1]:
        yield Step(f"Settle or explain: {doubt.asks}", "explain")


def _holders(incident: Incident, step: Step, context: Context) -> tuple[str, ...]:
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


def _now(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """What can be done about a duty now, whatever is still open."""
    if owed.gap == "judgement" and owed.kind in _JUDGED and not _pressing(owed, context):
        return _judge(incident, owed)
    if owed.kind is Kind.FILING:
        return _authority(incident, owed, context)
    if owed.kind is Kind.COMMUNICATION:
        return _people(incident, owed, context)
    if owed.kind is Kind.RECORD:
        waits = _waits(incident, owed) or _without_notice(incident, owed, context)
        return None if waits else _elsewhere(incident, owed, context)
    return Step(_words(incident, owed, context), "tell_controller") if owed.gap == "controllers" else None


def _pressing(owed: Owed, context: Context) -> bool:
    """Whether little is left of the hours for the notice: then it goes out as an initial one, decided or not."""
    pressing = context.policy.regimes.filing.pressing
    return bool(owed.due_at and pressing and owed.due_at - context.now <= pressing)


def _judge(incident: Incident, owed: Owed) -> Step:
    """The law leaves it to judgement: the DPO advises, then the controller decides; two people, where there are two."""
    left_open = next(
        one.id for one in incident.sets if outcome_of(incident, owed.obligation, one.id) == "weigh"
    )
    what = _JUDGED.get(owed.kind, "what is owed") if owed.kind else "what is owed"
    if advised := advice_on(incident, left_open, owed.obligation):
        who = "the controller decides, and the DPO or a deputy records it with the reasons"
        return Step(f"The law leaves open {what}: {who}.", "decide", but=advised.by)
    return Step(f"The law leaves open {what}: the DPO advises first, with reasons.", "advise")


def _elsewhere(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """What a person does elsewhere, in the words of its law. None while it waits for the report before it; where a
    moment is missing from which its time counts, that somebody states it."""
    law = owed.law
    assert law is not None, "what a person does elsewhere has its law with it"
    if owed.gap != "anchor":
        return Step(f"{law.title} ({law.article}), then record it here.", "record_duty")
    if law.anchor == "submission":
        return None
    return Step(
        f"State when {ANCHORS[law.anchor]}: the time for “{law.label}” counts from then.", "state_moment"
    )


def _without_notice(incident: Incident, owed: Owed, context: Context) -> bool:
    """Whether it hands in the notice to the authority, and none is approved or filed yet."""
    follows = owed.law.follows if owed.law else ()
    there = incident.filings or incident.approval("authority")
    return context.policy.regimes.filing.id in follows and not there


def _decided_by(incident: Incident, context: Context) -> str:
    """By when people are to have decided whether the company is aware."""
    by, rule = decide_by(incident, context.policy), context.policy.regimes.investigation
    if by is None or rule is None:
        return ""
    was = "which was due" if context.now > by else "and decide"
    return f", {was} by {by:%Y-%m-%d %H:%M} UTC{rule.unsure}"


def _whether_it_applies(incident: Incident, context: Context) -> Iterator[Step]:
    """The question that is open about each pack, in one step."""
    if open_ones := unanswered(incident, context.policy, context.now.date()):
        *first, last = [f"“{one.title}”" for one in open_ones]
        names = f"{', '.join(first)} and {last} apply, by their" if first else f"{last} applies, by its"
        yield Step(f"Say whether {names} criteria: the clocks start only then.", "confirm_regime")


def _authority(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """File what is approved; else decide on the draft; else draft one, once it can say something or time is short."""
    filed, approval = incident.filings, incident.approval("authority")
    if approval and not (filed and filed[-1].version == approval.event.version):
        return Step("File the approved notice at the authority and record it here.", "file")
    if waiting := decision(incident, context, "authority"):
        return waiting
    if owed.stopped or not _worth_drafting(incident, owed, context):
        return None
    if owed.due_at and context.now > owed.due_at and not questions.delay_explained(incident):
        words = "It is overdue: state the reasons for the delay under Facts, then draft the notices."
        return Step(words, "state_facts")
    return _draft(incident, "authority", context)


def _worth_drafting(incident: Incident, owed: Owed, context: Context) -> bool:
    if owed.outcome == "not_required":
        return False
    if _pressing(owed, context):
        return True
    if owed.gap == "facts" and questions.disputed_question(incident, owed.obligation):
        return False
    if questions.basics_spoken(incident, owed.clock):
        return True
    return bool(incident.assessed_set(owed.clock)) and not _waits(incident, owed)


def _waits(incident: Incident, owed: Owed) -> bool:
    return owed.gap == "facts" and questions.could_still_decide(incident, owed.obligation)


def _people(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """Without undue delay (Art. 34(1)): the page first, which breachbot publishes once approved; then each person."""
    if waiting := decision(incident, context, "page") or _on_the_mail(incident, context):
        return waiting
    if owed.outcome == "not_required" or _waits(incident, owed):
        return None
    if incident.public_page() is None or owed.gap == "targets":
        return None if _on_its_way(incident, context) else _draft(incident, "page", context)
    if owed.gap == "number":
        return _number(incident, owed, context)
    if owed.gap in ("people", "others"):
        return _correct_first(incident, "mail", context) or Step(
            _words(incident, owed, context), "tell_people"
        )
    return None


def _on_its_way(incident: Incident, context: Context) -> bool:
    """Whether an approved page is still to be written; a withdrawal that is out does not count as a page."""
    approval = incident.approval("page")
    if approval is None:
        return False
    out = approval.event.version in [page.version for page in incident.published]
    return not out or bool(incident.lacking(context.policy.firm.targets))


def _on_the_mail(incident: Incident, context: Context) -> Step | None:
    """The decision on the mail, while there is somebody left to tell."""
    return None if nobody_left_to_tell(incident) else decision(incident, context, "mail")


def nobody_left_to_tell(incident: Incident) -> bool:
    """Whether everybody was told directly, or need not be, so that no text for that has to be decided on."""
    affected = most_affected(incident)
    return bool(incident.waived) or (affected is not None and told_so_far(incident) >= affected)


def _number(incident: Incident, owed: Owed, context: Context) -> Step:
    count = settled_facts(incident).get("people_count")
    if count is None or not count.conflict:
        return Step(_words(incident, owed, context), "state_facts")
    return _settle(FACTS["people_count"].question)


def _settle(question: str) -> Step:
    return Step(questions.settled_by_the_dpo(question), "state_facts", settles=True)


def _decisions(incident: Incident, context: Context) -> Iterator[Step]:
    found = (
        decision(incident, context, "authority"),
        decision(incident, context, "page"),
        _on_the_mail(incident, context),
    )
    yield from filter(None, found)


def _turned_down(incident: Incident, context: Context) -> Iterator[Step]:
    """That what the DPO has turned down is drafted again, while others wait for their decision."""
    for audience in NOTICES:
        draft = incident.draft(audience)
        if draft and incident.rejection(draft) and (step := _draft(incident, audience, context)):
            yield step


def decision(incident: Incident, context: Context, audience: e.Audience) -> Step | None:
    """That somebody decides on the newest draft for an audience, if it can be approved."""
    draft = incident.undecided(audience)
    if draft is None or in_the_way(incident, draft, context):
        return None
    return Step(f"The DPO or a deputy reads and decides on {NOTICES[audience]}.", "approve", draft=draft)


def _draft(incident: Incident, audience: e.Audience, context: Context) -> Step | None:
    """Draft again, unless the same text would come out: then the facts first."""
    if step := _correct_first(incident, audience, context):
        return step
    if ACTS["draft"].obstacle(incident, context):
        return None
    again = " again" if incident.drafts else ""
    undecided = outcome(incident, context.policy.regimes.filing.id) in UNSETTLED
    if undecided or questions.first_question(incident):
        law = context.policy.regimes.follow_up.article
        words = f"Draft the notices{again} now, with what is known. The first may be completed later ({law})."
        return Step(words, "draft")
    return Step(f"Draft the notices{again}, so that the DPO can decide on them.", "draft")


def _correct_first(incident: Incident, audience: e.Audience, context: Context) -> Step | None:
    """A text that nobody may approve would read the same again without other facts."""
    draft = incident.undecided(audience)
    found = in_the_way(incident, draft, context) if draft else None
    if found and found.first == "explain":
        return next(_explanations(incident), None)
    if found is None or found.first != "state_facts":
        return None
    name = NOTICES[audience]
    why = "is late and gives no reasons" if draft and draft.late_without_reasons else "cannot go out as it is"
    words = f"{name[0].upper()}{name[1:]} {why}: correct the facts, then draft it again."
    return Step(words, "state_facts")


def _missing(incident: Incident, owed: Owed, context: Context) -> Step:
    """What keeps a duty from being met where nobody is left to ask."""
    if owed.law and owed.gap != "facts" and _without_notice(incident, owed, context):
        return Step(
            f"{owed.law.title} once there is one ({owed.law.article}), then record it here.", "record_duty"
        )
    if owed.gap == "anchor" and owed.law:
        words = f"{owed.law.title}: its time begins once the report before it is recorded."
        return Step(words, "record_duty")
    if owed.gap == "judgement":
        return _judge(incident, owed)
    if owed.gap in ("page", "targets") and _on_its_way(incident, context):
        lacking = ", ".join(incident.lacking(context.policy.firm.targets))
        where = f" at {lacking} as well; if that takes long, whoever runs breachbot looks at its outbox"
        return Step(f"The approved page is being published{where if lacking else ''}.", None)
    if owed.gap in ("notice", "page", "targets"):
        audience: e.Audience = "authority" if owed.gap == "notice" else "page"
        again = f"Correct the facts, then draft {NOTICES[audience]} again."
        return _draft(incident, audience, context) or Step(again, "state_facts")
    if owed.gap in ("people", "others"):
        return Step(_words(incident, owed, context), "tell_people")
    if owed.gap in ("completion", "update") and ACTS["draft"].obstacle(incident, context) is None:
        return Step(_words(incident, owed, context), "draft")
    return (
        _unknown(incident, owed, context)
        if owed.gap == "completion"
        else Step(_words(incident, owed, context), "state_facts")
    )


def _unknown(incident: Incident, owed: Owed, context: Context) -> Step:
    """What keeps a notice from being complete: first what people disagree about, then what nobody knows."""
    disputed = [fact for fact, known in settled_facts(incident).items() if known.conflict and fact in FACTS]
    if disputed:
        return _settle(FACTS[disputed[0]].question)
    draft = incident.draft("authority")
    open_points = draft.still_unknown if draft else ()
    unknown = f" Not known yet: {_listed(open_points)}." if open_points else ""
    return Step(_words(incident, owed, context) + unknown, "state_facts")


def _listed(titles: tuple[str, ...]) -> str:
    more = len(titles) - 3
    return "; ".join(title[0].lower() + title[1:] for title in titles[:3]) + (
        f" and {more} more" if more > 0 else ""
    )


def _ending(incident: Incident, context: Context) -> Step:
    """Without any duty it may be no breach at all; a breach without duties stays in the register (Art. 33(5))."""
    regimes = context.policy.regimes
    others = [one.id for one in regimes.obligations if one.met_by is not Kind.REGISTER]
    if any(outcome(incident, name) != "not_required" for name in others):
        return Step("All duties are met. The DPO or a deputy can close it.", "close")
    if outcome(incident, regimes.register.id) == "required" or incident.told_outside:
        words = "Nobody has to be notified. The DPO or a deputy can close it; the register keeps it."
        return Step(words, "close")
    if without_advice(incident, context.policy):
        return Step("No duty applies. The DPO advises first whether it is no breach, with reasons.", "advise")
    return Step("No duty applies, and the DPO has advised. The DPO or a deputy judges it.", "no_breach")


def _advised_as_none(incident: Incident, context: Context) -> Iterator[Step]:
    """Once the advice on all of it is that it is no breach: that somebody judges it, unless facts came since, or
    another law holds it open."""
    if of_packs(incident, context.policy) or unanswered(incident, context.policy, context.now.date()):
        return
    given = advice_of_all(incident, context.policy)
    since = {advice.affected_set: advice.at for advice in given}
    newer = any(
        said.at > since[said.affected_set] for said in incident.statements if said.affected_set in since
    )
    agreed = {advice.outcome for advice in given} == {"not_required"} and len(given) == len(incident.sets)
    if agreed and not newer and not incident.told_outside:
        yield Step("The advice is that it is no breach. The DPO or a deputy judges it.", "no_breach")


_FACTS = {
    Kind.FILING: "State the facts, so that it is clear whether the authority must be notified.",
    Kind.COMMUNICATION: "State the facts, so that it is clear whether the people affected must be told.",
    Kind.CONTROLLERS: "State whether the company is controller or processor of these data.",
    Kind.RECORD: "State the facts, so that it is clear which other duties there are.",
}
_WORDS = {
    "notice": "File the approved notice at the authority and record it here.",
    "completion": "Complete the notice: what the authority has leaves something open ({follow_up}).",
    "page": "Approve the page and have it published.",
    "targets": "Have the page published at every target.",
    "people": "Tell the people affected directly and record it, or the DPO or a deputy records why {waiver} "
    "applies.",
    "others": "{told} of {affected} people were told. Tell the others or correct the number, or the DPO or a deputy "
    "records why {waiver} applies to them.",
    "number": "State about how many people are affected, so that it is clear whether all were told.",
    "promise": "The security page promises an update by {promised}. State what is new, and under Facts by when the "
    "next update comes, or that none is planned; then publish it.",
    "controllers": "Tell each controller whose data these are, and record it.",
}


def _words(incident: Incident, owed: Owed, context: Context) -> str:
    """What is missing before a duty is met, as the next thing to do."""
    regimes = context.policy.regimes
    if owed.gap == "facts" and owed.kind:
        return _FACTS[owed.kind]
    if owed.gap == "update":
        return _update(owed, regimes)
    return _WORDS[owed.gap or "notice"].format(
        follow_up=regimes.follow_up.article,
        waiver=regimes.waiver.article,
        told=told_so_far(incident),
        affected=_affected(incident),
        promised=_promised(incident),
    )


def _promised(incident: Incident) -> str:
    by = promised_update(incident)
    return f"{by:%Y-%m-%d %H:%M} UTC" if by else ""


def _affected(incident: Incident) -> str:
    count = settled_facts(incident).get("people_count")
    known = count.value if count else None
    return str(known["max"] if isinstance(known, dict) else known)


def _update(owed: Owed, regimes: Regimes) -> str:
    names = _listed(owed.changed)
    if owed.kind is Kind.FILING:
        return f"What the authority was told has changed: {names}. File a follow-up ({regimes.follow_up.article})."
    return f"What the security page says has changed: {names}. Publish an update of it."
