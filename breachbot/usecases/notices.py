"""The security page on its way out: what may be published, and that it was."""

from __future__ import annotations

from breachbot.incident import recorded
from breachbot.incident.events import NoticeApproved, NoticeDrafted
from breachbot.incident.state import Incident, replay
from breachbot.usecases.house import House
from breachbot.usecases.take import record


def page_to_publish(
    house: House, incident_id: str, version: int, target: str
) -> tuple[Incident, NoticeDrafted, NoticeApproved]:
    """The incident, its page of that version and the approval. Raises Refused if it may not go out at that target."""
    incident = house.store.read(lambda tx: replay(incident_id, tx.events(incident_id)))
    return incident, *recorded.page_to_publish(incident, version, target)


def page_published(house: House, incident_id: str, *, version: int, out: recorded.Published) -> Incident:
    """Record that the page was written at a target and read back."""
    return record(
        house,
        incident_id,
        lambda incident, now: recorded.page_published(
            incident, house.policy, version=version, out=out, now=now
        ),
    )
