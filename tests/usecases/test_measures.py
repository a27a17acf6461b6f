"""Follow-up measures on the clock: the owner hears of them, the DPO once they are late, nobody once they are done."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from breachbot.incident.acts.close import Close, FollowUp
from breachbot.incident.acts.record_measure import RecordMeasure
from breachbot.incident.events import ReminderRaised
from breachbot.outbox.calls import Calls
from breachbot.outbox.channel import Message
from breachbot.outbox.deliver import Sent
from breachbot.store.store import DatabaseStore
from breachbot.usecases.rewriting import look_again
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


def with_mail(store: DatabaseStore) -> tuple[Stage, str]:
    stage, incident = closed(store)
    reached = {"mail": frozenset({DPO, "director"})}
    stage.house = replace(stage.house, policy=replace(stage.house.policy, reached_by=reached))
    look_again(stage.house, incident)
    return stage, incident


def went_on(stage: Stage, incident: str) -> list[tuple[str, ...]]:
    return [one.to for one in stage.incident(incident).passed_on if one.why == "overdue"]


@pytest.mark.parametrize(("seconds", "count"), [(-1, 0), (0, 2), (1, 2)])
def test_a_day_after_its_day_it_goes_to_the_dpo_by_mail(
    store: DatabaseStore, seconds: int, count: int
) -> None:
    stage, incident = with_mail(store)
    stage.clock.now = OVER
    stage.remind()
    stage.clock.now = OVER + DAY + timedelta(seconds=seconds)
    stage.remind()
    assert stage.remind() == 0
    assert went_on(stage, incident) == [(DPO,)] * count
    calls = [args["user"] for kind, args in stage.waiting() if kind == "reminder_call"]
    assert calls == [DPO] * count


def test_from_the_second_week_on_each_reminder_goes_to_the_director_too_until_it_is_done(
    store: DatabaseStore,
) -> None:
    stage, incident = with_mail(store)
    stage.take(incident, RecordMeasure(number=1, note=SENTENCE), OUTSIDER)
    for day in range(15):
        stage.clock.now = OVER + day * DAY
        stage.remind()
        stage.remind()
    assert went_on(stage, incident) == [(DPO,), (DPO,), ("director",), (DPO,), ("director",)]
    stage.take(incident, RecordMeasure(number=2, note=SENTENCE), ENGINEER)
    for day in range(15, 40):
        stage.clock.now = OVER + day * DAY
        assert stage.remind() == 0
    assert stage.store.read(lambda tx: tx.deadlines()) == []


def test_by_mail_it_says_that_it_is_a_measure_and_nothing_of_it(sqlite_store: DatabaseStore) -> None:
    stage, incident = with_mail(sqlite_store)
    stage.take(incident, RecordMeasure(number=1, note=SENTENCE), OUTSIDER)
    stage.clock.now = OVER + 3 * DAY
    for _ in range(2):
        stage.remind()
    sent: list[Message] = []

    async def deliver(message: Message) -> Sent:
        sent.append(message)
        return Sent()

    claimed = stage.store.write(lambda tx: tx.claim(100, timedelta(hours=1)))
    (call,) = [one for one in claimed if one.kind == "reminder_call"]
    asyncio.run(Calls(stage.house, deliver, {DPO: ("officer@example.com",)}).send(call))
    (mail,) = sent
    said = f"{incident}: A follow-up measure is overdue by 3 days"
    assert mail.layout["subject"] == said
    assert (
        mail.text
        == f"{said}.\n\nNobody has recorded it as done. In Slack, whoever did it presses “Record as done”."
    )
    stage.take(incident, RecordMeasure(number=2, note=SENTENCE), ENGINEER)
    asyncio.run(Calls(stage.house, deliver, {DPO: ("officer@example.com",)}).send(call))
    assert len(sent) == 1, "it was done in the meantime"
