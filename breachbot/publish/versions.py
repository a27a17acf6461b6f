"""What became of each version of a notice: whether its approval holds, how it went out, and what came after it."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.events import NoticeDrafted
from breachbot.incident.handed import mail_of
from breachbot.incident.state import Approval, Incident
from breachbot.incident.twice import utc

VOID = "void-"
"""Before the name of a file whose approval no longer holds, and which never went out."""
WENT_OUT = {"authority": "was-filed-", "page": "was-published-", "mail": "was-sent-"}
"""The same for one that did go out: it is what somebody outside has read, and not what is to be sent now."""


def marks(audience: str) -> tuple[str, ...]:
    """Everything that may stand before the name of a file."""
    return ("", VOID, WENT_OUT[audience])


def mark(incident: Incident, approval: Approval, draft: NoticeDrafted) -> str:
    """What stands before the name of a file: it goes with the file wherever it is sent."""
    if not approval.void:
        return ""
    return WENT_OUT[draft.audience] if any(went_out(incident, draft)) else VOID


def standing(incident: Incident, approval: Approval, draft: NoticeDrafted) -> str:
    """Which draft it is, how it went out, whether its approval holds, and what came after it."""
    said = [f"draft {draft.version}", *went_out(incident, draft), *after(incident, draft)]
    holds = f"its approval is void: {approval.void}" if approval.void else "its approval holds."
    return f"{', '.join(said)}, {holds}"


def went_out(incident: Incident, draft: NoticeDrafted) -> Iterator[str]:
    """Each time that this version was filed, published or sent: when, how, and to whom."""
    if draft.audience == "authority":
        for filed in incident.filings:
            if filed.version == draft.version:
                phase = filed.phase.replace("_", "-")
                whom = f" with {filed.authority}" if filed.authority else ""
                when = f"filed{whom} on {utc(filed.filed_at)} by “{filed.channel}”"
                yield f"{when} as {phase} (reference {filed.reference})"
    elif draft.audience == "page":
        for page in incident.publications:
            if page.version == draft.version:
                yield f"published on {utc(page.at)} at {page.target}"
    else:
        for told in incident.told:
            if mail_of(incident, told) == draft.version:
                yield f"sent on {utc(told.told_at)} by “{told.channel}” to {told.number} people"


def after(incident: Incident, draft: NoticeDrafted) -> Iterator[str]:
    """Which later version took its place; of a mail without one, the page that says what is newer. What nobody approved
    takes nobody's place."""
    later = [
        a.event.version for a in incident.approvals_of(draft.audience) if a.event.version > draft.version
    ]
    if later:
        yield f"superseded by draft {max(later)}"
    elif draft.audience == "mail" and incident.told and incident.published:
        page = incident.published[-1]
        if page.at > incident.told[-1].at:
            yield f"followed by draft {page.version} of the page, published on {utc(page.at)}"


def every_version(incident: Incident) -> str:
    """A text with a line for each version of each notice."""
    lines = [f"The notices of {incident.id}: what became of each version", ""]
    for audience in AUDIENCES:
        drafts = [draft for draft in incident.drafts if draft.audience == audience]
        lines += [audience, *(f"  {became(incident, draft)}" for draft in drafts), ""] if drafts else []
    return "\n".join(lines)


def became(incident: Incident, draft: NoticeDrafted) -> str:
    """What became of one version, with its hash and when it was drafted and approved."""
    made = f"SHA-256 {draft.sha256}, drafted on {utc(draft.at)}"
    approval = next(
        (a for a in reversed(incident.approvals_of(draft.audience)) if a.event.version == draft.version), None
    )
    if approval:
        on = f"approved on {utc(approval.event.at)}"
        return f"{standing(incident, approval, draft)} {made}, {on}."
    turned_down = incident.rejection(draft)
    fate = f"turned down on {utc(turned_down.at)}" if turned_down else "not approved"
    return f"draft {draft.version}, {fate}. {made}."
