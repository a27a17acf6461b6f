"""What happened, in the past tense: the only state that breachbot keeps.

Every class here is frozen and is written once. A correction is a new event; an old kind stays readable for ever.
A stream is the life of one thing: an incident (`pdb-…`), a signal (`sig-…`) or the team (`team`).
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from breachbot.intake.signal import Finding, Kind, Weight
from breachbot.notices.fields import Audience as Audience
from breachbot.notices.fields import Phase, State
from breachbot.playbook.timing import Anchor
from breachbot.playbook.triage import FindingType, Hint, Severity
from breachbot.playbook.types import Outcome


def _aware_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time without a zone is refused: say which instant it is")
    return value.astimezone(UTC)


Utc = Annotated[datetime, AfterValidator(_aware_utc)]
"""An instant: aware, in UTC."""

MAIN = "main"
"""The affected set that every incident has from the start. What was recorded before there were sets belongs to it."""

SYSTEM = "breachbot"
"""The actor of what nobody clicked."""
OPERATOR = "operator"
"""The actor of what was asked for on the command line, where nobody says who they are."""

STATIC = "static"
"""The target of every page that was published before targets had names."""


class Happened(BaseModel):
    """What every event carries: the instant, and who did it (a Slack user id, or `breachbot`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    at: Utc
    by: str


# --- a signal -------------------------------------------------------------------------------------------------


class Report(BaseModel):
    """What a person reported whom nobody could confirm to be a member. `message`: the permalink, if there is one."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str
    detected_at: Utc
    personal_data: Literal["yes", "no"] | None
    message: str | None


class Burst(BaseModel):
    """The candidates that one came close together with, itself included; it may be the only one.

    began_at: when the first of them came. own_card: whether this one has a card of its own, or shares a message.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    began_at: Utc
    own_card: bool


class SplitOff(BaseModel):
    """Out of which signal somebody took one, and why. series: that by which its sender knows what it sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    signal: str
    series: str
    reason: str


Later = Literal["here", "alike", "new"]
"""Where later deliveries of a series go after a split: all to the signal that was split, those that are alike to what
was taken out to the new one, or all to the new one."""


class Likeness(BaseModel):
    """What deliveries of one series are told apart by."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    what: str
    project: str | None
    environment: str | None


class SignalReceived(Happened):
    """The first delivery of a series. Holds the allow-list of DESIGN.md alone, no free text of the sender.

    `type`, `severity`: None for what came before there were any, and for a report. `times`, `people`: how often, and on
    how many people, the sender counts it by itself; `again`: why it is more than a repeat. `report`: that of a person
    (`by`), which is shown nowhere but in a private place.
    `rules`: what the verdict rests on, by id; none in what came before that was recorded. `opens`: one of them says
    that an incident begins at once. `burst`: None for what asks for nobody, and for what came before there were any.
    `split`: None unless a person (`by`) took its deliveries out of another signal.
    """

    kind: Literal["signal_received"] = "signal_received"
    source: str
    series: str
    delivery: str
    verdict: Weight
    reasons: tuple[str, ...]
    what: str
    project: str | None
    environment: str | None
    level: str | None
    link: str | None
    occurred_at: Utc | None
    findings: tuple[Finding, ...]
    hints: tuple[Hint, ...] = ()
    type: FindingType | None = None
    severity: Severity | None = None
    times: int | None = None
    people: int | None = None
    again: str | None = None
    report: Report | None = None
    rules: tuple[str, ...] = ()
    opens: bool = False
    burst: Burst | None = None
    split: SplitOff | None = None


class SignalRaised(Happened):
    """A later delivery of the same series weighed more than what was known, or grew beyond what was dismissed.

    `why` says in a line what makes a dismissed signal wake; None where none was dismissed. `burst`: as for what is
    received.
    """

    kind: Literal["signal_raised"] = "signal_raised"
    hints: tuple[Hint, ...] = ()
    delivery: str
    verdict: Weight
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]
    environment: str | None = None
    times: int | None = None
    people: int | None = None
    why: str | None = None
    rules: tuple[str, ...] = ()
    burst: Burst | None = None


