"""Approved notices as files: to copy into an authority's form, to send as mail, to show an inspector.

One whose approval became void is written as well, since it may be what was filed; its name and its line say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from breachbot import private
from breachbot.errors import Refused
from breachbot.incident.acts.approve import require_files
from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.events import Audience, NoticeDrafted
from breachbot.incident.state import Approval, Incident

VOID = "void-"
"""Before the name of a file whose approval no longer holds: the name goes with the file wherever it is sent."""


@dataclass(frozen=True)
class Written:
    """One file of a notice. `says`: which draft it is, and whether the approval holds."""

    path: Path
    draft: NoticeDrafted
    name: str
    says: str


def newest_approved(incident: Incident) -> list[tuple[Approval, NoticeDrafted]]:
    """The newest draft of each audience that was ever approved. Raises Refused if a file is not the approved one."""
    found: dict[str, tuple[Approval, NoticeDrafted]] = {}
    for approval in incident.approvals:
        draft = incident.draft(approval.event.audience, approval.event.version)
        if draft:
            require_files(draft, approval.event.files, approval.event.sha256)
            found[draft.audience] = (approval, draft)
    return list(found.values())


def write_documents(incident: Incident, folder: Path) -> list[Written]:
    """Write `<incident>/<audience>/<document>` below `folder`, with `void-` before the name where that is so.

    Only the owner can read them: until a notice has been sent, it is for nobody else.

    Raises Refused if none is approved, or if the folder cannot be written.
    """
    found = newest_approved(incident)
    if not found:
        raise Refused(" ".join([f"No notice of {incident.id} is approved.", *not_written(incident)]))
    try:
        return [one for approval, draft in found for one in _write(incident, approval, draft, folder)]
    except OSError as error:
        raise Refused(f"The notices cannot be written below {folder}: {error.strerror}.") from error


def not_written(incident: Incident) -> list[str]:
    """One sentence for each audience whose newest draft is newer than every approval."""
    return [
        f"{said}; it is not written." for audience in AUDIENCES if (said := _unapproved(incident, audience))
    ]


def _unapproved(incident: Incident, audience: Audience) -> str | None:
    draft = incident.draft(audience)
    if draft is None or any(a.event.version == draft.version for a in incident.approvals_of(audience)):
        return None
    became = "was turned down" if incident.rejected(draft) else "waits for approval"
    if incident.ended and not incident.rejected(draft):
        became = "was never approved"
    return f"{audience}: draft {draft.version} {became}"


def _write(incident: Incident, approval: Approval, draft: NoticeDrafted, folder: Path) -> Iterator[Written]:
    place = folder / incident.id / draft.audience
    private.make_folder(place)
    for name, text in draft.documents.items():
        now, before = (VOID + name, name) if approval.void else (name, VOID + name)
        # What an earlier run left here says of the approval what is no longer so.
        (place / before).unlink(missing_ok=True)
        private.write(place / now, text.encode())
        yield Written(place / now, draft, name, _standing(incident, approval, draft))


def _standing(incident: Incident, approval: Approval, draft: NoticeDrafted) -> str:
    out = {
        "filed": draft.audience == "authority" and any(f.version == draft.version for f in incident.filings),
        "published": draft.audience == "page" and any(p.version == draft.version for p in incident.published),
    }
    went_out = "".join(f", {how}" for how, so in out.items() if so)
    holds = f"its approval is void: {approval.void}" if approval.void else "its approval holds."
    return f"draft {draft.version}{went_out}, {holds}"
