"""How somebody is reached, and who stands in for them while they are away: their own to say, or the team's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from breachbot.errors import Refused
from breachbot.incident.act import Command
from breachbot.incident.changes.asking import Asking, Person
from breachbot.incident.events import AwayStated, BackStated, HabitsSet, Happened, Utc, Way

LONGEST = timedelta(days=366)
"""For how long somebody can be away; whoever is away for longer leaves the team."""
LONGEST_QUIET = timedelta(hours=12)
"""For how long of a day at most somebody can be spared what can wait."""


def local_hour(text: str) -> str:
    """A local time such as `22:00`. Raises an error with a sentence."""
    try:
        return datetime.strptime(text, "%H:%M").strftime("%H:%M")  # noqa: DTZ007  local, without a day
    except ValueError:
        raise PydanticCustomError("told", "Give a time of day such as 22:00.") from None


def known_zone(name: str) -> str:
    """The name of a time zone. Raises an error with a sentence."""
    if name not in _zones():
        raise PydanticCustomError("told", "Give a time zone such as Europe/Dublin.")
    return name


@cache
def _zones() -> frozenset[str]:
    """The names that mean the same on every machine; `localtime` is whatever the machine was set to."""
    return frozenset(available_timezones()) - {"localtime", "Factory"}


Hour = Annotated[str, AfterValidator(local_hour)]
Zone = Annotated[str, AfterValidator(known_zone)]


class SetHabits(Command):
    """How somebody is reached: all of it, in place of what was set before."""

    person: Person
    zone: Zone | None = None
    quiet_from: Hour | None = None
    quiet_until: Hour | None = None
    ways: tuple[Way, ...] = ("slack",)

    def events(self, asking: Asking) -> list[Happened]:
        asking.require_own(self.person)
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise Refused(
                "Give both the beginning and the end of quiet hours, or neither.", field="quiet_until"
            )
        if self.quiet_from is not None and self.quiet_from == self.quiet_until:
            raise Refused(
                "Quiet hours cannot last all day. Say that you are away instead.", field="quiet_until"
            )
        if (
            self.quiet_from
            and self.quiet_until
            and _length(self.quiet_from, self.quiet_until) > LONGEST_QUIET
        ):
            raise Refused(
                "Quiet hours can last twelve hours a day at most. Say that you are away instead.",
                field="quiet_until",
            )
        if not self.ways:
            raise Refused("Choose at least one way.", field="ways")
        if "mail" in self.ways and self.person not in asking.mailed:
            raise Refused(
                "breachbot has no mail address for this person: add it to BREACHBOT_MAIL_TO first.",
                field="ways",
            )
        ways = tuple(dict.fromkeys(self.ways))
        return [
            HabitsSet(
                at=asking.now,
                by=asking.by,
                operator=asking.operator,
                **self.model_dump(exclude={"ways"}),
                ways=ways,
            )
        ]


def _length(begins: str, ends: str) -> timedelta:
    """From one local time to the next other one, on a day without a change of clocks."""
    first, last = (datetime.strptime(text, "%H:%M") for text in (begins, ends))  # noqa: DTZ007  without a day
    return (last - first) % timedelta(days=1)


class SetAway(Command):
    """Somebody is away from now until then; the substitute is told in their place."""

    person: Person
    until: Utc
    substitute: Person

    def events(self, asking: Asking) -> list[Happened]:
        team = asking.team
        asking.require_own(self.person)
        if self.until <= asking.now:
            raise Refused("Choose a time that is still to come.", field="until")
        if self.until > asking.now + LONGEST:
            raise Refused("That is more than a year away. Check the date.", field="until")
        if self.substitute == self.person:
            raise Refused("Choose somebody else as the substitute.", field="substitute")
        if not team.may_stand_in(self.substitute, self.person):
            raise Refused(_not_fit(asking, self.person), field="substitute")
        if absence := team.away(self.substitute, asking.now):
            until = f"{absence.until.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
            raise Refused(
                f"<@{self.substitute}> is away until {until}. Choose somebody else.", field="substitute"
            )
        return [AwayStated(at=asking.now, by=asking.by, operator=asking.operator, **self.model_dump())]


class SetBack(Command):
    """Somebody who is away is back before the time."""

    person: Person

    def events(self, asking: Asking) -> list[Happened]:
        asking.require_own(self.person)
        if asking.team.away(self.person, asking.now) is None:
            raise Refused(f"<@{self.person}> is not away.", field="person")
        return [BackStated(at=asking.now, by=asking.by, person=self.person, operator=asking.operator)]


def _not_fit(asking: Asking, person: str) -> str:
    if person not in asking.team.approvers:
        return "Only somebody on the breach response team can be a substitute."
    others = ", ".join(f"<@{user}>" for user in asking.team.approvers if user != person)
    if not others:
        return "Only a deputy can stand in for the DPO, and there is none. Name a deputy first."
    return f"Only somebody who may decide can stand in here: {others}."
