"""Forms in which a notice is read and decided on: the whole text first, then the decision on exactly those bytes."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident.events import Audience, NoticeDrafted
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.blocks import DIVIDER, Block, actions, ask, button, choice, line, modal, say, sheet
from breachbot.slack.document import change_blocks, document
from breachbot.slack.draft_card import MOST_BLOCKS, TITLES, approved_before, file_lines, remarks
from breachbot.slack.modals import View
from breachbot.slack.refs import NoticeRef
from breachbot.slack.words import when

CAPACITIES = {
    "dpo_advice": "As the DPO's advice (Art. 39(1)(a))",
    "controller_decision": "As the controller's decision",
}
AFTER: dict[Audience, str] = {
    "authority": "Approving files nothing: a person files it at the authority and records that here.",
    "page": "Approving puts this page before the public at once, in either capacity.",
    "mail": "Approving sends nothing: a person sends it and records that here.",
}
"""What follows from an approval, so that nobody finds out afterwards."""


def read_and_decide(incident: Incident, ref: NoticeRef, user: str, *, may_decide: bool, alone: bool) -> View:
    """The whole notice, what is not known, what changed since an approved version, and the decision below it.

    may_decide: the reader is the DPO or a deputy; nobody else is asked anything. Raises Refused if it is out of date.
    """
    draft = _shown(incident, ref)
    before = approved_before(incident, draft)
    text = [
        _about(draft),
        *remarks(draft),
        *(change_blocks(before, draft) if before else []),
        DIVIDER,
        *document(draft, MOST_BLOCKS),
        DIVIDER,
    ]
    if not may_decide or (draft.by == user and not alone):
        return sheet(
            "Read the notice", *text, say("Next: the DPO or a deputy who did not draft it decides on it.")
        )
    turn_down = actions(button(Act.OBJECT, "Turn it down", str(ref), style="danger")) | {"block_id": "object"}
    return modal(
        Act.APPROVE,
        "Read and decide",
        "Approve",
        str(ref),
        *text,
        say("*Next:* approve exactly these bytes, or turn it down and say what has to change."),
        turn_down,
        *_capacity(draft, user),
    )


def what_changed(incident: Incident, ref: NoticeRef) -> View:
    """The places in which a draft differs from the last approved version. Raises Refused if there is none."""
    draft = _shown(incident, ref)
    before = approved_before(incident, draft)
    if before is None:
        raise Refused("No earlier draft was approved, so there is nothing to compare it with.")
    return sheet(
        "What changed",
        _about(draft),
        *change_blocks(before, draft),
        say("*Next:* read it whole, then decide."),
    )


def approve(incident: Incident, ref: NoticeRef, user: str, *, single_dpo: bool) -> View:
    """In which capacity; and a reason, from the only DPO of a company who approves what they drafted themselves.

    Raises Refused if the draft is out of date, or if somebody else can approve it.
    """
    draft = _shown(incident, ref)
    if draft.by == user and not single_dpo:
        raise Refused("You drafted this notice, so somebody else has to approve it.")
    return modal(Act.APPROVE, "Approve", "Approve", str(ref), _about(draft), *_capacity(draft, user))


def reject(incident: Incident, ref: NoticeRef) -> View:
    """What has to change. Raises Refused if out of date."""
    draft = _shown(incident, ref)
    question = ask("reason", "What has to change?", line(tall=True, most=bounds.BASIS))
    return modal(Act.REJECT, "Turn down", "Turn down", str(ref), _about(draft), question)


def _capacity(draft: NoticeDrafted, user: str) -> list[Block]:
    """What follows, the question in which capacity, and the reason of somebody who drafted it."""
    glass = ask(
        "break_glass",
        "You drafted this yourself. Why can nobody else approve it?",
        line(tall=True, most=bounds.BASIS),
        hint="Only in a company with a single DPO. The register will show it.",
    )
    asked = ask("capacity", "How do you approve it?", choice("radio_buttons", CAPACITIES))
    return [say(AFTER[draft.audience]), asked, *([glass] if draft.by == user else [])]


def _shown(incident: Incident, ref: NoticeRef) -> NoticeDrafted:
    """The newest draft, if it is the one whose button was clicked."""
    draft = incident.draft(ref.audience)
    if draft is None or (draft.version, draft.sha256) != (ref.version, ref.sha256):
        newest = f" Draft {draft.version} is the newest: look at that one." if draft else ""
        raise Refused(f"That button is out of date.{newest}")
    return draft


def _about(draft: NoticeDrafted) -> dict[str, object]:
    return say(
        f"*{TITLES[draft.audience]}, draft {draft.version}*, as of {when(draft.as_of)}\n{file_lines(draft)}"
    )
