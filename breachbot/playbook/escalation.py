"""What a company goes by besides the law: who is asked next, when a signal is raised again, how long people look."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from breachbot.playbook.conditions import Data
from breachbot.playbook.earlier import REMINDERS
from breachbot.playbook.obligation import Ladder
from breachbot.playbook.timing import Duration
from breachbot.playbook.words import FROM_MEMORY, Sourced


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


class MeasureStep(Data):
    """Who else is told of a follow-up measure that nobody has recorded as done, so long after its day was over."""

    to: Literal["dpo", "director"]
    by: Literal["mail"]
    after: Duration


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
    late_measures: tuple[MeasureStep, ...] = (
        MeasureStep(to="dpo", by="mail", after=timedelta(days=1)),
        MeasureStep(to="director", by="mail", after=timedelta(days=7)),
    )
    """To whom each reminder of one goes on once its day is over, until it is recorded as done."""
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
