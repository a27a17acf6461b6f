"""The clocks of an incident in words: the moments of awareness on record, and what a processor's word proposes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from breachbot.deadlines.clock import is_late
from breachbot.incident.act import Context
from breachbot.incident.events import MAIN
from breachbot.incident.guidance import Clock, clocks, proposed
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.slack.kit.blocks import Block, say
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, left, listed, when

LONGEST_TITLE = 60
MOST_LINES = 5
"""Of one incident on the Home tab; all of them are behind *More…*."""
MOST_ON_CARD, TITLE_ON_CARD = 2, 28
"""Clocks on the card, and characters of what each is called there."""
THE_INCIDENT = "What was first reported"


def whose(incident: Incident) -> dict[str, str]:
    """The clocks of an incident by the set whose clock each is, the incident's first."""
    return {MAIN: THE_INCIDENT} | {one.id: one.title for one in incident.sets if one.aware_at}


def on_record(incident: Incident) -> str:
    """The moments of awareness that are on record, and what a processor's word proposes instead."""
    found = whose(incident)
    kept = "It stays on record beside the correction."
    if len(found) == 1:
        stated = incident.aware_at
        lines = [f"Now on record: {when(stated)}. {kept}"] if stated else []
    else:
        moments = ((title, incident.aware_since(one)) for one, title in found.items())
        now = listed([f"{_short(title)}: {when(moment)}" for title, moment in moments if moment])
        lines = [f"Now on record:\n{now}\n{kept}"]
    return "\n".join([*lines, *_proposals(incident)])


def corrections(incident: Incident) -> dict[str, datetime]:
    """What a processor's word proposes instead of a later moment that is on record, by the set whose clock it is."""
    pairs = ((one, proposed(incident, one), incident.aware_since(one)) for one in whose(incident))
    return {one: told for one, told, known in pairs if told and known and told < known}


def own_clocks(incident: Incident, context: Context) -> list[Block]:
    """For the card, the times of the sets with a clock of their own, those that end first; and where a processor told
    us before the moment of awareness that is on record, the first of these."""
    found = sorted(clocks(incident, context.policy)[1:], key=_presses)
    shown = found if len(found) <= MOST_ON_CARD else found[:1]
    lines = [_line(incident, one, context, on_card=True) for one in shown]
    more = "" if shown == found else f"\n{len(found) - 1} more are behind *More…*."
    times = [say(f"*Clocks of their own*\n{listed(lines)}{more}")] if lines else []
    told = [] if incident.ended else [say(text) for text in islice(_proposals(incident), 1)]
    return [*times, *told]


def every_clock(incident: Incident, context: Context) -> list[Block]:
    """All of these times, where the card has no room for them."""
    found = clocks(incident, context.policy)[1:]
    lines = [_line(incident, one, context) for one in sorted(found, key=_presses)]
    return [say(f"*Clocks of their own*\n{listed(lines)}")] if len(lines) > MOST_ON_CARD else []


def _presses(one: Clock) -> tuple[bool, datetime]:
    """What runs and ends first comes first."""
    return not one.runs, one.due_at or one.aware_at


def running(incident: Incident, policy: Policy, now: datetime) -> list[str]:
    """How long is left of each clock that runs, for the Home tab; none where there is one clock alone."""
    found = clocks(incident, policy)
    titles = whose(incident)
    ends = [(titles[one.affected_set], one.due_at) for one in found if one.runs and one.due_at]
    lines = [f"{_short(title)}: {left(due, now)}, until {when(due)}" for title, due in ends]
    return lines[:MOST_LINES] if len(found) > 1 else []


def _line(incident: Incident, one: Clock, context: Context, *, on_card: bool = False) -> str:
    """The card has room for what presses alone."""
    title = _title(incident, one.affected_set, TITLE_ON_CARD if on_card else LONGEST_TITLE)
    if one.first and one.due_at:
        late = "late" if is_late(one.due_at, one.first.filed_at) else "in time"
        return f"{title}: first filed {when(one.first.filed_at)}, {late}"
    state = _state(one, context)
    if on_card and one.runs and state:
        return f"{title}: {state}"
    return f"{title}: aware since {when(one.aware_at)}" + (f", {state}" if state else "")


def _state(one: Clock, context: Context) -> str:
    if not one.owed:
        return "the authority need not be notified of them"
    if one.due_at is None:
        return ""
    end = "until" if context.now <= one.due_at else "since"
    return f"*{left(one.due_at, context.now)}*, {end} {when(one.due_at)}"


def _proposals(incident: Incident) -> Iterator[str]:
    titles = whose(incident)
    for one, told in corrections(incident).items():
        yield (
            f"A processor told us of “{_short(titles[one])}” on {when(told)}, before the awareness on record. As a "
            "rule the company is aware from then (EDPB Guidelines 9/2022, para 44): correct the moment of "
            "awareness, unless something speaks against it."
        )


def _title(incident: Incident, affected_set: str, most: int) -> str:
    one = incident.affected_set(affected_set)
    return _short(one.title if one else affected_set, most)


def _short(title: str, most: int = LONGEST_TITLE) -> str:
    return escape(clip(title, most))
