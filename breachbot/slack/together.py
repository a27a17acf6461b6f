"""One form that approves several documents of an incident, each by its own hash, and what came of it.

It offers only what this person has opened and can approve now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from breachbot.errors import Refused
from breachbot.incident.acts.approve import Approve
from breachbot.incident.documents import Waiting, waiting
from breachbot.slack.actions import Act
from breachbot.slack.acts.approve import AFTER, CAPACITIES, glass
from breachbot.slack.button import Asked, View
from breachbot.slack.buttons import ref_of
from breachbot.slack.decisions import about, in_short, titled
from breachbot.slack.draft_card import TITLES, file_lines
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, modal, say, sheet, small
from breachbot.slack.kit.refs import NoticeRef, read_notice_ref
from breachbot.slack.kit.words import many, spoken


def all_opened(asked: Asked) -> View:
    """The form. Raises Refused where nothing that waits for this person was opened by them."""
    found = waiting(asked.incident, asked.context)
    if not found:
        raise Refused("No document waits for your decision now.")
    opened = [one for one in found if one.opened]
    if not opened:
        raise Refused("You have opened none of them yet. Open each with “Read and decide”, then approve.")
    closed = [one for one in found if not one.opened]
    return modal(
        Act.TOGETHER,
        "Approve together",
        f"Approve {len(opened)}",
        " ".join(ref_of(asked.incident, one.draft) for one in opened),
        say(in_short(asked.incident, found, asked.context)),
        *[_document(one) for one in opened],
        *_left_out(closed),
        ask("capacity", "In which capacity do you approve?", choice("radio_buttons", CAPACITIES)),
        *glass(asked, [one.draft for one in opened]),
        *[small(f"{TITLES[one.draft.audience]}:\n{file_lines(one.draft)}") for one in opened],
    )


def _document(one: Waiting) -> Block:
    return say(f"{titled(one.draft)}\n{about(one)}\n{AFTER[one.draft.audience]}")


def _left_out(closed: Sequence[Waiting]) -> list[Block]:
    if not closed:
        return []
    names = "; ".join(f"{titled(one.draft)}" for one in closed)
    return [say(f"Not in this form, since you have not opened it: {names}.")]


def read_refs(text: str) -> list[NoticeRef]:
    """The versions that the form was about, of one incident. Raises Refused for anything else."""
    found = [read_notice_ref(one) for one in text.split(" ")]
    if len({one.stream for one in found}) != 1 or len({one.audience for one in found}) != len(found):
        raise Refused("breachbot does not know that form.")
    return found


def commands(refs: Sequence[NoticeRef], view: View) -> list[Approve]:
    """An approval of each of these versions, as the form was filled in."""
    capacity, reason = form.one_of(view, "capacity", tuple(CAPACITIES)), form.text(view, "break_glass")
    return [
        Approve.of(
            audience=ref.audience,
            version=ref.version,
            sha256=ref.sha256,
            capacity=capacity,
            break_glass=reason or None,
        )
        for ref in refs
    ]


def what_came_of_it(incident_id: str, taken: Sequence[Approve], not_taken: Mapping[str, str]) -> View:
    """What was approved and what was not, where not all was."""
    done = [f"✓ approved: {TITLES[one.audience]}, draft {one.version}" for one in taken]
    not_done = [f"*Not approved:* {name}. {spoken(why)}" for name, why in not_taken.items()]
    return sheet(
        "Not all was approved",
        say(f"*{incident_id}*: {many(len(taken), 'document is', 'documents are')} approved."),
        say("\n".join([*done, *not_done])),
        say("Next: look at what was not approved, and decide on it by itself."),
    )
