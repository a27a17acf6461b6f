"""The end of an incident in words: in its channel, to the DPO, and to who has something left to do.

The response team alone is shown what was learned. The owner of a follow-up measure is shown the words that say what is
theirs to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.measures import Measure, measures, open_measures, recordable
from breachbot.incident.reminded import overtaken, points
from breachbot.incident.state import Incident
from breachbot.register.timeline import Timeline, timeline
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Block, Payload, beside, button, message, say, small
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import measure_ref
from breachbot.slack.kit.words import escape, many, person, span, spoken, when
from breachbot.slack.lateness import lateness

LESSONS, SHORTEST = 100, 52
"""Characters shown of what was learned, and of a follow-up measure; the register has the whole."""


def summary(incident: Incident, event: e.IncidentClosed, context: Context, reader: str = "") -> list[Block]:
    """When it happened, whether in time, what was learned and what is still to be done, but for what the reader has to
    do, which follows."""
    found = timeline(incident, context.policy, context.now)
    learned = escape(clip(" ".join(event.lessons.split()), LESSONS))
    return [
        say(f"{person(event.by)} closed the incident. *{spoken(found.summary)}*"),
        _points(found),
        say(f"*What was learned:* {learned}"),
        *_to_do(measures(incident), reader),
        _whole(incident),
    ]


def judged(incident: Incident, said: str, context: Context) -> list[Block]:
    """The same of one that was judged to be no breach: what is said of that, and when what happened."""
    return [say(said), _points(timeline(incident, context.policy, context.now)), _whole(incident)]


def _points(found: Timeline) -> Block:
    """What happened when; the end of the hours only where they counted."""
    matters = [one for one in found.points if one.stage != "due" or found.verdict != "not needed"]
    return say("\n".join(f"{one.label}: {when(one.at)}" for one in matters if one.at))


def _whole(incident: Incident) -> Block:
    return small(f"The whole is in the register: `breachbot register show {incident.id}`")


def _to_do(agreed: Sequence[Measure], reader: str) -> list[Block]:
    if not agreed:
        return [small("No follow-up measure was agreed.")]
    lines = [f"• {_measure(one)}" for one in agreed if one.owner != reader or one.done]
    return [say("\n".join(["*What is still to be done:*", *lines]))] if lines else []


def _measure(one: Measure) -> str:
    state = "done" if one.done else f"by {day(one)}"
    return f"{escape(clip(one.what, SHORTEST))}: {person(one.owner)}, {state}"


def day(one: Measure) -> str:
    """The day by whose end a measure is to be done."""
    return f"{one.until:%a %Y-%m-%d}"


def told_at_the_end(incident: Incident, event: e.IncidentClosed, context: Context, anchor: Block) -> Payload:
    """What one person hears of the end: the team the summary, with the anchor, and an owner what is theirs to do."""
    said = f"*{incident.id}* is closed."
    if context.team.role(context.by) is not None:
        blocks, ending = [say(said), *summary(incident, event, context, context.by)], [anchor]
    else:
        number = sum(one.owner == context.by for one in measures(incident))
        said = f"*{incident.id}* is closed, and {many(number, 'follow-up measure is', 'follow-up measures are')} yours."
        blocks, ending = [say(said)], []
    return message(said, *blocks, *_mine(incident, context), *ending)


def _mine(incident: Incident, context: Context) -> Iterator[Block]:
    """Each open measure of this person, with the button that records it."""
    for one in recordable(incident, context.team, context.by):
        if one.owner == context.by:
            words = f"*Yours by {day(one)}:* {escape(clip(one.what, SHORTEST))}"
            yield beside(words, _record(incident, one), f"measure:{one.number}")


def _record(incident: Incident, one: Measure) -> Block:
    return button(Act.MEASURE, "Record as done", measure_ref(incident.id, one.number))


def reminded(incident: Incident, event: e.ReminderRaised, context: Context) -> Payload:
    """A reminder of follow-up measures, for their owner or for the DPO once the day is over, as it is now."""
    if overtaken(incident, event):
        said = f"*{incident.id}*: a newer reminder has replaced this one."
        return message(said, say(said))
    found = points(incident, event.owner, context.policy)
    agreed = {one.key: one for one in measures(incident)}
    whose = "your follow-up measure" if event.owner == context.by else _of_somebody(event.owner)
    lines = [
        (f"*{incident.id}*: {whose} {_state(one, context.now)}.", one)
        for one in (agreed[point.raised.obligation] for point in found)
    ]
    may = recordable(incident, context.team, context.by)
    blocks = [
        beside(
            f"{words}\n{escape(clip(one.what, SHORTEST))}",
            _record(incident, one) if one in may else None,
            f"measure:{one.number}",
        )
        for words, one in lines
    ]
    late = lateness(one.raised for one in found)
    return message(lines[0][0], *blocks, *([small(late)] if late else []))


def _of_somebody(owner: str | None) -> str:
    return f"the follow-up measure of {person(owner or '')}"


def _state(one: Measure, now: datetime) -> str:
    if one.done:
        return f"is ✓ done, recorded by {person(one.done.by)}"
    if now >= one.due_at:
        return f"was to be done by {day(one)}, and nobody has recorded it"
    return f"is to be done by {day(one)}, {span(one.due_at - now)} left"


def added(incident: Incident, event: e.MeasureAdded, context: Context) -> Payload:
    """That a follow-up measure was agreed after the end, for its owner with the button, and for the DPO."""
    one = next(one for one in measures(incident) if one.agreed == event)
    mine = one.owner == context.by
    whose = "is yours" if mine else f"is for {person(one.owner)}"
    said = f"*{incident.id}*: a follow-up measure {whose}, by {day(one)}, added by {person(event.by)}."
    way = _record(incident, one) if mine and one.done is None else None
    return message(said, beside(f"{said}\n{escape(clip(one.what, SHORTEST))}", way, f"measure:{one.number}"))


def done(incident: Incident, event: e.MeasureDone) -> Payload:
    """That a measure was carried out, for the DPO; the notification holds no word of it."""
    left = len(open_measures(incident))
    rest = f"{many(left, 'other is', 'others are')} open" if left else "none is open"
    one = next(one for one in measures(incident) if one.number == event.number)
    said = f"*{incident.id}*: {person(event.by)} recorded a follow-up measure as done; {rest}."
    what = escape(clip(one.what, SHORTEST))
    return message(said, say(f"{said}\n{what}: “{escape(clip(event.note, LESSONS))}”"))
