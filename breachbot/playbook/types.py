"""A playbook: what one legal regime asks, as data.

Every obligation, concept and rule names the article it rests on, where that was read, and a mark: `checked`
against the source, or `unchecked-H/M/L` for a statement from memory with high, medium or low confidence.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from breachbot.playbook.conditions import All, Condition, Data
from breachbot.playbook.earlier import REMINDERS, completed, of_a_pack
from breachbot.playbook.timing import Duration, Limit, several

Outcome = Literal["required", "not_required", "weigh", "undetermined"]
"""What a rule set says of one obligation. `weigh`: all that matters is known, and the law leaves it to judgement;
`undetermined`: facts are missing. Both count as required for clocks and drafts."""

OUTCOMES: Mapping[Outcome, str] = {
    "required": "required",
    "not_required": "not required",
    "weigh": "to be weighed",
    "undetermined": "undetermined",
}
"""The word for each, wherever people read one."""

Effect = Literal["required", "not_required", "exception", "public_instead"]
"""What a rule does to its obligation."""

Stage = Literal["early_warning", "notification", "intermediate_report", "final_report"]
"""The place of a report in a chain of them."""

Factor = Literal["breach", "data", "identification", "severity", "vulnerability", "controller", "numbers"]

Mark = Literal["checked", "unchecked-H", "unchecked-M", "unchecked-L"]

MARKS: Mapping[Mark, str] = {
    "checked": "checked against the source",
    "unchecked-H": "from memory, with high confidence",
    "unchecked-M": "from memory, with medium confidence",
    "unchecked-L": "from memory, with low confidence",
}
"""The words for each, wherever people read one."""

FROM_MEMORY = "time from memory, check it"
"""What is said beside a time that nobody has checked against its source."""


def written(pattern: str, otherwise: str) -> AfterValidator:
    """A text that fits a pattern as a whole, and the sentence for one that does not."""

    def fits(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(otherwise)
        return text

    return AfterValidator(fits)


Id = Annotated[
    str,
    written(r"[a-z][a-z0-9_-]{0,60}", "must be a name in small letters, digits, - and _, such as grave_data"),
]
Version = Annotated[
    str,
    written(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[0-9]+)?",
        "must be a date such as 2026-11-24, or 2026-11-24.2 for a second one",
    ),
]
Sentence = Annotated[str, Field(min_length=1, max_length=600)]


def _known_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such file, a path, a folder
        raise ValueError("names no time zone; an IANA name such as Europe/Dublin is wanted") from None


Zone = Annotated[str, AfterValidator(_known_zone)]


class Sourced(Data):
    """What rests on law says where: the article, the text that was read, and how sure we are of it."""

    article: Sentence
    source: Sentence
    mark: Mark


class Kind(StrEnum):
    """How breachbot carries an obligation out: what `met_by` names. Code asks for the kind and for no obligation."""

    REGISTER = "register"
    """The incident is documented, which the register does by itself."""
    FILING = "filing"
    """The notice to the authority is drafted, approved, and filed by a person."""
    COMMUNICATION = "communication"
    """The security page is published, and the people affected are told directly."""
    CONTROLLERS = "controllers"
    """Each controller whose data a set holds is told."""
    RECORD = "record"
    """A person does it elsewhere and records when, where and under which reference."""


class Ladder(Data):
    """When people are reminded: so many hours before the deadline and then at an interval once it has passed
    (`hours_left`, `overdue_every`), or, for a duty without a number of hours, at an interval (`every`)."""

    hours_left: tuple[Annotated[int, Field(ge=1)], ...] = ()
    overdue_every: Duration | None = None
    every: Duration | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        counted = bool(self.hours_left) and self.overdue_every is not None and self.every is None
        repeated = not self.hours_left and self.overdue_every is None and self.every is not None
        if not (counted or repeated):
            raise ValueError("a ladder has either hours_left and overdue_every, or every")
        if list(self.hours_left) != sorted(set(self.hours_left), reverse=True):
            raise ValueError("hours_left must fall from rung to rung")
        return self


class Otherwise(Sourced):
    """The outcome where no rule speaks: the default of the law, or `weigh` where it leaves that open; and why."""

    outcome: Literal["required", "not_required", "weigh"]
    because: Sentence


class FollowUp(Data):
    """What is still owed after an initial notice: to complete it, under which article, with which reminders."""

    article: Sentence
    reminders: Ladder


class Bound(Sourced):
    """A later end of the same hours that the law may allow: background, never planned by (deadlines/background.py).

    `contested`: whether it applies at all is in dispute.
    """

    id: Literal["latest", "partial", "full"]
    means: Sentence
    contested: bool = False


class Ground(Data):
    """One ground on which people need not be told directly. `in_public`: the public page is still owed."""

    id: Literal["a", "b", "c"]
    means: Sentence
    in_public: bool = False


class Waiver(Data):
    """The decision that people need not be told directly: where the law gives it, and on which grounds."""

    article: Sentence
    grounds: tuple[Ground, ...] = Field(min_length=1)

    def ground(self, id: str) -> Ground | None:
        """The ground of that id."""
        return next((one for one in self.grounds if one.id == id), None)


class Obligation(Sourced, Limit):
    """One duty: what it is, for whom, by when, and how people are reminded of it.

    `label` is its name in a line, `stage` its place in a chain of reports. Its own time is that of a `Limit`, which is
    in elapsed hours from awareness unless a person meets it elsewhere; `no_later` is a second limit, and the earlier
    end counts. `criterion`: of a pack, the ground without which it is not owed. `follows`: it is owed only where those
    other obligations are. `replaces`: of a proposal, the obligation in whose place it would come. `pressing`: with so
    much of its time left, or less, its notice is drafted whatever is still open. `bounds`: later ends of the same
    hours, as background. `decidable`: people may rule on it, beside what is computed. `by_contract`: the reminders
    where a contract gives hours and the law does not; `promised`: those where the security page says by when its next
    update comes. `applies_because` says why it does not apply: once, or once for each part of `applies_when`.
    """

    id: Id
    met_by: Kind
    label: Sentence
    title: Sentence
    stage: Stage | None = None
    no_later: Limit | None = None
    criterion: Id | None = None
    follows: Annotated[tuple[Id, ...], BeforeValidator(several)] = ()
    replaces: Id | None = None
    pressing: Duration | None = None
    bounds: tuple[Bound, ...] = ()
    decidable: bool = False
    applies_when: Condition | None = None
    applies_because: Annotated[tuple[Sentence, ...], BeforeValidator(several)] = ()
    otherwise: Otherwise
    reminders: Ladder | None = None
    follow_up: FollowUp | None = None
    by_contract: Ladder | None = None
    waiver: Waiver | None = None
    promised: Ladder | None = None

    @property
    def needs(self) -> tuple[tuple[Condition, str], ...]:
        """What has to hold for it to apply, each with what is said where it does not."""
        if self.applies_when is None:
            return ()
        if isinstance(self.applies_when, All) and len(self.applies_when.all) == len(self.applies_because):
            return tuple(zip(self.applies_when.all, self.applies_because, strict=True))
        return ((self.applies_when, self.applies_because[0]),)

    @property
    def hours(self) -> str:
        """Its time in words, such as `24 hours`, `3 working days` or `1 month`; empty where the law sets no number."""
        return self.length

    @property
    def name(self) -> str:
        """Its label; where its time is known from memory alone, that it is."""
        unsure = self.counting is not None and self.mark != "checked"
        return f"{self.label} ({FROM_MEMORY})" if unsure else self.label

    @model_validator(mode="before")
    @classmethod
    def _as_files_were(cls, data: object) -> object:
        return completed(data)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.applies_when is None) != (not self.applies_because):
            raise ValueError("applies_when and applies_because belong together")
        if len(self.applies_because) not in (0, 1, len(self.needs)):
            raise ValueError("applies_because is one sentence, or one for each part of “all” in applies_when")
        for name, kind in _PARTS.items():
            if (getattr(self, name) is not None) != (self.met_by is kind):
                raise ValueError(f"{name} belongs to what is met by “{kind}”, and only to that")
        if self.promised and not (self.waiver and self.promised.hours_left):
            raise ValueError(
                "promised belongs to what is met by “communication”, and counts down with hours_left"
            )
        return self

    @model_validator(mode="after")
    def _times_fit(self) -> Self:
        if self.met_by is not Kind.RECORD and not self.plain:
            raise ValueError("only what is met by “record” counts otherwise than in hours from awareness")
        if self.bounds and not self.within:
            raise ValueError("bounds belong to a deadline (within)")
        if self.no_later and not self.counting:
            raise ValueError("no_later goes with a deadline (within)")
        if self.counting and not (self.reminders and self.reminders.hours_left):
            raise ValueError("a deadline (within) needs reminders with hours_left")
        if self.reminders and self.reminders.hours_left and not self.counting:
            raise ValueError("reminders with hours_left need a deadline (within)")
        return self


_PARTS = {
    "follow_up": Kind.FILING,
    "by_contract": Kind.CONTROLLERS,
    "waiver": Kind.COMMUNICATION,
}
"""What an obligation says of one kind of machinery, and of no other."""


class Concept(Sourced):
    """A named condition that several rules share, with the sentence that a lawyer would use for it."""

    id: Id
    means: Sentence
    when: Condition


class Consideration(Sourced):
    """What speaks for a risk to people or against it, where the law leaves an outcome to judgement. It decides nothing
    and is shown with the facts behind it. `factor`: one of those of EDPB Guidelines 9/2022 v2.0, section IV.B."""

    id: Id
    factor: Factor
    speaks: Literal["for", "against"]
    because: Sentence
    when: Condition


class Rule(Sourced):
    """One ground. `because` is shown to people when it decides.

    `exception` lifts a duty whose condition is met, and has to be shown: while unknown it lifts nothing.
    `public_instead` leaves the duty as it is and changes its form: a public communication instead of messages to
    each person, or beside them (Art. 34(3)(c)); it has to be shown as well.
    """

    id: Id
    obligation: Id
    effect: Effect
    because: Sentence
    when: Condition


class Customer(Data):
    """A customer for whom the company processes personal data. `within`: the hours that their contract gives for
    telling them of a breach, counted from awareness; None where it says no more than the law (Art. 33(2))."""

    name: Sentence
    within: Duration | None = None


class EscalationStep(Data):
    """A signal that nobody claimed for this long goes to this person."""

    after: Duration
    to: Literal["next_responder", "dpo"]


Channel = Literal["slack", "mail", "webhook"]


class ReminderStep(Data):
    """The next person and channel for a reminder, counted from the step before, or from the reminder itself.

    undelivered: after so long while it has reached nobody. unanswered: after so long once it has, and nobody has said
    that they have it; None: not for that alone. left: for that alone only once so much of the hours is left, or less.
    """

    to: Literal["dpo", "deputies", "director", "operators"]
    by: Channel
    undelivered: Duration
    unanswered: Duration | None = None
    left: Duration | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.by == "slack" and self.to in ("director", "operators")) or (
            self.by == "webhook" and self.to != "operators"
        ):
            raise ValueError("slack reaches the dpo and the deputies, and the web hook the operators")
        if self.left and not self.unanswered:
            raise ValueError("left belongs to unanswered")
        return self


class Reminders(Data):
    """What happens to a reminder of a duty that reached nobody, or that nobody answered, step by step until somebody
    does. `to_everybody`: with so many hours left it goes to the DPO, every deputy and whoever has it, answered or
    not."""

    to_everybody: tuple[Annotated[int, Field(ge=1)], ...]
    steps: tuple[ReminderStep, ...]


class Escalation(Data):
    """What happens to a candidate signal that nobody claims, to an incident of which nobody says what it is, to
    follow-up measures that nobody records as done, and to reminders that nobody answers."""

    steps: tuple[EscalationStep, ...] = Field(min_length=1)
    undecided_every: Duration = Field(default=timedelta(hours=2), gt=timedelta(0))
    """How often an open incident asks whether it is a breach, where no investigation has reminders of its own."""
    moments_every: Duration = Field(default=timedelta(days=1), ge=timedelta(days=1))
    """How often somebody is asked for a moment from which a law counts, the first time so long after that law was
    confirmed. That is no deadline yet, so it never comes more often than once a day."""
    measures: Ladder = Ladder(hours_left=(168, 24), overdue_every=timedelta(days=7))
    """When the owner of a follow-up measure is reminded of it; once its day is over, the DPO as well."""
    reminders: Reminders = Field(default_factory=lambda: Reminders.model_validate(REMINDERS))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        delays = [step.after for step in self.steps]
        if delays != sorted(set(delays)):
            raise ValueError("each step must come later than the one before")
        return self


class Growth(Data):
    """When a signal that was dismissed is raised again although nothing else about it is new."""

    times: int = Field(default=10, ge=2)
    """As often as it had come when it was dismissed, times this."""


class Investigation(Sourced):
    """How long it may take, from detection, until people have decided whether the company is aware of a breach.

    reminders: when they are reminded of it. beyond: with so much left, or less, a reminder that nobody answers goes
    beyond the DPO and the deputies.
    """

    within: Duration
    reminders: Ladder | None = None
    beyond: Duration = timedelta(hours=6)

    @model_validator(mode="after")
    def _counts_down(self) -> Self:
        if self.reminders and not self.reminders.hours_left:
            raise ValueError("what is to be decided by a time has reminders with hours_left")
        return self

    @property
    def unsure(self) -> str:
        """What is said beside its end: empty where the time was checked against its source."""
        return "" if self.mark == "checked" else f" ({FROM_MEMORY})"


class Criterion(Sourced):
    """One ground on which a pack applies to an incident, in a sentence that a person can confirm."""

    id: Id
    means: Sentence


class Playbook(Data):
    """One regime, whole. Whether ids are unique and names resolve is asked by assessment/check.py.

    One with `criteria` is a pack: it sets clocks and nothing else, once a person has confirmed for an incident that it
    applies. What its obligations do not say is that they are met by a record, and owed if it applies. `authority`: who
    gets the reports. `trigger`: what sets them off. `zone`, `country`: in which days and working days are counted; the
    company's own zone where a file says none. `begins`, `ends`: the first and the last day on which it is in force.
    `proposal`: it is no law yet, and can only be looked at.

    `vocabulary`: the edition of the answers that its rules were written for (assessment/vocabulary.py); a text that
    says nothing of it is of the first. `escalation`, `growth` and `customers` are the company's own and no law's: one
    file of all says the first two.
    """

    id: Id
    title: Sentence
    version: Version
    vocabulary: Annotated[int, Field(ge=1)] = 1
    jurisdiction: Sentence
    source: Sentence
    authority: Sentence | None = None
    trigger: Sentence | None = None
    zone: Zone | None = None
    country: (
        Annotated[str, written(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "must be a country such as DE, or DE-BY")] | None
    ) = None
    begins: date | None = None
    ends: date | None = None
    proposal: bool = False
    criteria: tuple[Criterion, ...] = ()
    investigation: Investigation | None = None
    escalation: Escalation | None = None
    growth: Growth | None = None
    concepts: tuple[Concept, ...] = ()
    obligations: tuple[Obligation, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()
    considerations: tuple[Consideration, ...] = ()
    customers: tuple[Customer, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _as_a_pack(cls, data: object) -> object:
        return of_a_pack(data)

    @model_validator(mode="after")
    def _packs_are_met_elsewhere(self) -> Self:
        elsewhere = all(one.met_by is Kind.RECORD for one in self.obligations)
        if self.criteria and not (elsewhere and not self.rules):
            raise ValueError(
                "a file with criteria has no rules, and nothing but obligations that are met by “record”"
            )
        if self.counts_working_days and self.country is None:
            raise ValueError("working days need the country whose holidays count (country)")
        return self

    @model_validator(mode="after")
    def _each_customer_once(self) -> Self:
        names = [one.name.casefold() for one in self.customers]
        if twice := next((one.name for one in self.customers if names.count(one.name.casefold()) > 1), None):
            raise ValueError(f"the customer “{twice}” is here twice")
        return self

    def __hash__(self) -> int:
        """That of all parts, worked out once: what is made from a playbook is remembered by it."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, name) for name in type(self).model_fields))

    @property
    def counts_working_days(self) -> bool:
        """Whether the holidays of its country matter."""
        limits = (limit for one in self.obligations for limit in (one, one.no_later) if limit)
        return any(limit.counting == "working_days" for limit in limits)

    def in_force(self, day: date) -> bool:
        """Whether it is law on that day."""
        begun = self.begins is None or self.begins <= day
        return not self.proposal and begun and (self.ends is None or day <= self.ends)

    def obligation(self, duty: str) -> Obligation | None:
        """The obligation of that id, or None where this regime has none."""
        return next((one for one in self.obligations if one.id == duty), None)

    def rules_for(self, duty: str, effect: str) -> tuple[Rule, ...]:
        """The rules on one obligation that have one effect, in the order of the file."""
        return tuple(rule for rule in self.rules if rule.obligation == duty and rule.effect == effect)
