"""What breachbot records by itself: the channel that it made, and the page that it wrote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.acts.approve import require_files
from breachbot.incident.policy import Policy
from breachbot.incident.stale import stale_now
from breachbot.incident.state import Incident, evolve


def channel_opened(
    incident: Incident, *, channel: str, invited: tuple[str, ...], now: datetime
) -> list[e.IncidentEvent]:
    """The private channel, once."""
    if incident.channel:
        return []
    return [e.ChannelOpened(at=now, by=e.SYSTEM, channel=channel, invited=invited)]


def let_in(incident: Incident, *, user: str, now: datetime) -> list[e.IncidentEvent]:
    """That somebody was let into the channel later than the others: who is in it is stated once more."""
    if incident.channel is None or user in incident.invited:
        return []
    everybody = (*incident.invited, user)
    return [e.ChannelOpened(at=now, by=e.SYSTEM, channel=incident.channel, invited=everybody)]


def page_to_publish(incident: Incident, version: int) -> e.NoticeDrafted:
    """The approved page of that version, at the moment of writing. Raises Refused if it may not go out."""
    draft = incident.draft("page", version)
    approval = incident.approval("page")
    if draft is None or approval is None or approval.event.version != version:
        raise Refused("The approval of this page no longer holds; it is not published.")
    require_files(draft, approval.event.files, approval.event.sha256)
    return draft


def page_published(
    incident: Incident,
    policy: Policy,
    *,
    version: int,
    path: str,
    url: str,
    sha256: str,
    files: Mapping[str, str],
    now: datetime,
) -> list[e.IncidentEvent]:
    """That the page stands there, once per version. `files`: SHA-256 of what else changed with it, by path."""
    draft = incident.draft("page", version)
    if draft is None or any(page.version == version for page in incident.published):
        return []
    page = e.PagePublished(
        at=now,
        by=e.SYSTEM,
        version=version,
        sha256=sha256,
        state=draft.state,
        path=path,
        url=url,
        files=dict(files),
    )
    return [page, *stale_now(evolve(incident, page), policy, now)]
