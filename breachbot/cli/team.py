"""`breachbot team`: who is on the team, who changed it, and each change of it without Slack.

Whatever is changed here is on record as typed by an operator on the word of a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from breachbot.cli.choice import one_of, person_in_slack
from breachbot.cli.house import opened_house
from breachbot.cli.incident import For
from breachbot.errors import Refused
from breachbot.visible import quoted, visible

if TYPE_CHECKING:
    from breachbot.incident.changes.asking import Change
    from breachbot.incident.team import Team

team = typer.Typer(
    help="Who is on the team, and changes of it on the word of a person. Nothing needs a restart.",
    no_args_is_help=True,
)
EVERY = ("day", "week")
PARTS = ("responder", "deputy", "director", "operator", "counsel")
Who = Annotated[str, typer.Argument(metavar="PERSON", parser=person_in_slack, help="Their id in Slack.")]
As = Annotated[str, typer.Argument(metavar="PART", parser=one_of(PARTS), help=", ".join(PARTS))]
By = Annotated[str, typer.Option("--operator", help="Who you are. It stays on record.")]
Why = Annotated[str, typer.Option("--because", help="Why the team changes. It stays on record.")]
NOT_SET = "not set"


@team.command("show")
def show() -> None:
    """The team of now: parts, who is on call, who is away, how people are reached, and what waits."""
    from breachbot.usecases.read import load_team
    from breachbot.usecases.team import group_age

    with opened_house(write=False) as house:
        found, now = load_team(house), house.now()
        for line in (*_parts(found, now), *_presence(found, now), *_sources(found, now, group_age(house))):
            print(visible(line))


@team.command("log")
def log() -> None:
    """Every change of the team: when, who, what, why."""
    from breachbot.cli.team_words import change_line
    from breachbot.usecases.read import team_log

    with opened_house(write=False) as house:
        changes = team_log(house)
    for event in changes:
        print(visible(change_line(event)))
    if not changes:
        print("Nobody has been on the team yet.")


@team.command("add")
def add(person: Who, part: As, user: For, operator: By, because: Why) -> None:
    """Give somebody a part."""
    from breachbot.incident.changes.parts import GivePart

    _change(GivePart.of(person=person, part=part, reason=because), user, operator)


@team.command("remove")
def remove(person: Who, part: As, user: For, operator: By, because: Why) -> None:
    """End a part of somebody."""
    from breachbot.incident.changes.parts import EndPart

    _change(EndPart.of(person=person, part=part, reason=because), user, operator)


@team.command("propose-dpo")
def propose_dpo(person: Who, user: For, operator: By, because: Why) -> None:
    """Propose another DPO; the DPO, a deputy or a director confirms it in Slack."""
    from breachbot.incident.changes.dpo import ProposeDpo

    _change(ProposeDpo.of(person=person, reason=because), user, operator)


@team.command("confirm-dpo")
def confirm_dpo(person: Who, user: For, operator: By) -> None:
    """Confirm a DPO whom somebody proposed in Slack."""
    from breachbot.incident.changes.dpo import ConfirmDpo

    _change(ConfirmDpo.of(person=person), user, operator)


@team.command("reach")
def reach(
    person: Who,
    user: For,
    operator: By,
    zone: Annotated[str | None, typer.Option(help="Their time zone, such as Europe/Dublin.")] = None,
    quiet: Annotated[
        str | None, typer.Option(metavar="HH:MM-HH:MM", help="Their quiet hours, in that zone.")
    ] = None,
    ways: Annotated[
        str, typer.Option(help="How reminders come first: slack, mail, or slack,mail.")
    ] = "slack",
) -> None:
    """Set how somebody is reached, all of it: what is left out is as if it was never set."""
    from breachbot.incident.changes.presence import SetHabits

    begins, _, until = (quiet or "").partition("-")
    given: dict[str, Any] = {"quiet_from": begins or None, "quiet_until": until or None}
    _change(SetHabits.of(person=person, zone=zone, ways=tuple(ways.split(",")), **given), user, operator)


@team.command("away")
def away(
    person: Who,
    user: For,
    operator: By,
    until: Annotated[str, typer.Option(metavar="TIME", help="With its offset: 2026-12-24T18:00+01:00.")],
    substitute: Annotated[
        str, typer.Option(metavar="PERSON", parser=person_in_slack, help="Who is told in their place.")
    ],
) -> None:
    """Somebody is away from now until then, and is back by itself."""
    from breachbot.deadlines.local import instant
    from breachbot.incident.changes.presence import SetAway

    try:
        ends = instant(until, None)
    except ValueError as error:
        raise Refused(f"--until: {quoted(until)} {error}.") from None
    _change(SetAway.of(person=person, until=ends, substitute=substitute), user, operator)


@team.command("back")
def back(person: Who, user: For, operator: By) -> None:
    """Somebody is back before the time."""
    from breachbot.incident.changes.presence import SetBack

    _change(SetBack.of(person=person), user, operator)


@team.command("rota")
def rota(
    people: Annotated[list[str], typer.Argument(metavar="PERSON…", help="In turn, the first one first.")],
    user: For,
    operator: By,
    because: Why,
    first: Annotated[str, typer.Option(metavar="DAY", help="The day of the first turn: 2026-12-07.")],
    zone: Annotated[str, typer.Option(help="The time zone of the hand-over, such as Europe/Dublin.")],
    every: Annotated[str, typer.Option(parser=one_of(EVERY), help="day or week.")] = "week",
    hour: Annotated[str, typer.Option(help="The local time of the hand-over.")] = "09:00",
) -> None:
    """Set the on-call rota: people in turn. Whoever is on call is asked first."""
    from breachbot.incident.changes.sources import SetRota

    try:
        day = date.fromisoformat(first)
    except ValueError:
        raise Refused(f"--first: {quoted(first)} is no day: write one such as 2026-12-07.") from None
    given: dict[str, Any] = {"people": tuple(map(person_in_slack, people)), "first": day, "hour": hour}
    _change(SetRota.of(**given, every=every, zone=zone, reason=because), user, operator)


@team.command("end-rota")
def end_rota(user: For, operator: By, because: Why) -> None:
    """End the on-call rota."""
    from breachbot.incident.changes.sources import EndRota

    _change(EndRota.of(reason=because), user, operator)


@team.command("group")
def group(
    group: Annotated[str, typer.Argument(metavar="GROUP", help="Its id, such as S012AB3CD; none: no group.")],
    user: For,
    operator: By,
    because: Why,
) -> None:
    """Have the members of a Slack user group as responders beside the others."""
    from breachbot.incident.changes.sources import SetGroup

    _change(SetGroup.of(group=None if group == "none" else group, reason=because), user, operator)


def _change(command: Change, user: str, operator: str) -> None:
    from breachbot.usecases.team import change_team

    if len(operator.strip()) < 2:
        raise Refused("--operator: Say who you are: it stays on record.")
    with opened_house() as house:
        change_team(house, command, by=user, request=f"cli:{uuid4()}", operator=operator.strip())
        now = house.now()
    print(
        f"It is on record since {now:%Y-%m-%d %H:%M} UTC and counts at once; `breachbot team show` shows the team."
    )


def _parts(team: Team, now: datetime) -> Iterator[str]:
    yield f"DPO: {team.dpo or NOT_SET}"
    yield f"Deputies: {', '.join(team.deputies) or NOT_SET}"
    yield f"Directors: {', '.join(team.directors) or NOT_SET}"
    yield f"Operators: {', '.join(team.operators) or NOT_SET}"
    yield f"Counsel: {', '.join(team.counsel) or NOT_SET}"
    yield f"Responders: {', '.join(team.responders) or NOT_SET}"
    if team.proposal and team.proposal.waits(now):
        said = team.proposal.event
        yield f"Proposed as DPO: {said.person}, by {said.by}. Next: a second person confirms it in Slack."


def _sources(team: Team, now: datetime, read: datetime | None) -> Iterator[str]:
    if team.rota:
        until = team.rota.until(now)
        yield (
            f"On call: {team.rota.on_call(now)} until {until:%Y-%m-%d %H:%M} UTC, of {', '.join(team.rota.people)}"
        )
    if team.group:
        age = f"as Slack gave them {read:%Y-%m-%d %H:%M} UTC" if read else "not read yet"
        cut = f"; more than these {len(team.grouped)} do not count" if team.group_is_full else ""
        yield f"User group {team.group}: {', '.join(team.grouped) or 'nobody'}, {age}{cut}"


def _presence(team: Team, now: datetime) -> Iterator[str]:
    for user in team.known:
        if absence := team.away(user, now):
            yield (
                f"{user} is away until {absence.until:%Y-%m-%d %H:%M} UTC; {absence.stated.substitute} is told instead"
            )
    for user, set_so in team.habits.items():
        quiet = f", quiet {set_so.quiet_from} to {set_so.quiet_until}" if set_so.quiet_from else ""
        yield f"{user}: by {', '.join(set_so.ways)}{quiet}, {set_so.zone or 'zone of the company'}"
