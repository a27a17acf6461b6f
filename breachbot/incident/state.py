"""What an incident's events add up to: phases and open questions are derived, and never stored as such."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import singledispatch, wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from breachbot.incident import events as e
from breachbot.notices.fields import Phase

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Approval:
    """One approval of one version, and why it no longer holds, if it does not."""

    event: e.NoticeApproved
    void: str | None = None


@dataclass(frozen=True)
class AffectedSet:
    """A part of the data: its id within the incident, what people call it, and for a processor whose data they are.

    breach: whether somebody said that it belongs to the same breach. aware_at: since when the company is aware of it,
    where it has a clock of its own; None where it shares the incident's.
    """

    id: str
    title: str
    controllers: tuple[str, ...] = ()
    breach: e.Breach | None = None
    aware_at: datetime | None = None


@dataclass(frozen=True)
class Assessment:
    """One assessment, and how many statements had been made by then: those are the facts that it saw."""

    event: e.Assessed
    statements: int


@dataclass(frozen=True)
class Decision:
    """One decision of the controller, and how many statements had been made by then: what it was taken on."""

    event: e.OutcomeDecided
    statements: int


@dataclass(frozen=True)
class Incident:
    """One incident at one moment. `seen` counts the events folded in; `last_at` is the time of the newest.

    `aware_at`: by the incident's own clock; a set may have another. `awareness`: of all clocks. `waiting`: the unusual
    moments of awareness that wait for the DPO's word, one of a clock. `proposed_at`, `drafted_at`, `reminded_at`,
    `passed_on_at`, `hand_overs_at`: the numbers of the events in `evidence`, `drafts`, `reminders`, `passed_on` and
    `hand_overs`. `publications`: each version of the page at each target; `unpublished`: what kept one from it.
    `from_words`: what people took of what a telling suggests.
    """

    id: str
    seen: int = 0
    last_at: datetime | None = None
    opened: e.IncidentOpened | None = None
    channel: str | None = None
    invited: tuple[str, ...] = ()
    aware_at: datetime | None = None
    awareness: tuple[e.BecameAware | e.AwarenessMoved, ...] = ()
    waiting: tuple[e.BecameAware | e.AwarenessMoved, ...] = ()
    confirmations: tuple[e.AwarenessConfirmed, ...] = ()
    sets: tuple[AffectedSet, ...] = (AffectedSet(e.MAIN, "The data first reported"),)
    told_apart: tuple[e.BreachToldApart, ...] = ()
    evidence: tuple[e.EvidenceProposed, ...] = ()
    proposed_at: tuple[int, ...] = ()
    statements: tuple[e.FactStated, ...] = ()
    from_words: tuple[e.ToldConfirmed, ...] = ()
    explained: tuple[e.DoubtExplained, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    advice: tuple[e.AdviceGiven, ...] = ()
    decisions: tuple[Decision, ...] = ()
    lapsed: tuple[e.DecisionLapsed, ...] = ()
    drafts: tuple[e.NoticeDrafted, ...] = ()
    drafted_at: tuple[int, ...] = ()
    drafted_from: Mapping[tuple[e.Audience, int], Incident] = field(default_factory=dict, repr=False)
    openings: tuple[e.NoticeOpened, ...] = ()
    translations: tuple[e.PassageTranslated, ...] = ()
    rejections: tuple[e.NoticeRejected, ...] = ()
    approvals: tuple[Approval, ...] = ()
    publications: tuple[e.PagePublished, ...] = ()
    unpublished: tuple[e.PageNotPublished, ...] = ()
    authorities: tuple[e.AuthoritiesConfirmed, ...] = ()
    filings: tuple[e.AuthorityFiled, ...] = ()
    told: tuple[e.PeopleTold, ...] = ()
    waived: e.CommunicationWaived | None = None
    controller_drafts: tuple[e.ControllerMessageDrafted, ...] = ()
    controllers_told: tuple[e.ControllerTold, ...] = ()
    recorded: tuple[e.DutyRecorded, ...] = ()
    regimes: tuple[e.RegimeConfirmed, ...] = ()
    moments: tuple[e.MomentStated, ...] = ()
    reminders: tuple[e.ReminderRaised, ...] = ()
    reminded_at: tuple[int, ...] = ()
    passed_on: tuple[e.ReminderPassedOn, ...] = ()
    passed_on_at: tuple[int, ...] = ()
    answers: tuple[e.ReminderAnswered, ...] = ()
    snoozed: tuple[e.ReminderSnoozed, ...] = ()
    hand_overs: tuple[e.HandOverAsked, ...] = ()
    hand_overs_at: tuple[int, ...] = ()
    hand_overs_answered: tuple[e.HandOverAnswered, ...] = ()
    taken_in: tuple[e.IncidentTakenIn, ...] = ()
    parts: tuple[e.PartOpened, ...] = ()
    part_of: e.OpenedAsPart | None = None
    ended: e.JudgedNoBreach | e.IncidentClosed | e.IncidentMerged | None = None
    measures_added: tuple[e.MeasureAdded, ...] = ()
    measures_done: tuple[e.MeasureDone, ...] = ()
    taken_for: tuple[e.TakenForSomebody, ...] = ()
    countersigned: tuple[e.Countersigned, ...] = ()

    def assessed_set(self, affected_set: str) -> tuple[e.Assessed, ...]:
        """The newest assessment of one affected set by each regime."""
        made = [one.event for one in self.assessments if one.event.affected_set == affected_set]
        return tuple({self.regime(one): one for one in made}.values())

    def regime(self, assessed: e.Assessed) -> str:
        """Whose assessment it is; while they did not say so, there was but the one that the incident names."""
        return assessed.playbook or (self.opened.playbook if self.opened else "")

    def affected_set(self, affected_set: str) -> AffectedSet | None:
        """The set of that id, if there is one."""
        return next((one for one in self.sets if one.id == affected_set), None)

    def clock_of(self, affected_set: str) -> str:
        """The set by whose clock a set goes: its own if it has one, else the incident's."""
        one = self.affected_set(affected_set)
        return affected_set if one and one.aware_at else e.MAIN

    def aware_since(self, affected_set: str) -> datetime | None:
        """Since when the company is aware of the breach of a set; None while nobody has stated it."""
        one = self.affected_set(affected_set)
        return (one.aware_at if one else None) or self.aware_at

    def awareness_of(self, clock: str) -> tuple[e.BecameAware | e.AwarenessMoved, ...]:
        """What was stated of the moment of awareness of one clock, the newest last."""
        return tuple(one for one in self.awareness if one.affected_set == clock)

    @property
    def detected_at(self) -> datetime | None:
        """When it was first detected, in this incident or in one that became part of it."""
        own = [self.opened.detected_at] if self.opened else []
        return min([*own, *(one.detected_at for one in self.taken_in)], default=None)

    @property
    def signals(self) -> tuple[str, ...]:
        """The signals that belong to it: the one that it began with, and those that followed another incident here."""
        own = (self.opened.signal,) if self.opened and self.opened.signal else ()
        gone = {name for part in self.parts for name in part.signals}
        came = self.part_of.signals if self.part_of else ()
        found = dict.fromkeys((*own, *came, *(name for one in self.taken_in for name in one.signals)))
        return tuple(name for name in found if name not in gone)

    @property
    def unconfirmed(self) -> e.BecameAware | e.AwarenessMoved | None:
        """The first moment of awareness that waits for the DPO's word."""
        return self.waiting[0] if self.waiting else None

    def draft(self, audience: e.Audience, version: int | None = None) -> e.NoticeDrafted | None:
        """The newest draft for an audience, or that of one version."""
        found = [d for d in self.drafts if d.audience == audience and version in (None, d.version)]
        return found[-1] if found else None

    def as_drafted(self, draft: e.NoticeDrafted) -> Incident:
        """The incident as it was when this draft was made of it."""
        return self.drafted_from[draft.audience, draft.version]

    def controller_draft(self, affected_set: str, controller: str) -> e.ControllerMessageDrafted | None:
        """The newest message to a controller about a set."""
        about = (affected_set, controller.casefold())
        found = [d for d in self.controller_drafts if (d.affected_set, d.controller.casefold()) == about]
        return found[-1] if found else None

    def filed(self) -> e.NoticeDrafted | None:
        """The newest notice that the authority has."""
        return self.draft("authority", max(one.version for one in self.filings)) if self.filings else None

    @property
    def filed_as(self) -> Phase | None:
        """What the authority has in the newest notice: sending it once more makes it no less complete. Of several
        authorities what the one has that has least, of those that have something."""
        found = [_newest_phase(made) for made in self.filed_with if made]
        return min(found, key=_PHASES.index, default=None)

    @property
    def filed_with(self) -> tuple[tuple[e.AuthorityFiled, ...], ...]:
        """What each authority has that is to have the notice, in their order; of one that has nothing it is empty."""
        if not self.authorities:
            return (self.filings,)
        said = self.authorities[-1]
        return tuple(
            tuple(f for f in self.filings if one == (f.authority or said.earlier)) for one in said.authorities
        )

    @property
    def published(self) -> tuple[e.PagePublished, ...]:
        """Each version of the page that went out, as it first did, the oldest version first: what the public counts."""
        first = {page.version: page for page in reversed(self.publications)}
        return tuple(first[version] for version in sorted(first))

    def public_page(self) -> e.NoticeDrafted | None:
        """The newest page that the public reads at any target; None if there is none, or if all are withdrawn."""
        last = {page.target: page for page in self.publications}.values()
        read = [page.version for page in last if page.state != "withdrawal"]
        return self.draft("page", max(read)) if read else None

    def lacking(self, targets: Iterable[str]) -> tuple[str, ...]:
        """Those of these targets at which the newest version that is out was to be as well, and is not."""
        if not self.publications:
            return ()
        version = self.published[-1].version
        wanted = {t for a in self.approvals_of("page") if a.event.version == version for t in a.event.targets}
        out = {page.target for page in self.publications if page.version == version}
        return tuple(target for target in targets if target in wanted - out)

    def still_to_publish(self, targets: Iterable[str]) -> tuple[str, ...]:
        """Those of these targets at which the page whose approval holds was to be, and is not."""
        approval = self.approval("page")
        if approval is None:
            return ()
        out = {page.target for page in self.publications if page.version == approval.event.version}
        return tuple(target for target in targets if target in approval.event.targets and target not in out)

    def kept_from(self, version: int) -> tuple[e.PageNotPublished, ...]:
        """What last kept this version of the page from each target at which it is not."""
        out = {page.target for page in self.publications if page.version == version}
        last = {one.target: one for one in self.unpublished if one.version == version}
        return tuple(one for target, one in last.items() if target not in out)

    def approval(self, audience: e.Audience) -> Approval | None:
        """The newest approval for an audience that still holds, for the newest draft."""
        draft = self.draft(audience)
        found = [a for a in self.approvals if draft and a.event.sha256 == draft.sha256 and a.void is None]
        return found[-1] if found else None

    def approvals_of(self, audience: e.Audience) -> tuple[Approval, ...]:
        """Every approval there ever was for an audience, void ones included."""
        return tuple(a for a in self.approvals if a.event.audience == audience)

    def rejection(self, draft: e.NoticeDrafted) -> e.NoticeRejected | None:
        """Who turned these bytes down first, if somebody did."""
        return next((r for r in self.rejections if r.sha256 == draft.sha256), None)

    def rejected(self, draft: e.NoticeDrafted) -> bool:
        """Whether these bytes were turned down."""
        return self.rejection(draft) is not None

    def undecided(self, audience: e.Audience) -> e.NoticeDrafted | None:
        """The newest draft for an audience, if nobody has approved it or turned it down."""
        draft = self.draft(audience)
        if draft is None or self.rejected(draft):
            return None
        decided = any(a.event.version == draft.version for a in self.approvals_of(audience))
        return None if decided else draft

    def reminded(self, obligation: str) -> e.ReminderRaised | None:
        """The last reminder of an obligation."""
        found = [r for r in self.reminders if r.obligation == obligation]
        return found[-1] if found else None

    def record(self, obligation: str) -> e.DutyRecorded | None:
        """The first time that somebody recorded having met an obligation."""
        return next((one for one in self.recorded if one.obligation == obligation), None)

    @property
    def told_outside(self) -> bool:
        """Whether anybody outside was told of a personal data breach. What a pack asks for is no word of that."""
        packs = tuple(f"{one.regime}_" for one in self.regimes)
        recorded = [one for one in self.recorded if not one.obligation.startswith(packs)]
        return bool(self.filings or self.published or self.told or recorded)

    @property
    def phase(
        self,
    ) -> Literal["suspected", "aware", "drafted", "approved", "filed", "closed", "no_breach", "merged"]:
        """How far it has come, in one word: the latest phase that applies."""
        if isinstance(self.ended, e.JudgedNoBreach):
            return "no_breach"
        if isinstance(self.ended, e.IncidentMerged):
            return "merged"
        if self.ended:
            return "closed"
        if self.filings:
            return "filed"
        if any(a.void is None for a in self.approvals):
            return "approved"
        if self.drafts:
            return "drafted"
        return "aware" if self.aware_at else "suspected"


