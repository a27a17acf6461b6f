"""What breachbot records by itself: the channel that it made, and the page that it wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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


@dataclass(frozen=True)
class Published:
    """Where one version is: the target, its place there, its address, and the SHA-256 that was read back.

    files: SHA-256, read back too, of what else the public sees changed by it, by its path at the target.
    """

    target: str
    path: str
    url: str
    sha256: str
    files: Mapping[str, str] = field(default_factory=dict)


def page_to_publish(
    incident: Incident, version: int, target: str
) -> tuple[e.NoticeDrafted, e.NoticeApproved]:
    """The page of that version and its approval, asked for before writing. Raises Refused if it may not go out."""
    if incident.ended:
        raise Refused(f"{incident.id} has ended; its page is not published.")
    draft = incident.draft("page", version)
    approval = incident.approval("page")
    if draft is None or approval is None or approval.event.version != version:
        raise Refused("The approval of this page no longer holds; it is not published.")
    if target not in approval.event.targets:
        raise Refused(
            f"The approval of this page does not name the target {target}; it is not published there."
        )
    require_files(draft, approval.event.files, approval.event.sha256)
    return draft, approval.event


def perhaps_out(
    incident: Incident, version: int, target: str
) -> list[tuple[e.NoticeDrafted, e.NoticeApproved]]:
    """Up to that version, each page whose approval no longer holds and that may be at that target without a record:
    whoever wrote it was killed before, or could not read it back. What a later one on record took over is left alone.
    """
    on_record = max((page.version for page in incident.publications if page.target == target), default=0)
    return [
        (draft, one.event)
        for one in incident.approvals_of("page")
        if one.void is not None and target in one.event.targets and on_record < one.event.version <= version
        if (draft := incident.draft("page", one.event.version)) is not None
    ]


def page_published(
    incident: Incident, policy: Policy, *, version: int, out: Published, now: datetime
) -> list[e.IncidentEvent]:
    """That the page is there, once for each version and target."""
    draft = incident.draft("page", version)
    on_record = {(page.version, page.target) for page in incident.publications}
    if draft is None or (version, out.target) in on_record:
        return []
    page = e.PagePublished(at=now, by=e.SYSTEM, version=version, state=draft.state, **asdict(out))
    return [page, *stale_now(evolve(incident, page), policy, now)]


def page_not_published(
    incident: Incident, *, version: int, target: str, reason: str, given_up: bool, now: datetime
) -> list[e.IncidentEvent]:
    """That the page could not be written there: once while it is tried again, and once when that is given up."""
    out = {(page.version, page.target) for page in incident.publications}
    before = {(one.version, one.target, one.given_up) for one in incident.unpublished}
    if incident.ended or (version, target) in out or (version, target, given_up) in before:
        return []
    return [
        e.PageNotPublished(
            at=now, by=e.SYSTEM, version=version, target=target, reason=reason, given_up=given_up
        )
    ]
