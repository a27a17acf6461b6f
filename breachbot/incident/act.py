"""What an act is: a command, whether it makes sense now, and the events that follow from it.

Everything that a person can do to an incident is one file in `acts/`. This module holds what all of them share; nothing
else decides whether an act is accepted, so what is offered and what is accepted cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident.events import IncidentEvent, IncidentMerged
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident
from breachbot.incident.team import Team
from breachbot.incident.twice import on_record

Who = Literal["anybody", "responder", "approver"]
"""Anybody of the company; somebody with a role; the DPO or a deputy."""


@dataclass(frozen=True)
class Told:
    """The bounds of a text of a person, in characters, blanks at the ends aside.

    ask: what to say where it is shorter than `least`.
    """

    ask: str
    least: int = 1
    most: int = bounds.ACCOUNT

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._bounded, handler(source))

    def _bounded(self, text: str | None) -> str | None:
        if text is None:
            return None
        if bounds.too_short(text, self.least):
            raise PydanticCustomError("told", self.ask.replace("{", "{{"))
        if len(text) > self.most:
            raise PydanticCustomError(
                "told",
                "That is too long: {most} characters at most, and it has {length}. Shorten it.",
                {"length": f"{len(text):,}", "most": f"{self.most:,}"},
            )
        return text


class Command(BaseModel):
    """What a person asks for: the fields of one act, within their bounds. `incident` is not among them."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    @classmethod
    def of(cls, **given: Any) -> Self:
        """The command with these fields. Raises Refused, with the field, where one is out of bounds."""
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            field = str(first["loc"][0]) if first["loc"] else None
            sentence = first["msg"] if first["type"] == "told" else "That is not one of the possible answers."
            raise Refused(sentence, field=field) from None

    @property
    def other(self) -> str | None:
        """The other incident in which it is put on record as well; None where there is none yet, and for most acts."""
        return None

    @classmethod
    def most(cls, field: str) -> int:
        """How many characters a text field takes."""
        return next(one.most for one in cls.model_fields[field].metadata if isinstance(one, Told))


C = TypeVar("C", bound=Command)


@dataclass(frozen=True)
class Context:
    """What an act is decided on besides the incident: who asks, the team, the policy and the moment (UTC).

    head: the head of the log at that moment, which an approval keeps as an anchor outside the database.
    other: the other incident that a command names. fresh: the id of one that it opens.
    """

    by: str
    team: Team
    policy: Policy
    now: datetime
    head: str = ""
    other: Incident | None = None
    fresh: str = ""

    @property
    def alone(self) -> bool:
        """Whether one person alone may approve: whatever needs two then needs the reason why there is only one."""
        return len(self.team.approvers) == 1


@dataclass(frozen=True)
class Obstacle:
    """Why an act makes no sense now, in a sentence, and the act that comes first.

    first: the name of that act; None where it is whatever comes next in the incident, which guidance knows.
    """

    why: str
    first: str | None = None


@dataclass(frozen=True)
class Act(Generic[C]):
    """One thing that a person can do to an incident.

    name: of its file, its button and its form. what: completes “Only the DPO or a deputy can …”.
    ready: what stands in the way now for the person in the context, whatever is filled in.
    events: what follows from the command. It is asked only where nothing stands in the way, and raises Refused where
    the command itself does not fit. afterwards: whether it can be taken once the incident has ended. beside: what
    follows in another incident, the one that the command names or a new one; None for most acts.
    """

    name: str
    command: type[C]
    who: Who
    what: str
    ready: Callable[[Incident, Context], Obstacle | None]
    events: Callable[[Incident, C, Context], list[IncidentEvent]]
    afterwards: bool = False
    beside: Callable[[Incident, C, Context], list[IncidentEvent]] | None = None

    def permits(self, team: Team, user: str) -> bool:
        """Whether the person has the role for it."""
        role = team.role(user)
        return self.who == "anybody" or (role is not None if self.who == "responder" else role in APPROVERS)

    def obstacle(self, incident: Incident, context: Context) -> Obstacle | None:
        """What stands in the way of this act in this incident, apart from roles."""
        if incident.opened is None and self.name != "report":
            return Obstacle("There is no such incident.")
        if incident.ended and not self.afterwards:
            return Obstacle(f"{incident.id} is {_over(incident)}, {on_record(incident.ended)}.")
        return self.ready(incident, context)

    def decide(self, incident: Incident, command: C, context: Context) -> list[IncidentEvent]:
        """The events that follow. Raises Refused for a person without the role, for an obstacle (`Blocked`), or where
        the command does not fit."""
        self.require(context)
        if obstacle := self.obstacle(incident, context):
            raise Blocked(obstacle)
        return self.events(incident, command, context)

    def require(self, context: Context) -> None:
        """Raise Refused unless the person has the role for it."""
        if self.who == "responder":
            context.team.require_responder(context.by)
        elif self.who == "approver":
            context.team.require_approver(context.by, self.what)


def _over(incident: Incident) -> str:
    ended = incident.ended
    return f"part of {ended.into}" if isinstance(ended, IncidentMerged) else "closed"


APPROVERS = ("dpo", "deputy")
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
"""Nothing that is told of an incident was before."""


class Blocked(Refused):
    """An act that makes no sense now. `obstacle` names the act that comes before, if one does."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.why)
        self.obstacle = obstacle


def refuse_future(instant: datetime, now: datetime, *, field: str) -> None:
    """Raise Refused for a moment that has not come yet."""
    if instant > now:
        raise Refused("That is in the future.", field=field)


def refuse_slip(instant: datetime, *, field: str) -> None:
    """Raise Refused for a moment so long ago that it is a slip in the year: what is counted from it would leave the
    calendar."""
    if instant < EARLIEST:
        raise Refused(f"That is before {EARLIEST:%Y}. Check the year.", field=field)


def the_set(incident: Incident, affected_set: str) -> AffectedSet:
    """The affected set of that id. Raises Refused if there is none."""
    found = incident.affected_set(affected_set)
    if found is None:
        raise Refused("There is no such affected set.")
    return found


def always(_incident: Incident, _context: Context) -> None:
    """The `ready` of an act that makes sense in every open incident."""
    return
