"""Follow-up measures on the clock: the owner hears of them, the DPO once they are late, nobody once they are done."""

from __future__ import annotations

from datetime import date, timedelta

from breachbot.incident.acts.close import Close, FollowUp
from breachbot.incident.acts.record_measure import RecordMeasure
from breachbot.incident.events import ReminderRaised
from breachbot.store.store import DatabaseStore
from tests.incident.cast import DPO, ENGINEER, FACTS, NOON, OUTSIDER
from tests.usecases.stage import Stage

SENTENCE = "Each export is tested against foreign rows."
DAY = timedelta(days=1)
UNTIL = date(2026, 12, 24)
OVER = NOON.replace(day=25, month=12)


def closed(store: DatabaseStore) -> tuple[Stage, str]:
    stage = Stage(store).team()
    incident = stage.aware()
    stage.state(incident, **FACTS | {"encryption": "left_encrypted"})
    rows = tuple(
        FollowUp(what="Test each export", owner=owner, until=UNTIL) for owner in (OUTSIDER, ENGINEER)
    )
    stage.take(incident, Close(effects=SENTENCE, measures=SENTENCE, lessons=SENTENCE, follow_up=rows), DPO)
    return stage, incident


def raised(stage: Stage, incident: str) -> list[tuple[str, str | None]]:
    """What has been reminded of since the end, and whom."""
    return [
        (f"{one.obligation} {one.rung}", one.owner)
        for one in stage.incident(incident).reminders
        if isinstance(one, ReminderRaised) and one.owner
    ]


def test_each_owner_is_reminded_a_week_and_a_day_before_and_each_week_after(store: DatabaseStore) -> None:
    stage, incident = closed(store)
    assert stage.remind() == 0
    for moment, number in ((OVER - 7 * DAY, 2), (OVER - DAY, 2), (OVER, 2), (OVER + 7 * DAY, 2)):
        stage.clock.now = moment
        assert stage.remind() == number, moment
        assert stage.remind() == 0
    rungs = ("168h_left", "24h_left", "due", "overdue_168h")
    assert raised(stage, incident) == [
        (f"measure@{number} {rung}", owner)
        for rung in rungs
        for number, owner in ((1, OUTSIDER), (2, ENGINEER))
    ]


def test_what_is_done_is_reminded_of_no_more(store: DatabaseStore) -> None:
    stage, incident = closed(store)
    stage.take(incident, RecordMeasure(number=1, note=SENTENCE), OUTSIDER)
    stage.clock.now = OVER
    assert stage.remind() == 1
    assert [owner for _, owner in raised(stage, incident)] == [ENGINEER]


def test_only_duties_count_as_overdue(store: DatabaseStore) -> None:
    stage, _ = closed(store)
    assert stage.store.read(lambda tx: tx.overdue(OVER + 30 * DAY)) == 0
    assert {row.obligation for row in stage.store.read(lambda tx: tx.deadlines())} == {
        "measure@1",
        "measure@2",
    }


def test_after_a_pause_one_reminder_says_what_was_missed(store: DatabaseStore) -> None:
    stage, incident = closed(store)
    stage.clock.now = OVER + DAY
    assert stage.remind() == 2
    first = stage.incident(incident).reminders[-2]
    assert (first.rung, first.missed, first.late_minutes) == (
        "due",
        ("168h_left", "24h_left"),
        8 * 24 * 60,
    )
