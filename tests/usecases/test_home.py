"""What a Home tab is made of: what presses most comes first, and a storm of signals stays small."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from breachbot.clocks import Clocks
from breachbot.incident.act import Context
from breachbot.incident.guidance import due_at, steps
from breachbot.incident.state import Incident, replay
from breachbot.observe.metrics import Metrics
from breachbot.usecases import home, incidents
from breachbot.usecases.projections import rebuild
from tests.conftest import Database
from tests.incident.cast import DEPUTY, DPO, ENGINEER, OUTSIDER, TEAM
from tests.slack.overview import everything_open, overview_of
from tests.store.samples import behind_our_back
from tests.usecases.stage import HOUR, Stage, export_alert
from tests.usecases.test_projections import Chance, seeds


def seen_by(stage: Stage, user: str, rooms: Collection[str] | None = None, page: int = 0) -> home.Overview:
    return home.overview(stage.house, home.Reader(user, TEAM, rooms), page)


def test_what_presses_most_comes_first(quick_stage: Stage) -> None:
    suspected = quick_stage.reported()
    later, overdue = quick_stage.aware(ago=2 * HOUR), quick_stage.aware(ago=80 * HOUR)
    found = seen_by(quick_stage, DPO).listed
    assert [incident.id for incident in found] == [overdue, later, suspected]


def test_what_is_over_is_not_open(quick_stage: Stage) -> None:
    incident = quick_stage.reported()
    quick_stage.judge_no_breach(incident)
    assert seen_by(quick_stage, DPO) == home.Overview()


def test_of_a_storm_of_signals_the_oldest_are_loaded_and_all_are_counted(quick_stage: Stage) -> None:
    for number in range(home.MOST_SIGNALS + 3):
        quick_stage.deliver(export_alert(str(number)))
    found = seen_by(quick_stage, ENGINEER)
    assert (len(found.signals), found.waiting) == (home.MOST_SIGNALS, home.MOST_SIGNALS + 3)


@pytest.mark.parametrize("seed", seeds(range(20, 22)))
def test_each_tab_is_what_all_events_say(stage: Stage, seed: int) -> None:
    """A company with some incidents, drafts that wait, and signals, whoever of it looks, at whatever page."""
    chance = Chance(stage, seed)
    a_few_incidents(stage, chance)
    a_few_incidents(stage, chance)
    chance.play(60)
    Clocks(stage.house, Metrics()).work()  # what presses by now is written by the next tick
    assert_each_tab(stage)
    before = stage.store.read(lambda tx: tx.pending())
    stage.store.write(lambda tx: rebuild(tx, stage.house.policy, stage.clock()))
    assert stage.store.read(lambda tx: tx.pending()) == before
    assert_each_tab(stage)


def a_few_incidents(stage: Stage, chance: Chance) -> None:
    """Enough for a second page, some with a channel and drafts by one or another."""
    for number in range(7):
        incident = stage.aware() if number % 2 else stage.reported()
        if chance.pick.random() < 0.6:
            incidents.channel_opened(stage.house, incident, channel=f"C{number % 3}", invited=())
        if number % 2 and chance.pick.random() < 0.7:
            stage.state(incident)
            stage.draft(incident, chance.pick.choice((DPO, DEPUTY, ENGINEER)))


def assert_each_tab(stage: Stage) -> None:
    everything = stage.store.read(lambda tx: everything_open(tx, stage.house.policy))

    def held(incident: Incident, user: str) -> int:
        context = Context("", TEAM, stage.house.policy, stage.clock())
        return sum(user in step.holders for step in steps(incident, context))

    for user, team in ((DPO, TEAM), (DEPUTY, TEAM), (ENGINEER, TEAM), (OUTSIDER, TEAM)):
        for rooms, page in ((None, 1), ((), 0), (("C0", "C1"), 0), (("C1", "C2"), 7)):
            reader = home.Reader(user, team, rooms)
            expected = overview_of(reader, *everything, held, page=page)
            assert home.overview(stage.house, reader, page) == expected


def test_what_waits_changes_only_at_moments_at_which_a_reminder_writes_it_again(quick_stage: Stage) -> None:
    """It is kept beside the events, which nobody writes when a clock runs out: 24 hours before the end of the hours,
    and at their end, a reminder does."""
    chance = Chance(quick_stage, 5)
    a_few_incidents(quick_stage, chance)
    chance.play(50)
    for name in quick_stage.streams("pdb-"):
        events = quick_stage.events(name)
        for seen in range(len(events), 0, -5):
            incident = replay(name, events[:seen])
            due = due_at(incident, quick_stage.house.policy) or quick_stage.clock()
            for times in moments_without_a_reminder(due):
                assert len({what_waits(quick_stage, incident, now) for now in times}) == 1


def moments_without_a_reminder(due: datetime) -> tuple[tuple[datetime, ...], ...]:
    """Before, between and after the two reminders."""
    presses, second = due - timedelta(hours=24), timedelta(seconds=1)
    return (
        (due - 400 * HOUR, presses - HOUR, presses - second),
        (presses, presses + HOUR, due - second),
        (due + second, due + 60 * HOUR, due + 4000 * HOUR),
    )


def what_waits(
    stage: Stage, incident: Incident, now: datetime
) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """Each act and who holds it."""
    found = steps(incident, Context("", TEAM, stage.house.policy, now))
    return tuple((step.act, step.holders) for step in found)


def test_what_was_erased_is_neither_shown_nor_counted(stage: Stage, database: Database) -> None:
    erased, whole = stage.aware(), stage.aware()
    for incident in (erased, whole):
        stage.state(incident)
        stage.draft(incident)
    stage.deliver(export_alert())
    assert (seen_by(stage, DPO).open, seen_by(stage, DPO).waiting) == (2, 1)
    both = {"one": erased, "two": stage.signal().id}
    behind_our_back(database, "DELETE FROM data_key WHERE id IN (:one, :two)", **both)
    found = seen_by(stage, DPO)
    assert ([one.id for one in found.listed], found.open, found.decisions) == ([whole], 1, 3)
    assert [one.id for one in found.deciding] == [whole]
    assert (found.signals, found.waiting) == ((), 0)


def test_what_changes_while_it_is_being_shown_is_shown_after_it(quick_stage: Stage) -> None:
    home.open_home(quick_stage.house, ENGINEER, request="Ev1")
    (shown,) = quick_stage.store.write(lambda tx: tx.claim(9, HOUR))
    quick_stage.aware()
    quick_stage.store.write(lambda tx: tx.settle(shown, "page:0", ""))
    again = [one for one in quick_stage.store.write(lambda tx: tx.claim(99, HOUR)) if one.kind == "home"]
    assert [one.args for one in again] == [{"user": ENGINEER}]


def test_who_never_opened_theirs_is_shown_none(quick_stage: Stage) -> None:
    quick_stage.aware()
    claimed = quick_stage.store.write(lambda tx: tx.claim(99, HOUR))
    assert "home" not in [one.kind for one in claimed]


def test_the_same_opening_asks_for_it_once(quick_stage: Stage) -> None:
    for _ in range(2):
        home.open_home(quick_stage.house, ENGINEER, request="Ev1")
    asked = quick_stage.house.store.read(lambda tx: tx.backlog())
    assert asked.effects == 1
