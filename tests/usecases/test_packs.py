"""A law that is switched on reaches the incidents that are open, and its text is kept."""

from __future__ import annotations

from dataclasses import replace

from breachbot.incident.acts.confirm_regime import ConfirmRegime
from breachbot.usecases.assessments import STREAM, adopt_playbooks, kept_text
from breachbot.usecases.rewriting import all_written, look_again, stale
from tests.incident import cast
from tests.incident.cast import ENGINEER
from tests.usecases.stage import HOUR, Stage

WHY = "Payments could not be made for half a day, which makes it significant."


def test_the_lists_are_written_again_once_a_pack_is_switched_on(quick_stage: Stage) -> None:
    stage = quick_stage
    incident = stage.aware()
    mark, _ = stale(stage.house)
    all_written(stage.house, mark)
    assert stale(stage.house) == ("", [])
    stage.house = replace(stage.house, policy=cast.with_packs("nis2"))
    assert incident in stale(stage.house)[1]
    look_again(stage.house, incident)
    waits = stage.store.read(lambda tx: tx.pending())
    assert ("confirm_regime", ENGINEER) in {(row.kind, row.by) for row in waits}


def test_the_text_of_a_pack_is_kept(quick_stage: Stage) -> None:
    stage = quick_stage
    stage.house = replace(stage.house, policy=cast.with_packs("nis2"))
    for _ in range(2):
        adopt_playbooks(stage.house)
    assert stage.kinds(STREAM) == ["PlaybookAdopted", "PlaybookAdopted"]
    (pack,) = stage.house.policy.regimes.packs
    assert stage.store.read(lambda tx: kept_text(tx, pack.sha256)) == pack.text


def test_it_is_reminded_of_before_anybody_is_aware_and_never_before_it_is_confirmed(
    quick_stage: Stage,
) -> None:
    stage = quick_stage
    stage.house = replace(stage.house, policy=cast.with_packs("eprivacy"))
    incident = stage.reported()
    stage.clock.move(13 * HOUR)
    stage.remind()
    told = [one.obligation for one in stage.incident(incident).reminders]
    assert "eprivacy_notification" not in told
    yes = ConfirmRegime(regime="eprivacy", applies=True, criteria=("provider",), reason=WHY)
    stage.take(incident, yes)
    stage.clock.move(5 * HOUR)
    stage.remind()
    raised = [one for one in stage.incident(incident).reminders if one.obligation == "eprivacy_notification"]
    assert [(one.rung, one.missed) for one in raised] == [("6h_left", ())]
