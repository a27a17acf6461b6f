"""The calendar of deadlines: over HTTP, as a calendar program reads it, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from breachbot.errors import Refused
from breachbot.incident.acts.close import Close, FollowUp
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.team import Team
from breachbot.slack.calendar import answer
from breachbot.store.store import DatabaseStore
from breachbot.usecases.calendar import calendar_since, close_calendar, open_calendar
from breachbot.web.calendar import calendar_routes, new_address, url
from tests.conftest import Database
from tests.incident.cast import DEPUTY, DPO, ENGINEER, FACTS, OUTSIDER
from tests.usecases.stage import HOUR, Stage

SENTENCE = "Each export is tested against foreign rows."


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    return Stage(store).team()


def fetched(stage: Stage, address: str, method: str = "GET") -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=calendar_routes(stage.house)))
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.request(method, url("http://bot.example.com", address))

    return asyncio.run(ask())


def subscribed(stage: Stage, user: str) -> str:
    address = new_address()
    open_calendar(stage.house, address, by=user)
    return address


def shown(stage: Stage, address: str) -> list[tuple[str, str]]:
    """What a calendar program makes of it: the moment and the title of each."""
    answered = fetched(stage, address)
    assert answered.status_code == 200
    found = Calendar.from_ical(answered.content)
    return [(one.decoded("dtstart").isoformat(), str(one["summary"])) for one in found.walk("VEVENT")]


def test_a_deadline_is_there_with_its_codename_and_nothing_else(stage: Stage) -> None:
    address = subscribed(stage, ENGINEER)
    assert shown(stage, address) == []
    incident = stage.aware()
    due = (stage.clock() + 72 * HOUR).isoformat()
    assert shown(stage, address) == [(due, f"{incident}: deadline")]
    said = fetched(stage, address).text
    for word in ("Export", "foreign", "rows", "authority", ENGINEER, DPO):
        assert word.casefold() not in said.casefold()


def test_a_program_is_told_what_it_is_and_to_keep_it_private(stage: Stage) -> None:
    answered = fetched(stage, subscribed(stage, DPO))
    assert answered.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answered.headers["cache-control"] == "private, no-store"
    assert fetched(stage, subscribed(stage, DPO), "HEAD").status_code == 200
    assert fetched(stage, subscribed(stage, DPO), "POST").status_code == 405


def test_it_says_of_when_it_is_and_keeps_the_name_of_each_deadline(stage: Stage) -> None:
    address = subscribed(stage, DPO)
    stage.aware()

    def one() -> tuple[str, str]:
        (event,) = Calendar.from_ical(fetched(stage, address).content).walk("VEVENT")
        return str(event["uid"]), event.decoded("dtstamp").isoformat()

    first = one()
    stage.clock.move(HOUR)
    second = one()
    assert first[0] == second[0]
    assert (first[1], second[1]) == ("2026-11-24T12:00:00+00:00", "2026-11-24T13:00:00+00:00")


def test_what_is_met_goes_out_of_it(stage: Stage) -> None:
    address, incident = subscribed(stage, DPO), stage.aware()
    stage.take(incident, StateFacts(answers=FACTS | {"encryption": "left_encrypted"}))
    said = dict.fromkeys(("effects", "measures", "lessons"), SENTENCE)
    day = (stage.clock() + timedelta(days=10)).date()
    owned = FollowUp(what="Test each export", owner=ENGINEER, until=day)
    stage.take(incident, Close(**said, follow_up=(owned,)), DPO)
    ((_, title),) = shown(stage, address)
    assert title == f"{incident}: follow-up"
    assert [title for _, title in shown(stage, subscribed(stage, ENGINEER))] == [title]


def test_a_follow_up_measure_is_its_owners_and_the_dpos(stage: Stage) -> None:
    incident = stage.aware()
    stage.take(incident, StateFacts(answers=FACTS | {"encryption": "left_encrypted"}))
    said = dict.fromkeys(("effects", "measures", "lessons"), SENTENCE)
    day = (stage.clock() + timedelta(days=10)).date()
    owned = FollowUp(what="Test each export", owner=OUTSIDER, until=day)
    stage.take(incident, Close(**said, follow_up=(owned,)), DPO)
    assert shown(stage, subscribed(stage, ENGINEER)) == []
    assert len(shown(stage, subscribed(stage, DEPUTY))) == 1


@pytest.mark.parametrize("address", ["x", "..%2f..", "a" * 4000, "%00", "ä", "-", "A" * 32])
def test_any_other_address_is_not_found(address: str, stage: Stage) -> None:
    subscribed(stage, DPO)
    answered = fetched(stage, address)
    assert answered.status_code == 404


def test_a_new_address_ends_the_one_before(stage: Stage) -> None:
    old = subscribed(stage, DPO)
    new = subscribed(stage, DPO)
    others = subscribed(stage, ENGINEER)
    assert [fetched(stage, one).status_code for one in (old, new, others)] == [404, 200, 200]


def test_one_that_is_ended_shows_nothing(stage: Stage) -> None:
    address = subscribed(stage, DPO)
    close_calendar(stage.house, by=DPO)
    assert fetched(stage, address).status_code == 404
    assert calendar_since(stage.house, DPO) is None
    with pytest.raises(Refused, match="You have no calendar"):
        close_calendar(stage.house, by=DPO)


def test_whoever_leaves_the_team_sees_nothing_any_more(stage: Stage) -> None:
    address = subscribed(stage, ENGINEER)
    stage.team(Team(responders=(OUTSIDER,), dpo=DPO, seen=1))
    assert fetched(stage, address).status_code == 404


def test_nobody_outside_the_team_gets_one(stage: Stage) -> None:
    with pytest.raises(Refused, match="response team"):
        subscribed(stage, OUTSIDER)


def test_the_address_itself_is_kept_nowhere(sqlite_database: Database) -> None:
    stage = Stage(sqlite_database.open()).team()
    address = subscribed(stage, DPO)
    assert fetched(stage, address).status_code == 200
    stage.store.close()
    for file in sqlite_database.data_dir.rglob("*"):
        assert not file.is_file() or address.encode() not in file.read_bytes()


# --- by command ------------------------------------------------------------------------------------------------


def said(stage: Stage, user: str, *words: str) -> str:
    return str(answer(stage.house, user, words)["text"])


@pytest.fixture
def reached(stage: Stage) -> Stage:
    """A company that has said where breachbot is reached."""
    firm = stage.house.policy.firm.model_copy(update={"own_url": "https://bot.example.com"})
    stage.house = replace(stage.house, policy=replace(stage.house.policy, firm=firm))
    return stage


def test_the_address_is_shown_once(reached: Stage) -> None:
    first = said(reached, DPO)
    assert "`https://bot.example.com/calendar/" in first
    again = said(reached, DPO)
    assert "https://" not in again
    assert "was shown once" in again
    address = first.partition("/calendar/")[2].partition(".ics")[0]
    assert fetched(reached, address).status_code == 200
    second = said(reached, DPO, "new")
    assert second != first
    assert fetched(reached, address).status_code == 404
    assert "is ended" in said(reached, DPO, "off")


def test_without_an_address_of_breachbot_there_are_none(stage: Stage) -> None:
    assert "BREACHBOT_URL" in said(stage, DPO)
    assert calendar_since(stage.house, DPO) is None
