"""A draft, whole, in the private channel of its incident, with what the DPO needs to decide on it."""

from __future__ import annotations

from typing import Any

from breachbot.incident.act import Context
from breachbot.incident.events import NoticeApproved, NoticeDrafted, Own
from breachbot.incident.guidance import blocked, needs_change, offered, unneeded
from breachbot.incident.state import Approval, Incident
from breachbot.slack.actions import Act
from breachbot.slack.document import document
from breachbot.slack.kit.blocks import (
    DIVIDER,
    Block,
    Payload,
    actions,
    button,
    fields,
    header,
    message,
    say,
    small,
)
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import NoticeRef
from breachbot.slack.kit.words import escape, person, when

TITLES = {
    "authority": "Notice to the authority",
    "page": "Security page",
    "mail": "Mail to the people affected",
}
STATES = {"notice": "", "correction": ", an update", "withdrawal": ", a withdrawal"}
CAPACITIES = {"dpo_advice": "the DPO's advice", "controller_decision": "the controller's decision"}
MOST_BLOCKS = 36
"""Of the text. A message holds 50 blocks; the rest of the card needs up to a dozen."""
MOST_LINES = 12


def draft_card(incident: Incident, draft: NoticeDrafted, context: Context) -> Payload:
    """The card of one version. Once somebody decided on it, the buttons give way to the result; while nobody can
    approve it as it is, they lead to what comes first."""
    name = f"{TITLES[draft.audience]}, draft {draft.version}{STATES[draft.state]}"
    result = _result(incident, draft, context)
    why_not = None if result else blocked(incident, draft, context)
    waits = "cannot be approved as it is" if why_not else "waits for the DPO or a deputy"
    return message(
        f"{incident.id}: {name} {'has been decided' if result else waits}",
        header(name),
        fields(
            ("Known as of", when(draft.as_of)),
            ("Drafted by", person(draft.by)),
            ("SHA-256", f"`{draft.sha256[:12]}…`"),
        ),
        *remarks(draft),
        DIVIDER,
        *document(draft, MOST_BLOCKS),
        DIVIDER,
        say(result or escape(why_not or "") or "*Next:* the DPO or a deputy reads all of it and decides."),
        *_buttons(incident, draft, context, decided=bool(result), approvable=not why_not),
        small(f"Approval is for exactly these bytes.\n{file_lines(draft)}"),
    )


def _buttons(
    incident: Incident, draft: NoticeDrafted, context: Context, *, decided: bool, approvable: bool
) -> list[Block]:
    """What can be done with this version now. One that was turned down needs other facts, and a new draft."""
    ref = str(NoticeRef(incident.id, draft.audience, draft.version, draft.sha256))
    if not decided:
        first = (
            [button(Act.APPROVE, "Approve", ref, style="primary")]
            if approvable
            else _again(incident, context)
        )
        compare = [button(Act.CHANGES, "What changed", ref)] if approved_before(incident, draft) else []
        return [actions(*first, button(Act.REJECT, "Turn down", ref), *compare)]
    if incident.draft(draft.audience) != draft or not incident.rejected(draft) or incident.ended:
        return []
    return [actions(*_again(incident, context))]


def _again(incident: Incident, context: Context) -> list[dict[str, Any]]:
    """Other facts, and a new draft once it would read differently."""
    facts = button(Act.FACTS, "Correct the facts", incident.id)
    if "draft" not in offered(incident, context):
        return [facts]
    redraft = Act.REDRAFT if needs_change(incident) else Act.DRAFT
    return [facts, button(redraft, "Draft it again", incident.id)]


def approved_before(incident: Incident, draft: NoticeDrafted) -> NoticeDrafted | None:
    """The last version before this one that was approved, whether the approval holds still or not."""
    versions = [
        a.event.version for a in incident.approvals_of(draft.audience) if a.event.version < draft.version
    ]
    return incident.draft(draft.audience, max(versions)) if versions else None


def file_lines(draft: NoticeDrafted) -> str:
    """Each file of the notice with its whole SHA-256, the one that goes out first."""
    files = {draft.primary: draft.sha256, **draft.files}
    return "\n".join(f"{escape(name)}: SHA-256 `{sha256}`" for name, sha256 in files.items())


def _result(incident: Incident, draft: NoticeDrafted, context: Context) -> str:
    """What became of this version; empty while it waits."""
    for rejection in incident.rejections:
        if rejection.sha256 == draft.sha256 and rejection.version == draft.version:
            why = f"{person(rejection.by)} turned it down: {escape(clip(rejection.reason, 1000))}"
            return f"{why}\n*Next:* correct the facts, then draft it again."
    approvals = [a for a in incident.approvals_of(draft.audience) if a.event.version == draft.version]
    if approvals:
        return _approved(approvals[-1])
    newest = incident.draft(draft.audience)
    if newest and newest.version > draft.version:
        return f"Draft {newest.version} replaces it."
    if incident.ended:
        return "The incident ended before a decision."
    return (
        "It needs no decision: the assessment no longer asks for it."
        if unneeded(incident, draft, context)
        else ""
    )


def _approved(approval: Approval) -> str:
    event = approval.event
    words = f"*Approved* by {person(event.by)} as {CAPACITIES[event.capacity]}, {when(event.at)}."
    words += f" Log head `{_short(event.head)}`."
    if event.break_glass:
        words += f"\n{whose(event)}; approved nevertheless, because: {escape(clip(event.break_glass, 400))}"
    if approval.void:
        words += f"\n*The approval is void:* {escape(approval.void)}"
    return words


def whose(event: NoticeApproved) -> str:
    """What of the notice was the approver's own."""
    words: dict[Own, str] = {
        "draft": "The same person drafted it",
        "facts": "It rests on the word of the same person alone",
    }
    return ". ".join(words[what] for what in event.own or ("draft",))


def _short(head: str) -> str:
    position, _, digest = escape(head).partition(":")
    return f"{position}:{digest[:12]}"


def remarks(draft: NoticeDrafted) -> list[Block]:
    """What the reader has to know before the text."""
    found = []
    if draft.change:
        found.append(say(f"*What changes:* {escape(clip(draft.change, 1000))}"))
    if draft.still_unknown:
        found.append(say("*Still unknown:*\n" + _bullets(draft.still_unknown)))
    if draft.problems:
        sentences = tuple(one.partition(": ")[2] or one for one in draft.problems)
        found.append(say("*Look at this first:*\n" + _bullets(sentences)))
    if draft.late_without_reasons:
        found.append(say("*It is late and gives no reasons.* They are needed: state them under Facts."))
    return found


def _bullets(lines: tuple[str, ...]) -> str:
    shown = [f"• {escape(clip(line, 200))}" for line in lines[:MOST_LINES]]
    more = [f"• and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join([*shown, *more])
