"""A notice in the private channel of its incident: one message of a few lines, edited with each new draft."""

from __future__ import annotations

from typing import Any

from breachbot.incident.act import Context
from breachbot.incident.events import NoticeApproved, NoticeDrafted, Own
from breachbot.incident.guidance import blocked, needs_change, nobody_left_to_tell, offered, unneeded
from breachbot.incident.handed import ready_points, went_out
from breachbot.incident.state import Approval, Incident
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import (
    Block,
    Payload,
    actions,
    button,
    header,
    message,
    say,
    small,
)
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import NoticeRef
from breachbot.slack.kit.words import escape, many, person, when
from breachbot.slack.notice_files import command

TITLES = {
    "authority": "Notice to the authority",
    "page": "Security page",
    "mail": "Mail to the people affected",
}
STATES = {"notice": "", "correction": ", an update", "withdrawal": ", a withdrawal"}
CAPACITIES = {"dpo_advice": "the DPO's advice", "controller_decision": "the controller's decision"}
MOST_LINES = 12
MOST_NAMED = 3
"""Of what is still unknown, on the card."""
MOST_WORDS = 300
"""Characters of a reason on the card, some fifty words; the whole of it is one click away."""


def draft_card(incident: Incident, draft: NoticeDrafted, context: Context) -> Payload:
    """The one message about a notice: how its newest draft fares, in a few lines. The text is behind *Read*, with the
    decision for whoever may take it; while nobody can approve it as it is, other buttons lead to what comes first."""
    name = f"{TITLES[draft.audience]}, draft {draft.version}{STATES[draft.state]}"
    result = _result(incident, draft, context)
    why_not = None if result else blocked(incident, draft, context)
    waits = "cannot be approved as it is" if why_not else "waits for the DPO or a deputy"
    following = result or escape(clip(why_not or "", 2 * MOST_WORDS)) or NEXT
    return message(
        f"{incident.id}: {name} {'has been decided' if result else waits}",
        header(name),
        say("\n".join([following, *([] if result else _in_short(draft))])),
        actions(*_buttons(incident, draft, context, again=bool(why_not))),
        small(f"Known as of {when(draft.as_of)}. SHA-256 `{draft.sha256[:12]}…`"),
    )


NEXT = "Waits for a decision. *Next:* the DPO or a deputy reads it and decides."


def _in_short(draft: NoticeDrafted) -> list[str]:
    """How complete it is, and what to look at before all."""
    ready = ready_points(draft)
    said = [] if ready is None else [f"*Ready:* {ready} of {draft.points}"]
    said += unknown(draft.still_unknown)
    if draft.problems:
        more = len(draft.problems) - 1
        first = escape(clip(_sentence(draft.problems[0]), 200)) + (f" ({more} more)" if more else "")
        said.append(f"*Look at this first:* {first}")
    if draft.late_without_reasons:
        said.append(LATE)
    if draft.change:
        said.append(f"*What changes:* {escape(clip(draft.change, MOST_WORDS))}")
    return said


def unknown(titles: tuple[str, ...]) -> list[str]:
    """How much is not known yet, and the first of it."""
    if not titles:
        return []
    named, more = titles[:MOST_NAMED], len(titles) - MOST_NAMED
    names = "; ".join(escape(clip(one, 80)) for one in named) + (f"; {more} more" if more > 0 else "")
    return [f"*Still unknown:* {len(titles)} ({names})"]


