"""The team as its log says it: the settings first, then what people changed, and what they may not change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.changes.asking import Asking, Change
from breachbot.incident.changes.dpo import ConfirmDpo, ProposeDpo
from breachbot.incident.changes.parts import EndPart, GivePart
from breachbot.incident.changes.presence import SetAway, SetBack, SetHabits
from breachbot.incident.changes.sources import EndRota, SetGroup, SetRota, group_read
from breachbot.incident.changes.told import told_of_change
from breachbot.incident.team import MOST_MEMBERS, Team
from breachbot.incident.team_log import evolve_team, set_roles, team_of
from tests.incident.cast import HOUR, NOON

DPO, DEPUTY, ENGINEER, NEXT, BOSS, OPS = "U0DPO", "U0DEPUTY", "U0ENGINEER", "U0NEXT", "U0BOSS", "U0OPS"
DAY, SECOND = 24 * HOUR, timedelta(seconds=1)
WHY = "The house is reorganised."
BY_SETTINGS = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,))


def by_settings(wanted: Team = BY_SETTINGS) -> Team:
    return after(Team(), set_roles(Team(), wanted, NOON))


def after(team: Team, news: Sequence[e.Happened]) -> Team:
    for event in news:
        team = evolve_team(team, event)
    return team


def changed(team: Team, command: Change, by: str = DPO, at: Any = NOON, **asking: Any) -> Team:
    return after(team, command.events(Asking(by, team, at, **asking)))


def refused(team: Team, command: Change, by: str = DPO, at: Any = NOON, **asking: Any) -> str:
    with pytest.raises(Refused) as found:
        command.events(Asking(by, team, at, **asking))
    return str(found.value)


def whole(since: datetime = NOON - 7 * DAY) -> Team:
    """With a director and an operator, since then."""
    team = changed(by_settings(), GivePart.of(person=BOSS, part="director", reason=WHY), DEPUTY, since)
    return changed(team, GivePart.of(person=OPS, part="operator", reason=WHY), DEPUTY, since)


# --- the settings ---------------------------------------------------------------------------------------------


def test_the_settings_are_the_first_word_and_say_nothing_twice() -> None:
    team = by_settings()
    assert (team.responders, team.dpo, team.deputies, team.seen) == ((ENGINEER,), DPO, (DEPUTY,), 1)
    assert set_roles(team, BY_SETTINGS, NOON) == []
    assert set_roles(Team(), Team(), NOON) == []


def test_what_people_changed_stays_until_that_setting_is_changed() -> None:
    team = changed(by_settings(), GivePart.of(person=NEXT, part="responder", reason=WHY))
    team = changed(team, GivePart.of(person=BOSS, part="deputy", reason=WHY))
    assert set_roles(team, BY_SETTINGS, NOON) == [], "the settings say what they said"
    wanted = Team(responders=(OPS,), dpo=DPO, deputies=(DEPUTY,))
    team = after(team, set_roles(team, wanted, NOON))
    assert (team.responders, team.deputies) == ((OPS,), (DEPUTY, BOSS))


def test_old_logs_fold_to_what_they_said() -> None:
    log = [
        e.RolesChanged(at=NOON, by="breachbot", responders=(ENGINEER,), dpo=DPO, deputies=()),
        e.RolesChanged(at=NOON, by="breachbot", responders=(NEXT,), dpo=None, deputies=(DEPUTY,)),
    ]
    team = team_of(log)
    assert (team.responders, team.dpo, team.deputies, team.seen) == ((NEXT,), None, (DEPUTY,), 2)


# --- parts ----------------------------------------------------------------------------------------------------


def test_parts_come_and_go_with_who_and_why_on_record() -> None:
    (event,) = GivePart.of(person=NEXT, part="responder", reason=WHY).events(Asking(DPO, by_settings(), NOON))
    assert event == e.PartGiven(at=NOON, by=DPO, person=NEXT, part="responder", reason=WHY)
    team = after(by_settings(), [event])
    assert team.role(NEXT) == "responder"
    assert changed(team, EndPart.of(person=NEXT, part="responder", reason=WHY)).role(NEXT) is None


@pytest.mark.parametrize("part", ["director", "operator", "counsel"])
def test_who_only_looks_after_something_gets_no_role_in_incidents(part: e.Part) -> None:
    team = changed(by_settings(), GivePart.of(person=NEXT, part=part, reason=WHY))
    assert team.role(NEXT) is None
    assert NEXT in team.known
    assert NEXT not in team.everyone


@pytest.mark.parametrize(("by", "part"), [(ENGINEER, "responder"), (OPS, "deputy"), (OPS, "director")])
def test_nobody_gives_more_than_is_theirs(by: str, part: str) -> None:
    assert "Only the DPO, a deputy" in refused(whole(), GivePart.of(person=NEXT, part=part, reason=WHY), by)


def test_an_operator_looks_after_the_responders() -> None:
    assert changed(whole(), GivePart.of(person=NEXT, part="responder", reason=WHY), OPS).role(NEXT)


def test_nobody_leaves_a_team_in_which_nobody_is_left_to_decide_or_to_answer() -> None:
    alone = by_settings(Team(responders=(ENGINEER,), deputies=(DEPUTY,)))
    said = refused(alone, EndPart.of(person=DEPUTY, part="deputy", reason=WHY), DEPUTY)
    assert said == "Nobody else may decide on notices. Name a DPO first."
    said = refused(by_settings(), EndPart.of(person=ENGINEER, part="responder", reason=WHY))
    assert said == "Nobody else answers signals. Add another responder first."
    said = refused(by_settings(), EndPart.of(person=DPO, part="responder", reason=WHY))
    assert said == "The DPO leaves when another one is named: propose one first."


def test_without_anybody_who_decides_the_settings_are_the_way() -> None:
    nobody = by_settings(Team(responders=(ENGINEER,)))
    for command in (
        GivePart.of(person=NEXT, part="deputy", reason=WHY),
        GivePart.of(person=NEXT, part="responder", reason=WHY),
        ProposeDpo.of(person=NEXT, reason=WHY),
    ):
        assert "BREACHBOT_DPO" in refused(nobody, command, ENGINEER)


def test_a_reason_is_asked_for_and_an_id() -> None:
    with pytest.raises(Refused, match="Say in a sentence why"):
        GivePart.of(person=NEXT, part="responder", reason="x")
    with pytest.raises(Refused, match="Choose a person"):
        GivePart.of(person="Nora", part="responder", reason=WHY)


# --- the DPO --------------------------------------------------------------------------------------------------


def test_a_second_person_makes_somebody_the_dpo() -> None:
    team = changed(whole(), ProposeDpo.of(person=DEPUTY, reason=WHY))
    assert team.dpo == DPO
    team = changed(team, ConfirmDpo.of(person=DEPUTY), BOSS)
    assert (team.dpo, team.deputies, team.proposal) == (DEPUTY, (), None)
    assert team.role(DPO) is None


@pytest.mark.parametrize(
    ("proposes", "confirms", "said"),
    [
        (DPO, DPO, "It takes a second person, neither who proposed it nor who is proposed. Ask <@U0BOSS>."),
        (
            BOSS,
            DEPUTY,
            "It takes a second person, neither who proposed it nor who is proposed. Ask <@U0DPO>.",
        ),
        (DEPUTY, DEPUTY, "It takes a second person, neither who proposed it nor who is proposed. Ask"),
        (DPO, OPS, "Only the DPO, a deputy or a director can change this."),
        (DPO, ENGINEER, "Only the DPO, a deputy or a director can change this."),
    ],
)
def test_one_person_is_not_two(proposes: str, confirms: str, said: str) -> None:
    team = changed(whole(), ProposeDpo.of(person=DEPUTY, reason=WHY), proposes)
    assert refused(team, ConfirmDpo.of(person=DEPUTY), confirms).startswith(said)


@pytest.mark.parametrize(("late", "taken"), [(-SECOND, True), (timedelta(), False), (SECOND, False)])
def test_a_proposal_counts_for_seven_days(late: timedelta, taken: bool) -> None:
    team, at = changed(whole(), ProposeDpo.of(person=DEPUTY, reason=WHY)), NOON + 7 * DAY + late
    if taken:
        assert changed(team, ConfirmDpo.of(person=DEPUTY), BOSS, at).dpo == DEPUTY
    else:
        assert "Propose it again" in refused(team, ConfirmDpo.of(person=DEPUTY), BOSS, at)


def test_a_newer_proposal_takes_the_place_of_the_other() -> None:
    team = changed(whole(), ProposeDpo.of(person=DEPUTY, reason=WHY))
    team = changed(team, ProposeDpo.of(person=NEXT, reason=WHY))
    assert "Propose them first" in refused(team, ConfirmDpo.of(person=DEPUTY), BOSS)
    assert changed(team, ConfirmDpo.of(person=NEXT), BOSS).dpo == NEXT


def test_what_nobody_could_confirm_is_not_proposed() -> None:
    alone = by_settings(Team(responders=(ENGINEER,), dpo=DPO))
    assert "Nobody else could confirm it" in refused(alone, ProposeDpo.of(person=NEXT, reason=WHY))


def test_the_command_line_alone_makes_nobody_the_dpo() -> None:
    typed = changed(whole(), ProposeDpo.of(person=DEPUTY, reason=WHY), operator="The night desk")
    assert "confirmed in Slack" in refused(typed, ConfirmDpo.of(person=DEPUTY), BOSS, operator="The day desk")
    assert changed(typed, ConfirmDpo.of(person=DEPUTY), BOSS).dpo == DEPUTY


@pytest.mark.parametrize(("late", "taken"), [(-SECOND, False), (timedelta(), True), (SECOND, True)])
def test_whoever_has_a_say_for_less_than_seven_days_confirms_nothing(late: timedelta, taken: bool) -> None:
    team = changed(by_settings(Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY, OPS))),
                   GivePart.of(person=BOSS, part="director", reason=WHY), OPS)  # fmt: skip
    team = changed(team, ProposeDpo.of(person=NEXT, reason=WHY), DEPUTY, NOON + HOUR)
    at = NOON + 7 * DAY + late
    if taken:
        assert changed(team, ConfirmDpo.of(person=NEXT), BOSS, at).dpo == NEXT
    else:
        said = refused(team, ConfirmDpo.of(person=NEXT), BOSS, at)
        assert said.startswith("Neither of the two may have their part on the team from the other")
        assert said.endswith(f"Ask <@{DPO}>, <@{OPS}>.")


@pytest.mark.parametrize(("proposes", "confirms"), [(DEPUTY, NEXT), (NEXT, DEPUTY)])
@pytest.mark.parametrize("part", ["deputy", "director"])
def test_one_person_and_somebody_they_brought_to_the_team_are_not_two(
    proposes: str, confirms: str, part: e.Part
) -> None:
    team = changed(by_settings(), GivePart.of(person=NEXT, part=part, reason=WHY), DEPUTY)
    at = NOON + 300 * DAY
    team = changed(team, ProposeDpo.of(person=ENGINEER, reason=WHY), proposes, at)
    assert "Neither of the two" in refused(team, ConfirmDpo.of(person=ENGINEER), confirms, at)
    assert changed(team, ConfirmDpo.of(person=ENGINEER), DPO, at).dpo == ENGINEER


def test_nor_with_somebody_whom_that_one_brought() -> None:
    team = changed(by_settings(), GivePart.of(person=NEXT, part="deputy", reason=WHY), DEPUTY)
    team = changed(team, GivePart.of(person=OPS, part="operator", reason=WHY), NEXT)
    said = refused(team, ProposeDpo.of(person=ENGINEER, reason=WHY), OPS)
    assert "Nobody else could confirm it" in said


def test_what_the_settings_say_is_nobodys_gift() -> None:
    team = changed(by_settings(), GivePart.of(person=NEXT, part="deputy", reason=WHY), DEPUTY)
    wanted = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY, NEXT))
    team = after(team, set_roles(team, wanted, NOON))
    team = changed(team, ProposeDpo.of(person=ENGINEER, reason=WHY), DEPUTY)
    assert changed(team, ConfirmDpo.of(person=ENGINEER), NEXT).dpo == ENGINEER


def test_whoever_is_the_dpo_no_longer_hears_of_it() -> None:
    deputies = (DEPUTY, OPS)
    team = by_settings(Team(responders=(ENGINEER,), dpo=DPO, deputies=deputies))
    team = changed(team, ProposeDpo.of(person=NEXT, reason=WHY), DEPUTY)
    (event,) = ConfirmDpo.of(person=NEXT).events(Asking(OPS, team, NOON))
    assert told_of_change(event, after(team, [event])) == (NEXT, DEPUTY, DPO)


@pytest.mark.parametrize(
    ("command", "others"),
    [
        (ProposeDpo.of(person=ENGINEER, reason=WHY), (DEPUTY, BOSS)),
        (GivePart.of(person=NEXT, part="deputy", reason=WHY), (NEXT,)),
        (SetHabits.of(person=DPO, quiet_from="22:00", quiet_until="07:00"), ()),
        (SetAway.of(person=DPO, until=NOON + DAY, substitute=DEPUTY), (DEPUTY,)),
        (SetGroup.of(group="S0RESPONSE", reason=WHY), ()),
    ],
)
def test_whoever_it_was_typed_for_always_hears_of_it(command: Change, others: tuple[str, ...]) -> None:
    for operator, told in (("Mallory", (*others, DPO)), (None, others)):
        (event,) = command.events(Asking(DPO, whole(), NOON, operator))
        assert told_of_change(event, after(whole(), [event])) == told


def test_what_others_set_for_somebody_is_said_to_them() -> None:
    (event,) = SetHabits.of(person=ENGINEER, quiet_from="22:00", quiet_until="07:00").events(
        Asking(OPS, whole(), NOON)
    )
    assert told_of_change(event, after(whole(), [event])) == (ENGINEER,)


def test_whoever_could_confirm_it_hears_of_it_and_whom_it_concerns() -> None:
    proposed = e.DpoProposed(at=NOON, by=DPO, person=DEPUTY, reason=WHY)
    assert told_of_change(proposed, whole()) == (BOSS,)
    given_ = e.PartGiven(at=NOON, by=BOSS, person=NEXT, part="deputy", reason=WHY)
    assert told_of_change(given_, whole()) == (NEXT, DPO)


# --- away, and how people are reached ---------------------------------------------------------------------------


def test_whoever_is_away_is_back_by_itself() -> None:
    until = NOON + 10 * DAY
    team = changed(by_settings(), SetAway.of(person=DPO, until=until, substitute=DEPUTY))
    found = [team.instead((DPO, ENGINEER), at) for at in (NOON - SECOND, NOON, until - SECOND, until)]
    assert found == [(DPO, ENGINEER), (DEPUTY, ENGINEER), (DEPUTY, ENGINEER), (DPO, ENGINEER)]
    assert team.for_whom(DEPUTY, NOON) == (DPO,)
    assert team.role(DPO) == "dpo", "whoever is away may still decide"


def test_whoever_is_back_early_was_away_until_then() -> None:
    team = changed(by_settings(), SetAway.of(person=DPO, until=NOON + DAY, substitute=DEPUTY))
    team = changed(team, SetBack.of(person=DPO), at=NOON + HOUR)
    assert team.instead((DPO,), NOON) == (DEPUTY,)
    assert team.instead((DPO,), NOON + HOUR) == (DPO,)
    assert refused(team, SetBack.of(person=DPO), at=NOON + HOUR) == "<@U0DPO> is not away."


def test_nobody_gets_a_right_by_standing_in() -> None:
    away = SetAway.of(person=DPO, until=NOON + DAY, substitute=ENGINEER)
    assert refused(by_settings(), away) == "Only somebody who may decide can stand in here: <@U0DEPUTY>."
    alone = by_settings(Team(responders=(ENGINEER,), dpo=DPO))
    assert "Name a deputy first" in refused(alone, away)
    team = changed(by_settings(), SetAway.of(person=DPO, until=NOON + DAY, substitute=DEPUTY))
    gone = changed(team, EndPart.of(person=DEPUTY, part="deputy", reason=WHY))
    assert gone.instead((DPO,), NOON) == (DPO,), "a substitute who left stands in for nobody"


def test_away_is_theirs_to_say_or_the_teams() -> None:
    away = SetAway.of(person=ENGINEER, until=NOON + DAY, substitute=DPO)
    team = whole()
    assert all(changed(team, away, by).away(ENGINEER, NOON) for by in (ENGINEER, OPS, BOSS, DEPUTY))
    other = changed(team, GivePart.of(person=NEXT, part="responder", reason=WHY))
    assert "Only the DPO" in refused(other, away, NEXT)
    assert "no part on the team" in refused(team, SetBack.of(person="U0NOBODY"))


@pytest.mark.parametrize(
    ("until", "substitute", "said"),
    [
        (NOON, DEPUTY, "still to come"),
        (NOON + 366 * DAY + SECOND, DEPUTY, "more than a year"),
        (NOON + DAY, DPO, "somebody else"),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused(until: Any, substitute: str, said: str) -> None:
    assert said in refused(by_settings(), SetAway.of(person=DPO, until=until, substitute=substitute))


@pytest.mark.parametrize(
    "until",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5))),
    ],
)
def test_a_time_that_no_calendar_holds_is_refused(until: datetime) -> None:
    with pytest.raises(Refused):
        SetAway.of(person=DPO, until=until, substitute=DEPUTY)


def test_a_substitute_who_is_away_is_refused_and_where_all_are_away_nobody_is_forgotten() -> None:
    team = changed(by_settings(), SetAway.of(person=DEPUTY, until=NOON + DAY, substitute=DPO))
    assert "is away until" in refused(team, SetAway.of(person=DPO, until=NOON + DAY, substitute=DEPUTY))
    crossed = [
        e.AwayStated(at=NOON, by=one, person=one, until=NOON + DAY, substitute=other)
        for one, other in ((DPO, DEPUTY), (DEPUTY, DPO))
    ]
    assert after(by_settings(), crossed).instead((DPO, DEPUTY), NOON) == (DPO, DEPUTY)


PEOPLE = st.sampled_from([DPO, DEPUTY, ENGINEER, NEXT])
ABSENCES = st.lists(st.tuples(PEOPLE, PEOPLE, st.integers(0, 20), st.integers(1, 20)), max_size=8)


@given(ABSENCES, st.integers(0, 40), PEOPLE)
def test_somebody_is_always_told_and_never_anybody_who_is_away_while_another_is_there(
    stated: list[tuple[str, str, int, int]], hours: int, user: str
) -> None:
    wanted = Team(responders=(ENGINEER, NEXT), dpo=DPO, deputies=(DEPUTY,))
    log = [
        e.AwayStated(
            at=NOON + at * HOUR, by=who, person=who, until=NOON + (at + long) * HOUR, substitute=other
        )
        for who, other, at, long in sorted(stated, key=lambda one: one[2])
        if who != other
    ]
    team, now = after(by_settings(wanted), log), NOON + hours * HOUR
    (told,) = team.instead((user,), now)
    assert told == user or (team.away(user, now) and not team.away(told, now))
    if user in team.approvers:
        assert told in team.approvers


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"quiet_from": "22:00"}, "Give both"),
        ({"quiet_from": "22:00", "quiet_until": "22:00"}, "cannot last all day"),
        ({"quiet_from": "18:59", "quiet_until": "07:00"}, "twelve hours"),
        ({"quiet_from": "07:00", "quiet_until": "19:01"}, "twelve hours"),
        ({"ways": ()}, "at least one"),
        ({"ways": ("mail",)}, "BREACHBOT_MAIL_TO"),
    ],
)
def test_habits_that_make_no_sense_are_refused(given_: dict[str, Any], said: str) -> None:
    assert said in refused(by_settings(), SetHabits.of(person=DPO, **given_))


def test_quiet_hours_of_half_a_day_are_taken() -> None:
    for begins, ends in (("19:00", "07:00"), ("19:01", "07:00"), ("07:00", "19:00")):
        team = changed(by_settings(), SetHabits.of(person=DPO, quiet_from=begins, quiet_until=ends))
        assert team.habits[DPO].quiet_from == begins


def test_times_and_zones_are_read_as_people_write_them() -> None:
    with pytest.raises(Refused, match="time of day"):
        SetHabits.of(person=DPO, quiet_from="25:00", quiet_until="07:00")
    for zone in ("Dublin", "localtime", "posix/Europe/Dublin", "Factory", "../etc/localtime"):
        with pytest.raises(Refused, match="time zone"):
            SetHabits.of(person=DPO, zone=zone)
    set_so = SetHabits.of(person=DPO, zone="Europe/Dublin", ways=("mail", "slack"))
    assert changed(by_settings(), set_so, mailed={DPO}).ways(DPO) == ("mail", "slack")


# --- rota and group ---------------------------------------------------------------------------------------------

ROTA: dict[str, Any] = {
    "people": (NEXT, ENGINEER),
    "every": "day",
    "hour": "09:00",
    "zone": "Europe/Dublin",
    "first": date(2026, 11, 24),
    "reason": WHY,
}


def test_whoever_is_on_call_is_asked_first_and_everybody_in_the_rota_may_answer() -> None:
    team = changed(by_settings(), SetRota.of(**ROTA))
    assert team.role(NEXT) == "responder"
    assert [team.in_turn(NOON + days * DAY)[0] for days in range(3)] == [NEXT, ENGINEER, NEXT]
    assert team.everyone == (DPO, DEPUTY, ENGINEER, NEXT)
    assert "change the rota" in refused(team, EndPart.of(person=NEXT, part="responder", reason=WHY))
    assert changed(team, EndRota.of(reason=WHY)).role(NEXT) is None


def test_a_group_brings_responders_and_an_empty_one_takes_none_away() -> None:
    team = changed(by_settings(), SetGroup.of(group="S0RESPONSE", reason=WHY))
    assert team.role(NEXT) is None
    team = after(team, group_read(team, "S0RESPONSE", [NEXT, BOSS], NOON))
    assert team.answering == (ENGINEER, BOSS, NEXT)
    assert group_read(team, "S0RESPONSE", [BOSS, NEXT], NOON) == [], "as before"
    assert group_read(team, "S0RESPONSE", [], NOON) == [], "an empty one is not believed"
    assert group_read(team, "S0OTHER", [OPS], NOON) == []
    crowd = [f"U0{number:03}" for number in range(MOST_MEMBERS + 1)]
    full = [after(team, group_read(team, "S0RESPONSE", crowd[:many], NOON)) for many in (199, 200, 201)]
    assert [(len(one.grouped), one.group_is_full) for one in full] == [(199, False), (200, True), (200, True)]
    gone = changed(team, EndPart.of(person=ENGINEER, part="responder", reason=WHY))
    assert gone.answering == (BOSS, NEXT)
    assert "Add a responder first" in refused(gone, SetGroup.of(group=None, reason=WHY))
    assert changed(team, SetGroup.of(group=None, reason=WHY)).answering == (ENGINEER,)


def test_the_stored_changes_make_a_team() -> None:
    lines = Path(__file__).with_name("samples").joinpath("team.jsonl").read_bytes().splitlines()
    team = after(by_settings(), [e.decode(line) for line in lines])
    assert (team.dpo, team.group, team.grouped) == (DEPUTY, "S0RESPONSE", (ENGINEER, "U0THIRD"))
    assert team.rota
    assert team.rota.people == (ENGINEER, NEXT)
