"""The one live card of an incident, in its private channel: where it stands, how long is left, what comes next."""

from __future__ import annotations

from datetime import datetime

from breachbot.deadlines.clock import is_late
from breachbot.incident.events import IncidentClosed
from breachbot.incident.outcome import clock
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import waits_for_word
from breachbot.slack.blocks import (
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
from breachbot.slack.headline import headline
from breachbot.slack.limits import clip
from breachbot.slack.next_step import Step, next_step
from breachbot.slack.steps import offers, owed_lines
from breachbot.slack.words import escape, left, person, when

LABELS: dict[Act, str] = {
    Act.AWARE: "State awareness",
    Act.MOVE: "Correct awareness",
    Act.CONFIRM_AWARE: "Confirm awareness",
    Act.FACTS: "Facts",
    Act.OUTLOOK: "What would change this",
    Act.DRAFT: "Draft notices",
    Act.REDRAFT: "Draft notices anew",
    Act.FILE: "Record filing",
    Act.TELL: "Record communication",
    Act.WAIVE: "Decide under Art. 34(3)",
    Act.ADVISE: "DPO's advice",
    Act.DECIDE: "Controller's decision",
    Act.CONTROLLERS: "Name controllers",
    Act.MESSAGES: "Draft messages to controllers",
    Act.CONTROLLER: "Controller told",
    Act.WITHDRAW: "Withdraw the page",
    Act.NO_BREACH: "No breach",
    Act.CLOSE: "Close",
}
LONGEST_TITLE = 600


def clock_card(incident: Incident, policy: Policy, team: Team, now: datetime) -> Payload:
    """The card as of `now`. Its notification text holds the codename, where it stands and the next step alone."""
    step, stands = next_step(incident, policy, now), headline(incident, policy, now)
    duties = "\n".join(f"• {escape(clip(line, 400))}" for line in owed_lines(incident, policy))
    return message(
        f"{incident.id}: {stands}. Next: {escape(step.words)}",
        header(f"{incident.id} – {stands}"),
        *([quote(clip(incident.opened.title, LONGEST_TITLE))] if incident.opened else []),
        fields(*_times(incident, policy, now)),
        *([say(f"*What is owed*\n{duties}")] if incident.aware_at and not incident.ended else []),
        *_unusual(incident),
        say(f"*Next:* {escape(step.words)}"),
        *([small(f"Besides: {escape(step.besides)}")] if step.besides else []),
        *_buttons(incident, policy, step),
        small(_who(incident, team)),
        *_left_out(incident, team),
    )


def _times(incident: Incident, policy: Policy, now: datetime) -> list[tuple[str, str]]:
    detected = [("Detected", when(incident.opened.detected_at))] if incident.opened else []
    due = clock(incident, policy)
    if incident.aware_at is None or due is None:
        return [*detected, ("Aware", "not yet stated")]
    times = [*detected, ("Aware since", when(incident.aware_at)), ("72 hours end", when(due))]
    if incident.filings:
        first = incident.filings[0].filed_at
        return [*times, ("First filed", f"{when(first)}, {'late' if is_late(due, first) else 'in time'}")]
    if incident.ended:
        return times
    return [*times, ("Time left", f"*{left(due, now)}* (as of {when(now)})")]


def _unusual(incident: Incident) -> list[Block]:
    """A moment of awareness that waits for the DPO's word."""
    if incident.unconfirmed is None or incident.ended:
        return []
    return [say(f"*Waits for the DPO or a deputy:* {waits_for_word(incident.unconfirmed)}")]


def _buttons(incident: Incident, policy: Policy, step: Step) -> list[Block]:
    """The one for the next step comes first and stands out."""
    made = []
    for act in sorted(offers(incident, policy), key=lambda act: act is not step.act):
        style = "primary" if act is step.act else "danger" if act in (Act.NO_BREACH, Act.WITHDRAW) else None
        made.append(button(act, LABELS[act], incident.id, style=style))
    if incident.opened and incident.opened.message:
        made.append(link_button(Act.SOURCE, "Look at the message", incident.opened.message))
    return [actions(*made)] if made else []


def _left_out(incident: Incident, team: Team) -> list[Block]:
    """Who has a role and was not let into the channel, so that somebody notices."""
    missing = [person(user) for user in team.everyone if user not in incident.invited]
    if incident.channel is None or incident.ended or not missing:
        return []
    return [
        small(
            f"Not let in when this channel was made: {', '.join(missing)}. Next: invite them, or tell them."
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
