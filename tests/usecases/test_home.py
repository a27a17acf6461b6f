"""What a Home tab is made of: what presses most comes first, and a storm of signals stays small."""

from __future__ import annotations

from breachbot.usecases import home, incidents
from tests.incident.cast import ENGINEER
from tests.usecases.stage import HOUR, Stage, export_alert


def test_what_presses_most_comes_first(quick_stage: Stage) -> None:
    suspected = quick_stage.reported()
    later, overdue = quick_stage.aware(ago=2 * HOUR), quick_stage.aware(ago=80 * HOUR)
    found = home.overview(quick_stage.house).incidents
    assert [incident.id for incident in found] == [overdue, later, suspected]


def test_what_is_over_is_not_open(quick_stage: Stage) -> None:
    incident = quick_stage.reported()
    reason = "It was a test of the export with made-up rows."
    incidents.judge_no_breach(
        quick_stage.house, incident, reason=reason, by="U_DPO", request=quick_stage.request()
    )
    assert home.overview(quick_stage.house).incidents == ()


def test_of_a_storm_of_signals_the_oldest_are_loaded_and_all_are_counted(quick_stage: Stage) -> None:
    for number in range(home.MOST_SIGNALS + 3):
        quick_stage.deliver(export_alert(str(number)))
    found = home.overview(quick_stage.house)
    assert (len(found.signals), found.unclaimed) == (home.MOST_SIGNALS, home.MOST_SIGNALS + 3)


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
