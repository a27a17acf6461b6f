"""A notice as its readers see it before they decide: the whole text first, then the decision on exactly those bytes."""

from __future__ import annotations

from collections.abc import Sequence

from breachbot.errors import Refused
from breachbot.incident.documents import before
from breachbot.incident.events import NoticeDrafted
from breachbot.notices.words import language_name
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, View
from breachbot.slack.document import change_blocks, document
from breachbot.slack.draft_card import TITLES, approved_before, file_lines, remarks
from breachbot.slack.kit.blocks import DIVIDER, Block, actions, button, modal, say, sheet, small
from breachbot.slack.kit.refs import read_notice_ref
from breachbot.slack.kit.words import many, spoken, when

MOST_BLOCKS = 60
"""Of the text. A modal holds 100 blocks; what changed takes up to 22, and the rest a dozen."""


def read_only(asked: Asked, why: str, further: Sequence[Block] = ()) -> View:
    """The whole notice, and why this reader cannot decide on it. Raises Refused if it is out of date. further: buttons
    that lead to what else waits for the reader."""
    ways = [actions(*further) | {"block_id": "further"}] if further else []
    return sheet("Read the notice", *_text(asked), say(spoken(why)), *ways, hashes(shown(asked)))


def read_and_decide(asked: Asked, decision: Sequence[Block], further: Sequence[Block] = ()) -> View:
    """The whole notice, what is not known, what changed since the version that this reader knows, and the decision
    below it. further: buttons that lead to what else waits for the reader."""
    turn_down = button(Act.OBJECT, "Turn it down", asked.ref, style="danger")
    return modal(
        Act.APPROVE,
        "Read and decide",
        "Approve",
        asked.ref,
        *_text(asked),
        say("*Next:* approve exactly these bytes, or turn it down and say what has to change."),
        actions(*further, turn_down) | {"block_id": "object"},
        *decision,
        hashes(shown(asked)),
    )


def what_changed(asked: Asked) -> View:
    """The places in which a draft differs from the last approved version. Raises Refused if there is none."""
    draft = shown(asked)
    approved = approved_before(asked.incident, draft)
    if approved is None:
        raise Refused("No earlier draft was approved, so there is nothing to compare it with.")
    following = say("*Next:* read all of it, then decide.")
    return sheet("What changed", about(draft), *change_blocks(approved, draft), following, hashes(draft))


def shown(asked: Asked) -> NoticeDrafted:
    """The newest draft, if it is the one whose button was clicked. Raises Refused otherwise."""
    ref = read_notice_ref(asked.ref)
    draft = asked.incident.draft(ref.audience)
    if draft is None or (draft.version, draft.sha256) != (ref.version, ref.sha256):
        newest = f" Draft {draft.version} is the newest: look at that one." if draft else ""
        raise Refused(f"That button is out of date.{newest}")
    if ref.language and ref.language not in draft.languages:
        raise Refused("This draft is not in that language.")
    return draft


def about(draft: NoticeDrafted, language: str | None = None) -> Block:
    """Which version it is, and in which language where there are several."""
    said = f"*{TITLES[draft.audience]}, draft {draft.version}*, as of {when(draft.as_of)}"
    if not draft.languages:
        return say(said)
    which = language_name(language or draft.language or "en")
    return say(f"{said}, in {which}{'' if language else ', the authoritative text'}")


def left_as_written(draft: NoticeDrafted, language: str | None) -> list[Block]:
    """How many passages of a translation stand as they were written, and what to do about it."""
    number = len(draft.languages[language].left) if language else 0
    if not number:
        return []
    said = many(number, "passage is", "passages are")
    return [
        say(
            f"*As written:* {said} not in this language, and the text says so. To give them in it, close this and use "
            "“Other languages” under “More…”."
        )
    ]


def hashes(draft: NoticeDrafted) -> Block:
    """The hashes of its files, which come last: what is decided on is exactly these bytes."""
    return small(file_lines(draft))


def _text(asked: Asked) -> list[Block]:
    draft = shown(asked)
    opened, approved = (
        before(asked.incident, draft, asked.context.by),
        approved_before(asked.incident, draft),
    )
    changes = change_blocks(approved, draft) if approved else []
    if opened and not (approved and approved.version > opened.version):
        changes = change_blocks(opened, draft, "you opened")
    language = read_notice_ref(asked.ref).language
    head = [about(draft, language), *left_as_written(draft, language)]
    head += [] if language else [*remarks(draft), *changes]
    return [*head, DIVIDER, *document(draft, MOST_BLOCKS, language), DIVIDER]
