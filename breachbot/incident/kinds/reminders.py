"""A reminder of a duty came, went to the next person, was answered, put off or handed over."""

from __future__ import annotations

from typing import Literal

from breachbot.incident.kinds.happened import Happened, Utc


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
    """A reminder of duties reached nobody, or nobody answered it, and went to the next in order; or it came again to
    the one person who had put it off (`snoozed`), or that of a follow-up measure went on (`overdue`).

    `reminder`: the number of its event, the newest where several fell together. `to`: user ids, `director` or
    `operators`.
    """

    kind: Literal["reminder_passed_on"] = "reminder_passed_on"
    reminder: int
    to: tuple[str, ...]
    channel: Literal["slack", "mail", "webhook"]
    why: Literal["undelivered", "unanswered", "snoozed", "overdue"]


class ReminderAnswered(Happened):
    """Somebody said that they have it. That stops passing this reminder on, and no clock."""

    kind: Literal["reminder_answered"] = "reminder_answered"
    reminder: int


class ReminderSnoozed(Happened):
    """Somebody (`by`) wants a reminder again at a later moment; it changes nothing for anybody else."""

    kind: Literal["reminder_snoozed"] = "reminder_snoozed"
    reminder: int
    until: Utc


class HandOverAsked(Happened):
    """Who has it (`by`) asks somebody to take it over (`to`)."""

    kind: Literal["hand_over_asked"] = "hand_over_asked"
    reminder: int
    to: str


class HandOverAnswered(Happened):
    """Whoever was asked (`by`) takes it over, or does not. `asked`: the number of the event by which `of` asked."""

    kind: Literal["hand_over_answered"] = "hand_over_answered"
    asked: int
    accepted: bool
    of: str
