"""Who may do what, who is reached how, and who stands in for whom. The team is folded from its log (`team_log.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from breachbot.deadlines.quiet import Quiet
from breachbot.deadlines.rota import Rota
from breachbot.errors import Refused
from breachbot.incident.events import (
    AwayStated,
    DpoProposed,
    GroupRead,
    HabitsSet,
    Part,
    PartGiven,
    RolesChanged,
    Way,
)

Role = Literal["responder", "dpo", "deputy"]
STREAM = "team"
MOST_MEMBERS = 200
"""Members of the user group that count; more is no response team."""
COUNTS_FOR = timedelta(days=7)
"""How long a proposal of a DPO waits for the second person, and how long both have had their part before."""


@dataclass(frozen=True)
class Absence:
    """From when until when somebody is away, and who is told in their place."""

    stated: AwayStated
    until: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether a moment lies in it: at its beginning yes, at its end no."""
        return self.stated.at <= moment < self.until


@dataclass(frozen=True)
class Proposal:
    """Who is to be the DPO. number: of the event, from 1."""

    number: int
    event: DpoProposed

    def waits(self, now: datetime) -> bool:
        """Whether it can still be confirmed."""
        return now < self.event.at + COUNTS_FOR


@dataclass(frozen=True)
class Team:
    """The current people, as Slack user ids. The DPO and the deputies are responders too.

    responders: those who are named one by one. rota, group: where more of them come from; `group_read`: the members
    of the group as Slack last gave them. directors, operators, counsel: no role in an incident follows from these.
    habits, absences: how people are reached, and when they are away, by person. settings: what the settings said when
    they last changed. seen: how many events there are. dpo_before: who was the DPO until the last one was confirmed.
    given: by whom and when a part was given, by person and part; what the settings give is not in it.
    """

    responders: tuple[str, ...] = ()
    dpo: str | None = None
    deputies: tuple[str, ...] = ()
    seen: int = 0
    directors: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    counsel: tuple[str, ...] = ()
    habits: Mapping[str, HabitsSet] = field(default_factory=dict)
    absences: Mapping[str, tuple[Absence, ...]] = field(default_factory=dict)
    rota: Rota | None = None
    group: str | None = None
    group_read: GroupRead | None = None
    proposal: Proposal | None = None
    settings: RolesChanged | None = None
    dpo_before: str | None = None
    given: Mapping[tuple[str, Part], PartGiven] = field(default_factory=dict)

    def role(self, user: str) -> Role | None:
        """The strongest role of a user, or None for somebody without one."""
        if user == self.dpo:
            return "dpo"
        if user in self.deputies:
            return "deputy"
        return "responder" if user in self.answering else None

    @property
    def approvers(self) -> tuple[str, ...]:
        """Who may approve a notice: the DPO first, then the deputies."""
        return ((self.dpo,) if self.dpo else ()) + self.deputies

    @property
    def grouped(self) -> tuple[str, ...]:
        """The members of the Slack user group, as last read."""
        return self.group_read.members if self.group_read else ()

    @property
    def group_is_full(self) -> bool:
        """Whether as many members of the group count as can, so that further ones may have been left out."""
        return len(self.grouped) >= MOST_MEMBERS

    @property
    def answering(self) -> tuple[str, ...]:
        """Every responder, whether from the list, the rota or the group."""
        return tuple(
            dict.fromkeys((*self.responders, *(self.rota.people if self.rota else ()), *self.grouped))
        )

    @property
    def everyone(self) -> tuple[str, ...]:
        """Each person with a role, once, approvers first."""
        return tuple(dict.fromkeys((*self.approvers, *self.answering)))

    @property
    def known(self) -> tuple[str, ...]:
        """Each person with any part, with or without a role in incidents."""
        return tuple(dict.fromkeys((*self.everyone, *self.directors, *self.operators, *self.counsel)))

    def those(self, part: Part) -> tuple[str, ...]:
        """Who is named for a part."""
        found: dict[Part, tuple[str, ...]] = {
            "responder": self.responders,
            "deputy": self.deputies,
            "director": self.directors,
            "operator": self.operators,
            "counsel": self.counsel,
        }
        return found[part]

    # --- at a moment -----------------------------------------------------------------------------------------

    def in_turn(self, moment: datetime) -> tuple[str, ...]:
        """The responders in the order in which they are asked: whoever is on call first. For who is away comes their
        substitute."""
        on_call = self.rota.in_turn(moment) if self.rota else ()
        return self.instead((*on_call, *self.responders, *self.grouped), moment)

    def away(self, user: str, moment: datetime) -> Absence | None:
        """The absence of somebody who is away at a moment and has a substitute; None for whoever is there."""
        return next((one for one in reversed(self.absences.get(user, ())) if one.covers(moment)), None)

    def instead(self, users: Iterable[str], moment: datetime) -> tuple[str, ...]:
        """These people once each, their substitutes in the place of those who are away."""
        return tuple(dict.fromkeys(self._instead(user, moment) for user in users))

    def for_whom(self, user: str, moment: datetime) -> tuple[str, ...]:
        """In whose place somebody is at a moment: those who are away and whose substitute they are."""
        away = (one for one in self.absences if one != user and self.away(one, moment))
        return tuple(one for one in away if self._instead(one, moment) == user)

    def _instead(self, user: str, moment: datetime) -> str:
        """The person, or whoever is there in their place. Where all of them are away it is the person themself."""
        passed, at = {user}, user
        while absence := self.away(at, moment):
            at = absence.stated.substitute
            if at in passed or not self.may_stand_in(at, user):
                return user
            passed.add(at)
        return at

    def may_stand_in(self, user: str, for_whom: str) -> bool:
        """Whether one may be told in the place of another: a substitute gets no right that they do not have."""
        if for_whom in self.approvers:
            return user in self.approvers
        return user in self.everyone

    def quiet(self, user: str, zone: tzinfo) -> Quiet | None:
        """A person's quiet hours; zone: the company's, for who has none of their own."""
        set_so = self.habits.get(user)
        if set_so is None or set_so.quiet_from is None or set_so.quiet_until is None:
            return None
        return Quiet(
            self.zone(user, zone),
            time.fromisoformat(set_so.quiet_from),
            time.fromisoformat(set_so.quiet_until),
        )

    def zone(self, user: str, otherwise: tzinfo) -> tzinfo:
        """The zone of a person's clocks; otherwise: the company's, for who has none of their own."""
        set_so = self.habits.get(user)
        return ZoneInfo(set_so.zone) if set_so and set_so.zone else otherwise

    def ways(self, user: str) -> tuple[Way, ...]:
        """By which ways reminders come to somebody first."""
        return self.habits[user].ways if user in self.habits else ("slack",)

    # --- who may -----------------------------------------------------------------------------------------------

    def require_responder(self, user: str) -> None:
        """Raise Refused unless the user has any role."""
        if self.role(user) is None:
            raise Refused(
                "Only the breach response team can do this. Ask one of them, or report it with /breach."
            )

    def require_approver(self, user: str, what: str) -> None:
        """Raise Refused unless the user is the DPO or a deputy; `what` completes 'can …'."""
        if self.role(user) not in ("dpo", "deputy"):
            raise Refused(f"Only the DPO or a deputy can {what}.")
