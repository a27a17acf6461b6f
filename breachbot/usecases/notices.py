"""The security page on its way out: what may be published, and that it was."""

from __future__ import annotations

from collections.abc import Mapping

from breachbot.incident import recorded
from breachbot.incident.events import NoticeDrafted
from breachbot.incident.state import Incident, replay
from breachbot.usecases.house import House
from breachbot.usecases.take import record


def page_to_publish(house: House, incident_id: str, version: int) -> tuple[Incident, NoticeDrafted]:
    """The incident and its approved page of that version. Raises Refused if the approval no longer holds."""
    incident = house.store.read(lambda tx: replay(incident_id, tx.events(incident_id)))
    return incident, recorded.page_to_publish(incident, version)


def page_published(
    house: House,
    incident_id: str,
    *,
    version: int,
    path: str,
    url: str,
    sha256: str,
    files: Mapping[str, str],
) -> Incident:
    """Record that the page was written and read back, with the hashes of what else the public sees changed by it."""
    return record(
        house,
        incident_id,
        lambda incident, now: recorded.page_published(
            incident, house.policy, version=version, path=path, url=url, sha256=sha256, files=files, now=now
        ),
    )
