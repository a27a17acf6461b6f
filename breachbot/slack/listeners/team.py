"""The team: its sheet on the Home tab, and what can be changed about it from Slack."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt.async_app import AsyncApp

from breachbot.errors import Refused
from breachbot.incident.changes.asking import Change
from breachbot.incident.changes.dpo import ConfirmDpo
from breachbot.incident.changes.presence import SetBack
from breachbot.incident.team import Team
from breachbot.slack import team_forms as forms
from breachbot.slack.actions import Act
from breachbot.slack.desk import Click, Desk, Submission
from breachbot.slack.listeners.wiring import on_button, on_submission, opens_form
from breachbot.slack.modals import View
from breachbot.slack.team_sheet import team_sheet
from breachbot.usecases import read
from breachbot.usecases.house import House
from breachbot.usecases.team import change_team, group_age


def register(app: AsyncApp, desk: Desk) -> None:
    """The listeners of the sheet and of the messages about the team."""
    opens_form(app, desk, Act.TEAM, show)
    on_button(app, desk, Act.TEAM_CONFIRM, confirm)
    on_button(app, desk, Act.TEAM_BACK, back)
    opens_form(app, desk, Act.TEAM_PART, part)
    opens_form(app, desk, Act.TEAM_DPO, dpo)
    opens_form(app, desk, Act.TEAM_AWAY, away)
    opens_form(app, desk, Act.TEAM_HABITS, habits)
    opens_form(app, desk, Act.TEAM_ROTA, rota)
    opens_form(app, desk, Act.TEAM_GROUP, group)
    on_submission(app, desk, Act.TEAM_ROTA, _changes(forms.rota_command), people=forms.named)
    on_submission(app, desk, Act.TEAM_GROUP, _changes(forms.group_command))
    on_submission(app, desk, Act.TEAM_PART, _changes(forms.part_command), people=forms.named)
    on_submission(app, desk, Act.TEAM_DPO, _changes(forms.dpo_command), people=forms.named)
    on_submission(app, desk, Act.TEAM_AWAY, _changes(forms.away_command), people=forms.named)
    on_submission(app, desk, Act.TEAM_HABITS, change_habits)


def show(house: House, click: Click) -> View:
    """The team, for whoever has a part in it."""
    return _sheet(house, _team_for(house, click.user), click.user)


def confirm(house: House, click: Click) -> None:
    """The second person confirms a DPO."""
    change_team(house, ConfirmDpo.of(person=click.value), by=click.user, request=click.request)


def back(house: House, click: Click) -> None:
    """Somebody is back before the time."""
    change_team(house, SetBack.of(person=click.value), by=click.user, request=click.request)


def part(house: House, click: Click) -> View:
    _team_for(house, click.user)
    return forms.part_form()


def dpo(house: House, click: Click) -> View:
    _team_for(house, click.user)
    return forms.dpo_form()


def away(house: House, click: Click) -> View:
    _team_for(house, click.user)
    return forms.away_form(click.user, house.now())


def habits(house: House, click: Click) -> View:
    return forms.habits_form(_team_for(house, click.user), click.user)


def rota(house: House, click: Click) -> View:
    zone = house.policy.templates.zone
    return forms.rota_form(_team_for(house, click.user), str(zone), house.now().astimezone(zone).date())


def group(house: House, click: Click) -> View:
    return forms.group_form(_team_for(house, click.user))


def change_habits(house: House, sent: Submission) -> View:
    """How whoever sent the form is reached."""
    return _change(house, forms.habits_command(dict(sent.view), sent.user), sent)


def _changes(command: Callable[[View], Change]) -> Callable[[House, Submission], View]:
    """What a form asks for, and the sheet as it is then."""
    return lambda house, sent: _change(house, command(dict(sent.view)), sent)


def _change(house: House, command: Change, sent: Submission) -> View:
    return _sheet(house, change_team(house, command, by=sent.user, request=sent.request), sent.user)


def _sheet(house: House, team: Team, user: str) -> View:
    return team_sheet(team, user, group_age(house), house.now())


def _team_for(house: House, user: str) -> Team:
    """The team. Raises Refused for whoever has no part in it."""
    team = read.load_team(house)
    if user not in team.known:
        raise Refused("You have no part on the team. Ask the DPO, or report a breach with /breach.")
    return team
