"""The team folded from its log: what the settings say, and what people changed since. Nothing in it is ever edited.

A setting is the first word on a role and counts again when it is changed; until then what people changed stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time
from functools import singledispatch
from zoneinfo import ZoneInfo

from breachbot.deadlines.rota import Rota
from breachbot.incident import events as e
from breachbot.incident.team import Absence, Proposal, Team

DAYS = {"day": 1, "week": 7}


def team_of(events: Iterable[e.Happened]) -> Team:
    """Fold the team's stream."""
    team = Team()
    for event in events:
        team = evolve_team(team, event)
    return team


def evolve_team(team: Team, event: e.Happened) -> Team:
    """The team after one more event."""
    return _apply(event, replace(team, seen=team.seen + 1))


def set_roles(team: Team, wanted: Team, now: datetime) -> list[e.RolesChanged]:
    """One event if the settings name other people than they did before, none otherwise."""
    said = team.settings
    if said and (said.responders, said.dpo, said.deputies) == _roles(wanted):
        return []
    if said is None and _roles(wanted) == ((), None, ()):
        return []
    responders, dpo, deputies = _roles(wanted)
    return [e.RolesChanged(at=now, by=e.SYSTEM, responders=responders, dpo=dpo, deputies=deputies)]


def _roles(team: Team) -> tuple[tuple[str, ...], str | None, tuple[str, ...]]:
    return team.responders, team.dpo, team.deputies


@singledispatch
def _apply(_event: e.Happened, team: Team) -> Team:
    return team


@_apply.register
def _(event: e.RolesChanged, team: Team) -> Team:
    """Whatever the settings say otherwise than before."""
    said = team.settings
    if said is None or said.deputies != event.deputies:
        team = replace(team, given={key: one for key, one in team.given.items() if key[1] != "deputy"})
    return replace(
        team,
        settings=event,
        responders=event.responders
        if said is None or said.responders != event.responders
        else team.responders,
        dpo=event.dpo if said is None or said.dpo != event.dpo else team.dpo,
        deputies=event.deputies if said is None or said.deputies != event.deputies else team.deputies,
    )


@_apply.register
def _(event: e.PartGiven, team: Team) -> Team:
    team = replace(team, given={**team.given, (event.person, event.part): event})
    return _named(team, event.part, tuple(dict.fromkeys((*team.those(event.part), event.person))))


@_apply.register
def _(event: e.PartEnded, team: Team) -> Team:
    ended = event.person, event.part
    team = replace(team, given={key: one for key, one in team.given.items() if key != ended})
    return _named(team, event.part, tuple(user for user in team.those(event.part) if user != event.person))


def _named(team: Team, part: e.Part, people: tuple[str, ...]) -> Team:
    match part:
        case "responder":
            return replace(team, responders=people)
        case "deputy":
            return replace(team, deputies=people)
        case "director":
            return replace(team, directors=people)
        case "operator":
            return replace(team, operators=people)
        case "counsel":
            return replace(team, counsel=people)


@_apply.register
def _(event: e.DpoProposed, team: Team) -> Team:
    return replace(team, proposal=Proposal(team.seen, event))


@_apply.register
def _(event: e.DpoConfirmed, team: Team) -> Team:
    deputies = tuple(user for user in team.deputies if user != event.person)
    return replace(team, dpo=event.person, dpo_before=team.dpo, deputies=deputies, proposal=None)


@_apply.register
def _(event: e.HabitsSet, team: Team) -> Team:
    return replace(team, habits={**team.habits, event.person: event})


@_apply.register
def _(event: e.AwayStated, team: Team) -> Team:
    before = _back(team, event.person, event.at)
    return replace(team, absences={**team.absences, event.person: (*before, Absence(event, event.until))})


@_apply.register
def _(event: e.BackStated, team: Team) -> Team:
    return replace(team, absences={**team.absences, event.person: _back(team, event.person, event.at)})


def _back(team: Team, user: str, at: datetime) -> tuple[Absence, ...]:
    """The absences of somebody, ended by now: nobody is away twice, and what is stated later counts."""
    return tuple(replace(one, until=min(one.until, at)) for one in team.absences.get(user, ()))


@_apply.register
def _(event: e.RotaSet, team: Team) -> Team:
    if not event.people:
        return replace(team, rota=None)
    hour, zone = time.fromisoformat(event.hour), ZoneInfo(event.zone)
    return replace(team, rota=Rota(event.people, DAYS[event.every], hour, zone, event.first))


@_apply.register
def _(event: e.GroupSet, team: Team) -> Team:
    return replace(team, group=event.group, group_read=None)


@_apply.register
def _(event: e.GroupRead, team: Team) -> Team:
    return replace(team, group_read=event) if event.group == team.group else team
