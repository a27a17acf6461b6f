"""The one live card of an incident, in its private channel: where it stands, how long is left, what comes next."""

from __future__ import annotations

from breachbot.deadlines.clock import is_late
from breachbot.incident.act import Context
from breachbot.incident.events import IncidentClosed
from breachbot.incident.guidance import Step, ends, guide, offered
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import waits_for_word
from breachbot.slack.buttons import button_for
from breachbot.slack.kit.blocks import (
    Block,
    Payload,
    actions,
    button,
    fields,
    header,
    link_button,
    message,
    quote,
    say,
    small,
)
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, left, person, when
from breachbot.slack.owed import owed_lines
from breachbot.slack.own_clocks import own_clocks

LONGEST_TITLE = 600

ORDER = (
    "become_aware",
    "state_facts",
    "explain",
    "draft",
    "file",
    "record_duty",
    "tell_people",
    "waive",
    "advise",
    "decide",
    "name_controllers",
    "draft_messages",
    "tell_controller",
    "withdraw",
    "confirm_awareness",
    "move_awareness",
    "tell_apart",
    "no_breach",
    "close",
)
"""The acts with a button here, in the order of the work. Any other comes after them."""
ELSEWHERE = frozenset({"approve", "reject", "confirm_proposal", "add_set", "record_measure"})
"""Acts with buttons of their own: on the card of a draft, beside a proposal, in the form for facts, in messages."""


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
    """What somebody on the team may do now; the one for the next step comes first and stands out."""
    open_to = [act for act in offered(incident, context) if act not in ELSEWHERE]
    made = []
    for act in sorted(open_to, key=lambda act: (act != step.act, _place(act))):
        one = button_for(act, incident)
        made.append(button(one.id, one.label, incident.id, style="primary" if act == step.act else one.style))
        if act == "state_facts":
            made.append(button(Act.OUTLOOK, "What would change this", incident.id))
    if incident.opened and incident.opened.message:
        made.append(link_button(Act.SOURCE, "Look at the message", incident.opened.message))
    return [actions(*made)] if made else []


def _place(act: str) -> int:
    return ORDER.index(act) if act in ORDER else len(ORDER)


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
