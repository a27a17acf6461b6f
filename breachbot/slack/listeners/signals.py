"""The buttons of a signal's card: claim, open an incident, dismiss, split, read what the sender wrote."""

from __future__ import annotations

from datetime import datetime

from slack_bolt.async_app import AsyncApp

from breachbot.errors import Refused
from breachbot.incident.guidance import decide
from breachbot.incident.proposals import evidence_of
from breachbot.incident.signal import require_may_read
from breachbot.slack import modals, opening, sealed, signal_cards, splits
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked
from breachbot.slack.desk import Click, Desk, Submission
from breachbot.slack.evidence_words import suggested_reason
from breachbot.slack.kit import form
from breachbot.slack.kit.refs import read_page, read_ref
from breachbot.slack.listeners.wiring import changes_form, on_button, on_submission, opens_form
from breachbot.slack.modals import View
from breachbot.slack.storm_card import waiting_list
from breachbot.usecases import incidents, read, split, storms
from breachbot.usecases import signals as verbs
from breachbot.usecases.house import House


def register(app: AsyncApp, desk: Desk) -> None:
    """What can be asked of a signal."""
    on_button(app, desk, Act.CLAIM, claim)
    opens_form(app, desk, Act.OPEN, ask_what_it_is)
    changes_form(app, desk, Act.OPEN_SINCE, ask_with_what_is_chosen)
    changes_form(app, desk, Act.OPEN_VERDICT, ask_with_what_is_chosen)
    on_submission(app, desk, Act.OPEN, open_incident)
    opens_form(app, desk, Act.MORE_OF_SIGNAL, show_more)
    opens_form(app, desk, Act.DISMISS, ask_why)
    on_submission(app, desk, Act.DISMISS, dismiss)
    opens_form(app, desk, Act.SIGNALS, show_waiting)
    changes_form(app, desk, Act.SIGNALS_BACK, show_waiting)
    changes_form(app, desk, Act.SIGNALS_ON, show_waiting)
    changes_form(app, desk, Act.CLAIM_LISTED, claim_listed)
    opens_form(app, desk, Act.SEALED, ask_why_read)
    on_submission(app, desk, Act.SEALED, read_sealed)
    opens_form(app, desk, Act.SPLIT, ask_what_to_split)
    on_submission(app, desk, Act.SPLIT, split_off)


def claim(house: House, click: Click) -> None:
    """The person looks at the signal."""
    verbs.claim(house, read_ref(click.value, "sig"), by=click.user, request=click.request)


def show_waiting(house: House, click: Click) -> View:
    """A page of the signals that nobody has claimed."""
    read.load_team(house).require_responder(click.user)
    return waiting_list(storms.waiting(house, read_page(click.value)))


def claim_listed(house: House, click: Click) -> View:
    """The person claims one of the list, and goes on with the same page of it."""
    claim(house, click)
    return waiting_list(storms.waiting(house, read_page(click.ref)))


def ask_what_it_is(house: House, click: Click) -> View:
    """The form that opens an incident; if somebody has, where it goes on."""
    return _what_it_is(house, click.user, click.value)


def ask_with_what_is_chosen(house: House, click: Click) -> View:
    """The same form once a verdict, or another moment of awareness, is chosen in it."""
    since, verdict = form.instant_if(click.view, "aware_at"), form.text(click.view, "verdict")
    return _what_it_is(house, click.user, click.ref, since, verdict)


def _what_it_is(house: House, user: str, ref: str, since: datetime | None = None, verdict: str = "") -> View:
    signal_id = read_ref(ref, "sig")
    read.load_team(house).require_responder(user)
    signal, _ = read.load_signal(house, signal_id)
    if signal.incident:
        return opening.opened_already(read.load_incident(house, signal.incident))
    incident, context = incidents.as_opened(house, signal_id, by=user)
    return opening.whether_it_is_one(signal, Asked(incident, context, signal_id), since, verdict)


def open_incident(house: House, sent: Submission) -> View | None:
    """The signal becomes an incident, and awareness is stated with it where it is a breach. One incident, whoever
    else sends the form meanwhile."""
    signal_id = read_ref(sent.ref, "sig")
    try:
        asked = Asked(*incidents.as_opened(house, signal_id, by=sent.user), sent.ref)
        aware = opening.command(asked, dict(sent.view))
        if aware and (view := opening.doubt(asked, aware)):
            decide(asked.incident, aware, asked.context)  # what would be refused is refused first
            return view
        incidents.open_from_signal(house, signal_id, by=sent.user, request=sent.request, aware=aware)
    except Refused:
        signal, _ = read.load_signal(house, signal_id)
        if signal.incident is None:
            raise
        if incidents.opened_with(house, signal_id, request=sent.request):
            return None  # the same form once more: what it says is on record
        return opening.opened_already(read.load_incident(house, signal.incident))
    return None


def show_more(house: House, click: Click) -> View:
    """What else this person can do with a signal."""
    signal, row = read.load_signal(house, read_ref(click.value, "sig"))
    team = read.load_team(house)
    team.require_responder(click.user)
    return signal_cards.more(signal, row.count, team, click.user)


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


def ask_why_read(house: House, click: Click) -> View:
    """The form that asks why somebody has to read what the sender wrote."""
    signal, _ = read.load_signal(house, read_ref(click.value, "sig"))
    require_may_read(signal, read.load_team(house), click.user)
    return sealed.why(signal)


def read_sealed(house: House, sent: Submission) -> View:
    """What the sender wrote, shown to this person alone once that is on record."""
    reason = form.text(sent.view, "reason")
    text = verbs.read_sealed(
        house, read_ref(sent.ref, "sig"), reason=reason, by=sent.user, request=sent.request
    )
    return sealed.shown(read_ref(sent.ref, "sig"), text)


def ask_what_to_split(house: House, click: Click) -> View:
    """The form that asks which delivery is something else."""
    return splits.which_and_why(split.choices(house, read_ref(click.value, "sig"), by=click.user))


def split_off(house: House, sent: Submission) -> None:
    """It is a signal of its own from now on."""
    wish, signal = splits.wish({**sent.view}), read_ref(sent.ref, "sig")
    split.split(house, signal, wish, by=sent.user, request=sent.request)
