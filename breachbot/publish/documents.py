"""Approved notices as files: to copy into an authority's form, to send as mail, to show an inspector.

One whose approval became void is written as well, since it may be what was filed or sent; its name and its line say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from breachbot import private
from breachbot.errors import Refused
from breachbot.incident.acts.approve import require_files
from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.events import Audience, NoticeDrafted
from breachbot.incident.state import Approval, Incident
from breachbot.notices.draft import PRIMARY
from breachbot.notices.render import Templates
from breachbot.publish.pdf import notice_pdf
from breachbot.publish.versions import every_version, mark, marks, standing

VERSIONS = "versions.txt"
"""Beside the folders: what became of each version, those that are not written included."""


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
    """Write `<incident>/<audience>/<document>` below `folder`, marked in its name where its approval is void, and
    beside them a text that says what became of every version.

    Only the owner can read them: until a notice has been sent, it is for nobody else.

    Raises Refused if none is approved, or if the folder cannot be written.
    """
    found = newest_approved(incident)
    if not found:
        raise Refused(" ".join([f"No notice of {incident.id} is approved.", *not_written(incident)]))
    try:
        written = [one for approval, draft in found for one in _write(incident, approval, draft, folder)]
        private.write(folder / incident.id / VERSIONS, every_version(incident).encode())
        return written
    except OSError as error:
        raise Refused(f"The notices cannot be written below {folder}: {error.strerror}.") from error


def write_on_paper(documents: Iterable[Written], templates: Templates) -> Iterator[tuple[Path, str]]:
    """Write the notice to the authority as PDF beside the text that was approved, from which it is made, and with the
    same mark; gives each path with the name of that text. Raises Refused if it cannot be written.
    """
    for one in documents:
        if one.name != PRIMARY["authority"]:
            continue
        draft, path = one.draft, one.path.with_suffix(".pdf")
        footer = f"Draft {draft.version}, SHA-256 of the text: {draft.sha256}"
        try:
            for before in marks(draft.audience):
                (path.parent / f"{before}{Path(one.name).stem}.pdf").unlink(missing_ok=True)
            private.write(path, notice_pdf(draft.documents[one.name], templates, footer))
        except OSError as error:
            raise Refused(f"{path} cannot be written: {error.strerror}.") from error
        yield path, one.path.name


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
    now = mark(incident, approval, draft)
    for name, text in draft.documents.items():
        for before in marks(draft.audience):
            # What an earlier run left here says of the approval what is no longer so.
            (place / f"{before}{name}").unlink(missing_ok=True)
        private.write(place / f"{now}{name}", text.encode())
        yield Written(place / f"{now}{name}", draft, name, standing(incident, approval, draft))
