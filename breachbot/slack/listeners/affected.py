"""The menus and forms about affected sets, and about the controllers whose data they hold."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from breachbot.errors import Refused
from breachbot.slack import facts_modal, form, sets
from breachbot.slack.actions import Act
from breachbot.slack.desk import Click, Desk, Submission
from breachbot.slack.listeners.incident import asked_about
from breachbot.slack.listeners.wiring import changes_form, on_button, on_submission, opens_form
from breachbot.slack.modals import View
from breachbot.slack.refs import read_ref, read_set
from breachbot.usecases import affected
from breachbot.usecases.house import House


def register(app: AsyncApp, desk: Desk) -> None:
    """What can be asked about sets and controllers."""
    changes_form(app, desk, Act.FACTS_SET, ask_set)
    on_submission(app, desk, Act.ADD_SET, add_set)
    opens_form(app, desk, Act.CONTROLLERS, ask_controllers)
    changes_form(app, desk, Act.CONTROLLERS_SET, ask_controllers_of)
    on_submission(app, desk, Act.CONTROLLERS, name_controllers)
    on_button(app, desk, Act.MESSAGES, draft_messages)


def ask_set(house: House, click: Click) -> View:
    """The questions about the set that was chosen, or what another one is called."""
    incident = asked_about(house, click.ref, click.user)
    if click.value == sets.ANOTHER:
        return sets.add_set(incident)
    if incident.affected_set(click.value) is None:
        raise Refused("There is no such affected set.")
    return facts_modal.facts(incident, house.policy, affected_set=click.value)


def add_set(house: House, sent: Submission) -> View:
    """The set is there; go on with its facts."""
    incident = affected.add_set(
        house,
        read_ref(sent.ref, "pdb"),
        title=form.text(sent.view, "title"),
        by=sent.user,
        request=sent.request,
    )
    return facts_modal.facts(incident, house.policy, affected_set=incident.sets[-1].id)


def ask_controllers(house: House, click: Click) -> View:
    """Whose data they are."""
    return sets.controllers(asked_about(house, click.value, click.user), house.policy)


def ask_controllers_of(house: House, click: Click) -> View:
    """The same for the set that was chosen in the form."""
    return sets.controllers(asked_about(house, click.ref, click.user), house.policy, click.value)


def name_controllers(house: House, sent: Submission) -> None:
    """The list of controllers of one set is on record."""
    chosen = form.several(sent.view, "customers")
    affected.name_controllers(
        house,
        read_ref(sent.ref, "pdb"),
        affected_set=read_set(sent.ref),
        controllers=sets.named(house.policy, chosen, form.text(sent.view, "others")),
        by=sent.user,
        request=sent.request,
    )


def draft_messages(house: House, click: Click) -> None:
    """A message to each controller who is not told yet."""
    affected.draft_messages(house, read_ref(click.value, "pdb"), by=click.user, request=click.request)
