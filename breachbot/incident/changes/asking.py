"""Who asks for a change of the team, and what they may change."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Protocol

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident.act import Told
from breachbot.incident.events import Happened
from breachbot.incident.team import Team

NOBODY_DECIDES = (
    "Nobody on the team may decide on this. Name a DPO with BREACHBOT_DPO and start breachbot again."
)


def _slack_id(text: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]{1,63}", text):
        raise PydanticCustomError("told", "Choose a person: a Slack user id such as U012AB3CD is wanted.")
    return text


Person = Annotated[str, AfterValidator(_slack_id)]
Reason = Annotated[str, Told("Say in a sentence why: it stays on record.", least=5, most=bounds.CHANGE)]


@dataclass(frozen=True)
class Asking:
    """Who asks (`by`), the team, and the moment (UTC). operator: who typed it for them on the command line.

    mailed: who can be reached by mail.
    """

    by: str
    team: Team
    now: datetime
    operator: str | None = None
    mailed: Collection[str] = ()

    def require_running(self) -> None:
        """Raise Refused unless the person looks after the team."""
        if not runs(self.team, self.by):
            raise Refused(f"Only {_those(self.team, operators=True)} can change this. Ask one of them.")

    def require_deciding(self) -> None:
        """Raise Refused unless the person answers for who may decide."""
        if self.by not in deciding(self.team):
            raise Refused(f"Only {_those(self.team, operators=False)} can change this. Ask one of them.")

    def require_own(self, person: str) -> None:
        """Raise Refused unless it is about somebody on the team, by themself or by who looks after the team."""
        if person not in self.team.known:
            raise Refused("That person has no part on the team. Add them first.", field="person")
        if person != self.by:
            self.require_running()


class Change(Protocol):
    """A command about the team."""

    def events(self, asking: Asking) -> list[Happened]:
        """What follows from it. Raises Refused."""


def deciding(team: Team) -> tuple[str, ...]:
    """Who answers for who may decide: the DPO, the deputies and the directors."""
    return tuple(dict.fromkeys((*team.approvers, *team.directors)))


def runs(team: Team, user: str) -> bool:
    """Whether somebody looks after the team: one of those, or an operator."""
    return user in deciding(team) or user in team.operators


def _those(team: Team, *, operators: bool) -> str:
    if not deciding(team) and not (operators and team.operators):
        raise Refused(NOBODY_DECIDES)
    return "the DPO, a deputy, a director or an operator" if operators else "the DPO, a deputy or a director"
