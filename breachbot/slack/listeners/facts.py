"""The menus and the button inside the form for facts: what is filled in is saved before the form turns to other
questions. Where that is refused, the form stays as it is and says why."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt.async_app import AsyncApp

from breachbot.errors import Refused
from breachbot.incident.act import Command
from breachbot.incident.acts.confirm_told import ConfirmTold
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.slack import facts_modal, sets, sitting, told_form
from breachbot.slack.actions import Act
from breachbot.slack.acts import add_set, confirm_told
from breachbot.slack.button import Asked, View
from breachbot.slack.desk import Click, Desk
from breachbot.slack.kit.refs import read_set
from breachbot.slack.listeners.acts import asked_about
from breachbot.slack.listeners.wiring import changes_form
from breachbot.usecases.house import House
from breachbot.usecases.take import take


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen for the menus of the form, and for “Take all”."""
    changes_form(app, desk, Act.GROUP, turn_to_group)
    changes_form(app, desk, Act.FACTS_SET, turn_to_set)
    changes_form(app, desk, Act.TOLD_ALL, take_all)


def turn_to_group(house: House, click: Click) -> View:
    """The questions of the group that was chosen. What matters now is asked from its beginning."""

    def group(asked: Asked, saved: str) -> View:
        return facts_modal.facts(asked.incident, house.policy, click.value, read_set(click.ref), saved=saved)

    return _saved_before(house, click, group)


def turn_to_set(house: House, click: Click) -> View:
    """The questions about the set that was chosen, or what another one is called."""

    def other(asked: Asked, saved: str) -> View:
        if click.value == sets.ANOTHER:
            return add_set.name_of_it(asked)
        if asked.incident.affected_set(click.value) is None:
            raise Refused("There is no such affected set.")
        return facts_modal.facts(asked.incident, house.policy, affected_set=click.value, saved=saved)

    return _saved_before(house, click, other)


def take_all(house: House, click: Click) -> View:
    """Everything that the form proposes."""
    shown = told_form.shown_in(click.view)
    everything = ConfirmTold.of(taken=shown, shown=shown, affected_set=read_set(click.ref))
    return _took(house, click, everything, lambda asked: confirm_told.onwards(asked, shown))


def _saved_before(house: House, click: Click, turn: Callable[[Asked, str], View]) -> View:
    try:
        command, kept = _filled_in(click)
    except Refused as refused:
        return facts_modal.as_it_was(click.view, str(refused))
    if not kept:
        asked = asked_about(house, click.ref, click.user)
        return sitting.turned(house, asked.incident, asked, turn(asked, ""))
    affected_set = read_set(click.ref)
    return _took(
        house,
        click,
        command,
        lambda asked: turn(asked, facts_modal.saved_words(asked.incident, affected_set, kept)),
    )


def _filled_in(click: Click) -> tuple[Command, list[str]]:
    """What the form holds by now, and the facts that are answered in it. Raises Refused for what cannot be read."""
    if click.view.get("callback_id") == Act.TOLD:
        ticked = told_form.ticked_in(click.view)
        command = ConfirmTold.of(taken=ticked, shown=ticked, affected_set=read_set(click.ref))
        return command, [one.partition(":")[0] for one in ticked]
    answers = facts_modal.stated(click.view) if click.view.get("state") else {}
    return StateFacts.of(answers=answers, affected_set=read_set(click.ref)), list(answers)


def _took(house: House, click: Click, command: Command, then: Callable[[Asked], View]) -> View:
    asked = asked_about(house, click.ref, click.user)
    try:
        incident = take(house, asked.incident.id, command, by=click.user, request=click.request)
    except Refused as refused:
        return facts_modal.as_it_was(click.view, str(refused))
    after = Asked(incident, asked.context, click.ref)
    return sitting.turned(house, asked.incident, after, then(after))