class SignalClaimed(Happened):
    """Somebody (`by`) looks at it."""

    kind: Literal["signal_claimed"] = "signal_claimed"


class SignalEscalated(Happened):
    """Nobody claimed it in time, so `to` was asked."""

    kind: Literal["signal_escalated"] = "signal_escalated"
    to: str
    step: int
    late_minutes: int


class SignalRead(Happened):
    """Somebody (`by`) read what the sender wrote in one delivery of the signal, and why."""

    kind: Literal["signal_read"] = "signal_read"
    delivery: str
    reason: str


class DismissalProposed(Happened):
    """Somebody finds that a signal with grave data is no breach, with the reason; a second person decides."""

    kind: Literal["dismissal_proposed"] = "dismissal_proposed"
    reason: str


class SignalDismissed(Happened):
    """Judged not to be a personal data breach, with the reason. `count`: how often it had come; None: not recorded.

    `alone`: it showed grave data, and there was no second person to decide.
    """

    kind: Literal["signal_dismissed"] = "signal_dismissed"
    reason: str
    count: int | None = None
    alone: bool = False


class SignalSplit(Happened):
    """Somebody took deliveries out of a signal, into one of their own (`signal`), since they are something else.

    `alike`: what later ones are compared by; None unless `later` says so. `last`: the newest that stays. `verdict`,
    `kinds`, `environments`: what is known of those that stay; whatever goes beyond it later is news.
    """

    kind: Literal["signal_split"] = "signal_split"
    reason: str
    signal: str
    deliveries: tuple[str, ...]
    later: Later
    alike: Likeness | None
    last: str
    verdict: Weight
    kinds: tuple[Kind, ...]
    environments: tuple[str, ...]


class SignalOpened(Happened):
    """It became (part of) an incident."""

    kind: Literal["signal_opened"] = "signal_opened"
    incident: str


# --- an incident ----------------------------------------------------------------------------------------------


class IncidentOpened(Happened):
    """Somebody (`by`) thinks that this may be a breach. The clock does not run yet.

    `message` is the permalink of the message from which it was reported, if it was; never its text.
    """

    kind: Literal["incident_opened"] = "incident_opened"
    title: str
    detected_at: Utc
    signal: str | None
    playbook: str
    playbook_version: str
    playbook_sha256: str
    message: str | None = None


class ChannelOpened(Happened):
    """The private channel exists and these people were invited."""

    kind: Literal["channel_opened"] = "channel_opened"
    channel: str
    invited: tuple[str, ...]


Unusual = Literal["before_detection", "little_time"]
"""What is unusual about a moment of awareness: before the incident was detected, or the hours were nearly over."""


class BecameAware(Happened):
    """A responder states since when the company is aware (EDPB 9/2022, 31: reasonable certainty).

    `unusual`: what the person was asked about. `to_confirm`: the DPO or a deputy is asked to confirm or correct it;
    not where they stated it themselves. At first nobody was asked.
    `affected_set`: whose clock it starts; the main set's is the incident's, and at first there was no other.
    """

    kind: Literal["became_aware"] = "became_aware"
    aware_at: Utc
    basis: str
    unusual: tuple[Unusual, ...] = ()
    to_confirm: bool = False
    affected_set: str = MAIN


class AwarenessMoved(Happened):
    """The moment of awareness is corrected; the old one stays on record. The rest is as in `BecameAware`."""

    kind: Literal["awareness_moved"] = "awareness_moved"
    was: Utc
    aware_at: Utc
    reason: str
    unusual: tuple[Unusual, ...] = ()
    to_confirm: bool = False
    affected_set: str = MAIN


class AwarenessConfirmed(Happened):
    """The DPO or a deputy confirms an unusual moment of awareness."""

    kind: Literal["awareness_confirmed"] = "awareness_confirmed"
    aware_at: Utc
    reason: str
    affected_set: str = MAIN


