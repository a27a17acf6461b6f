"""What waits for one person's decision in an incident, as one bundle: in their conversation and on their Home tab.

A few words about each document, and the way to its text. Nothing here is a word of what happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.approve import unopened
from breachbot.incident.documents import Waiting, waiting
from breachbot.incident.guidance import NOTICES, Guidance, guide
from breachbot.incident.handed import ready_points
from breachbot.incident.state import Incident
from breachbot.notices.words import language_name
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked
from breachbot.slack.buttons import ref_of
from breachbot.slack.document import changes
from breachbot.slack.draft_card import STATES, TITLES
from breachbot.slack.kit.blocks import Block, Payload, actions, beside, button, message, say
from breachbot.slack.kit.refs import NoticeRef, read_notice_ref
from breachbot.slack.kit.words import day, left, many, spoken


def to_decide(incident: Incident, event: e.NoticeDrafted, context: Context, *ending: Block) -> Payload:
    """The message for the person in the context about what was drafted, as it is now."""
    if incident.drafts[-1].at != event.at:
        said = f"*{incident.id}*: newer drafts have replaced these; another message is about them."
        return message(said, say(said))
    found = waiting(incident, context)
    if not found:
        said = f"*{incident.id}*: {_fate(incident)}"
        following = "" if incident.ended else f"\nNext: {spoken(guide(incident, context).theirs.words)}"
        return message(said, say(said + following), *ending)
    said = in_short(incident, found, context)
    following = f"Next: {spoken(guide(incident, context).theirs.words)}"
    return message(said, say(f"{said}\n{following}"), *bundle(incident, found), *ending)


def in_short(incident: Incident, found: Sequence[Waiting], context: Context) -> str:
    """How many documents of the incident wait, and by when: the hours are those of the authority's notice alone."""
    number = many(len(found), "document waits", "documents wait")
    hours = guide(incident, context)
    counts = not hours.stopped and any(one.draft.audience == "authority" for one in found)
    by = clock(incident, hours, context.now) if counts else "Due without undue delay."
    return f"*{incident.id}*: {number} for your decision. {by}"


def bundle(incident: Incident, found: Sequence[Waiting]) -> list[Block]:
    """A line for each document with the way to its text; and one form for all that this person has opened."""
    fresh = next((one for one in found if not one.opened), None)
    blocks = [_one(incident, item, pressing=item == fresh) for item in found]
    opened = sum(one.opened for one in found)
    if opened > 1:
        style = None if fresh else "primary"
        together = button(Act.TOGETHER, f"Approve {opened} together", incident.id, style=style)
        blocks.append(actions(together) | {"block_id": f"together:{incident.id}"})
    return blocks


def further(asked: Asked) -> list[Block]:
    """Below a document that is read: the next that this person has not opened, and one form for all that they have."""
    found = waiting(asked.incident, asked.context)
    closed = [one for one in found if not one.opened]
    many_opened = len(found) - len(closed)
    ways = []
    if closed:
        ref = next_to_open(asked, closed)
        where = f" in {language_name(ref.language)}" if ref.language else ""
        label = f"Read the next: {TITLES[ref.audience]}{where}"
        ways.append(button(Act.READ_NEXT, label, str(ref), style="primary"))
    if many_opened > 1:
        style = None if closed else "primary"
        label = f"Approve {many_opened} together"
        ways.append(button(Act.TOGETHER_HERE, label, asked.incident.id, style=style))
    return ways


def next_to_open(asked: Asked, closed: Sequence[Waiting]) -> NoticeRef:
    """The first text that this person has not opened; the other languages of what is being read come first."""
    here = read_notice_ref(asked.ref).audience
    item = next((one for one in closed if one.draft.audience == here), closed[0])
    language = unopened(asked.incident, item.draft, asked.context.by)[0]
    return replace(read_notice_ref(ref_of(asked.incident, item.draft)), language=language)


def _one(incident: Incident, item: Waiting, *, pressing: bool) -> Block:
    ref = ref_of(incident, item.draft)
    style = "primary" if pressing else None
    read = button(Act.READ, "Read and decide", ref, style=style)
    return beside(f"{titled(item.draft)}\n{about(item)}", read, f"decide:{ref}")


def titled(draft: e.NoticeDrafted) -> str:
    """Which document it is."""
    return f"*{TITLES[draft.audience]}, draft {draft.version}{STATES[draft.state]}*"


def about(item: Waiting) -> str:
    """How complete it is, and whether it reads otherwise than what this person opened last."""
    draft, said = item.draft, []
    ready = ready_points(draft)
    if ready is not None:
        said.append(f"ready {ready} of {draft.points}")
    if draft.still_unknown:
        said.append(f"{len(draft.still_unknown)} still unknown")
    if draft.problems:
        said.append(many(len(draft.problems), "point to look at first", "points to look at first"))
    if item.opened:
        said.append("✓ opened")
    elif item.before:
        number = len(changes(item.before, draft))
        places = f"changed in {many(number, 'place', 'places')}" if number else "reads the same"
        said.append(f"{places} since draft {item.before.version}, which you opened")
    return ", ".join(said)[:1].upper() + ", ".join(said)[1:]


def urgency(incident: Incident, context: Context) -> str:
    """How long is left for the authority, and until which day."""
    return clock(incident, guide(incident, context), context.now)


def clock(incident: Incident, found: Guidance, now: datetime) -> str:
    """The same of a guidance that was asked for already."""
    due = found.due_at
    if found.stopped:
        return f"{found.headline[0].upper()}{found.headline[1:]}."
    if due is None:
        return "The clock does not run yet." if incident.aware_at is None else "No hours apply."
    if now > due:
        return f":red_circle: *{left(due, now)}*, since {day(due)}."
    return f"*{left(due, now)}*, until {day(due)}."


def _fate(incident: Incident) -> str:
    """What became of the newest drafts, once none of them waits for this person."""
    return "; ".join(
        f"{TITLES[draft.audience]}, draft {draft.version}: {_state(incident, draft)}"
        for audience in NOTICES
        if (draft := incident.draft(audience))
    )


def _state(incident: Incident, draft: e.NoticeDrafted) -> str:
    if incident.approval(draft.audience):
        return "✓ approved"
    if incident.rejected(draft):
        return "turned down"
    if any(one.event.version == draft.version for one in incident.approvals_of(draft.audience)):
        return "its approval is void"
    return "not for you to decide now"
