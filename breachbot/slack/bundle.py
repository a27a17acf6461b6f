"""Reminders of several incidents that reach one person together: one message, edited as one."""

from __future__ import annotations

from collections.abc import Sequence

from breachbot.slack.direct import direct_note, short_head
from breachbot.slack.kit.blocks import Block, Payload, message, say, small
from breachbot.slack.lateness import lateness
from breachbot.slack.reminder_note import MOST_BUTTONS
from breachbot.usecases.reminders import Part


def bundled(parts: Sequence[Part], *, head: str) -> Payload:
    """One message of what each of them says as it is now: the sentences of all, with the first buttons.

    head: the head of the log, an anchor outside the database.
    """
    said = f"Reminders of {len(parts)} incidents."
    notes = [direct_note(one.incident, one.raised, one.context, head=head) for one in parts]
    blocks: list[Block] = []
    for part, note in zip(parts, notes, strict=True):
        for block in (one for one in note["blocks"] if one["type"] == "section"):
            buttons = sum("accessory" in one for one in blocks)
            blocks.append(_of(part.incident.id, block, with_button=buttons < MOST_BUTTONS))
    late = lateness(one.raised for one in parts)
    return message(
        f"{said} {notes[0]['text']}",
        say(f"*{said}*"),
        *blocks,
        *([small(late)] if late else []),
        small(f"Each is on the app's Home tab. Log head `{short_head(head)}`"),
    )


def _of(incident: str, block: Block, *, with_button: bool) -> Block:
    """A sentence about one incident, told from those about the others."""
    kept = {key: value for key, value in block.items() if key != "accessory" or with_button}
    return kept | ({"block_id": f"{incident}:{block['block_id']}"} if "block_id" in block else {})
