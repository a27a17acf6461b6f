"""The operators are told what breachbot cannot mend itself: by the other channels, once until it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from breachbot.errors import DeliveryError
from breachbot.outbox.failures import put_off
from breachbot.outbox.ways import BESIDE_SLACK
from breachbot.store.store import DatabaseStore
from breachbot.usecases.alarms import STUCK, Alarm, found, sound
from breachbot.usecases.ports.outbox import Backlog
from tests.conftest import Database
from tests.incident.cast import DPO
from tests.store.samples import behind_our_back, effect
from tests.usecases.stage import HOUR, Stage

REACHED = {"mail": frozenset({"operators"}), "webhook": frozenset({"operators"})}


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    made = Stage(store).team()
    made.house = replace(made.house, policy=replace(made.house.policy, reached_by=REACHED))
    return made


def tick(stage: Stage, *, stalled: bool = False) -> int:
    backlog = stage.store.read(lambda tx: tx.backlog())
    return sound(stage.house, found(backlog, stalled=stalled))


def told(stage: Stage) -> list[tuple[str, str]]:
    """Of what and by which channel, as if it had gone out."""
    return [(args["alarm"], args["channel"]) for kind, args in stage.waiting() if kind == "alarm_note"]


@pytest.mark.parametrize(("seconds", "wrong"), [(-1, []), (0, ["outbox"]), (1, ["outbox"])])
def test_ten_minutes_without_getting_out_are_too_long(seconds: int, wrong: list[Alarm]) -> None:
    assert sorted(found(Backlog(0, 1, STUCK + seconds, 0), stalled=False)) == wrong


def test_a_message_that_does_not_get_out_is_told_once_until_it_is_over(
    stage: Stage, database: Database
) -> None:
    stage.store.write(lambda tx: tx.enqueue([effect("stuck")]))
    assert tick(stage) == 0
    behind_our_back(database, "UPDATE outbox SET created_at = '2020-01-01 00:00:00.000000'")
    assert [tick(stage), tick(stage)] == [1, 0]
    assert told(stage) == [("outbox", "mail"), ("outbox", "webhook")]
    assert tick(stage) == 0  # everything is out

    stage.store.write(lambda tx: tx.enqueue([effect("stuck again")]))
    behind_our_back(database, "UPDATE outbox SET created_at = '2020-01-01 00:00:00.000000'")
    assert tick(stage) == 1
    assert len(told(stage)) == 2


@pytest.mark.parametrize("refused", [False, True])
def test_what_waits_for_slack_is_no_alarm_in_a_process_that_sends_nothing_there(
    stage: Stage, database: Database, refused: bool
) -> None:
    stage.store.write(lambda tx: tx.enqueue([effect("for slack")]))
    if refused:
        (one,) = stage.store.write(lambda tx: tx.claim(1, HOUR))
        error = DeliveryError("auth.test: token_revoked", repair="token_revoked", tellable=False)
        stage.store.write(lambda tx: put_off(tx, one, timedelta(minutes=5), error, aside=False))
    behind_our_back(database, "UPDATE outbox SET created_at = '2020-01-01 00:00:00.000000'")
    backlog = stage.store.read(lambda tx: tx.backlog(BESIDE_SLACK))
    assert (backlog.effects, found(backlog, stalled=False)) == (1, frozenset())
    call = effect("a mail").model_copy(update={"kind": "reminder_call", "lane": f"mail:{DPO}"})
    stage.store.write(lambda tx: tx.enqueue([call]))
    behind_our_back(database, "UPDATE outbox SET created_at = '2020-01-01 00:00:00.000000'")
    assert found(stage.store.read(lambda tx: tx.backlog(BESIDE_SLACK)), stalled=False) == {"outbox"}


def test_a_token_that_slack_refuses_is_told_at_once_and_is_why_the_rest_waits(
    stage: Stage, database: Database
) -> None:
    stage.store.write(lambda tx: tx.enqueue([effect("note")]))
    (one,) = stage.store.write(lambda tx: tx.claim(1, HOUR))
    error = DeliveryError("auth.test: token_revoked", repair="token_revoked", tellable=False)
    stage.store.write(lambda tx: put_off(tx, one, timedelta(minutes=5), error, aside=False))
    assert tick(stage) == 1
    behind_our_back(database, "UPDATE outbox SET created_at = '2020-01-01 00:00:00.000000'")
    assert tick(stage) == 0
    assert told(stage) == [("slack", "mail"), ("slack", "webhook")]


def test_a_clock_that_stands_still_is_told(stage: Stage) -> None:
    assert [tick(stage, stalled=True), tick(stage, stalled=True)] == [1, 0]
    assert told(stage) == [("clock", "mail"), ("clock", "webhook")]


def test_where_no_other_channel_reaches_the_operators_nothing_is_asked_for(stage: Stage) -> None:
    stage.house = replace(stage.house, policy=replace(stage.house.policy, reached_by={}))
    assert tick(stage, stalled=True) == 0
    assert told(stage) == []