_PHASES: tuple[Phase, ...] = ("initial", "follow_up", "complete")


def _newest_phase(made: tuple[e.AuthorityFiled, ...]) -> Phase:
    newest = max(one.version for one in made)
    phases = [one.phase for one in made if one.version == newest]
    return "complete" if "complete" in phases else phases[-1]


def next_set(incident: Incident) -> str:
    """The id of the next set: no id is used again, also where its set has gone into another incident."""
    gone = (name for part in incident.parts for name in part.affected_sets)
    used = (name.removeprefix("set-") for name in (*(one.id for one in incident.sets), *gone))
    return f"set-{max((int(number) for number in used if number.isdigit()), default=1) + 1}"


def once(function: Callable[Concatenate[Incident, P], T]) -> Callable[Concatenate[Incident, P], T]:
    """Work out what follows from an incident once: it never changes, and it is asked about many times in a row.

    What was given besides is compared by identity, texts by value. The results live and die with the incident.
    """

    @wraps(function)
    def remembered(incident: Incident, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known: list[tuple[tuple[object, ...], T]] = incident.__dict__.setdefault(
            f"once {function.__qualname__}", []
        )
        given = (*args, *kwargs.items())
        for earlier, result in known:
            if len(earlier) == len(given) and all(map(_same, earlier, given)):
                return result
        known.append((given, function(incident, *args, **kwargs)))
        return known[-1][1]

    return remembered


def _same(one: object, other: object) -> bool:
    return one is other or (isinstance(one, str) and one == other)


def replay(incident_id: str, events: Iterable[e.Happened]) -> Incident:
    """Fold an incident's stream, oldest first."""
    incident = Incident(incident_id)
    for event in events:
        incident = evolve(incident, event)
    return incident


def evolve(incident: Incident, event: e.Happened) -> Incident:
    """The incident after one more event."""
    return _with(_apply(event, incident), {"seen": incident.seen + 1, "last_at": event.at})


_FIELDS = tuple(field.name for field in fields(Incident))


def _with(incident: Incident, news: Mapping[str, object]) -> Incident:
    """The incident with these fields otherwise. `replace` does the same in five times the time, since it hands on each
    field by itself, and a long incident is read anew with every click."""
    changed = object.__new__(Incident)
    old = incident.__dict__
    changed.__dict__.update({name: old[name] for name in _FIELDS}, **news)
    return changed


_GATHERED: Mapping[type[e.Happened], str] = {
    e.FactStated: "statements",
    e.AdviceGiven: "advice",
    e.DecisionLapsed: "lapsed",
    e.ControllerMessageDrafted: "controller_drafts",
    e.NoticeOpened: "openings",
    e.PassageTranslated: "translations",
    e.NoticeRejected: "rejections",
    e.PagePublished: "publications",
    e.PageNotPublished: "unpublished",
    e.AuthoritiesConfirmed: "authorities",
    e.AuthorityFiled: "filings",
    e.PeopleTold: "told",
    e.ControllerTold: "controllers_told",
    e.DutyRecorded: "recorded",
    e.RegimeConfirmed: "regimes",
    e.MomentStated: "moments",
    e.ToldConfirmed: "from_words",
    e.DoubtExplained: "explained",
    e.MeasureAdded: "measures_added",
    e.MeasureDone: "measures_done",
    e.TakenForSomebody: "taken_for",
    e.Countersigned: "countersigned",
    e.ReminderAnswered: "answers",
    e.ReminderSnoozed: "snoozed",
    e.IncidentTakenIn: "taken_in",
    e.HandOverAnswered: "hand_overs_answered",
}
"""Events of which an incident keeps every one, and under which name."""


@singledispatch
def _apply(event: e.Happened, incident: Incident) -> Incident:
    name = _GATHERED.get(type(event))
    if name is None:
        raise TypeError(f"{type(event).__name__} is not an event of an incident")
    return _with(incident, {name: (*getattr(incident, name), event)})


@_apply.register
def _(event: e.IncidentOpened, incident: Incident) -> Incident:
    return replace(incident, opened=event)


@_apply.register
def _(event: e.EvidenceProposed, incident: Incident) -> Incident:
    numbers = (*incident.proposed_at, incident.seen + 1)
    return replace(incident, evidence=(*incident.evidence, event), proposed_at=numbers)


@_apply.register
def _(event: e.ChannelOpened, incident: Incident) -> Incident:
    return replace(incident, channel=event.channel, invited=event.invited)


@_apply.register(e.BecameAware)
@_apply.register(e.AwarenessMoved)
def _(event: e.BecameAware | e.AwarenessMoved, incident: Incident) -> Incident:
    waiting = (*_waiting(incident, event.affected_set), *((event,) if event.to_confirm else ()))
    incident = replace(incident, awareness=(*incident.awareness, event), waiting=waiting)
    if event.affected_set == e.MAIN:
        return replace(incident, aware_at=event.aware_at)
    return _with_set(incident, event.affected_set, aware_at=event.aware_at)


@_apply.register
def _(event: e.AwarenessConfirmed, incident: Incident) -> Incident:
    waiting = _waiting(incident, event.affected_set)
    return replace(incident, waiting=waiting, confirmations=(*incident.confirmations, event))


def _waiting(incident: Incident, clock: str) -> tuple[e.BecameAware | e.AwarenessMoved, ...]:
    """What waits for the DPO's word without what a clock has settled."""
    return tuple(one for one in incident.waiting if one.affected_set != clock)


def _with_set(incident: Incident, affected_set: str, **changes: Any) -> Incident:
    """The incident with one set changed."""
    sets = tuple(replace(one, **changes) if one.id == affected_set else one for one in incident.sets)
    return replace(incident, sets=sets)


@_apply.register
def _(event: e.Assessed, incident: Incident) -> Incident:
    made = Assessment(event, len(incident.statements))
    return replace(incident, assessments=(*incident.assessments, made))


@_apply.register
def _(event: e.OutcomeDecided, incident: Incident) -> Incident:
    made = Decision(event, len(incident.statements))
    return replace(incident, decisions=(*incident.decisions, made))


@_apply.register
def _(event: e.AffectedSetAdded, incident: Incident) -> Incident:
    added = AffectedSet(event.affected_set, event.title, breach=event.breach)
    return replace(incident, sets=(*incident.sets, added))


@_apply.register
def _(event: e.BreachToldApart, incident: Incident) -> Incident:
    incident = replace(incident, told_apart=(*incident.told_apart, event))
    return _with_set(incident, event.affected_set, breach="own")


@_apply.register
def _(event: e.ControllersNamed, incident: Incident) -> Incident:
    return _with_set(incident, event.affected_set, controllers=event.controllers)


@_apply.register
def _(event: e.NoticeDrafted, incident: Incident) -> Incident:
    made_from = {**incident.drafted_from, (event.audience, event.version): incident}
    numbers = (*incident.drafted_at, incident.seen + 1)
    return replace(incident, drafts=(*incident.drafts, event), drafted_at=numbers, drafted_from=made_from)


@_apply.register
def _(event: e.ReminderRaised, incident: Incident) -> Incident:
    numbers = (*incident.reminded_at, incident.seen + 1)
    return replace(incident, reminders=(*incident.reminders, event), reminded_at=numbers)


@_apply.register
def _(event: e.ReminderPassedOn, incident: Incident) -> Incident:
    numbers = (*incident.passed_on_at, incident.seen + 1)
    return replace(incident, passed_on=(*incident.passed_on, event), passed_on_at=numbers)


@_apply.register
def _(event: e.HandOverAsked, incident: Incident) -> Incident:
    numbers = (*incident.hand_overs_at, incident.seen + 1)
    return replace(incident, hand_overs=(*incident.hand_overs, event), hand_overs_at=numbers)


@_apply.register
def _(event: e.NoticeApproved, incident: Incident) -> Incident:
    return replace(incident, approvals=(*incident.approvals, Approval(event)))


@_apply.register
def _(event: e.ApprovalVoided, incident: Incident) -> Incident:
    same = (event.audience, event.version)
    voided = tuple(
        replace(a, void=event.reason) if (a.event.audience, a.event.version) == same and a.void is None else a
        for a in incident.approvals
    )
    return replace(incident, approvals=voided)


@_apply.register
def _(event: e.CommunicationWaived, incident: Incident) -> Incident:
    return replace(incident, waived=event)


@_apply.register
def _(event: e.PartOpened, incident: Incident) -> Incident:
    left = tuple(one for one in incident.sets if one.id not in event.affected_sets)
    waiting = tuple(one for one in incident.waiting if one.affected_set not in event.affected_sets)
    return replace(incident, sets=left, waiting=waiting, parts=(*incident.parts, event))


@_apply.register
def _(event: e.OpenedAsPart, incident: Incident) -> Incident:
    return replace(incident, part_of=event)


@_apply.register(e.JudgedNoBreach)
@_apply.register(e.IncidentClosed)
@_apply.register(e.IncidentMerged)
def _(event: e.JudgedNoBreach | e.IncidentClosed | e.IncidentMerged, incident: Incident) -> Incident:
    return replace(incident, ended=event)
