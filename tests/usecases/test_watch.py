"""Who has gone silent, what was refused and who may leave: told once each, from rows alone, on either database."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import cast

import pytest

from breachbot.incident.team import Team
from breachbot.store.store import DatabaseStore
from breachbot.usecases import watch
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.store import Store, StoreUnavailable
from breachbot.usecases.ports.watch import How, Stretch
from breachbot.watch import Watch
from tests.conftest import Database
from tests.incident.cast import ENGINEER, NOON, TEAM
from tests.usecases.stage import HOUR, MINUTE, Clock, Stage

SECOND, DAY = timedelta(seconds=1), 24 * HOUR


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    """A house that expects something from Sentry once a day, and from Falco once an hour."""
    return Stage(store, rhythms={"sentry": DAY, "falco": HOUR}).team()


def notes(stage: Stage) -> list[tuple[str, str, str]]:
    """What would be told now: about what, of which source, to whom."""
    watch.tell(stage.house)
    return [
        (args["about"], args["source"], args.get("user", "triage"))
        for kind, args in stage.waiting()
        if kind == "source_note"
    ]


def refused(at: timedelta, count: int = 1, how: How = "refused", source: str = "sentry") -> Stretch:
    return Stretch(source, how, NOON + at, NOON + at, count)


def test_the_first_responder_and_the_channel_are_told_once(stage: Stage) -> None:
    assert notes(stage) == []
    stage.store_only(b"{}", source="falco")
    stage.clock.move(DAY - SECOND)
    assert ("silent", "sentry", "triage") not in notes(stage)
    stage.clock.move(SECOND)
    assert notes(stage) == [("silent", "sentry", "triage"), ("silent", "sentry", ENGINEER)]
    assert notes(stage) == []


def test_a_restart_neither_forgets_a_silence_nor_tells_of_it_again(store: DatabaseStore) -> None:
    clock, rhythms = Clock(), {"sentry": DAY}
    stage = Stage(store, clock, rhythms=rhythms).team()
    assert notes(stage) == []
    clock.move(DAY)
    assert len(notes(stage)) == 2
    again = Stage(store, clock, rhythms=rhythms)
    assert notes(again) == []
    clock.move(DAY)
    assert len(notes(again)) == 2
    clock.move(HOUR)
    again.store_only(b"{}")
    assert notes(Stage(store, clock, rhythms=rhythms)) == [
        ("back", "sentry", "triage"),
        ("back", "sentry", ENGINEER),
    ]
    assert notes(Stage(store, clock, rhythms=rhythms)) == []


def test_what_is_not_expected_is_never_silent(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    stage.store_only(b"{}")
    stage.clock.move(900 * DAY)
    assert notes(stage) == []


def test_a_source_that_is_set_up_again_counts_from_then(store: DatabaseStore) -> None:
    clock = Clock()
    assert notes(Stage(store, clock, rhythms={"sentry": DAY}).team()) == []
    assert notes(Stage(store, clock)) == []
    clock.move(30 * DAY)
    assert notes(Stage(store, clock, rhythms={"sentry": DAY})) == []
    clock.move(DAY)
    assert len(notes(Stage(store, clock, rhythms={"sentry": DAY}))) == 2


def test_a_delivery_that_came_by_a_clock_of_the_future_hides_no_silence(store: DatabaseStore) -> None:
    stage = Stage(store, rhythms={"sentry": DAY}).team()
    stage.store_only(b"{}")
    stage.clock.move(900 * DAY)
    stage.store_only(b"{}")
    stage.clock.move(-899 * DAY)
    assert len(notes(stage)) == 2


def test_what_we_had_to_fetch_is_no_sign_that_the_hook_works(store: DatabaseStore) -> None:
    stage = Stage(store, rhythms={"sentry": DAY}).team()
    stage.store_only(b"{}")
    stage.clock.move(DAY - HOUR)
    fetched = NewDelivery("sentry", stage.clock(), {}, b"{}", fetched=True)

    async def accept() -> None:
        await store.accept(fetched)

    asyncio.run(accept())
    stage.clock.move(HOUR)
    assert [about for about, _, _ in notes(stage)] == ["silent", "silent"]
    asyncio.run(accept())
    assert notes(stage) == []


def test_without_a_responder_the_channel_is_told_all_the_same(store: DatabaseStore) -> None:
    stage = Stage(store, rhythms={"sentry": DAY}).team(Team((), None, ()))
    assert notes(stage) == []
    stage.clock.move(DAY)
    assert notes(stage) == [("silent", "sentry", "triage")]


def test_refusals_with_short_pauses_are_one_stretch() -> None:
    at = [timedelta(), watch.PAUSE, 2 * watch.PAUSE + SECOND]
    found: tuple[Stretch, ...] = ()
    for moment in at:
        found = watch.joined(found, refused(moment))
        found = watch.joined(found, refused(moment, how="late"))
    assert [(one.how, one.count, one.ended_at - NOON) for one in found] == [
        ("refused", 2, watch.PAUSE),
        ("late", 2, watch.PAUSE),
        ("refused", 1, at[2]),
        ("late", 1, at[2]),
    ]


def test_on_record_they_are_the_same_stretches_however_they_were_recorded(stage: Stage) -> None:
    moments = [timedelta(), watch.PAUSE, 2 * watch.PAUSE + SECOND]
    for moment in moments:
        watch.keep(stage.house, [refused(moment, 3), refused(moment, how="unread")])
    found = stage.store.read(lambda tx: tx.stretches("sentry", 10))
    assert [(one.how, one.count, one.started_at - NOON) for one in found if one.how == "refused"] == [
        ("refused", 3, moments[2]),
        ("refused", 6, moments[0]),
    ]
    assert stage.store.read(lambda tx: tx.stretches("falco", 10)) == []


@pytest.mark.parametrize(("off", "told"), [(-SECOND, 0), (timedelta(), 2), (SECOND, 2)])
def test_people_are_told_of_a_stretch_once_it_is_over(stage: Stage, off: timedelta, told: int) -> None:
    notes(stage)
    watch.keep(stage.house, [refused(timedelta(), 212)])
    stage.clock.move(watch.PAUSE + off)
    found = notes(stage)
    assert [one for one in found if one[0] == "refused"] == [
        ("refused", "sentry", "triage"),
        ("refused", "sentry", ENGINEER),
    ][:told]


def test_of_a_stretch_that_does_not_end_they_are_told_within_the_hour_and_then_again(stage: Stage) -> None:
    told: list[timedelta] = []
    for minute in range(0, 130, 2):
        stage.clock.now = NOON + minute * MINUTE
        watch.keep(stage.house, [refused(minute * MINUTE)])
        told += [minute * MINUTE for about, _, to in notes(stage) if (about, to) == ("refused", "triage")]
    assert told == [HOUR, 2 * HOUR]
    counts = [one.count for one in stage.store.read(lambda tx: tx.stretches("sentry", 10))]
    assert sum(counts) == 65


def test_failures_of_yesterday_do_not_count_for_going_on_today(stage: Stage) -> None:
    late = [refused(minute * MINUTE, 1, "late") for minute in range(0, 26 * 60, 2)]
    watch.keep(stage.house, late)
    since = NOON + 25 * HOUR
    counted = stage.store.read(lambda tx: tx.count_missed("sentry", since))
    assert 30 <= counted <= 60


def test_what_anybody_may_have_sent_is_shown_and_makes_no_message(stage: Stage) -> None:
    notes(stage)
    watch.keep(stage.house, [refused(timedelta(), 5000, "unread"), refused(timedelta(), 5, "late")])
    stage.clock.move(watch.PAUSE)
    assert notes(stage) == []
    assert {one.how for one in stage.store.read(lambda tx: tx.stretches("sentry", 10))} == {"unread", "late"}


@pytest.mark.parametrize(("count", "told"), [(99, 0), (100, 2), (101, 2)])
def test_they_are_warned_at_a_tenth_of_what_makes_a_sender_leave(stage: Stage, count: int, told: int) -> None:
    watch.keep(stage.house, [refused(timedelta(), count - 1, "late"), refused(timedelta(), 1)])
    watch.keep(stage.house, [refused(timedelta(), 5000, source="falco")])
    assert len([one for one in notes(stage) if one[0] == "leaving"]) == told
    assert [one for one in notes(stage) if one[0] == "leaving"] == []


def test_failures_of_another_day_do_not_count(stage: Stage) -> None:
    watch.keep(stage.house, [refused(timedelta(), 500, "late")])
    stage.clock.move(DAY)
    assert [one for one in notes(stage) if one[0] == "leaving"] == []
    watch.keep(stage.house, [refused(DAY, 100, "late")])
    assert [one for one in notes(stage) if one[0] == "leaving"] == [
        ("leaving", "sentry", "triage"),
        ("leaving", "sentry", ENGINEER),
    ]


def test_what_cannot_be_recorded_is_held_and_recorded_later(database: Database) -> None:
    store = database.open()
    stage = Stage(store).team()
    seen = Watch(stage.house)
    store.close()
    for _ in range(3):
        seen.missed("sentry", "refused")
    with pytest.raises((StoreUnavailable, RuntimeError)):
        seen.record()
    seen.missed("sentry", "refused")
    reopened = database.open()
    try:
        later = Watch(Stage(reopened, stage.clock).house, _held=seen._held)
        later.work()
        (one,) = reopened.read(lambda tx: tx.stretches("sentry", 10))
        assert one.count == 4
        later.work()
        assert reopened.read(lambda tx: tx.stretches("sentry", 10)) == [one]
    finally:
        reopened.close()


def test_a_gap_is_over_once_nothing_was_refused_for_a_while_and_that_is_told_once(stage: Stage) -> None:
    over: list[str] = []
    seen = Watch(stage.house, over.append)
    hows: tuple[How, ...] = ("refused", "unread")
    for how in hows:
        seen.missed(how, how)  # a source of that name
        seen.missed("okta", "late")
        stage.clock.move(watch.PAUSE)
        seen.work()
        assert how not in over
        stage.clock.move(SECOND)
        seen.work()
        seen.work()
    assert over == ["refused", "unread"]


def test_two_processes_tell_of_a_thing_once(database: Database) -> None:
    if database.kind == "sqlite":
        pytest.skip("SQLite serves one process")
    stores = [database.open(), database.open()]
    try:
        first, second = (Stage(store, rhythms={"sentry": DAY}) for store in stores)
        first.team()
        assert notes(first) == notes(second) == []
        watch.keep(first.house, [refused(timedelta(), 2)])
        watch.keep(second.house, [refused(SECOND, 3)])
        for stage in (first, second):
            stage.clock.move(DAY)
        assert sorted(notes(first) + notes(second)) == sorted(
            (about, "sentry", to) for about in ("refused", "silent") for to in ("triage", TEAM.responders[0])
        )
    finally:
        for store in stores:
            store.close()


class Unwritable:
    """A store that is read alone."""

    def __init__(self, store: Store) -> None:
        self.read = store.read

    def write(self, work: object) -> None:
        raise AssertionError("there was nothing to write")


def test_nothing_is_written_while_there_is_nothing_new(stage: Stage) -> None:
    notes(stage)
    unwritable = replace(stage.house, store=cast(Store, Unwritable(stage.store)))
    assert watch.tell(unwritable) == 0
    stage.clock.move(HOUR)
    with pytest.raises(AssertionError, match="nothing to write"):
        watch.tell(unwritable)


def test_the_outbox_holds_names_and_times_alone(stage: Stage) -> None:
    watch.tell(stage.house)
    stage.store_only(json.dumps({"title": "canary-55 of customer Doe"}).encode())
    watch.keep(stage.house, [refused(MINUTE, 100)])
    stage.clock.move(DAY)
    watch.tell(stage.house)
    args = [args for kind, args in stage.waiting() if kind == "source_note"]
    assert len(args) == 6 + 2
    assert "canary" not in str(args)


def test_how_each_fared_is_one_answer(stage: Stage) -> None:
    watch.tell(stage.house)
    stage.deliver({"data": {}})
    watch.keep(stage.house, [refused(MINUTE * n * 10) for n in range(7)])
    stage.clock.move(HOUR)
    house = stage.house
    found = stage.store.read(
        lambda tx: watch.fared(tx, ["sentry", "falco", "okta"], house.rhythms, house.now())
    )
    sentry, falco, okta = found["sentry"], found["falco"], found["okta"]
    assert sentry.last_signal == NOON
    assert sentry.silence == watch.Silence(NOON, ever=True, broken=False)
    assert falco.silence == watch.Silence(NOON, ever=False, broken=True)
    assert (okta.last_signal, okta.silence, okta.gaps) == (None, None, ())
    assert len(sentry.gaps) == watch.GAPS
    assert all(newer.ended_at > older.ended_at for newer, older in pairwise(sentry.gaps))
