"""The form that judges an incident to be no breach (Art. 4(12))."""

from __future__ import annotations

from breachbot.incident.acts.no_breach import NoBreach
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.evidence_words import suggested_reason
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import modal
from breachbot.slack.modals import reason


def why(asked: Asked) -> View:
    """What an alert suggests is filled in for the person to check."""
    evidence = asked.incident.evidence
    suggested = suggested_reason(evidence[-1].reading if evidence else "")
    question = reason("Why is this not a personal data breach?", suggested)
    return modal(Act.NO_BREACH, "No breach", "Judge", asked.incident.id, question)


def command(_asked: Asked, view: View) -> NoBreach:
    return NoBreach.of(reason=form.text(view, "reason"))


BUTTONS = (Button(Act.NO_BREACH, "no_breach", "No breach", command, why, style="danger"),)
