"""The one live card of an incident, in its private channel: where it stands, how long is left, what comes next."""

from __future__ import annotations

from breachbot.deadlines.clock import is_late
from breachbot.incident.act import Context
from breachbot.incident.events import IncidentClosed
from breachbot.incident.guidance import Step, ends, guide, offered, shared
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.slack.awareness_modals import waits_for_word
from breachbot.slack.buttons import button_for
from breachbot.slack.kit.blocks import (
    Block,
    Payload,
    actions,
    button,
    fields,
    header,
    message,
    quote,
    say,
    small,
)
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, left, link, person, when
from breachbot.slack.more import ELSEWHERE, in_order, more_button
from breachbot.slack.owed import owed_lines
from breachbot.slack.own_clocks import own_clocks

LONGEST_TITLE = 600

MOST_ACTS = 3
"""Acts with a button on the card; the others are behind the fourth."""


def clock_card(incident: Incident, context: Context) -> Payload:
    """The card as of the moment. Its notification text holds the codename, where it stands and the next step alone."""
    found = guide(incident, context)
    step, stands = found.next, found.headline
    duties = "\n".join(
        f"• {escape(clip(line, 400))}" for line in owed_lines(incident, found.duties, context.policy)
    )
    return message(
        f"{incident.id}: {stands}. Next: {escape(step.words)}",
        header(f"{incident.id} – {stands}"),
        *([quote(clip(incident.opened.title, LONGEST_TITLE))] if incident.opened else []),
        fields(*_times(incident, context)),
        *own_clocks(incident, context),
        *([say(f"*What is owed*\n{duties}")] if incident.aware_at and not incident.ended else []),
        *_unusual(incident),
        say(f"*Next:* {escape(step.words)}"),
        *([small(f"Also: {escape(step.besides)}")] if step.besides else []),
        *_buttons(incident, context, step),
        *_links(incident),
        small(_who(incident, context.team)),
        *_left_out(incident, context.team),
    )


def _times(incident: Incident, context: Context) -> list[tuple[str, str]]:
    detected = [("Detected", when(incident.opened.detected_at))] if incident.opened else []
    due = ends(incident.aware_at, context.policy.regimes.filing)
    if incident.aware_at is None or due is None:
        return [*detected, ("Aware", "not yet stated")]
    times = [
        *detected,
        ("Aware since", when(incident.aware_at)),
        (f"{context.policy.regimes.filing.hours} end", when(due)),
    ]
    if incident.filings:
        first = incident.filings[0].filed_at
        return [*times, ("First filed", f"{when(first)}, {'late' if is_late(due, first) else 'in time'}")]
    if incident.ended:
        return times
    return [*times, ("Time left", f"*{left(due, context.now)}* (as of {when(context.now)})")]


def _unusual(incident: Incident) -> list[Block]:
    """The moments of awareness that wait for the DPO's word."""
    waiting = () if incident.ended else incident.waiting
    return [say(f"*Waiting for the DPO or a deputy:* {waits_for_word(stated)}") for stated in waiting]


def _buttons(incident: Incident, context: Context, step: Step) -> list[Block]:
    """What any responder may do now, the next step first and in colour; everything else is behind one button."""
    open_to = [act for act in shared(incident, context) if act not in ELSEWHERE]
    pressing = [act for act in open_to if act in _acts(incident, context)]
    shown = [*pressing, *in_order(act for act in open_to if act not in pressing)][:MOST_ACTS]
    made = []
    for act in shown:
        one = button_for(act, incident)
        style = "primary" if act == step.act else one.style
        made.append(button(one.id, one.label, incident.id, style=style))
    more = [more_button(incident.id)] if in_order(offered(incident, context)) else []
    return [actions(*made, *more)] if made or more else []


def _acts(incident: Incident, context: Context) -> list[str | None]:
    return [step.act for step in guide(incident, context).steps]


def _links(incident: Incident) -> list[Block]:
    """Where what it is about can be read."""
    message = incident.opened.message if incident.opened else None
    return [small(link(message, "The message that was reported"))] if message else []


def _left_out(incident: Incident, team: Team) -> list[Block]:
    """Who has a role and was not let into the channel, so that somebody notices."""
    missing = [person(user) for user in team.everyone if user not in incident.invited]
    if incident.channel is None or incident.ended or not missing:
        return []
    return [
        small(
            f"Could not be added when this channel was made: {', '.join(missing)}. Next: invite them or tell them."
        )
    ]


def _who(incident: Incident, team: Team) -> str:
    """Who has what: who did what so far, and who decides."""
    parts = []
    if incident.opened:
        parts.append(f"Opened by {person(incident.opened.by)}")
    if incident.awareness:
        parts.append(f"awareness stated by {person(incident.awareness[-1].by)}")
    if incident.drafts:
        parts.append(f"drafted by {person(incident.drafts[-1].by)}")
    if incident.ended:
        word = "closed" if isinstance(incident.ended, IncidentClosed) else "judged"
        parts.append(f"{word} by {person(incident.ended.by)}")
    parts.append(f"DPO {person(team.dpo)}" if team.dpo else "no DPO is set")
    parts += [f"deputy {person(user)}" for user in team.deputies]
    return ", ".join(parts)
