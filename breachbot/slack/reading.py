"""A notice as its readers see it before they decide: the whole text first, then the decision on exactly those bytes."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.events import NoticeDrafted
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, View
from breachbot.slack.document import change_blocks, document
from breachbot.slack.draft_card import TITLES, approved_before, file_lines, remarks
from breachbot.slack.kit.blocks import DIVIDER, Block, actions, button, modal, say, sheet
from breachbot.slack.kit.refs import read_notice_ref
from breachbot.slack.kit.words import when, with_mentions

MOST_BLOCKS = 60
"""Of the text. A modal holds 100 blocks; what changed takes up to 22, and the rest a dozen."""


def read_only(asked: Asked, why: str) -> View:
    """The whole notice, and why this reader cannot decide on it. Raises Refused if it is out of date."""
    return sheet("Read the notice", *_text(asked), say(with_mentions(why)))


def read_and_decide(asked: Asked, decision: list[Block]) -> View:
    """The whole notice, what is not known, what changed since an approved version, and the decision below it."""
    turn_down = button(Act.OBJECT, "Turn it down", asked.ref, style="danger")
    return modal(
        Act.APPROVE,
        "Read and decide",
        "Approve",
        asked.ref,
        *_text(asked),
        say("*Next:* approve exactly these bytes, or turn it down and say what has to change."),
        actions(turn_down) | {"block_id": "object"},
        *decision,
    )


def what_changed(asked: Asked) -> View:
    """The places in which a draft differs from the last approved version. Raises Refused if there is none."""
    draft = shown(asked)
    before = approved_before(asked.incident, draft)
    if before is None:
        raise Refused("No earlier draft was approved, so there is nothing to compare it with.")
    following = say("*Next:* read all of it, then decide.")
    return sheet("What changed", about(draft), *change_blocks(before, draft), following)


def shown(asked: Asked) -> NoticeDrafted:
    """The newest draft, if it is the one whose button was clicked. Raises Refused otherwise."""
    ref = read_notice_ref(asked.ref)
    draft = asked.incident.draft(ref.audience)
    if draft is None or (draft.version, draft.sha256) != (ref.version, ref.sha256):
        newest = f" Draft {draft.version} is the newest: look at that one." if draft else ""
        raise Refused(f"That button is out of date.{newest}")
    return draft


def about(draft: NoticeDrafted) -> Block:
    """Which version it is, and the hashes of its files."""
    return say(
        f"*{TITLES[draft.audience]}, draft {draft.version}*, as of {when(draft.as_of)}\n{file_lines(draft)}"
    )


def _text(asked: Asked) -> list[Block]:
    draft = shown(asked)
    before = approved_before(asked.incident, draft)
    changes = change_blocks(before, draft) if before else []
    return [about(draft), *remarks(draft), *changes, DIVIDER, *document(draft, MOST_BLOCKS), DIVIDER]
