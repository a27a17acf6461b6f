"""Close an incident once every duty is met, with what Art. 33(5) GDPR asks to be documented."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.acts.approve import in_the_way, undecided
from breachbot.incident.duties import open_duties
from breachbot.incident.measures import end_of
from breachbot.incident.packs import unanswered
from breachbot.incident.state import Incident

MOST_MEASURES = 3
"""Follow-up measures of one incident: what nobody can keep in mind is not done."""
YEARS = 10
"""How far ahead the day of a follow-up measure may be: further is a slip of the hand."""


class FollowUp(Command):
    """What is to be done, by whom, and by the end of which day."""

    what: Annotated[str, Told("Say what is to be done.", least=5, most=bounds.SHORT)]
    owner: Annotated[str, Told("Choose who does it.", most=bounds.SHORT)]
    until: date


class Close(Command):
    """Effects, remedial action, what was learned, and what is still to be done. A refusal of a follow-up measure names
    its field with its number, such as `until_2`."""

    effects: Annotated[str, Told("Say what the effects were.", least=10, most=bounds.ACCOUNT)]
    measures: Annotated[str, Told("Say what was done about it.", least=10, most=bounds.ACCOUNT)]
    lessons: Annotated[str, Told("Say what you learned.", least=10, most=bounds.ACCOUNT)]
    follow_up: Annotated[tuple[FollowUp, ...], Field(max_length=MOST_MEASURES)] = ()


def require_day(until: date, context: Context, *, field: str) -> None:
    """Raise Refused for a day that is over, or too far ahead to be meant."""
    if until.year > context.now.year + YEARS:
        raise Refused("Choose a day within ten years.", field=field)
    if end_of(until) <= context.now:
        raise Refused("That day is over.", field=field)


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if incident.aware_at is None:
        return Obstacle(
            "Nobody has stated awareness. It may be no breach: then say so with a reason.", "become_aware"
        )
    if incident.unconfirmed:
        return Obstacle("Not yet: the moment of awareness is unusual.", "confirm_awareness")
    if open_duties(incident, context.policy):
        return Obstacle("Not yet: a duty is open.")
    if open_question := unanswered(incident, context.policy, context.now.date()):
        return Obstacle(
            f"Not yet: nobody has said whether “{open_question[0].title}” applies.", "confirm_regime"
        )
    if lacking := incident.still_to_publish(context.policy.firm.targets):
        where = ", ".join(lacking)
        return Obstacle(
            f"Not yet: the approved security page is not out at {where}, and could not go out afterwards."
        )
    if incident.published and any(_page(incident, draft, context) for draft in undecided(incident)):
        return Obstacle(
            "Not yet: a draft of the security page waits for a decision, and could not be published afterwards.",
            "approve",
        )
    return None


def _page(incident: Incident, draft: e.NoticeDrafted, context: Context) -> bool:
    """Whether it is a page that somebody could still approve, after which nobody could publish it."""
    return draft.audience == "page" and in_the_way(incident, draft, context) is None


def events(incident: Incident, command: Close, context: Context) -> list[e.IncidentEvent]:
    for number, one in enumerate(command.follow_up, start=1):
        require_day(one.until, context, field=f"until_{number}")
    return [e.IncidentClosed(at=context.now, by=context.by, **command.model_dump())]


ACT = Act("close", Close, "approver", "close an incident", ready, events)