class EvidenceProposed(Happened):
    """What an alert suggests (`by` its source): how it reads, and answers for a person to confirm.

    It holds no value of a person. `seen` counts deliveries, not people.
    """

    kind: Literal["evidence_proposed"] = "evidence_proposed"
    signal: str
    reading: Literal["credentials_in_clear", "personal_data", "vulnerability", "nothing"]
    answers: dict[str, JsonValue]
    project: str | None
    environment: str | None
    seen: int
    first_seen: Utc | None
    last_seen: Utc | None


Breach = Literal["same", "own"]
"""Whether a set belongs to the same breach as the incident and shares its clock, or has a clock of its own."""


class AffectedSetAdded(Happened):
    """A part of the incident's data gets facts, outcomes and a role of its own.

    `breach`: what the person said of it; None: at first nobody was asked, and it counted as the same. A clock of its
    own starts with the `BecameAware` that follows.
    """

    kind: Literal["affected_set_added"] = "affected_set_added"
    affected_set: str
    title: str
    breach: Breach | None = None


class BreachToldApart(Happened):
    """A set that was held to be of the same breach turned out to be another one, with the reason.

    `was`: what had been said of it; None where nobody was asked. Its clock starts with the `BecameAware` that follows.
    """

    kind: Literal["breach_told_apart"] = "breach_told_apart"
    affected_set: str
    was: Breach | None
    reason: str


class ControllersNamed(Happened):
    """Whose data a set holds for which the company is processor; replaces what was named before."""

    kind: Literal["controllers_named"] = "controllers_named"
    affected_set: str
    controllers: tuple[str, ...]


class FactStated(Happened):
    """One answer to one question. `value` None means: it is not known. `settles`: the DPO's word ends a conflict."""

    kind: Literal["fact_stated"] = "fact_stated"
    fact: str
    value: JsonValue
    source: Literal["alert", "person", "document"]
    confirmed: bool
    settles: bool = False
    affected_set: str = MAIN


class InWords(BaseModel):
    """An answer, and the words of a telling that it rests on; of a list one option."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    fact: str
    value: JsonValue
    words: str


class ToldConfirmed(Happened):
    """A person went through what a telling suggests: `taken` became their answers, `left` did not."""

    kind: Literal["told_confirmed"] = "told_confirmed"
    taken: tuple[InWords, ...]
    left: tuple[InWords, ...]
    affected_set: str = MAIN


class DoubtExplained(Happened):
    """Why something is so that seldom is: `doubt` names the combination, `said` what was on record, side by side."""

    kind: Literal["doubt_explained"] = "doubt_explained"
    doubt: str
    affected_set: str
    said: tuple[str, ...]
    reason: str


class Weighed(BaseModel):
    """What spoke for a risk or against it where an outcome was left to judgement, and the facts behind it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    speaks: Literal["for", "against"]
    because: str
    facts: tuple[str, ...]


class Ruling(BaseModel):
    """The outcome for one obligation and the rules that decided it; where it is to be weighed, what speaks for what."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    obligation: str
    outcome: Outcome
    rules: tuple[str, ...]
    because: tuple[str, ...]
    waiting_for: tuple[str, ...] = ()
    considerations: tuple[Weighed, ...] = ()


class Assessed(Happened):
    """One playbook applied to the facts of one affected set at that moment.

    Neither the version nor the playbook's id was kept at first: there was one, which the incident names.
    """

    kind: Literal["assessed"] = "assessed"
    rulings: tuple[Ruling, ...]
    playbook_sha256: str
    playbook_version: str | None = None
    affected_set: str = MAIN
    playbook: str | None = None


class NoticeDrafted(Happened):
    """A rendered notice. `documents` maps a file name to its exact text; `sha256` is that of `primary`.

    `files` maps every file name to its SHA-256; early drafts did not say it.

    `fields_sha256` is over every fact rendered in it and `outcome` is that of its obligation at the time: a later
    change of either voids an approval. `change` says what a correction or a withdrawal changes. `form` is the number of
    what notices of that day said (notices/forms.py). `points` counts what the notice has to say, known or not; early
    drafts did not say it.
    """

    kind: Literal["notice_drafted"] = "notice_drafted"
    audience: Audience
    version: int
    state: State
    change: str | None
    outcome: Outcome
    documents: dict[str, str]
    primary: str
    sha256: str
    files: dict[str, str] = {}
    fields_sha256: str
    points: int | None = None
    still_unknown: tuple[str, ...]
    problems: tuple[str, ...]
    late_without_reasons: bool
    template_sha256: str
    as_of: Utc
    form: int = 1


class NoticeOpened(Happened):
    """Somebody who decides on notices (`by`) opened the text of this version. Nobody can say that they read it."""

    kind: Literal["notice_opened"] = "notice_opened"
    audience: Audience
    version: int
    sha256: str


Own = Literal["draft", "facts"]
"""Which part of an approved notice was the approver's own: its draft, or every fact in it."""


