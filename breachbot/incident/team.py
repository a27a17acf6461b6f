"""Who may do what. Roles come from the settings and become events, so that every old decision can be explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from breachbot.errors import Refused
from breachbot.incident.events import SYSTEM, Happened, RolesChanged

Role = Literal["responder", "dpo", "deputy"]
STREAM = "team"


@dataclass(frozen=True)
class Team:
    """The current people, as Slack user ids. The DPO and the deputies are responders too."""

    responders: tuple[str, ...] = ()
    dpo: str | None = None
    deputies: tuple[str, ...] = ()
    seen: int = 0

    def role(self, user: str) -> Role | None:
        """The strongest role of a user, or None for somebody without one."""
        if user == self.dpo:
            return "dpo"
        if user in self.deputies:
            return "deputy"
        return "responder" if user in self.responders else None

    @property
    def approvers(self) -> tuple[str, ...]:
        """Who may approve a notice: the DPO first, then the deputies."""
        return ((self.dpo,) if self.dpo else ()) + self.deputies

    @property
    def everyone(self) -> tuple[str, ...]:
        """Each person with a role, once, approvers first."""
        return tuple(dict.fromkeys((*self.approvers, *self.responders)))

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


def team_of(events: Iterable[Happened]) -> Team:
    """Fold the team's stream."""
    team = Team()
    for seen, event in enumerate(events, start=1):
        if isinstance(event, RolesChanged):
            team = Team(event.responders, event.dpo, event.deputies, seen)
    return team


def set_roles(team: Team, wanted: Team, now: datetime) -> list[RolesChanged]:
    """One event if the settings name other people than before, none otherwise."""
    if (team.responders, team.dpo, team.deputies) == (wanted.responders, wanted.dpo, wanted.deputies):
        return []
    return [
        RolesChanged(
            at=now, by=SYSTEM, responders=wanted.responders, dpo=wanted.dpo, deputies=wanted.deputies
        )
    ]
