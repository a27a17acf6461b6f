"""The team on the Home tab: who is on it, who is away and on call, and what the reader can change about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from breachbot.incident.changes.asking import runs
from breachbot.incident.changes.dpo import INDEPENDENT, second
from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import DIVIDER, Block, actions, beside, button, fields, say, sheet, small
from breachbot.slack.kit.words import escape, person, when
from breachbot.slack.modals import View

MOST_NAMED = 20
WAYS = {"slack": "Slack", "mail": "mail"}


def team_sheet(team: Team, reader: str, read_at: datetime | None, now: datetime) -> View:
    """The team as it is now. read_at: when Slack last gave the members of the user group."""
    return sheet(
        "Team",
        fields(("DPO", person(team.dpo) if team.dpo else "nobody"), ("Deputies", _named(team.deputies))),
        fields(("Responders", _named(team.responders)), ("Directors", _named(team.directors))),
        fields(("Operators", _named(team.operators)), ("Counsel", _named(team.counsel))),
        *_sources(team, read_at, now),
        *_proposed(team, reader, now),
        *_away(team, reader, now),
        DIVIDER,
        small(_reached(team, reader)),
        actions(*_can(team, reader)) | {"block_id": "can"},
    )


def _named(users: Iterable[str]) -> str:
    found = [person(user) for user in users]
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return ", ".join(found[:MOST_NAMED]) + more or "nobody"


def _sources(team: Team, read_at: datetime | None, now: datetime) -> Iterator[Block]:
    if team.rota:
        on_call = team.rota.on_call(now)
        yield say(
            f"*On call*: {person(on_call)} until {when(team.rota.until(now))}. Rota: {_named(team.rota.people)}"
        )
    if team.group:
        age = f"as Slack gave them {when(read_at)}" if read_at else "not read yet"
        cut = f"; more than these {len(team.grouped)} do not count" if team.group_is_full else ""
        yield say(f"*User group* {escape(team.group)}: {_named(team.grouped)}, {age}{cut}")


def _proposed(team: Team, reader: str, now: datetime) -> Iterator[Block]:
    waiting = team.proposal
    if waiting is None or not waiting.waits(now):
        return
    said = f"{person(waiting.event.by)} proposes {person(waiting.event.person)} as the DPO. "
    if reader in (others := second(team, waiting.event.by, waiting.event.person, now)):
        confirm = button(Act.TEAM_CONFIRM, "Confirm", waiting.event.person, style="primary")
        yield beside(f"{said}It waits for you.", confirm, "proposed")
    elif others:
        yield say(f"{said}It waits for one of {_named(others)}.")
    else:
        yield say(f"{said}Nobody can confirm it yet. {INDEPENDENT}")


def _away(team: Team, reader: str, now: datetime) -> Iterator[Block]:
    """Who is away, with the way back for whoever may say so; as many as fit."""
    gone = [(user, absence) for user in team.known if (absence := team.away(user, now))]
    for user, absence in gone[:MOST_NAMED]:
        instead = person(absence.stated.substitute)
        said = f"{person(user)} is away until {when(absence.until)}; {instead} is told in their place."
        back = button(Act.TEAM_BACK, "Back", user) if user == reader or runs(team, reader) else None
        yield beside(said, back, f"away:{user}")


def _reached(team: Team, reader: str) -> str:
    set_so = team.habits.get(reader)
    ways = " and ".join(WAYS[way] for way in team.ways(reader))
    zone = f" ({set_so.zone})" if set_so and set_so.zone else ""
    quiet = (
        f", quiet from {set_so.quiet_from} to {set_so.quiet_until}{zone}"
        if set_so and set_so.quiet_from
        else ""
    )
    return f"Reminders come to you by {ways}{quiet}."


def _can(team: Team, reader: str) -> Iterator[dict[str, str]]:
    if runs(team, reader):
        yield button(Act.TEAM_PART, "Add or remove somebody", "part")
        yield button(Act.TEAM_DPO, "Propose another DPO", "dpo")
        yield button(Act.TEAM_ROTA, "On-call rota", "rota")
        yield button(Act.TEAM_GROUP, "User group", "group")
    yield button(Act.TEAM_AWAY, "Somebody is away" if runs(team, reader) else "I am away", "away")
    yield button(Act.TEAM_HABITS, "How I am reached", "habits")