class NoticeApproved(Happened):
    """The DPO or deputy (`by`) approved these exact bytes, as advice or as the controller's decision.

    `files` holds the SHA-256 of every file of the notice by its name; early approvals named the primary one alone.
    `targets` names where a page is to go out; early approvals meant the folder of plain files.
    `own`: what of it was the approver's own, so that no second pair of eyes saw it; early approvals did not say.
    """

    kind: Literal["notice_approved"] = "notice_approved"
    audience: Audience
    version: int
    sha256: str
    files: dict[str, str] = {}
    targets: tuple[str, ...] = (STATIC,)
    capacity: Literal["dpo_advice", "controller_decision"]
    break_glass: str | None
    own: tuple[Own, ...] = ()
    head: str


class NoticeRejected(Happened):
    """The draft was turned down; the reason says what to change."""

    kind: Literal["notice_rejected"] = "notice_rejected"
    audience: Audience
    version: int
    sha256: str
    reason: str


class ApprovalVoided(Happened):
    """Something that the approved notice says is no longer so."""

    kind: Literal["approval_voided"] = "approval_voided"
    audience: Audience
    version: int
    reason: str


class PagePublished(Happened):
    """The approved bytes were written at a target and read back; `path` is where they lie, as the target names it.

    `files` holds the SHA-256 of what else the public sees changed by it (the index, the feed, …), by its path; early
    publications did not say it.
    """

    kind: Literal["page_published"] = "page_published"
    target: str = STATIC
    version: int
    sha256: str
    state: State
    path: str
    url: str
    files: dict[str, str] = {}


class AuthorityFiled(Happened):
    """A person filed the notice at the authority and recorded it here. `phase` follows Art. 33(4)."""

    kind: Literal["authority_filed"] = "authority_filed"
    phase: Phase
    version: int
    sha256: str
    known_as_of: Utc
    filed_at: Utc
    channel: str
    reference: str
    delay_reasons: str | None


class PeopleTold(Happened):
    """A direct communication to the people affected (Art. 34(1)) was made."""

    kind: Literal["people_told"] = "people_told"
    told_at: Utc
    channel: str
    number: int


class CommunicationWaived(Happened):
    """A reasoned decision that Art. 34(3)(a), (b) or (c) applies."""

    kind: Literal["communication_waived"] = "communication_waived"
    ground: Literal["a", "b", "c"]
    reason: str


class AdviceGiven(Happened):
    """What the DPO or a deputy advises on one obligation of one set (Art. 39(1)(a)). It changes no outcome."""

    kind: Literal["advice_given"] = "advice_given"
    affected_set: str
    obligation: str
    outcome: Literal["required", "not_required"]
    reason: str


class OutcomeDecided(Happened):
    """What the controller decides on one obligation of one set, beside the ruling that stood at that moment."""

    kind: Literal["outcome_decided"] = "outcome_decided"
    affected_set: str
    ruling: Ruling
    outcome: Literal["required", "not_required"]
    reason: str


class DecisionLapsed(Happened):
    """Something became known, so a decision that had lifted a duty is no longer in force."""

    kind: Literal["decision_lapsed"] = "decision_lapsed"
    affected_set: str
    obligation: str
    outcome: Outcome
    decided_at: Utc


