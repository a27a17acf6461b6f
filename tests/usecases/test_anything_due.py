"""The one question of a tick: it is answered yes for whatever a tick works on, and no where there is nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from breachbot.usecases import cards
from breachbot.usecases.ports.signals import BurstRow
from tests.incident.cast import NOON
from tests.usecases.stage import HOUR, MINUTE, Stage, export_alert

SECOND = timedelta(seconds=1)


def due(stage: Stage, after: timedelta = timedelta()) -> bool:
    now = stage.clock() + after
    return stage.store.read(lambda tx: tx.anything_due(now, cards.latest(now)))


def test_nothing_is_due_where_there_is_nothing(stage: Stage) -> None:
    assert not due(stage)
    assert not due(stage, 1000 * HOUR)


def test_a_card_then_a_reminder_then_a_duty_past_its_hours(stage: Stage) -> None:
    stage.aware()
    assert [due(stage, after) for after in (29 * MINUTE, 30 * MINUTE)] == [False, True]
    stage.store.write(lambda tx: tx.save_card(tx.streams("pdb-")[0], None))
    (first, *_) = sorted(row.next_reminder_at for row in stage.store.read(lambda tx: tx.deadlines()))
    assert [due(stage, first - NOON + n * SECOND) for n in (-1, 0, 1)] == [False, True, True]


def test_what_nobody_has_claimed(stage: Stage) -> None:
    stage.deliver(export_alert())
    at = stage.signal().next_escalation_at
    assert at is not None
    assert [due(stage, at - NOON + n * SECOND) for n in (-1, 0)] == [False, True]


def test_a_burst_that_is_over(stage: Stage) -> None:
    over = NOON + HOUR
    stage.store.write(lambda tx: tx.save_burst(BurstRow("burst-1", False, NOON, NOON, over)))
    assert [due(stage, HOUR + n * SECOND) for n in (-1, 1)] == [False, True]


def test_a_stream_that_stalls(stage: Stage) -> None:
    stage.store.write(lambda tx: tx.put_off("pdb-none0000", "Fault"))
    assert due(stage)


@pytest.mark.parametrize(("ahead", "asked"), [(timedelta(), False), (10 * HOUR, True)])
def test_rows_of_a_clock_that_was_ahead(ahead: timedelta, asked: bool, stage: Stage) -> None:
    stage.clock.move(ahead)
    stage.aware()
    stage.clock.move(-ahead)
    assert due(stage) == asked
