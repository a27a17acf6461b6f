"""Reminders of several incidents that reach one person together: one message, edited as one."""

from __future__ import annotations

from collections.abc import Sequence

from breachbot.slack.direct import direct_note, short_head
from breachbot.slack.kit.blocks import Block, Payload, message, say, small
from breachbot.slack.lateness import lateness
from breachbot.slack.reminder_note import MOST_BUTTONS, in_a_line
from breachbot.usecases.reminders import Part

MOST_IN_FULL = 6
"""Incidents that are told with their buttons."""
LINES_IN_A_BLOCK = 10


def bundled(parts: Sequence[Part], *, head: str) -> Payload:
    """One message of what each of them says as it is now: the sentences of all, with the first buttons.

    head: the head of the log, an anchor outside the database.
    """
    said = f"Reminders of {len(parts)} incidents."
    late = lateness(one.raised for one in parts)
    if len(parts) > MOST_IN_FULL:
        return _digest(said, parts, late, head)
    notes = [direct_note(one.incident, one.raised, one.context, head=head) for one in parts]
    blocks: list[Block] = []
    for part, note in zip(parts, notes, strict=True):
        for block in (one for one in note["blocks"] if one["type"] == "section"):
            buttons = sum("accessory" in one for one in blocks)
            blocks.append(_of(part.incident.id, block, with_button=buttons < MOST_BUTTONS))
    return message(
        f"{said} {notes[0]['text']}",
        say(f"*{said}*"),
        *blocks,
        *([small(late)] if late else []),
        small(f"Each is on the app's Home tab. Log head `{short_head(head)}`"),
    )


def _digest(said: str, parts: Sequence[Part], late: str, head: str) -> Payload:
    """The same of very many, as after a standstill: a line each, what ends first before the others."""
    lines = [f"• {in_a_line(one.incident, one.raised, one.context)}" for one in parts]
    return message(
        f"{said} {lines[0]}",
        say(f"*{said}* What ends first comes first."),
        *(say("\n".join(lines[n : n + LINES_IN_A_BLOCK])) for n in range(0, len(lines), LINES_IN_A_BLOCK)),
        *([small(late)] if late else []),
        small(f"Each is on the app's Home tab. Log head `{short_head(head)}`"),
    )


def _of(incident: str, block: Block, *, with_button: bool) -> Block:
    """A sentence about one incident, told from those about the others."""
    kept = {key: value for key, value in block.items() if key != "accessory" or with_button}
    return kept | ({"block_id": f"{incident}:{block['block_id']}"} if "block_id" in block else {})
