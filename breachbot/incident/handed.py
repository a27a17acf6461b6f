"""A notice as it is handed to people: how complete it is, how its files are called, and whether they still hold."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from breachbot.incident.acts.approve import require_files
from breachbot.incident.events import NoticeDrafted, PeopleTold
from breachbot.incident.state import Incident

Handed = Literal["draft", "approved"]
"""What a file is: a draft that waits for a decision, or what was approved."""


def ready_points(draft: NoticeDrafted) -> int | None:
    """How many of its points are known; None for early drafts, which did not say how many there are."""
    return None if draft.points is None else draft.points - len(draft.still_unknown)


def file_names(incident_id: str, draft: NoticeDrafted, handed: Handed) -> dict[str, str]:
    """The name of each document's file, the one that goes out first: incident, audience, version and state."""
    stem = f"{incident_id}-{draft.audience}-v{draft.version}-{handed}"
    names = dict.fromkeys([draft.primary, *draft.documents])
    return {name: f"{stem}.{name.partition('.')[2]}" for name in names}


def to_hand(incident: Incident, audience: str, version: int, handed: Handed) -> NoticeDrafted | None:
    """The draft whose files are to be handed over; None once it is overtaken: decided, replaced, void.

    Raises Refused unless its texts are the ones with the hashes that were approved.
    """
    draft = next((d for d in incident.drafts if (d.audience, d.version) == (audience, version)), None)
    if draft is None:
        return None
    if handed == "draft":
        require_files(draft, draft.files, draft.sha256)
        return draft if incident.undecided(draft.audience) == draft and not incident.ended else None
    approval = incident.approval(draft.audience)
    if approval is None or approval.event.version != version:
        return None
    require_files(draft, approval.event.files, approval.event.sha256)
    return draft


def earlier_draft(incident: Incident, draft: NoticeDrafted) -> int:
    """The version whose place a draft takes; 0 for the first of its audience."""
    earlier = [
        d.version for d in incident.drafts if d.audience == draft.audience and d.version < draft.version
    ]
    return max(earlier, default=0)


def went_out(incident: Incident, draft: NoticeDrafted) -> datetime | None:
    """When this version was last filed, first published or last sent; None while nobody outside has it."""
    if draft.audience == "authority":
        found = [one.filed_at for one in incident.filings if one.version == draft.version]
    elif draft.audience == "page":
        found = [one.at for one in incident.published if one.version == draft.version][:1]
    else:
        found = [one.told_at for one in incident.told if mail_of(incident, one) == draft.version]
    return found[-1] if found else None


def mail_of(incident: Incident, told: PeopleTold) -> int | None:
    """The version of the mail that people were sent, as it was recorded; None for other words. Where nobody was asked,
    the one that was approved by then, if any; a form knows whole minutes only."""
    if told.version is not None:
        return told.version or None
    approved = [
        one.event.version for one in incident.approvals_of("mail") if _minute(one.event.at) <= told.told_at
    ]
    return approved[-1] if approved else None


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
