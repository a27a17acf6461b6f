"""The form that starts the clock."""

from __future__ import annotations

from datetime import datetime

from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.events import MAIN
from breachbot.incident.guidance import proposed
from breachbot.slack.actions import Act
from breachbot.slack.awareness_modals import IN_THESE_WORDS, deadline, is_it_so
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal, moment, say
from breachbot.slack.kit.refs import read_moment
from breachbot.slack.kit.words import when


def since_when(asked: Asked, since: datetime | None = None) -> View:
    """since: the moment that was chosen meanwhile."""
    told = proposed(asked.incident, MAIN)
    first = told or asked.context.now.replace(second=0, microsecond=0)
    filing = asked.context.policy.regimes.filing
    return modal(
        Act.AWARE,
        "State awareness",
        "Start the clock",
        asked.incident.id,
        say("Aware means: reasonably certain that personal data were breached."),
        *([say(_told(told))] if told else []),
        ask("aware_at", "Aware since", moment(first), heard=Act.AWARE_SINCE),
        say(deadline(since or first, filing)),
        ask(
            "basis",
            "What is that based on?",
            line(tall=True, most=BecomeAware.most("basis")),
            hint=IN_THESE_WORDS,
        ),
    )


def _told(told: datetime) -> str:
    return f"A processor told us on {when(told)}. As a rule the company is aware from then."


def command(asked: Asked, view: View) -> BecomeAware:
    aware_at = form.instant_or(view, "aware_at", read_moment(asked.ref))
    return BecomeAware.of(aware_at=aware_at, basis=form.text(view, "basis"))


def doubt(asked: Asked, command: BecomeAware) -> View | None:
    return is_it_so(asked, Act.AWARE, command.aware_at, command.basis)


BUTTONS = (Button(Act.AWARE, "become_aware", "State awareness", command, since_when, doubt=doubt),)