def _buttons(
    incident: Incident, draft: NoticeDrafted, context: Context, *, again: bool
) -> list[dict[str, Any]]:
    """To read it; and where other facts come first, or it was turned down, what leads to a new draft."""
    ref = str(NoticeRef(incident.id, draft.audience, draft.version, draft.sha256))
    again = again or (incident.rejected(draft) and not incident.ended)
    waits = incident.undecided(draft.audience) == draft and not again and not incident.ended
    read = button(Act.READ, "Read", ref, style="primary" if waits else None)
    return [read, *(_again(incident, context) if again else [])]


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
            why = f"{person(rejection.by)} turned it down: {escape(clip(rejection.reason, MOST_WORDS))}"
            return f"{why}\n*Next:* correct the facts, then draft it again."
    approvals = [a for a in incident.approvals_of(draft.audience) if a.event.version == draft.version]
    if approvals:
        files = "" if context.policy.firm.files else f"\nAs files: {command(incident.id)}"
        return _approved(approvals[-1]) + _since(incident, draft, approvals[-1]) + files
    if incident.ended:
        return "The incident ended before a decision."
    if draft.audience == "mail" and nobody_left_to_tell(incident):
        return "It needs no decision: everybody was told, or need not be."
    return (
        "It needs no decision: the assessment no longer asks for it."
        if unneeded(incident, draft, context)
        else ""
    )


def _approved(approval: Approval) -> str:
    event = approval.event
    words = f"*Approved* by {person(event.by)} as {CAPACITIES[event.capacity]}, {when(event.at)}."
    if event.break_glass:
        because = escape(clip(event.break_glass, MOST_WORDS))
        words += f"\n{whose(event)}; approved nevertheless, because: {because}"
    return words


OUT = {"authority": "Filed", "page": "Published", "mail": "Sent"}


def _since(incident: Incident, draft: NoticeDrafted, approval: Approval) -> str:
    """When this version went out, and whether its approval holds."""
    at = went_out(incident, draft)
    words = f"\n*{OUT[draft.audience]}* {when(at)}{_places(incident, draft)}." if at else ""
    if draft.audience == "page" and not at and (kept := _kept(incident, draft)):
        words = f"\n*Not published yet:* {escape(clip(', '.join(kept.values()), MOST_WORDS))}."
    if approval.void:
        words += f"\n*The approval is void:* {escape(approval.void)}" + (f" {STAYS}" if at else "")
    return words


def _places(incident: Incident, draft: NoticeDrafted) -> str:
    """Where a page that has several places is out, and what keeps it from the others."""
    approved = [a.event for a in incident.approvals_of("page") if a.event.version == draft.version]
    targets = approved[-1].targets if draft.audience == "page" and approved else ()
    if len(targets) < 2:
        return ""
    out = {page.target for page in incident.publications if page.version == draft.version}
    kept = _kept(incident, draft)
    lacking = [kept.get(target, f"not yet at {target}") for target in targets if target not in out]
    there = " and ".join(target for target in targets if target in out)
    return escape(clip(f", at {', '.join([there, *lacking])}", MOST_WORDS))


def _kept(incident: Incident, draft: NoticeDrafted) -> dict[str, str]:
    """What kept it from each target, by its name."""
    kept = incident.kept_from(draft.version)
    return {one.target: f"not at {one.target} ({one.reason.rstrip('.')})" for one in kept}


STAYS = "It went out before that, and stays on record."


def whose(event: NoticeApproved) -> str:
    """What of the notice was the approver's own."""
    words: dict[Own, str] = {
        "draft": "The same person drafted it",
        "facts": "It rests on the word of the same person alone",
        "translation": "The same person gave a text of it in another language",
    }
    return ". ".join(words[what] for what in event.own or ("draft",))


def remarks(draft: NoticeDrafted) -> list[Block]:
    """What the reader has to know before the text."""
    found = []
    if draft.change:
        found.append(say(f"*What changes:* {escape(clip(draft.change, 1000))}"))
    if draft.still_unknown:
        points = many(len(draft.still_unknown), "point", "points")
        found.append(say(f"*Still unknown:* {points}, marked ⚠ in the text."))
    if draft.problems:
        found.append(say("*Look at this first:*\n" + _bullets(tuple(map(_sentence, draft.problems)))))
    if draft.late_without_reasons:
        found.append(say(LATE))
    return found


LATE = "*It is late and gives no reasons.* They are needed: state them under Facts."


def _sentence(problem: str) -> str:
    """A problem of a draft without the code before it."""
    return problem.partition(": ")[2] or problem


def _bullets(lines: tuple[str, ...]) -> str:
    shown = [f"• {escape(clip(line, 200))}" for line in lines[:MOST_LINES]]
    more = [f"• and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join([*shown, *more])
