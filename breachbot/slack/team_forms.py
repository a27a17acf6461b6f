"""The forms that change the team, and the commands that they ask for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from breachbot.incident import bounds
from breachbot.incident.changes.asking import Change
from breachbot.incident.changes.dpo import ProposeDpo
from breachbot.incident.changes.parts import EndPart, GivePart
from breachbot.incident.changes.presence import SetAway, SetHabits
from breachbot.incident.changes.sources import EndRota, SetGroup, SetRota
from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import anybody, ask, choice, day, line, modal, moment, people, say
from breachbot.slack.modals import View

PARTS = {
    "responder": "Responder: answers signals, acts on incidents",
    "deputy": "Deputy: may decide in the DPO's place",
    "director": "Director: confirms another DPO",
    "operator": "Operator: looks after the team",
    "counsel": "Counsel: named for others to find",
}
REASON = line(most=bounds.CHANGE)
NIGHT = timedelta(days=1)


def part_form() -> View:
    return modal(
        Act.TEAM_PART,
        "Add or remove somebody",
        "Save",
        "team",
        ask("person", "Who?", anybody("Choose a member")),
        ask("part", "Which part?", choice("static_select", PARTS, ["responder"])),
        ask("what", "Add or remove?", choice("radio_buttons", {"add": "Add", "remove": "Remove"}, ["add"])),
        ask("reason", "Why?", REASON, hint="It stays on record."),
    )


def part_command(view: View) -> Change:
    given = {field: form.text(view, field) for field in ("person", "part", "reason")}
    asked = GivePart if form.one_of(view, "what", ("add", "remove")) == "add" else EndPart
    return asked.of(**given)


def dpo_form() -> View:
    return modal(
        Act.TEAM_DPO,
        "Propose another DPO",
        "Propose",
        "team",
        say("A second person confirms it: the DPO, a deputy or a director. Until then nothing changes."),
        ask("person", "Who?", anybody("Choose a member")),
        ask("reason", "Why?", REASON, hint="It stays on record."),
    )


def dpo_command(view: View) -> Change:
    return ProposeDpo.of(person=form.text(view, "person"), reason=form.text(view, "reason"))


def away_form(reader: str, now: datetime) -> View:
    return modal(
        Act.TEAM_AWAY,
        "Away",
        "Save",
        "team",
        say(
            "From now until then, what would come to them comes to the substitute; after that to them again."
        ),
        ask("person", "Who is away?", anybody("Choose a member") | {"initial_user": reader}),
        ask("until", "Until when?", moment(now + NIGHT)),
        ask(
            "substitute",
            "Who is told in their place?",
            anybody("Choose a member"),
            hint="For the DPO and the deputies somebody who may decide as well.",
        ),
    )


def away_command(view: View) -> Change:
    people = {field: form.text(view, field) for field in ("person", "substitute")}
    return SetAway.of(**people, until=form.instant(view, "until"))


def habits_form(team: Team, reader: str) -> View:
    before = team.habits.get(reader)
    zone, begins, until = (before.zone, before.quiet_from, before.quiet_until) if before else (None,) * 3
    quiet = "Leave both empty for none. With 24 hours left or less, reminders come at once."
    ways = {"slack": "Slack", "mail": "Mail"}
    return modal(
        Act.TEAM_HABITS,
        "How I am reached",
        "Save",
        "team",
        ask("ways", "Reminders come first by", choice("checkboxes", ways, team.ways(reader))),
        ask(
            "quiet_from", "Quiet hours begin", line(begins or "", most=5), hint="Such as 22:00", optional=True
        ),
        ask("quiet_until", "Quiet hours end", line(until or "", most=5), hint=quiet, optional=True),
        ask(
            "zone",
            "Time zone",
            line(zone or "", most=64),
            hint="Such as Europe/Dublin. Empty: the company's.",
            optional=True,
        ),
    )


def habits_command(view: View, reader: str) -> Change:
    given: dict[str, Any] = {
        field: form.text(view, field) or None for field in ("quiet_from", "quiet_until", "zone")
    }
    return SetHabits.of(person=reader, ways=tuple(form.several(view, "ways")), **given)


def rota_form(team: Team, zone: str, today: date) -> View:
    rota = team.rota
    every = "week" if rota is None or rota.days > 1 else "day"
    turns = {"week": "A week each", "day": "A day each"}
    first = today if rota is None else rota.first
    return modal(
        Act.TEAM_ROTA,
        "On-call rota",
        "Save",
        "team",
        say("Whoever is on call is asked first. Everybody in the rota is a responder."),
        ask(
            "people",
            "Who, in turn?",
            people("Choose members", rota.people if rota else ()),
            hint="The first one begins. Leave it empty to end the rota.",
            optional=True,
        ),
        ask("every", "How long is a turn?", choice("radio_buttons", turns, [every])),
        ask("first", "On which day does the first turn begin?", day(first)),
        ask("hour", "At what time of day?", line(f"{rota.hour:%H:%M}" if rota else "09:00", most=5)),
        ask("zone", "In which time zone?", line(rota.zone.key if rota else zone, most=64)),
        ask("reason", "Why?", REASON, hint="It stays on record."),
    )


def rota_command(view: View) -> Change:
    given: dict[str, Any] = {
        field: form.text(view, field) for field in ("every", "first", "hour", "zone", "reason")
    }
    users = form.several(view, "people")
    return SetRota.of(people=tuple(users), **given) if users else EndRota.of(reason=given["reason"])


def group_form(team: Team) -> View:
    return modal(
        Act.TEAM_GROUP,
        "User group",
        "Save",
        "team",
        say("The members of a user group of Slack are responders as well. It is read every ten minutes."),
        ask(
            "group",
            "Its id",
            line(team.group or "", most=64),
            hint="Such as S012AB3CD: in Slack, the end of its address. Empty: no group.",
            optional=True,
        ),
        ask("reason", "Why?", REASON, hint="It stays on record."),
    )


def group_command(view: View) -> Change:
    return SetGroup.of(group=form.text(view, "group") or None, reason=form.text(view, "reason"))


def named(view: View) -> dict[str, str]:
    """Whom a form names, by the field."""
    one = {field: user for field in ("person", "substitute") if (user := form.text(view, field))}
    return one | {f"people@{user}": user for user in form.several(view, "people")}
