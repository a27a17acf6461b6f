"""The same bytes count once a day: whoever replays a delivery changes nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from breachbot.store.database import make_engine
from breachbot.store.tables import delivery
from breachbot.usecases import signals
from tests.conftest import Database
from tests.incident.cast import ENGINEER
from tests.usecases.stage import HOUR, Stage, export_alert

BODY = json.dumps(export_alert()).encode()
GROUP = (Path(__file__).parents[1] / "intake/samples/alertmanager.json").read_bytes()
DAY = 24 * HOUR
NO_BREACH = "The rows were made up for a test of ours."


def column(database: Database, name: str) -> list[str]:
    """What stands in a column of all deliveries, in order of arrival."""
    engine = make_engine(database.url)
    with engine.connect() as conn:
        found = conn.execute(select(delivery.c[name]).order_by(delivery.c.id)).scalars().all()
    engine.dispose()
    return list(found)


def test_the_same_bytes_again_count_once_and_leave_no_event(stage: Stage, database: Database) -> None:
    for _ in range(3):
        stage.deliver(BODY)
    row = stage.signal()
    assert row.count == 1
    assert stage.kinds(row.id) == ["SignalReceived"]
    assert column(database, "note") == ["read", "seen_before", "seen_before"]
    assert stage.store.read(lambda tx: tx.backlog()).deliveries == 0


def test_ten_replays_wake_nothing_that_was_dismissed(stage: Stage) -> None:
    stage.deliver(BODY)
    signals.dismiss(stage.house, stage.signal().id, reason=NO_BREACH, by=ENGINEER, request=stage.request())
    stage.waiting()
    stage.deliver(*[BODY] * 10)
    assert (stage.signal().phase, stage.signal().count) == ("dismissed", 1)
    assert stage.waiting() == []


@pytest.mark.parametrize(
    ("later", "count"),
    [(DAY - timedelta(seconds=1), 1), (DAY, 2), (DAY + timedelta(seconds=1), 2)],
)
def test_after_a_day_they_count_again_however_often_they_came_meanwhile(
    quick_stage: Stage, later: timedelta, count: int
) -> None:
    quick_stage.deliver(BODY)
    quick_stage.clock.move(12 * HOUR)
    quick_stage.deliver(BODY)
    quick_stage.clock.move(later - 12 * HOUR)
    quick_stage.deliver(BODY)
    assert quick_stage.signal().count == count


def test_other_bytes_another_source_and_another_header_are_something_else(quick_stage: Stage) -> None:
    quick_stage.deliver(BODY, BODY + b" ")
    assert quick_stage.signal().count == 2
    quick_stage.deliver(BODY, resource="error")
    assert quick_stage.signal().count == 3
    for source in ("alertmanager", "alertmanager", "grafana"):
        quick_stage.store_only(GROUP, source=source)
        quick_stage.read_all()
    seen = {(row.source, row.series): row.count for row in quick_stage.store.read(lambda tx: tx.signals())}
    assert seen["alertmanager", "alert:9a1b2c3d4e5f6071"] == 1
    assert seen["grafana", "alert:9a1b2c3d4e5f6071"] == 1


def test_two_that_wait_together_count_once(quick_stage: Stage) -> None:
    for body, source in ((BODY, "sentry"), (GROUP, "alertmanager")) * 2:
        quick_stage.store_only(body, source=source)
    assert quick_stage.read_all() == 4
    assert {row.count for row in quick_stage.store.read(lambda tx: tx.signals())} == {1}


def test_what_cannot_be_read_is_read_again_since_somebody_may_have_mended_its_table(
    quick_stage: Stage,
) -> None:
    quick_stage.deliver(b"no json", b"no json")
    assert quick_stage.signal().count == 2


def test_nobody_tells_the_bytes_from_what_is_kept_without_the_key(stage: Stage, database: Database) -> None:
    stage.deliver(BODY)
    (kept,) = column(database, "digest")
    assert len(kept) == 64
    assert kept != sha256(BODY).hexdigest()
