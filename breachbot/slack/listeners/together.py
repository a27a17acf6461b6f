"""Several documents approved in one form: each is an act of its own, and what was not taken is said."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from breachbot.errors import BreachbotError, Refused
from breachbot.incident.acts.approve import Approve
from breachbot.incident.guidance import decide
from breachbot.slack import together
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, View
from breachbot.slack.desk import Click, Desk, Submission, sentence_for
from breachbot.slack.draft_card import TITLES
from breachbot.slack.listeners.acts import asked_about
from breachbot.slack.listeners.wiring import changes_form, on_submission, opens_form
from breachbot.usecases.house import House
from breachbot.usecases.take import take


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen for the form, wherever it is opened, and for its answers."""
    opens_form(app, desk, Act.TOGETHER, ask_together)
    changes_form(app, desk, Act.TOGETHER_HERE, ask_together)
    on_submission(app, desk, Act.TOGETHER, approved)


def ask_together(house: House, click: Click) -> View:
    """What the person has opened and can approve. Raises Refused."""
    asked = asked_about(house, click.value, click.user)
    asked.context.team.require_approver(click.user, "approve a notice")
    return together.all_opened(asked)


def approved(house: House, sent: Submission) -> View | None:
    """Approve each; gives what came of it where not all was approved. Raises Refused where nothing was."""
    refs = together.read_refs(sent.ref)
    asked = asked_about(house, str(refs[0]), sent.user)
    commands = together.commands(refs, dict(sent.view))
    _require_reason(asked, commands)
    taken, not_taken = [], {}
    for command in commands:
        try:
            request = f"{sent.request}:{command.audience}"
            take(house, asked.incident.id, command, by=sent.user, request=request)
            taken.append(command)
        except BreachbotError as error:  # also where the store fails: what was taken before is on record
            not_taken[TITLES[command.audience]] = sentence_for(error)
    if not taken:
        raise Refused(" ".join(f"{name}: {why}" for name, why in not_taken.items()))
    return together.what_came_of_it(asked.incident.id, taken, not_taken) if not_taken else None


def _require_reason(asked: Asked, commands: list[Approve]) -> None:
    """Raise Refused for a field that is filled in wrongly, before anything is taken."""
    for command in commands:
        try:
            decide(asked.incident, command, asked.context)
        except Refused as error:
            if error.field:
                raise
