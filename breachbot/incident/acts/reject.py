"""Turn a draft down and say what to change. An approval of it, if not used yet, becomes void."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.acts.approve import the_newest
from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.state import Incident
from breachbot.incident.twice import on_record


class Reject(Command):
    """Which bytes, and what has to change."""

    audience: e.Audience
    version: int
    sha256: str
    reason: Annotated[str, Told("Say what to change.", least=10, most=bounds.BASIS)]


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    newest = [draft for audience in AUDIENCES if (draft := incident.draft(audience))]
    if any(refusal(incident, draft) is None for draft in newest):
        return None
    return Obstacle("No draft is left to turn down.", "draft")


def refusal(incident: Incident, draft: e.NoticeDrafted) -> str | None:
    """Why a draft cannot be turned down, whoever asks; None if it can."""
    if turned_down := incident.rejection(draft):
        return f"It was turned down already, {on_record(turned_down)}."
    published = draft.audience == "page" and any(one.version == draft.version for one in incident.published)
    filed = draft.audience == "authority" and any(one.version == draft.version for one in incident.filings)
    if published or filed:
        return f"Draft {draft.version} is out already. A new draft can correct it."
    return None


def events(incident: Incident, command: Reject, context: Context) -> list[e.IncidentEvent]:
    draft = the_newest(incident, command.audience, command.version, command.sha256)
    if why := refusal(incident, draft):
        raise Refused(why)
    about = {"at": context.now, "by": context.by, "audience": draft.audience, "version": draft.version}
    void = e.ApprovalVoided(**about, reason="It was turned down after the approval.")
    rejected = e.NoticeRejected(**about, sha256=draft.sha256, reason=command.reason)
    return [void, rejected] if incident.approval(draft.audience) else [rejected]


ACT = Act("reject", Reject, "approver", "turn down a notice", ready, events)
