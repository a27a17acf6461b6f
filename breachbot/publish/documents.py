"""Approved notices as files: to copy into an authority's form, to send as mail, to show an inspector."""

from __future__ import annotations

from pathlib import Path

from breachbot.errors import Refused
from breachbot.incident.events import NoticeDrafted
from breachbot.incident.sign_off import require_files
from breachbot.incident.state import Incident


def newest_approved(incident: Incident) -> list[NoticeDrafted]:
    """The newest draft of each audience that was ever approved. Raises Refused if a file is not the approved one."""
    found: dict[str, NoticeDrafted] = {}
    for approval in incident.approvals:
        draft = incident.draft(approval.event.audience, approval.event.version)
        if draft:
            require_files(draft, approval.event.files, approval.event.sha256)
            found[draft.audience] = draft
    return list(found.values())


def write_documents(incident: Incident, folder: Path) -> list[Path]:
    """Write `<incident>/<audience>/<document>` below `folder`; gives the paths.

    Raises Refused if none is approved, or if the folder cannot be written.
    """
    drafts = newest_approved(incident)
    if not drafts:
        raise Refused(f"No notice of {incident.id} is approved.")
    try:
        return [path for draft in drafts for path in _write(draft, folder / incident.id / draft.audience)]
    except OSError as error:
        raise Refused(f"The notices cannot be written below {folder}: {error.strerror}.") from error


def _write(draft: NoticeDrafted, place: Path) -> list[Path]:
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, text in draft.documents.items():
        (place / name).write_bytes(text.encode())
    return [place / name for name in draft.documents]
