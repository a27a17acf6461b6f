"""Close an incident once every duty is met, with what Art. 33(5) GDPR asks to be documented."""

from __future__ import annotations

from typing import Annotated

from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.acts.approve import in_the_way, undecided
from breachbot.incident.duties import open_duties
from breachbot.incident.state import Incident


class Close(Command):
    """Effects, remedial action, and what was learned."""

    effects: Annotated[str, Told("Say what the effects were.", least=10, most=bounds.ACCOUNT)]
    measures: Annotated[str, Told("Say what was done about it.", least=10, most=bounds.ACCOUNT)]
    lessons: Annotated[str, Told("Say what you learned.", least=10, most=bounds.ACCOUNT)]


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if incident.aware_at is None:
        return Obstacle(
            "Nobody has stated awareness. It may be no breach: then say so with a reason.", "become_aware"
        )
    if incident.unconfirmed:
        return Obstacle("Not yet: the moment of awareness is unusual.", "confirm_awareness")
    if open_duties(incident, context.policy):
        return Obstacle("Not yet: a duty is open.")
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
    texts = command.model_dump()
    return [e.IncidentClosed(at=context.now, by=context.by, **texts)]


ACT = Act("close", Close, "approver", "close an incident", ready, events)
