"""Whole lives of incidents: what people fill in, and a page that is published once it is approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from breachbot.assessment.facts import FACTS as FACTS_OF_THE_PLAYBOOK
from breachbot.incident import documents, packs, recorded
from breachbot.incident.act import Command, Context
from breachbot.incident.acts.add_measure import AddMeasure
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.approve import Approve, obstacle, undecided
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.confirm_authorities import ConfirmAuthorities
from breachbot.incident.acts.confirm_awareness import ConfirmAwareness
from breachbot.incident.acts.confirm_proposal import ConfirmProposal
from breachbot.incident.acts.confirm_regime import ConfirmRegime
from breachbot.incident.acts.confirm_told import ConfirmTold
from breachbot.incident.acts.countersign import Countersign
from breachbot.incident.acts.decide import Decide
from breachbot.incident.acts.draft import Draft
from breachbot.incident.acts.draft_messages import DraftMessages
from breachbot.incident.acts.explain import Explain
from breachbot.incident.acts.file import File
from breachbot.incident.acts.hand_over import HandOver
from breachbot.incident.acts.have_it import HaveIt
from breachbot.incident.acts.merge import Merge
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.name_controllers import NameControllers
from breachbot.incident.acts.no_breach import NoBreach, without_advice
from breachbot.incident.acts.record_duty import RecordDuty
from breachbot.incident.acts.record_measure import RecordMeasure
from breachbot.incident.acts.reject import Reject, refusal
from breachbot.incident.acts.snooze import Snooze
from breachbot.incident.acts.split_off import SplitOff, further_signals, separable
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.acts.state_moment import StateMoment
from breachbot.incident.acts.take_over import TakeOver
from breachbot.incident.acts.tell_apart import TellApart, sharing
from breachbot.incident.acts.tell_controller import TellController
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.acts.translate import Translate
from breachbot.incident.acts.waive import Waive
from breachbot.incident.acts.withdraw import Withdraw
from breachbot.incident.addressees import addressees, unnamed
from breachbot.incident.behalf import Operator, unsigned_by
from breachbot.incident.doubts import open_doubts
from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.duties import most_affected, open_duties, to_record, to_remind, told_so_far
from breachbot.incident.events import IncidentEvent
from breachbot.incident.guidance import decide, guide
from breachbot.incident.known import facts_of, processed_for_others, processor_sets, untold
from breachbot.incident.languages import passages
from breachbot.incident.measures import recordable
from breachbot.incident.outcome import advice_on, outcome_of, ruling_of
from breachbot.incident.policy import Policy
from breachbot.incident.proposals import unanswered
from breachbot.incident.registry import ACTS
from breachbot.incident.snoozed import moments
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.incident.telling import key, proposals
from breachbot.usecases.reminders import reminder_due
from tests.incident import cast
from tests.incident.cast import FACTS, NOON, policy

SENTENCE = "A full sentence that says what happened and why, for an authority to check."
ANSWERS: dict[str, Any] = FACTS | {
    "occurred_from": "2026-11-20T08:00:00+00:00",
    "occurred_until": "2026-11-24T10:00:00+00:00",
    "people_told_how": "by e-mail",
    "processor_told": "no",
    "delay_reasons": "The scope became clear only on the third day.",
}
"""What a team finds out in the end, fact by fact."""
NEVER_KNOWN = [fact for fact in FACTS_OF_THE_PLAYBOOK if fact not in ANSWERS]
"""What it looks into in vain."""


OTHER = replace(cast.assessed(), id="pdb-other001")
"""Another open incident, that this one can become part of, or that can become part of it."""


@dataclass(frozen=True)
class Life:
    """An incident, the team and the moment."""

    incident: Incident
    team: Team
    now: datetime = NOON
    news: tuple[IncidentEvent, ...] = ()
    policy: Policy = field(default_factory=policy)

    def context(self, user: str) -> Context:
        return Context(user, self.team, self.policy, self.now, "1:00", OTHER, "pdb-fresh001")

    def taking(self, command: Command, by: str, operator: Operator | None = None) -> Life:
        """Somebody takes an act, or an operator does for them; an approved page is published at once, as breachbot
        does."""
        opened = self._opened(command, by)
        before = cast.after(self.incident, opened)
        news = [*opened, *decide(before, command, self.context(by), operator)]
        after = cast.after(self.incident, news)
        page = _page(after, self.now, self.policy)
        return replace(self, incident=cast.after(after, page), news=(*news, *page))

    def _opened(self, command: Command, by: str) -> list[IncidentEvent]:
        """Whoever approves a notice has opened it."""
        if not isinstance(command, Approve):
            return []
        draft = cast.the_draft(self.incident, command.audience)
        return [*documents.opening(self.incident, draft, self.context(by))]

    def later(self, by: timedelta) -> Life:
        return replace(self, now=self.now + by)

    def reminded(self) -> Life:
        """What is due is reminded of, as by a tick."""
        keys = [one.key for one in to_remind(self.incident, self.policy)]
        found = [one for key in keys if (one := reminder_due(self.incident, key, self.policy, self.now))]
        wide = {"everybody": any(one.everybody for one in found)}
        news = [one.model_copy(update=wide) for one in found]
        return replace(self, incident=cast.after(self.incident, news), news=(*self.news, *news))

    def people(self) -> tuple[str, ...]:
        return self.team.everyone


def begun(team: Team = cast.TEAM, by: Policy | None = None) -> Life:
    """Somebody has reported."""
    return Life(cast.opened(), team, policy=by or policy())


def _page(incident: Incident, now: datetime, policy: Policy) -> list[IncidentEvent]:
    draft = incident.draft("page")
    if draft is None or incident.approval("page") is None:
        return []
    out = cast.standing(draft)
    return recorded.page_published(incident, policy, version=draft.version, out=out, now=now)


# --- how a sensible person fills in what is offered -----------------------------------------------------------


def filled(life: Life, act: str, user: str, draft: Any = None) -> Command:
    """A sensible command for an act that is offered to this person."""
    return _FILLED[act](life, life.context(user), draft)


def unsaid(life: Life, user: str, affected_set: str) -> dict[str, Any]:
    """What a person has to say of a set that is not certain yet. In a dispute each engineer keeps to what they said, so
    that only a word that settles it ends it."""
    newest = {s.fact: (s.by, s.value) for s in life.incident.statements if s.affected_set == affected_set}
    known, settles = facts_of(life.incident, affected_set), user in life.team.approvers
    left = {
        fact: value
        for fact, value in ANSWERS.items()
        if (fact not in known or not known[fact].firm or known[fact].value != value)
        and newest.get(fact) != (user, value)
        and (settles or fact not in known or not known[fact].conflict)
    }
    return left | {fact: None for fact in NEVER_KNOWN if fact not in known}


def _facts(life: Life, context: Context, _draft: Any) -> Command:
    """All that is still to be said of the first set that lacks something; else a correction."""
    for one in life.incident.sets:
        if left := unsaid(life, context.by, one.id):
            return StateFacts(answers=left, affected_set=one.id)
    number = len(life.incident.statements)
    return StateFacts(answers={"what_happened": f"{ANSWERS['what_happened']} Looked into {number} times."})


def _approve(life: Life, context: Context, draft: Any) -> Command:
    chosen = draft or next(d for d in undecided(life.incident) if obstacle(life.incident, d, context) is None)
    return Approve(
        audience=chosen.audience,
        version=chosen.version,
        sha256=chosen.sha256,
        capacity="controller_decision",
        break_glass="Nobody else could be reached before the deadline.",
    )


def _reject(life: Life, context: Context, _draft: Any) -> Command:
    newest = [d for audience in AUDIENCES if (d := life.incident.draft(audience))]
    draft = next(d for d in newest if refusal(life.incident, d) is None)
    return Reject(audience=draft.audience, version=draft.version, sha256=draft.sha256, reason=SENTENCE)


def _confirm(life: Life, context: Context, _draft: Any) -> Command:
    proposals = enumerate(life.incident.evidence, start=1)
    return ConfirmProposal(proposal=next(n for n, one in proposals if unanswered(life.incident, one)))


def _told(life: Life, context: Context, _draft: Any) -> Command:
    zone = context.policy.templates.zone
    found = ((one.id, proposals(life.incident, one.id, zone)) for one in life.incident.sets)
    affected_set, told = next((one, told) for one, told in found if told)
    return ConfirmTold(taken=(), shown=tuple(key(one) for one in told), affected_set=affected_set)


_NUMBERS = count(1)


def _name(life: Life, context: Context, _draft: Any) -> Command:
    one = processor_sets(life.incident)[0]
    return NameControllers(controllers=(*one.controllers, f"Customer {next(_NUMBERS)}"), affected_set=one.id)


def _controller(life: Life, context: Context, _draft: Any) -> Command:
    sets = processor_sets(life.incident) or life.incident.sets
    left = [(one.id, name) for one in sets for name in untold(life.incident, one)]
    affected_set, name = left[0] if left else (sets[0].id, f"Customer {next(_NUMBERS)}")
    return TellController(
        told_at=life.now, controller=name, channel=f"e-mail {next(_NUMBERS)}", affected_set=affected_set
    )


def _ruled(life: Life, *, advised: bool) -> dict[str, Any]:
    """What the law leaves open comes first, and of that what has been advised on, or what has not."""
    pairs = [
        (one.id, duty)
        for duty in life.policy.regimes.decidable
        for one in life.incident.sets
        if not processed_for_others(life.incident, one.id) and ruling_of(life.incident, duty, one.id)
    ]

    def asked(pair: tuple[str, str]) -> tuple[bool, bool]:
        one, duty = pair
        left_open = outcome_of(life.incident, duty, one) == "weigh"
        return not left_open, bool(advice_on(life.incident, one, duty)) is not advised

    affected_set, duty = next(iter(sorted(pairs, key=asked)))
    return {"affected_set": affected_set, "obligation": duty, "reason": f"{SENTENCE} {next(_NUMBERS)}"}


def _advise(life: Life, context: Context, _draft: Any) -> Command:
    """On a duty; where nothing is owed, or nothing assessed, on whether it is a breach at all."""
    left = without_advice(life.incident, life.policy) or life.incident.sets
    owed, assessed = (
        open_duties(life.incident, life.policy),
        ACTS["decide"].obstacle(life.incident, context) is None,
    )
    if assessed and (owed or left is life.incident.sets):
        return Advise(outcome="required", **_ruled(life, advised=False))
    reason = f"{SENTENCE} {next(_NUMBERS)}"
    register = life.policy.regimes.register.id
    return Advise(obligation=register, affected_set=left[0].id, outcome="not_required", reason=reason)


def _file(life: Life, context: Context, _draft: Any) -> Command:
    newest = life.incident.approvals_of("authority")[-1].event
    return File(
        version=newest.version,
        filed_at=life.now,
        channel="web form",
        reference=f"IN-26-{next(_NUMBERS)}",
        delay_reasons=SENTENCE,
        authority=_still_without(life),
    )


def _still_without(life: Life) -> str | None:
    """Of the confirmed authorities the first that has least; None while nobody has confirmed any."""
    listed = sorted(addressees(life.incident), key=lambda one: len(one.filings))
    return listed[0].id if listed else None


AUTHORITIES = ("ie-dpc", "fr-cnil", "pl-uodo")


def _authorities(life: Life, context: Context, _draft: Any) -> Command:
    """One more than before, in turn; then the first two are said once more."""
    had = len(addressees(life.incident))
    ids = AUTHORITIES[: had + 1] if had < len(AUTHORITIES) else AUTHORITIES[::-1]
    if life.incident.authorities and life.incident.authorities[-1].authorities == ids:
        ids = ids[::-1]
    earlier = ids[0] if unnamed(life.incident) else None
    return ConfirmAuthorities(authorities=ids, reason=SENTENCE, earlier=earlier)


def _record(life: Life, context: Context, _draft: Any) -> Command:
    owed = to_record(life.incident, life.policy)[0]
    receipt = {"channel": "web form", "reference": "none given", "delay_reasons": SENTENCE}
    return RecordDuty.of(obligation=owed.id, done_at=life.now, **receipt)


def _regime(life: Life, context: Context, _draft: Any) -> Command:
    """The first law of which nobody has said yet whether it applies; else another reason for the first one."""
    day = life.now.date()
    book = (*packs.unanswered(life.incident, life.policy, day), *packs.offered(life.policy, day))[0]
    criteria = tuple(one.id for one in book.criteria)
    before = packs.answer(life.incident, book.id)
    given = criteria[:1] if before and before.criteria == criteria else criteria
    return ConfirmRegime(regime=book.id, applies=True, criteria=given, reason=SENTENCE)


def _moment(life: Life, context: Context, _draft: Any) -> Command:
    law, limit = packs.statable(life.incident, life.policy)[0]
    return StateMoment(regime=law.book.id, anchor=limit.anchor, moment=life.now, basis=SENTENCE)


def _tell(life: Life, context: Context, _draft: Any) -> Command:
    left = (most_affected(life.incident) or 1) - told_so_far(life.incident)
    return TellPeople(told_at=life.now, channel=f"e-mail {next(_NUMBERS)}", number=max(1, left))


def _move(life: Life, context: Context, _draft: Any) -> Command:
    """The clock that was stated or moved last, of those that are still there, by a minute."""
    there = {one.id for one in life.incident.sets}
    newest = [one for one in life.incident.awareness if one.affected_set in there][-1]
    earlier = min(newest.aware_at, life.now) - timedelta(minutes=1)
    return MoveAwareness(aware_at=earlier, basis=SENTENCE, affected_set=newest.affected_set)


def _add(life: Life, context: Context, _draft: Any) -> Command:
    """Every other set is another breach, once somebody is aware of the first."""
    number = next(_NUMBERS)
    if life.incident.aware_at is None or len(life.incident.sets) % 2:
        return AddSet(title=f"Backup {number}", breach="same")
    return AddSet(title=f"Backup {number}", breach="own", aware_at=life.now, basis=SENTENCE)


def _translate(life: Life, context: Context, _draft: Any) -> Command:
    language = next(iter(context.policy.others))
    return Translate(
        texts={f"{language}.{name}": SENTENCE for name in passages(life.incident, context.policy)}
    )


_FILLED: dict[str, Callable[[Life, Context, Any], Command]] = {
    "become_aware": lambda life, *_: BecomeAware(aware_at=life.now, basis=SENTENCE),
    "move_awareness": _move,
    "state_facts": _facts,
    "confirm_awareness": lambda life, *_: ConfirmAwareness(
        aware_at=life.incident.waiting[0].aware_at,
        affected_set=life.incident.waiting[0].affected_set,
        reason=SENTENCE,
    ),
    "confirm_proposal": _confirm,
    "confirm_told": _told,
    "explain": lambda life, *_: Explain(doubt=open_doubts(life.incident)[0].key, reason=SENTENCE),
    "add_set": _add,
    "tell_apart": lambda life, *_: TellApart(
        affected_set=sharing(life.incident)[0].id, reason=SENTENCE, aware_at=life.now, basis=SENTENCE
    ),
    "name_controllers": _name,
    "draft_messages": lambda *_: DraftMessages(),
    "tell_controller": _controller,
    "advise": _advise,
    "decide": lambda life, *_: Decide(outcome="required", **_ruled(life, advised=True)),
    "translate": _translate,
    "draft": lambda *_: Draft(change="More is known by now than before."),
    "withdraw": lambda *_: Withdraw(change="It turned out to be our own test data."),
    "approve": _approve,
    "reject": _reject,
    "file": _file,
    "have_it": lambda *_: HaveIt(),
    "snooze": lambda life, context, _: Snooze(wait=next(iter(moments(life.incident, context)))),
    "hand_over": lambda life, context, _: HandOver(
        to=next(user for user in life.people() if user != context.by)
    ),
    "take_over": lambda *_: TakeOver(accepted=next(_NUMBERS) % 2 == 0),
    "record_duty": _record,
    "confirm_authorities": _authorities,
    "confirm_regime": _regime,
    "state_moment": _moment,
    "tell_people": _tell,
    "waive": lambda *_: Waive(ground="c", reason=f"{SENTENCE} {next(_NUMBERS)}"),
    "merge": lambda *_: Merge(into=OTHER.id, reason=SENTENCE),
    "split_off": lambda life, *_: SplitOff(
        title="Another matter",
        reason=SENTENCE,
        affected_sets=tuple(one.id for one in separable(life.incident)[:1]),
        signals=further_signals(life.incident)[:1],
    ),
    "no_breach": lambda *_: NoBreach(reason=SENTENCE, facts_aside=SENTENCE, break_glass=SENTENCE),
    "close": lambda *_: Close(effects=SENTENCE, measures=SENTENCE, lessons=SENTENCE),
    "countersign": lambda life, context, _: Countersign(
        number=unsigned_by(life.incident, context.by)[0].number, theirs=True
    ),
    "add_measure": lambda _, context, __: AddMeasure(
        what=SENTENCE, owner=context.by, until=(context.now + timedelta(days=30)).date()
    ),
    "record_measure": lambda life, context, _: RecordMeasure(
        number=recordable(life.incident, context.team, context.by)[0].number, note=SENTENCE
    ),
}


def offered(life: Life) -> Iterator[tuple[str, str]]:
    """Each act that is offered now, and to whom."""
    for user in life.people():
        for act in guide(life.incident, life.context(user)).offers:
            yield act, user


assert set(_FILLED) == set(ACTS) - {"report"}
