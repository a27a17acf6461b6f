"""The team: who has which part, who is away, and how people are reached. All people are Slack user ids.

`operator`: who typed it on the command line for the person in `by`; None where that person did it in Slack.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from breachbot.incident.kinds.happened import Happened, Utc

Part = Literal["responder", "deputy", "director", "operator", "counsel"]
"""What somebody is on the team besides DPO, who is named by two."""
Way = Literal["slack", "mail"]
"""By which way a reminder comes first: a direct message, a mail."""


class PartGiven(Happened):
    """Somebody has one more part on the team."""

    kind: Literal["part_given"] = "part_given"
    person: str
    part: Part
    reason: str
    operator: str | None = None


class PartEnded(Happened):
    """Somebody has a part no longer."""

    kind: Literal["part_ended"] = "part_ended"
    person: str
    part: Part
    reason: str
    operator: str | None = None


class DpoProposed(Happened):
    """Somebody is to be the DPO, in place of whoever is. It takes a second person to confirm it."""

    kind: Literal["dpo_proposed"] = "dpo_proposed"
    person: str
    reason: str
    operator: str | None = None


class DpoConfirmed(Happened):
    """The second person (`by`) confirmed the proposal with this number in the stream: `person` is the DPO now."""

    kind: Literal["dpo_confirmed"] = "dpo_confirmed"
    person: str
    proposal: int
    operator: str | None = None


class HabitsSet(Happened):
    """How somebody is reached from now on, in place of what was set before.

    zone: an IANA name; None for the company's. quiet_from, quiet_until: local times such as `22:00`; both None without
    quiet hours. ways: by which reminders come first.
    """

    kind: Literal["habits_set"] = "habits_set"
    person: str
    zone: str | None
    quiet_from: str | None
    quiet_until: str | None
    ways: tuple[Way, ...]
    operator: str | None = None


class AwayStated(Happened):
    """Somebody is away from now until then, and the substitute is told in their place. Why is nobody's business."""

    kind: Literal["away_stated"] = "away_stated"
    person: str
    until: Utc
    substitute: str
    operator: str | None = None


class BackStated(Happened):
    """Somebody is back before the time."""

    kind: Literal["back_stated"] = "back_stated"
    person: str
    operator: str | None = None


class RotaSet(Happened):
    """Who is on call in turn, each for a day or a week, from the local time `hour` of the day `first` on. No people: no
    rota."""

    kind: Literal["rota_set"] = "rota_set"
    people: tuple[str, ...]
    every: Literal["day", "week"]
    hour: str
    zone: str
    first: date
    reason: str
    operator: str | None = None


class GroupSet(Happened):
    """The members of this Slack user group are responders as well; None: of no group."""

    kind: Literal["group_set"] = "group_set"
    group: str | None
    reason: str
    operator: str | None = None


class GroupRead(Happened):
    """Slack gave other members of the user group than before."""

    kind: Literal["group_read"] = "group_read"
    group: str
    members: tuple[str, ...]


TeamEvent = (
    PartGiven
    | PartEnded
    | DpoProposed
    | DpoConfirmed
    | HabitsSet
    | AwayStated
    | BackStated
    | RotaSet
    | GroupSet
    | GroupRead
)
