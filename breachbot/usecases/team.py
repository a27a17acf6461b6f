"""The verbs about the team: change it, put the settings on record, and keep the members of its Slack user group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from breachbot.incident.changes.asking import Asking, Change
from breachbot.incident.changes.sources import group_read
from breachbot.incident.changes.told import team_effects
from breachbot.incident.effect import Effect
from breachbot.incident.effects import direct_notes, invitations
from breachbot.incident.events import Happened
from breachbot.incident.policy import Policy
from breachbot.incident.reach import still_open
from breachbot.incident.state import replay
from breachbot.incident.team import STREAM, Team
from breachbot.incident.team_log import evolve_team, set_roles
from breachbot.usecases.house import House, homes, team, write
from breachbot.usecases.ports.store import Transaction


def change_team(house: House, command: Change, *, by: str, request: str, operator: str | None = None) -> Team:
    """Change the team; gives it as it is then. A request seen before changes nothing. Raises Refused.

    operator: who typed it for the person on the command line.
    """

    def work(tx: Transaction) -> Team:
        first = tx.first_time(request)
        before = team(tx)
        if not first:
            return before
        mailed = house.policy.reached_by.get("mail", frozenset())
        news = command.events(Asking(by, before, house.now(), operator, mailed))
        return _commit(tx, house, before, news)

    return write(house, work)


def sync_roles(house: House, wanted: Team) -> None:
    """Put the roles of the settings on record where they are others than before."""
    write(house, lambda tx: _commit(tx, house, before := team(tx), set_roles(before, wanted, house.now())))


GROUP_READ = "user group read"
"""The fact which user group Slack gave the members of last, and when, by the domain's clock."""
READ_AGAIN = timedelta(minutes=10)


def group_to_read(house: House) -> str | None:
    """The user group, if Slack has not been asked who is in it for a while; None where there is nothing to ask."""
    group, age = house.store.read(lambda tx: (team(tx).group, _age(tx)))
    return group if group and (age is None or not timedelta() <= house.now() - age < READ_AGAIN) else None


def keep_group(house: House, group: str, members: Sequence[str]) -> None:
    """Put on record whom Slack names as members of the user group, where these are others than before, and that it
    was read."""

    def work(tx: Transaction) -> None:
        before = team(tx)
        _commit(tx, house, before, group_read(before, group, members, house.now()))
        tx.keep_fact(GROUP_READ, f"{group} {house.now().isoformat()}")

    write(house, work)


def group_age(house: House) -> datetime | None:
    """When Slack last gave the members of the user group that is named now; None: never."""
    return house.store.read(_age)


def _age(tx: Transaction) -> datetime | None:
    group, _, at = (tx.fact(GROUP_READ) or "").partition(" ")
    return datetime.fromisoformat(at) if at and group == team(tx).group else None


def _commit(tx: Transaction, house: House, before: Team, news: Sequence[Happened]) -> Team:
    """Append to the team's log, tell whom it concerns, and show the Home tabs of everybody who had or has a part: who
    lost one must not go on seeing what they saw with it."""
    if not news:
        return before
    tx.append(STREAM, before.seen, news)
    after = before
    for event in news:
        after = evolve_team(after, event)
        tx.enqueue(team_effects(event, after))
    for people in (before, after):
        tx.enqueue(homes(tx, people, f"roles:{after.seen}"))
    tx.enqueue(_let_in(tx, before, after))
    if after.dpo != before.dpo:
        tx.enqueue(_due(tx, after, house.policy))
    return after


MOST_LET_IN = 500
"""Invitations that one change of the team brings about; the cards name who is still missing."""


def _let_in(tx: Transaction, before: Team, after: Team) -> list[Effect]:
    """Invitations of those who came to the team into the channels of what is open, the most pressing first."""
    new = [user for user in after.everyone if user not in before.everyone]
    if not new or not before.everyone:
        return []
    found = [one for name in tx.open_incidents(None, 0, MOST_LET_IN) for one in invitations(name, new, None)]
    return [one.model_copy(update={"key": f"{one.key}:{after.seen}"}) for one in found[:MOST_LET_IN]]


def _due(tx: Transaction, after: Team, policy: Policy) -> list[Effect]:
    """The newest reminders of what is open to the DPO of now, or who stands in for them: they came to another one. A
    message that was ever asked for does not go out again."""
    told: list[Effect] = []
    for name in tx.open_incidents(None, 0, MOST_LET_IN):
        if found := still_open(replay(name, tx.events(name)), policy):
            dpo = after.instead((after.dpo,) if after.dpo else (), found.raised.at)
            notes = direct_notes(name, found.raised, found.number, after)
            told += [one for one in notes if one.args["user"] in dpo]
    return told
