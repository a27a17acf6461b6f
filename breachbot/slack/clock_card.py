"""The one live card of an incident, in its private channel: where it stands, how long is left, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from breachbot.deadlines.clock import is_late
from breachbot.incident.act import Context
from breachbot.incident.events import Audience
from breachbot.incident.guidance import Guidance, Step, ended_as, ends, guide, offered, shared
from breachbot.incident.reach import still_open, who_has_it
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.slack.awareness_modals import waits_for_word
from breachbot.slack.buttons import button_for
from breachbot.slack.draft_card import TITLES
from breachbot.slack.kit.blocks import (
    Block,
    Payload,
    actions,
    button,
    header,
    message,
    quote,
    say,
    small,
)
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, link, listed, person, spoken, utc, when
from breachbot.slack.more import ELSEWHERE, in_order, more_button
from breachbot.slack.owed import owed_lines
from breachbot.slack.own_clocks import own_clocks
from breachbot.slack.strip import bar, strip

LONGEST_TITLE = 240
"""Characters, some forty words; all of it is behind *More…*."""

MOST_ACTS = 3
"""Acts with a button on the card; the others are behind the fourth."""


@dataclass(frozen=True)
class Around:
    """What the card shows besides the incident. since: from when it is the turn of those who have the next step.

    Addresses, empty where they are not known: of the alert at its source, of the signal's card, of the newest drafts.
    """

    since: datetime | None = None
    source: str = ""
    signal: str = ""
    drafts: Mapping[Audience, str] = field(default_factory=dict)


NOTHING_KNOWN = Around()


def clock_card(incident: Incident, context: Context, around: Around = NOTHING_KNOWN) -> Payload:
    """The card as of the minute. Its notification text holds the codename, where it stands and the next step alone."""
    context = replace(context, now=context.now.replace(second=0, microsecond=0))
    found = guide(incident, context)
    step, stands = found.next, found.headline
    duties = "\n".join(
        f"• {spoken(clip(line, 400))}" for line in owed_lines(incident, found.duties, context.policy)
    )
    return message(
        f"{incident.id}: {stands}. Next: {escape(step.words)}",
        header(f"{incident.id} – {stands}"),
        *([quote(clip(incident.opened.title, LONGEST_TITLE))] if incident.opened else []),
        say(strip(found.stages)),
        say("\n".join(_times(incident, found, context))),
        *_worst_case(found, context),
        *own_clocks(incident, context),
        *([say(f"*What is owed*\n{duties}")] if incident.aware_at and not incident.ended else []),
        *_unusual(incident),
        say("\n".join([f"*Next:* {spoken(step.words)}", *_ball(step, around.since, incident, context)])),
        *([small(spoken(step.besides))] if step.besides else []),
        *_buttons(incident, context, step),
        small(_who(incident, context.team)),
        *_links(incident, around),
        *_left_out(incident, context.team),
    )


def _times(incident: Incident, found: Guidance, context: Context) -> list[str]:
    """The moments that count, and the bar of the hours while they run."""
    detected = _detected(incident)
    filing = context.policy.regimes.filing
    due = ends(incident.aware_at, filing)
    if incident.aware_at is None or due is None or filing.within is None:
        return [f"{detected}Aware since: not yet stated" if incident.aware_at is None else detected]
    until = f", {filing.hours} end {when(due)}" if found.stopped or found.due_at != due else ""
    line = f"{detected}Aware since {when(incident.aware_at)}{until}."
    if incident.filings:
        first = incident.filings[0].filed_at
        line += f" First filed {when(first)}, {'late' if is_late(due, first) else 'in time'}."
    if incident.ended or found.stopped or found.due_at is None:
        return [line]
    return [bar(filing.hours, filing.within, found.due_at, context.now), line]


def _worst_case(found: Guidance, context: Context) -> list[Block]:
    """The clock as if aware since detection, where that ends earlier."""
    if found.worst_case is None:
        return []
    hours = context.policy.regimes.filing.hours
    return [small(f"As if aware since detection, the {hours} would end {when(found.worst_case)}.")]


def _detected(incident: Incident) -> str:
    """When it was noticed, unless that is the minute of awareness."""
    if incident.opened is None:
        return ""
    noticed = when(incident.opened.detected_at)
    return "" if incident.aware_at and utc(incident.aware_at) in noticed else f"Detected {noticed}. "


def _ball(step: Step, since: datetime | None, incident: Incident, context: Context) -> list[str]:
    """Who has the next step, and since when; or who has said that they have what was reminded of."""
    answer = who_has_it(incident, context.team, context.now) if still_open(incident, context.policy) else None
    them = f"With {listed([person(user) for user in step.holders])}" if step.holders else ""
    if answer:
        return [f"{them}; {person(answer.by)} has it" if them else f"{person(answer.by)} has it"]
    return [them + (f" since {when(since)}" if since else "")] if them else []


def _unusual(incident: Incident) -> list[Block]:
    """The moments of awareness that wait for the DPO's word."""
    waiting = () if incident.ended else incident.waiting
    return [say(f"*Waiting for the DPO or a deputy:* {waits_for_word(stated)}") for stated in waiting]


def _buttons(incident: Incident, context: Context, step: Step) -> list[Block]:
    """What any responder may do about what presses, the next step first and in colour, and the facts, which anybody
    may always add to; everything else is behind one button."""
    pressing = {one.act for one in guide(incident, context).steps} | {"state_facts"}
    shown = [act for act in shared(incident, context) if act in pressing - ELSEWHERE][:MOST_ACTS]
    made = []
    for act in shown:
        one = button_for(act, incident)
        style = "primary" if act == step.act else one.style
        made.append(button(one.id, one.label, incident.id, style=style))
    more = [more_button(incident.id)] if in_order(offered(incident, context)) else []
    return [actions(*made, *more)] if made or more else []


def _links(incident: Incident, around: Around) -> list[Block]:
    """Where what it is about can be read."""
    message = (incident.opened.message if incident.opened else None) or ""
    known = [
        (message, "The message that was reported"),
        (around.source, "The alert at its source"),
        (around.signal, "The signal’s card"),
        *((address, TITLES[audience]) for audience, address in around.drafts.items()),
    ]
    shown = [link(address, label) for address, label in known if address]
    return [small(" · ".join(shown))] if shown else []


def _left_out(incident: Incident, team: Team) -> list[Block]:
    """Who has a role and was not let into the channel, so that somebody notices."""
    missing = [person(user) for user in team.everyone if user not in incident.invited]
    if incident.channel is None or incident.ended or not missing:
        return []
    return [small(f"Not in this channel: {', '.join(missing)}. Next: invite them or tell them.")]


def _who(incident: Incident, team: Team) -> str:
    """Who began and ended it, and who decides; what else people did is in the lines below the card."""
    parts = [f"Opened by {person(incident.opened.by)}"] if incident.opened else []
    if incident.ended:
        parts.append(f"{ended_as(incident.ended)} by {person(incident.ended.by)}")
    parts.append(f"DPO {person(team.dpo)}" if team.dpo else "no DPO is set")
    parts += [f"deputy {person(user)}" for user in team.deputies]
    return ", ".join(parts)