class ControllerMessageDrafted(Happened):
    """A message to one controller (Art. 33(2)), rendered from the facts of its set. Nobody assesses a risk in it."""

    kind: Literal["controller_message_drafted"] = "controller_message_drafted"
    affected_set: str
    controller: str
    text: str
    sha256: str
    fields_sha256: str
    still_unknown: tuple[str, ...]
    template_sha256: str


class ControllerTold(Happened):
    """As a processor, the company told the controller (Art. 33(2)). `sha256` is that of the newest draft, if any."""

    kind: Literal["controller_told"] = "controller_told"
    told_at: Utc
    controller: str
    channel: str
    affected_set: str = MAIN
    sha256: str | None = None


class DutyRecorded(Happened):
    """A person did elsewhere what an obligation asks, and recorded it here. `delay_reasons`: why so late, if it was."""

    kind: Literal["duty_recorded"] = "duty_recorded"
    obligation: str
    done_at: Utc
    channel: str
    reference: str
    delay_reasons: str | None = None


class RegimeConfirmed(Happened):
    """Somebody said whether a pack applies, by which of its criteria, and why. `pack`: the pack as it was then, whole,
    by which the incident goes from then on; `sha256` is that of its file."""

    kind: Literal["regime_confirmed"] = "regime_confirmed"
    regime: str
    applies: bool
    criteria: tuple[str, ...]
    reason: str
    version: str
    sha256: str
    pack: dict[str, JsonValue]


class MomentStated(Happened):
    """From when a time of a law counts: what `anchor` names (playbook/timing.py) was at `moment`, and how that is
    known. A later one about the same replaces it."""

    kind: Literal["moment_stated"] = "moment_stated"
    regime: str
    anchor: Anchor
    moment: Utc
    basis: str


class ReminderRaised(Happened):
    """A rung of the ladder came. `missed` are earlier rungs that passed while nothing ran.

    late_minutes: how long ago the earliest of them came. owner: whose follow-up measure it is about; None where it is
    about a duty. idle_minutes: for how long nothing had asked what is due, by a clock that nobody moves; None: unknown.
    everybody: it goes to the DPO, the deputies and whoever has it. has_it: who had said that they have it, of the one
    before.
    """

    kind: Literal["reminder_raised"] = "reminder_raised"
    obligation: str
    rung: str
    due_at: Utc | None
    missed: tuple[str, ...]
    late_minutes: int
    owner: str | None = None
    idle_minutes: int | None = None
    everybody: bool = False
    has_it: str | None = None


class ReminderPassedOn(Happened):
    """A reminder of duties reached nobody, or nobody answered it, and went to the next in order. `reminder`: the number
    of its event, the newest where several fell together. `to`: user ids, `director` or `operators`."""

    kind: Literal["reminder_passed_on"] = "reminder_passed_on"
    reminder: int
    to: tuple[str, ...]
    channel: Literal["slack", "mail", "webhook"]
    why: Literal["undelivered", "unanswered"]


class ReminderAnswered(Happened):
    """Somebody said that they have it. That stops passing this reminder on, and no clock."""

    kind: Literal["reminder_answered"] = "reminder_answered"
    reminder: int


class JudgedNoBreach(Happened):
    """Looked into, and not a personal data breach (Art. 4(12)); the reason stays in the register.

    `computed`: what the playbook said of documenting a breach at that moment; None: not recorded. `facts_aside`: why
    the facts on record do not matter, where they did not show it. `break_glass`: why who advised on it judged it too.
    """

    kind: Literal["judged_no_breach"] = "judged_no_breach"
    reason: str
    computed: Outcome | None = None
    facts_aside: str | None = None
    break_glass: str | None = None


