"""The form that opens an incident from a signal: whether it is a breach, since when, and what that rests on."""

from __future__ import annotations

from datetime import datetime

from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.signal import Signal
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import IN_THESE_WORDS, deadline, is_it_so
from breachbot.slack.button import Asked, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal, moment, say, sheet
from breachbot.slack.kit.refs import read_moment
from breachbot.slack.kit.words import escape, person, room, when
from breachbot.slack.signal_cards import named

BREACH, LOOKING = "breach", "looking"
VERDICTS = {
    BREACH: "Yes, we are reasonably certain. The clock starts.",
    LOOKING: "Still looking into it. No clock runs yet.",
}


def whether_it_is_one(signal: Signal, asked: Asked, since: datetime | None = None, verdict: str = "") -> View:
    """Three questions; when the hours would end is said before anything is sent. since, verdict: what was chosen
    meanwhile; the form is filled in with now, and asks for no basis until it is said to be a breach."""
    now = asked.context.now.replace(second=0, microsecond=0)
    return modal(
        Act.OPEN,
        "Open incident",
        "Confirm",
        signal.id,
        say(named(signal)),
        ask(
            "verdict",
            "Is it a personal data breach?",
            choice("radio_buttons", VERDICTS),
            heard=Act.OPEN_VERDICT,
        ),
        ask(
            "aware_at",
            "If so: since when are you aware?",
            moment(now),
            hint="In your own time zone.",
            heard=Act.OPEN_SINCE,
        ),
        say(deadline(since or now, asked.context.policy.regimes.filing)),
        ask(
            "basis",
            "If so: what does that rest on?",
            line(tall=True, most=BecomeAware.most("basis")),
            hint=IN_THESE_WORDS,
            optional=verdict != BREACH,
        ),
    )


def command(asked: Asked, view: View) -> BecomeAware | None:
    """What is stated of awareness; None while somebody still looks into it."""
    meant = read_moment(asked.ref)
    if meant is None and form.one_of(view, "verdict", [BREACH, LOOKING]) == LOOKING:
        return None
    return BecomeAware.of(aware_at=form.instant_or(view, "aware_at", meant), basis=form.text(view, "basis"))


def doubt(asked: Asked, command: BecomeAware) -> View | None:
    """The question back about an unusual moment."""
    return is_it_so(asked, Act.OPEN, command.aware_at, command.basis)


def opened_already(incident: Incident) -> View:
    """The answer to whoever comes second: who opened it and where it goes on."""
    assert incident.opened is not None, "asked of incidents that were opened"
    place = f" in {room(incident.channel)}" if incident.channel else " in its private channel"
    aware = (
        f"Aware since {when(incident.aware_at)}: the clock runs."
        if incident.aware_at
        else "Nobody has stated awareness yet, so no clock runs."
    )
    return sheet(
        "Opened already",
        say(
            f"{person(incident.opened.by)} opened it as *{escape(incident.id)}* {when(incident.opened.at)}. {aware}\n"
            f"There is one incident, and nothing that you entered here was recorded. Next: go on{place}."
        ),
    )
