"""What a Home tab is made of: what presses most comes first, and a storm of signals stays small."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from breachbot.incident.pending import pending
from breachbot.incident.state import replay
from breachbot.slack.next_step import next_step
from breachbot.slack.turns import ENDS
from breachbot.usecases import home, incidents
from breachbot.usecases.projections import rebuild
from tests.conftest import Database
from tests.incident.cast import DEPUTY, DPO, ENGINEER, OUTSIDER, TEAM
from tests.slack.overview import everything_open, overview_of
from tests.store.samples import behind_our_back
from tests.usecases.stage import HOUR, Stage, export_alert
from tests.usecases.test_projections import Chance


def seen_by(stage: Stage, user: str, rooms: Collection[str] | None = None, page: int = 0) -> home.Overview:
    return home.overview(stage.house, home.Reader(user, TEAM, rooms), page)


def test_what_presses_most_comes_first(quick_stage: Stage) -> None:
    suspected = quick_stage.reported()
    later, overdue = quick_stage.aware(ago=2 * HOUR), quick_stage.aware(ago=80 * HOUR)
    found = seen_by(quick_stage, DPO).listed
    assert [incident.id for incident in found] == [overdue, later, suspected]


def test_what_is_over_is_not_open(quick_stage: Stage) -> None:
    incident = quick_stage.reported()
    reason = "It was a test of the export with made-up rows."
    incidents.judge_no_breach(
        quick_stage.house, incident, reason=reason, by="U_DPO", request=quick_stage.request()
    )
    assert seen_by(quick_stage, DPO) == home.Overview()


def test_of_a_storm_of_signals_the_oldest_are_loaded_and_all_are_counted(quick_stage: Stage) -> None:
    for number in range(home.MOST_SIGNALS + 3):
        quick_stage.deliver(export_alert(str(number)))
    found = seen_by(quick_stage, ENGINEER)
    assert (len(found.signals), found.waiting) == (home.MOST_SIGNALS, home.MOST_SIGNALS + 3)


@pytest.mark.parametrize("seed", range(20, 22))
def test_each_tab_is_what_all_events_say(stage: Stage, seed: int) -> None:
    """A company with some incidents, drafts that wait, and signals, whoever of it looks, at whatever page."""
    chance = Chance(stage, seed)
    a_few_incidents(stage, chance)
    a_few_incidents(stage, chance)
    chance.play(60)
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
    policy, now = stage.house.policy, stage.clock()
    everything = stage.store.read(lambda tx: everything_open(tx, policy))
    alone = replace(TEAM, deputies=())
    for user, team in ((DPO, TEAM), (DPO, alone), (DEPUTY, TEAM), (ENGINEER, TEAM), (OUTSIDER, TEAM)):
        for rooms, page in ((None, 1), ((), 0), (("C0", "C1"), 0), (("C1", "C2"), 7)):
            reader = home.Reader(user, team, rooms)
            expected = overview_of(reader, *everything, policy, page=page, now=now)
            assert home.overview(stage.house, reader, page) == expected


def test_what_waits_does_not_depend_on_the_time(quick_stage: Stage) -> None:
    """It is kept beside the events, which nobody writes when a clock runs out."""
    chance = Chance(quick_stage, 5)
    a_few_incidents(quick_stage, chance)
    chance.play(50)
    for name in quick_stage.streams("pdb-"):
        events = quick_stage.events(name)
        for seen in range(len(events), 0, -5):
            incident = replay(name, events[:seen])
            kept = [one.kind for one in pending(incident, quick_stage.house.policy)]
            for hours in (-400, 0, 60, 4000):
                step = next_step(incident, quick_stage.house.policy, quick_stage.clock() + hours * HOUR)
                assert (step.act in ENDS) == ("ending" in kept)


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
