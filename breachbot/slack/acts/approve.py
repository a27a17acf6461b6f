"""The form that approves exactly these bytes; `slack/reading.py` shows them with the same questions below."""

from __future__ import annotations

from collections.abc import Sequence

from breachbot.incident.acts.approve import Approve, own, require_opened
from breachbot.incident.events import Audience, NoticeDrafted, Own
from breachbot.incident.guidance import require_decidable
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, say
from breachbot.slack.kit.refs import read_notice_ref
from breachbot.slack.reading import about, hashes, shown

CAPACITIES = {
    "dpo_advice": "As the DPO's advice",
    "controller_decision": "As the controller's decision",
}
AFTER: dict[Audience, str] = {
    "authority": "Approving files nothing: a person files it at the authority and records that here.",
    "page": "Approving publishes this page at once, in either capacity.",
    "mail": "Approving sends nothing: a person sends it and records that here.",
}
"""What follows from an approval, so that nobody finds out afterwards."""
YOURS: dict[Own, str] = {
    "draft": "You drafted this yourself.",
    "facts": "All that it says rests on your word alone.",
    "translation": "You gave a text of it in another language.",
}
"""What of a notice is the own of whoever approves it; the weightiest comes first."""


def in_which_capacity(asked: Asked) -> View:
    """Raises Refused if the draft is out of date, or if this person cannot decide on it now."""
    draft = shown(asked)
    require_decidable(asked.incident, draft, asked.context)
    require_opened(asked.incident, draft, asked.context.by)
    return modal(
        Act.APPROVE, "Approve", "Approve", asked.ref, about(draft), *questions(asked, draft), hashes(draft)
    )


def questions(asked: Asked, draft: NoticeDrafted) -> list[Block]:
    """What follows, the question in which capacity, and the reason of somebody whose own it is."""
    capacity = ask("capacity", "In which capacity do you approve it?", choice("radio_buttons", CAPACITIES))
    return [say(AFTER[draft.audience]), capacity, *glass(asked, [draft])]


def glass(asked: Asked, drafts: Sequence[NoticeDrafted]) -> list[Block]:
    """The reason of somebody who approves what is their own; nothing where none of it is."""
    theirs = {what for draft in drafts for what in own(asked.incident, draft, asked.context.by)}
    if not theirs:
        return []
    whose = next(words for what, words in YOURS.items() if what in theirs)
    reason = ask(
        "break_glass",
        f"{whose} Why can nobody else approve it?",
        line(tall=True, most=Approve.most("break_glass")),
        hint="Only where there is nobody else. The register will show it.",
    )
    return [reason]


def command(asked: Asked, view: View) -> Approve:
    ref = read_notice_ref(asked.ref)
    return Approve.of(
        audience=ref.audience,
        version=ref.version,
        sha256=ref.sha256,
        capacity=form.one_of(view, "capacity", tuple(CAPACITIES)),
        break_glass=form.text(view, "break_glass") or None,
    )


BUTTONS = (Button(Act.APPROVE, "approve", "Approve", command, in_which_capacity, style="primary"),)
