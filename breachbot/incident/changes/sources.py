"""Where responders come from beside the list: an on-call rota, and a user group of Slack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from breachbot.errors import Refused
from breachbot.incident.act import Command
from breachbot.incident.changes.asking import Asking, Person, Reason
from breachbot.incident.changes.presence import Hour, Zone
from breachbot.incident.events import SYSTEM, GroupRead, GroupSet, Happened, RotaSet
from breachbot.incident.team import MOST_MEMBERS, Team

MOST_TURNS = 50
LAST_RESPONDER = "Nobody would be left to answer signals. Add a responder first."


class SetRota(Command):
    """People in turn, each for a day or a week, from a local time of the first day on."""

    people: tuple[Person, ...]
    every: Literal["day", "week"]
    hour: Hour
    zone: Zone
    first: date
    reason: Reason

    def events(self, asking: Asking) -> list[Happened]:
        asking.require_running()
        if not 1 <= len(self.people) <= MOST_TURNS:
            raise Refused(f"Name one to {MOST_TURNS} people.", field="people")
        if abs((self.first - asking.now.date()).days) > 366:
            raise Refused("That is more than a year away. Check the date.", field="first")
        return [RotaSet(at=asking.now, by=asking.by, operator=asking.operator, **self.model_dump())]


class EndRota(Command):
    """There is no rota any more."""

    reason: Reason

    def events(self, asking: Asking) -> list[Happened]:
        asking.require_running()
        rota = asking.team.rota
        if rota is None:
            raise Refused("There is no rota.")
        if not replace(asking.team, rota=None).answering:
            raise Refused(LAST_RESPONDER)
        return [
            RotaSet(
                at=asking.now,
                by=asking.by,
                operator=asking.operator,
                people=(),
                every="day",
                hour=f"{rota.hour:%H:%M}",
                zone=rota.zone.key,
                first=rota.first,
                reason=self.reason,
            )
        ]


def _group_id(text: str) -> str:
    if not re.fullmatch(r"S[A-Z0-9]{1,63}", text):
        raise PydanticCustomError("told", "Give the id of a Slack user group, such as S012AB3CD.")
    return text


class SetGroup(Command):
    """The members of a Slack user group are responders as well; without a group only the others are."""

    group: Annotated[str, AfterValidator(_group_id)] | None
    reason: Reason

    def events(self, asking: Asking) -> list[Happened]:
        asking.require_running()
        if self.group == asking.team.group:
            raise Refused("It is so already.", field="group")
        if not replace(asking.team, group_read=None).answering:
            raise Refused(LAST_RESPONDER, field="group")
        said = GroupSet(
            at=asking.now, by=asking.by, group=self.group, reason=self.reason, operator=asking.operator
        )
        return [said]


def group_read(team: Team, group: str, members: Sequence[str], now: datetime) -> list[Happened]:
    """What follows once Slack gave the members of the group: nothing where they are as before, or where there is nobody
    in it, since a group that somebody emptied must not take the responders away."""
    found = tuple(sorted(set(members)))[:MOST_MEMBERS]
    if group != team.group or not found or found == team.grouped:
        return []
    return [GroupRead(at=now, by=SYSTEM, group=group, members=found)]
