"""One duty of a law, and how people are reminded of it."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from breachbot.playbook.conditions import All, Condition, Data
from breachbot.playbook.earlier import completed
from breachbot.playbook.timing import Duration, Limit, several
from breachbot.playbook.words import FROM_MEMORY, Id, Sentence, Sourced, Stage


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
