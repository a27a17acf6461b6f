"""Roles come from the settings: who loses one no longer reads in their Home tab what they saw with it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import anyio
import anyio.to_thread
import pytest

from breachbot.clocks import Clocks
from breachbot.incident.changes.parts import EndPart, GivePart
from breachbot.incident.team import Team
from breachbot.observe.metrics import Metrics
from breachbot.rounds import Rounds
from breachbot.usecases import home
from breachbot.usecases.team import change_team, sync_roles
from tests.conftest import Database
from tests.usecases.stage import Stage

ENGINEER, NEXT, DPO, DEPUTY = "U0ENGINEER", "U0NEXT", "U0DPO", "U0DEPUTY"


@pytest.fixture
def stage(sqlite_database: Database) -> Iterator[Stage]:
    store = sqlite_database.open()
    try:
        yield Stage(store).team(Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,)))
    finally:
        store.close()


def look_at_home(stage: Stage, user: str) -> None:
    """The person opens their Home tab, and it is shown."""
    home.open_home(stage.house, user, request=f"Ev-{user}")
    (claimed,) = stage.store.write(lambda tx: tx.claim(9, timedelta(minutes=1)))
    stage.store.write(lambda tx: tx.settle(claimed, "page:0", ""))


def shown_anew(stage: Stage) -> list[str]:
    claimed = stage.store.write(lambda tx: tx.claim(9, timedelta(minutes=1)))
    return sorted(one.args["user"] for one in claimed if one.kind == "home")


def test_a_change_of_roles_is_shown_to_those_who_look_and_to_those_who_looked(stage: Stage) -> None:
    for user in (DPO, ENGINEER):
        look_at_home(stage, user)
    sync_roles(stage.house, Team(responders=(NEXT,), dpo=DPO, deputies=(DEPUTY,)))
    assert shown_anew(stage) == [DPO, ENGINEER]


def test_what_waits_follows_the_roles_and_is_shown_once_it_does(stage: Stage) -> None:
    look_at_home(stage, DPO)
    stage.state(stage.aware(by=ENGINEER), by=ENGINEER)
    assert waiting_for(stage) == {ENGINEER}
    stage.waiting()
    sync_roles(stage.house, Team(responders=(NEXT,), dpo=DPO, deputies=(DEPUTY,)))
    assert ("home", {"user": DPO}) in stage.waiting()
    clocks = Clocks(stage.house, Metrics())
    clocks.find_stale()
    assert clocks.write_stale(60)
    assert waiting_for(stage) == {NEXT}
    assert ("home", {"user": DPO}) in stage.waiting()


def waiting_for(stage: Stage) -> set[str]:
    """Who is said to have the first step of an incident."""
    return {row.by for row in stage.store.read(lambda tx: tx.pending()) if row.kind == "draft"}


def test_the_same_roles_show_nothing_anew(stage: Stage) -> None:
    look_at_home(stage, DPO)
    sync_roles(stage.house, Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,)))
    assert shown_anew(stage) == []


def test_what_waits_follows_a_team_that_people_change_while_it_runs(stage: Stage) -> None:
    stage.state(stage.aware(by=ENGINEER), by=ENGINEER)
    rounds = Rounds(stage.house, Metrics())

    async def story() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(rounds.write_stale)
            given = GivePart.of(person=NEXT, part="responder", reason="She joins the rota.")
            await anyio.to_thread.run_sync(lambda: change_team(stage.house, given, by=DPO, request="1"))
            ended = EndPart.of(person=ENGINEER, part="responder", reason="He moved on.")
            await anyio.to_thread.run_sync(lambda: change_team(stage.house, ended, by=DPO, request="2"))
            with anyio.fail_after(90):
                while waiting_for(stage) != {NEXT}:
                    await anyio.sleep(0.05)
            tasks.cancel_scope.cancel()

    asyncio.run(story())


def test_a_team_that_changes_while_lists_are_written_is_found_afterwards(stage: Stage) -> None:
    stage.aware(by=ENGINEER)
    clocks = Clocks(stage.house, Metrics())
    clocks.find_stale()
    given = GivePart.of(person=NEXT, part="responder", reason="She joins the rota.")
    change_team(stage.house, given, by=DPO, request="1")
    assert clocks.write_stale(60)
    clocks.find_stale()
    assert not clocks.write_stale(0)
