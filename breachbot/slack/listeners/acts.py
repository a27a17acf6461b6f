"""Acts: one listener for every button and every form of `slack/acts`. A form opens only where its act makes sense."""

from __future__ import annotations

from functools import partial

from slack_bolt.async_app import AsyncApp

from breachbot.incident.guidance import decide, require_part, require_ready
from breachbot.slack import sitting
from breachbot.slack.actions import Act
from breachbot.slack.acts import become_aware
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.buttons import BUTTONS
from breachbot.slack.desk import Click, Desk, Submission
from breachbot.slack.kit import form
from breachbot.slack.kit.refs import read_ref
from breachbot.slack.listeners.wiring import changes_form, on_button, on_submission, opens_form
from breachbot.usecases import read
from breachbot.usecases.house import House
from breachbot.usecases.take import take


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen for every act."""
    for button in BUTTONS.values():
        if button.form is None:
            on_button(app, desk, button.id, partial(clicked, button))
        else:
            opens_form(app, desk, button.id, partial(form_of, button))
            on_submission(app, desk, button.id, partial(submitted, button), button.people)
    changes_form(app, desk, Act.AWARE_SINCE, aware_from_then)


def aware_from_then(house: House, click: Click) -> View:
    """The form that starts the clock, once another moment is chosen in it."""
    asked = asked_about(house, click.ref, click.user)
    return become_aware.since_when(asked, form.instant_if(click.view, "aware_at"))


def asked_about(house: House, ref: str, user: str) -> Asked:
    """The incident that a button names, for somebody on the team. Raises Refused."""
    incident, context = read.situation(house, read_ref(ref, "pdb"), user)
    context.team.require_responder(user)
    return Asked(incident, context, ref)


def _asked_for(button: Button, house: House, ref: str, user: str) -> Asked:
    """The same for somebody who has a part in what the button is about. Raises Refused."""
    incident, context = read.situation(house, read_ref(ref, "pdb"), user)
    require_part(button.act, incident, context)
    others = read.others(house, incident.id) if button.beside else ()
    return Asked(incident, context, ref, others, read.record(house, incident.id) if button.record else ())


def form_of(button: Button, house: House, click: Click) -> View:
    """The form behind a button; who may not take the act, or not now, hears so before filling anything in."""
    asked = _asked_for(button, house, click.value, click.user)
    view = opened(button, asked)
    return sitting.opened(house, asked, view) if button.pages else view


def opened(button: Button, asked: Asked) -> View:
    """The same for what is asked about. Raises Refused."""
    require_ready(button.act, asked.incident, asked.context)
    assert button.form is not None, "only a button with a form opens one"
    return button.form(asked)


def clicked(button: Button, house: House, click: Click) -> None:
    """A click that is an act by itself."""
    asked = _asked_for(button, house, click.value, click.user)
    take(house, asked.incident.id, button.command(asked, {}), by=click.user, request=click.request)


def submitted(button: Button, house: House, sent: Submission) -> View | None:
    """A form that was filled in; gives what it shows next, if anything."""
    asked = _asked_for(button, house, sent.ref, sent.user)
    command = button.command(asked, dict(sent.view))
    if button.doubt and (view := button.doubt(asked, command)):
        # Nobody is asked about what would be refused afterwards.
        decide(asked.incident, command, asked.context)
        return view
    incident = take(house, asked.incident.id, command, by=sent.user, request=sent.request)
    if button.following is None:
        return None
    after = Asked(incident, asked.context, sent.ref)
    view = button.following(after, dict(sent.view))
    return sitting.turned(house, asked.incident, after, view) if view and button.pages else view
