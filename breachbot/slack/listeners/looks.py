"""What people look at without changing anything: the outlook, a notice before it is decided on."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt.async_app import AsyncApp

from breachbot.errors import Refused
from breachbot.incident.acts.approve import unopened
from breachbot.incident.guidance import require_decidable
from breachbot.slack import letter, more, reading, sets
from breachbot.slack.actions import Act
from breachbot.slack.acts import approve, reject
from breachbot.slack.button import Asked, View
from breachbot.slack.decisions import further
from breachbot.slack.desk import Click, Desk
from breachbot.slack.kit.refs import read_notice_ref, read_set
from breachbot.slack.listeners.acts import asked_about
from breachbot.slack.listeners.wiring import changes_form, opens_form
from breachbot.slack.outlook_sheet import outlook_sheet
from breachbot.usecases import notices
from breachbot.usecases.house import House

ALL_LANGUAGES = "Each language is approved by its own hash. Next: open the others too, then decide."


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen for the menus inside forms, and for the sheets."""
    changes_form(app, desk, Act.CONTROLLERS_SET, ask_controllers_of)
    opens_form(app, desk, Act.MORE, show_more)
    opens_form(app, desk, Act.OUTLOOK, show_outlook)
    changes_form(app, desk, Act.OUTLOOK_SET, show_outlook_of)
    opens_form(app, desk, Act.LETTER, show_letter)
    opens_form(app, desk, Act.READ, ask_to_read)
    changes_form(app, desk, Act.READ_NEXT, ask_to_read)
    opens_form(app, desk, Act.CHANGES, ask_what_changed)
    changes_form(app, desk, Act.OBJECT, ask_objection)


def ask_controllers_of(house: House, click: Click) -> View:
    """Whose data the set holds that was chosen in the form."""
    asked = asked_about(house, click.ref, click.user)
    return sets.controllers(asked.incident, house.policy, click.value)


def show_more(house: House, click: Click) -> View:
    """What this person can do in an incident now."""
    return more.more(asked_about(house, click.value, click.user), at_home=click.view.get("type") == "home")


def show_outlook(house: House, click: Click) -> View:
    """What would change the outcomes."""
    asked = asked_about(house, click.value, click.user)
    return outlook_sheet(asked.incident, house.policy, read_set(click.value))


def show_outlook_of(house: House, click: Click) -> View:
    """The same for the set that was chosen in the sheet."""
    asked = asked_about(house, click.ref, click.user)
    return outlook_sheet(asked.incident, house.policy, click.value)


def show_letter(house: House, click: Click) -> View:
    """The whole message to a controller."""
    return letter.letter(asked_about(house, click.value, click.user))


def ask_to_read(house: House, click: Click) -> View:
    """The whole notice. Before it is shown it goes on record that this person opened it, if they may decide on it."""
    asked = asked_about(house, click.value, click.user)
    draft, language = reading.shown(asked), read_notice_ref(click.value).language
    opened = notices.opened(house, asked.incident.id, draft, by=click.user, language=language)
    return read_or_decide(replace(asked, incident=opened))


def read_or_decide(asked: Asked) -> View:
    """The whole notice; below it the decision, or why the reader cannot decide on it now."""
    draft = reading.shown(asked)
    try:
        require_decidable(asked.incident, draft, asked.context)
    except Refused as refused:
        return reading.read_only(asked, str(refused), further(asked))
    if unopened(asked.incident, draft, asked.context.by):
        return reading.read_only(asked, ALL_LANGUAGES, further(asked))
    return reading.read_and_decide(asked, approve.questions(asked, draft), further(asked))


def ask_what_changed(house: House, click: Click) -> View:
    """Where it differs from the last approved version."""
    return reading.what_changed(asked_about(house, click.value, click.user))


def ask_objection(house: House, click: Click) -> View:
    """What has to change."""
    asked = asked_about(house, click.value, click.user)
    asked.context.team.require_approver(click.user, "turn down a notice")
    return reject.what_has_to_change(asked)