class Measure(BaseModel):
    """What is to be done after the end, by whom (a Slack user id), and by the end of which day (in UTC)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    what: str
    owner: str
    until: date


class IncidentClosed(Happened):
    """Every obligation is met or reasoned away. `follow_up`: what is still to be done so that it does not happen again;
    early closings did not say it.
    """

    kind: Literal["incident_closed"] = "incident_closed"
    effects: str
    measures: str
    lessons: str
    follow_up: tuple[Measure, ...] = ()


class MeasureAdded(Happened):
    """A follow-up measure was agreed after the end. `measure`: what is to be done, by whom and by when."""

    kind: Literal["measure_added"] = "measure_added"
    measure: Measure


class MeasureDone(Happened):
    """A follow-up measure was carried out. `number`: its place among those of the closing and those that were added
    later, from 1."""

    kind: Literal["measure_done"] = "measure_done"
    number: int
    note: str


class TakenForSomebody(Happened):
    """An operator (`by`) did something on the command line on the word of a person, such as while Slack was away.

    person: whose word it was; the events themselves name them. act: the name of the act, or `open_notice`. events: the
    numbers of what followed, in this stream from 1. operator: who typed it, as they say. because: why the person did
    not do it themselves.
    """

    kind: Literal["taken_for_somebody"] = "taken_for_somebody"
    person: str
    act: str
    events: tuple[int, ...]
    operator: str
    because: str


class Countersigned(Happened):
    """The person for whom an operator did something says whether it was their word. number: which time, from 1."""

    kind: Literal["countersigned"] = "countersigned"
    number: int
    theirs: bool
    remark: str | None = None


# --- the team -------------------------------------------------------------------------------------------------


class RolesChanged(Happened):
    """Who may do what from now on (Slack user ids). `team_id` is the workspace they belong to."""

    kind: Literal["roles_changed"] = "roles_changed"
    responders: tuple[str, ...]
    dpo: str | None
    deputies: tuple[str, ...]


class CalendarOpened(Happened):
    """A person has a calendar of deadlines, in place of any before. digest: the keyed digest of its address."""

    kind: Literal["calendar_opened"] = "calendar_opened"
    digest: str


class CalendarClosed(Happened):
    """A person's calendar was ended: its address shows nothing any more."""

    kind: Literal["calendar_closed"] = "calendar_closed"


class PlaybookAdopted(Happened):
    """A playbook came into use. Its text is kept, so that an old assessment can be made again as it was."""

    kind: Literal["playbook_adopted"] = "playbook_adopted"
    playbook: str
    version: str
    sha256: str
    text: str


SignalEvent = (
    SignalReceived
    | SignalRaised
    | SignalClaimed
    | SignalEscalated
    | SignalRead
    | DismissalProposed
    | SignalDismissed
    | SignalSplit
    | SignalOpened
)
IncidentEvent = (
    IncidentOpened
    | EvidenceProposed
    | ChannelOpened
    | BecameAware
    | AwarenessMoved
    | AwarenessConfirmed
    | AffectedSetAdded
    | BreachToldApart
    | ControllersNamed
    | FactStated
    | ToldConfirmed
    | DoubtExplained
    | Assessed
    | AdviceGiven
    | OutcomeDecided
    | DecisionLapsed
    | ControllerMessageDrafted
    | NoticeDrafted
    | NoticeOpened
    | NoticeApproved
    | NoticeRejected
    | ApprovalVoided
    | PagePublished
    | AuthorityFiled
    | PeopleTold
    | CommunicationWaived
    | ControllerTold
    | DutyRecorded
    | RegimeConfirmed
    | MomentStated
    | ReminderRaised
    | ReminderPassedOn
    | ReminderAnswered
    | JudgedNoBreach
    | IncidentClosed
    | MeasureAdded
    | MeasureDone
    | TakenForSomebody
    | Countersigned
)
Event = Annotated[
    SignalEvent | IncidentEvent | RolesChanged | PlaybookAdopted | CalendarOpened | CalendarClosed,
    Field(discriminator="kind"),
]

_ADAPTER: TypeAdapter[Any] = TypeAdapter(Event)


def encode(event: Happened) -> bytes:
    """The stored form. ASCII JSON, so that NUL and lone surrogates in a person's text survive every database."""
    return json.dumps(event.model_dump(mode="json"), sort_keys=True, separators=(",", ":")).encode("ascii")


def decode(body: bytes) -> Happened:
    """The event that `encode` wrote. Raises pydantic's ValidationError on anything else."""
    event: Happened = _ADAPTER.validate_python(json.loads(body))
    return event
