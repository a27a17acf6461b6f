"""Reminders of what is owed: a sentence each with what is missing and for how long, and the button that leads on.

What falls together is one message. It is edited: a newer one replaces it, and what is done is marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.guidance import UNDECIDED, Gap, Owed, guide, toward
from breachbot.incident.policy import Policy
from breachbot.incident.reach import asked_to_take, who_has_it
from breachbot.incident.reminded import Point, newest, overtaken, points, still_due
from breachbot.incident.snoozed import waits_for
from breachbot.incident.state import Incident
from breachbot.slack.buttons import button_for, button_toward, shared_button
from breachbot.slack.kit.blocks import Block, Payload, actions, beside, button, message, say, small
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import reminder_ref
from breachbot.slack.kit.words import listed, person, spoken, when
from breachbot.slack.lateness import ROUNDED, about, lateness
from breachbot.slack.owed import duty_of

MISSING: Mapping[Gap, str] = {
    "facts": "the answers on which it hangs are missing",
    "judgement": "the law leaves it to judgement, and nobody has decided",
    "notice": "nothing is filed yet",
    "completion": "only an initial notice is filed",
    "page": "nothing is on the security page yet",
    "targets": "the page is not at every target yet",
    "people": "nobody affected has been told directly yet",
    "number": "nobody has said how many people are affected",
    "others": "not everybody affected has been told yet",
    "controllers": "not every controller has been told yet",
    "record": "nobody has recorded that it was done",
    "anchor": "nobody has stated the moment from which its time counts",
    "update": "what was told is no longer what is known",
    "promise": "the promised update is not out yet",
}
"""What a duty lacks, in words."""
MOST_BUTTONS = 4
"""In one message; what has none here is on the Home tab."""


def to_person(incident: Incident, event: e.ReminderRaised, context: Context, *ending: Block) -> Payload:
    """The message for the person in the context, as it is now: overtaken, done, or what is missing."""
    if overtaken(incident, event):
        return _replaced(incident)
    found = points(incident, None, context.policy)
    open_ones = [one for one in found if one.owed]
    if not open_ones:
        return _all_done(incident, found, context, *ending)
    guidance = guide(incident, context)
    buttons = [
        button_toward(incident, guidance, step) if (step := toward(incident, one.owed, context)) else None
        for one in open_ones
        if one.owed
    ]
    below = [_who(incident, context), *_later(incident, context, "snooze" in guidance.offers)]
    return message(
        _in_short(f"*{incident.id}*", open_ones, context),
        *_lines(incident, found, buttons, context, _controls(below)),
        *below,
        *stands_in(context),
        small(f"Next: {spoken(guidance.theirs.words)}"),
        *ending,
    )


def in_channel(incident: Incident, event: e.ReminderRaised, context: Context) -> Payload:
    """The message for the channel, as it is now: its buttons are those of acts that anybody on the team can take."""
    if overtaken(incident, event):
        return _replaced(incident)
    found = points(incident, None, context.policy)
    if not any(one.owed for one in found):
        return _all_done(incident, found, context)
    steps = [toward(incident, one.owed, context) for one in found if one.owed]
    following = "" if incident.ended else f"Next: {spoken(guide(incident, context).next.words)}"
    who, buttons = (
        _who(incident, context),
        [shared_button(incident, step) if step else None for step in steps],
    )
    return message(
        _in_short(incident.id, found, context),
        *_lines(incident, found, buttons, context, _controls([who])),
        who,
        *([small(following)] if following else []),
    )


def stands_in(context: Context) -> list[Block]:
    """In whose place the person in the context is told."""
    said = [
        f"{person(user)}, who is away until {when(absence.until)}"
        for user in context.team.for_whom(context.by, context.now)
        if (absence := context.team.away(user, context.now))
    ]
    return [small(f"You stand in for {listed(said)}.")] if said else []


def _replaced(incident: Incident) -> Payload:
    said = f"*{incident.id}*: a newer reminder has replaced this one."
    return message(said, say(said))


def _all_done(incident: Incident, found: Sequence[Point], context: Context, *ending: Block) -> Payload:
    over = "no longer owed" if isinstance(incident.ended, e.JudgedNoBreach) else "✓ done"
    if isinstance(incident.ended, e.IncidentMerged):
        over = f"goes on in {incident.ended.into}"
    said = f"*{incident.id}*: {over}: {listed([_name(one, context.policy) for one in found])}."
    return message(said, say(said), *ending)


def in_a_line(incident: Incident, event: e.ReminderRaised, context: Context) -> str:
    """What is missing of an incident and how long is left, in a line among many."""
    found = [] if overtaken(incident, event) else points(incident, event.owner, context.policy)
    said = [
        f"{_in_a_word(one, context.policy)}, {_how_long(one.owed, one.since, context.now)}"
        for one in found
        if one.owed
    ]
    return f"{incident.id}: {clip('; '.join(said) or '✓ done', 280)}"


def _in_a_word(point: Point, policy: Policy) -> str:
    return "Follow-up measure" if point.raised.owner else _name(point, policy)


def _who(incident: Incident, context: Context) -> Block:
    """Who has it, or the button for whoever does."""
    answer = who_has_it(incident, context.team, context.now)
    if answer:
        asked = asked_to_take(incident, context.team, context.policy)
        to = f", and has asked {person(asked.event.to)} to take it over" if asked else ""
        return say(
            f"{person(answer.by)} has it, since {when(answer.at)}{to}. The next reminder comes all the same."
        )
    one, number = button_for("have_it", incident), newest(incident, None)
    ref = incident.id if number is None else reminder_ref(incident.id, number)
    return beside("Nobody has said yet that they have it.", button(one.id, one.label, ref), "has_it")


def _controls(blocks: Sequence[Block]) -> int:
    """How many buttons these blocks have."""
    return sum(
        ("accessory" in one) + len(one.get("elements", ())) * (one["type"] == "actions") for one in blocks
    )


def _later(incident: Incident, context: Context, offered: bool) -> list[Block]:
    """Until when this person has put it off, or the button for that where it can wait."""
    if wish := waits_for(incident, context.by, context.team, context.policy):
        return [small(f"It comes to you again {when(wish.until)}.")]
    number = newest(incident, None)
    if not offered or number is None:
        return []
    one = button_for("snooze", incident)
    return [actions(button(one.id, one.label, reminder_ref(incident.id, number)))]


def _in_short(name: str, found: Sequence[Point], context: Context) -> str:
    """What a notification shows."""
    return f"{name}: {sentence(found[0], context)} {lateness(one.raised for one in found)}".rstrip()


def _lines(
    incident: Incident,
    found: Sequence[Point],
    buttons: Sequence[dict[str, Any] | None],
    context: Context,
    spared: int,
) -> list[Block]:
    """What is missing, each with its button, the same words and the same button once; then how late this is.
    spared: how many buttons stand below it."""
    shown: set[str] = set()
    blocks: list[Block] = []
    most = MOST_BUTTONS - spared
    left_over = iter(buttons)
    alike = Counter(sentence(one, context) for one in found)
    for one in found:
        button = next(left_over) if one.owed else None
        times = alike.pop(sentence(one, context), 0)
        if not times:
            continue
        known = f"{button['action_id']} {button['value']}" if button else ""
        fresh = button is not None and known not in shown and len(shown) < most
        shown |= {known} if fresh else set()
        line = sentence(one, context) + (f" So it is for {times} sets of data." if times > 1 else "")
        said = line if blocks else f"*{incident.id}*: {line}"
        blocks.append(beside(said, button if fresh else None, f"reminder:{one.raised.obligation}"))
    why = lateness(one.raised for one in found)
    return [*blocks, *([small(why)] if why else [])]


def sentence(point: Point, context: Context) -> str:
    """One thing: what is missing and for how long, or that nothing is."""
    owed = point.owed
    if owed is None:
        return f"✓ {_name(point, context.policy)}: done."
    if owed.gap == "breach":
        how_long = f" for {about(context.now - point.since)}" if point.since else ""
        said = f"*Nobody has said{how_long} whether this is a breach*, and the clock starts only then."
        return f"{said}{_to_decide(owed, point.since, context)}"
    what = MISSING[owed.gap] if owed.gap else "something is missing"
    return f"{_name(point, context.policy)}: {what}, {_how_long(owed, point.since, context.now)}."


def _to_decide(owed: Owed, since: datetime | None, context: Context) -> str:
    """How long is left for the decision; nothing where no playbook says."""
    rule = context.policy.regimes.investigation
    if owed.due_at is None or rule is None:
        return ""
    return f" To decide it: {_how_long(owed, since, context.now)}{rule.unsure}."


def _how_long(owed: Owed, since: datetime | None, now: datetime) -> str:
    due = still_due(owed)
    if due is None:
        return f"for {about(now - since)} by now" if since else "to be done without undue delay"
    if now < due:
        return f"*{about(due - now)} left*, until {when(due)}"
    late = "the time is up" if now - due < ROUNDED else f"overdue by {about(now - due)}"
    return f"*{late}*, since {when(due)}"


def _name(point: Point, policy: Policy) -> str:
    if point.raised.obligation == UNDECIDED:
        return "*Whether this is a breach*"
    return f"*{duty_of(point.raised.obligation, policy)}*"
