"""Somebody outside is told that reminders are raised, and nothing once they are not."""

from __future__ import annotations

import asyncio

import pytest
from pydantic import SecretStr

from breachbot import ping
from breachbot.observe.metrics import Metrics
from breachbot.ping import Ping
from breachbot.rounds import Rounds
from breachbot.store.store import DatabaseStore
from tests.conftest import Database
from tests.outbox.test_webhook import Other
from tests.store.samples import behind_our_back
from tests.usecases.stage import Stage


def played(store: DatabaseStore, other: Other, ticks: str) -> int:
    """Ticks (t), and the moments at which it would ask (p); gives how often it did."""
    rounds = Rounds(Stage(store).team().house, Metrics())

    async def story() -> None:
        async with other.listening() as url:
            one = Ping(SecretStr(url), rounds)
            for what in ticks:
                await (rounds.tick() if what == "t" else one.work())

    asyncio.run(story())
    return len(other.seen)


@pytest.mark.parametrize(("ticks", "times"), [("p", 0), ("tp", 1), ("tpp", 1), ("tptp", 2), ("tttp", 1)])
def test_it_asks_once_after_ticks_that_went_well(store: DatabaseStore, ticks: str, times: int) -> None:
    assert played(store, Other(200), ticks) == times


def test_it_asks_with_a_get(store: DatabaseStore) -> None:
    other = Other(200)
    played(store, other, "tp")
    assert other.seen[0][2] == b""


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_was_refused_is_asked_again(store: DatabaseStore, status: int) -> None:
    assert played(store, Other(status, {"Location": "/elsewhere"}), "tpp") == 2


def test_once_nothing_can_be_raised_it_is_silent(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    rounds = Rounds(Stage(store).team().house, Metrics())
    other = Other(200)

    async def story() -> None:
        async with other.listening() as url:
            one = Ping(SecretStr(url), rounds)
            await rounds.tick()
            await one.work()
            behind_our_back(sqlite_database, "ALTER TABLE deadline RENAME TO gone")
            await rounds.tick()
            await one.work()

    asyncio.run(story())
    store.close()
    assert len(other.seen) == 1


def test_an_address_that_does_not_answer_keeps_nothing_waiting_for_long(
    store: DatabaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ping, "PATIENCE", 0.2)
    assert played(store, Other(hangs=True), "tp") == 1
