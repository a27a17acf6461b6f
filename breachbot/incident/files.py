"""Which files go into which conversation because of an event: notices, the picture at the end, the register."""

from __future__ import annotations

from breachbot.incident.effect import Effect
from breachbot.incident.events import Happened, IncidentClosed, NoticeApproved, NoticeDrafted, NoticeOpened
from breachbot.incident.handed import Handed
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.team import STREAM, Team
from breachbot.incident.told import given_files


def files(incident: Incident, event: Happened, team: Team, policy: Policy) -> list[Effect]:
    """The files of a draft for the first of those who decide on it, and for each other one who opens it; those of an
    approved notice for the channel, and for those who are told of the approval. Each place has a lane of its own, so
    that they hold up no message."""
    if policy.firm.files and isinstance(event, IncidentClosed):
        return [_timeline_file(incident, user) for user in ("", *given_files(event, team))]
    if policy.firm.files and isinstance(event, NoticeOpened):
        return _opened(incident, event, team)
    if not policy.firm.files or not isinstance(event, NoticeDrafted | NoticeApproved):
        return []
    told = given_files(event, team)
    if isinstance(event, NoticeDrafted):
        return [_notice_file(incident, event, "draft", user) for user in told[:1]]
    return [_notice_file(incident, event, "approved", user) for user in ("", *told)]


def _opened(incident: Incident, event: NoticeOpened, team: Team) -> list[Effect]:
    """A deputy who opens what waits stands in for the DPO, whose conversation alone has the files so far."""
    draft = incident.undecided(event.audience)
    if draft is None or draft.version != event.version or event.by not in given_files(draft, team)[1:]:
        return []
    return [_notice_file(incident, draft, "draft", event.by)]


def _notice_file(
    incident: Incident, event: NoticeDrafted | NoticeApproved, handed: Handed, user: str
) -> Effect:
    """user: whose direct conversation; empty for the incident's channel."""
    about = {"audience": event.audience, "version": str(event.version), "handed": handed}
    place = user or "channel"
    return Effect(
        kind="notice_file",
        key=f"notice_file:{incident.id}:{event.audience}:{event.version}:{handed}:{place}",
        lane=f"files:{incident.id}:{place}",
        stream=incident.id,
        args=about | ({"user": user} if user else {}),
    )


def _timeline_file(incident: Incident, user: str) -> Effect:
    """user: as above."""
    place = user or "channel"
    return Effect(
        kind="timeline_file",
        key=f"timeline_file:{incident.id}:{place}",
        lane=f"files:{incident.id}:{place}",
        stream=incident.id,
        args={"user": user} if user else {},
    )


def register_file(user: str, stamp: str) -> Effect:
    """The register for one person. `stamp` makes the key unique."""
    return Effect(
        kind="register_file",
        key=f"register_file:{user}:{stamp}",
        lane=f"files:{STREAM}:{user}",
        stream=STREAM,
        args={"user": user},
    )
