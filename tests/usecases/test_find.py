"""Finding incidents: by words for who is in their channel, and by the codename alone for everybody else."""

from __future__ import annotations

import time
from typing import Any

import pytest

from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.events import ChannelOpened
from breachbot.store.store import DatabaseStore
from breachbot.usecases import find
from breachbot.usecases.find import called, holding, open_now, waiting_for
from breachbot.usecases.home import Reader, overview
from breachbot.usecases.incidents import open_from_signal
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.projections import project
from breachbot.usecases.take import record
from tests.conftest import Database
from tests.incident.cast import DPO, ENGINEER, TEAM
from tests.intake.bodies import alert
from tests.usecases.stage import BASIS, MINUTE, Stage

TITLE = "A list of customers went astray"


def in_room(stage: Stage, channel: str, title: str = TITLE) -> str:
    incident = stage.reported(title)
    record(
        stage.house,
        incident,
        lambda _, now: [ChannelOpened(at=now, by="breachbot", channel=channel, invited=(ENGINEER,))],
    )
    return incident


def reader(*rooms: str, user: str = ENGINEER) -> Reader:
    return Reader(user, TEAM, rooms)


def names(found: find.Found) -> list[str]:
    return [one.id for one in found.incidents]


def test_words_find_what_holds_all_of_them_in_the_channels_of_the_person(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    first = in_room(stage, "C1")
    stage.clock.move(MINUTE)
    second = in_room(stage, "C2", "A stolen laptop with a list")
    both = reader("C1", "C2")
    assert names(holding(stage.house, both, ["LIST"])) == [second, first]
    assert names(holding(stage.house, both, ["list", "custom"])) == [first]
    assert holding(stage.house, both, ["list", "nowhere"]).number == 0


def test_elsewhere_the_codename_is_all_that_finds_one(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    hidden = in_room(stage, "C1")
    for outside in (reader("C9"), Reader(DPO, TEAM, ()), Reader(DPO, TEAM, None)):
        assert names(holding(stage.house, outside, ["customers"])) == []
        assert names(holding(stage.house, outside, [hidden])) == [hidden]


def test_one_that_is_over_is_found_as_well_and_is_not_open(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    over = in_room(stage, "C1")
    stage.judge_no_breach(over)
    assert names(holding(stage.house, reader("C1"), ["customers"])) == [over]
    assert open_now(stage.house).number == 0


def test_the_project_of_its_alert_finds_one(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    stage.deliver(alert())
    incident = open_from_signal(stage.house, stage.signal().id, by=ENGINEER, request=stage.request()).id
    record(
        stage.house,
        incident,
        lambda _, now: [ChannelOpened(at=now, by="breachbot", channel="C1", invited=(ENGINEER,))],
    )
    assert names(holding(stage.house, reader("C1"), ["shop-api"])) == [incident]
    assert names(holding(stage.house, reader("C2"), ["shop-api"])) == []


def test_there_is_an_end_to_how_far_is_looked_and_that_is_said(
    store: DatabaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(store).team()
    oldest = in_room(stage, "C1")
    stage.clock.move(MINUTE)
    assert [in_room(stage, "C1") for _ in range(2)]
    monkeypatch.setattr(find, "FARTHEST", 2)
    found = holding(stage.house, reader("C1"), ["customers"])
    assert (found.number, found.unread) == (2, 1)
    assert oldest not in names(found)


def test_what_waits_for_a_person_is_counted(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    incident = in_room(stage, "C1")
    assert names(waiting_for(stage.house, reader("C1"))) == [incident]
    assert waiting_for(stage.house, reader("C2")).number == 0


def test_an_approver_is_told_as_on_the_home_tab_what_waits_where_they_are_not_in_the_channel(
    store: DatabaseStore,
) -> None:
    stage = Stage(store).team()
    incident = in_room(stage, "C1")
    stage.take(incident, BecomeAware(aware_at=stage.clock(), basis=BASIS))
    stage.state(incident)
    stage.draft(incident)
    for rooms in ((), None, ("C1",)):
        dpo = Reader(DPO, TEAM, rooms)
        found = waiting_for(stage.house, dpo)
        assert (names(found), found.number) == ([incident], overview(stage.house, dpo).decisions)
        assert found.number > 0


def test_one_is_found_by_its_codename_if_there_is_such(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    incident = stage.reported()
    found = called(stage.house, incident)
    assert found is not None
    assert found.id == incident
    assert called(stage.house, "pdb-nope") is None


def test_all_of_a_thousand_are_looked_through_in_time_for_slack(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    try:
        stage = Stage(store).team()
        oldest = in_room(stage, "C1", "A laptop was left on a train")
        events: list[Any] = stage.events(in_room(stage, "C1"))
        copies = [f"pdb-x{number:07}" for number in range(1000)]

        def work(tx: Transaction) -> None:
            for name in copies:
                tx.append(name, 0, events)
                project(tx, name, stage.house.policy, stage.clock())

        store.write(work)
        began = time.process_time()
        found = holding(stage.house, reader("C1"), ["laptop"])
        assert (names(found), found.unread) == ([oldest], 0)
        assert holding(stage.house, reader("C1"), ["customers"]).number == 1001
        assert time.process_time() - began < 3.0
    finally:
        store.close()
