"""The buttons of a signal's card: claim, open an incident, dismiss."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from breachbot.incident.proposals import evidence_of
from breachbot.slack import modals
from breachbot.slack.actions import Act
from breachbot.slack.desk import Click, Desk, Submission
from breachbot.slack.evidence_words import suggested_reason
from breachbot.slack.kit import form
from breachbot.slack.kit.refs import read_ref
from breachbot.slack.listeners.wiring import on_button, on_submission, opens_form
from breachbot.slack.modals import View
from breachbot.usecases import incidents, read
from breachbot.usecases import signals as verbs
from breachbot.usecases.house import House


def register(app: AsyncApp, desk: Desk) -> None:
    """What can be asked of a signal."""
    on_button(app, desk, Act.CLAIM, claim)
    on_button(app, desk, Act.OPEN, open_incident)
    opens_form(app, desk, Act.DISMISS, ask_why)
    on_submission(app, desk, Act.DISMISS, dismiss)


def claim(house: House, click: Click) -> None:
    """The person looks at the signal."""
    verbs.claim(house, read_ref(click.value, "sig"), by=click.user, request=click.request)


def open_incident(house: House, click: Click) -> None:
    """The signal becomes an incident."""
    incidents.open_from_signal(house, read_ref(click.value, "sig"), by=click.user, request=click.request)


def ask_why(house: House, click: Click) -> View:
    """The form that asks for the reason."""
    read.load_team(house).require_responder(click.user)
    signal, _ = read.load_signal(house, read_ref(click.value, "sig"))
    report = signal.received.report if signal.received else None
    suggested = suggested_reason(evidence_of(signal).reading)
    return modals.dismiss(signal, suggested, report.title if report else "")


def dismiss(house: House, sent: Submission) -> None:
    """No breach, for the reason given."""
    reason = form.text(sent.view, "reason")
    verbs.dismiss(house, read_ref(sent.ref, "sig"), reason=reason, by=sent.user, request=sent.request)
