"""A law that only sets clocks is confirmed in Slack by its criteria; then its reports are recorded."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from breachbot.incident.acts.confirm_regime import ConfirmRegime
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.buttons import BUTTONS
from breachbot.slack.clock_card import clock_card
from breachbot.slack.kit.words import when
from breachbot.slack.listeners.acts import opened
from breachbot.workspace.seed import DPO, ENGINEER
from tests.incident import cast
from tests.slack.acts import aware
from tests.slack.judges import judged_view, text_of
from tests.slack.samples import asked_about, at
from tests.slack.world import World, play

pytestmark = pytest.mark.slow

WHY = "Payments could not be made for half a day, which makes it significant."
ALL = ("uk_gdpr", "swiss_fadp", "nis2", "dora", "cra", "eprivacy")


def test_it_is_confirmed_recorded_and_answered_again(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await aware(world)
        said = {"regime": "dora", "applies": "yes", "criteria": ["dora/major"], "reason": WHY}
        assert (await world.fill(ENGINEER, Act.REGIME, channel, said)).ok
        await world.player.wait_for_message(channel, "DORA, digital operational resilience")
        moment = {"anchor": "dora/classification", "basis": "The crisis team classified it as major."}
        assert (await world.fill(ENGINEER, Act.MOMENT, channel, moment)).ok
        await world.player.wait_for_message(channel, "when it was classified")
        sent = {"obligation": "dora_initial", "channel": "Portal", "reference": "DO-1"}
        assert (await world.fill(ENGINEER, Act.RECORD, channel, sent)).ok
        await world.player.wait_for_message(channel, "DO-1")
        no = {
            "regime": "dora",
            "applies": "no",
            "reason": "It was not major after all, says the crisis team.",
        }
        assert not (await world.fill(ENGINEER, Act.REGIME, channel, no)).ok
        assert (await world.fill(DPO, Act.REGIME, channel, no)).ok
        assert [one.applies for one in world.incident().regimes] == [True, False]

    play(tmp_path, story, cast.with_packs("dora"))


def confirmed() -> Incident:
    policy = cast.with_packs("uk_gdpr", "nis2")
    incident = cast.assessed()
    for name, criterion in (("uk_gdpr", "established"), ("nis2", "significant")):
        yes = ConfirmRegime(regime=name, applies=True, criteria=(criterion,), reason=WHY)
        incident = cast.after(incident, cast.deciding(incident, yes, policy))
    return incident


def test_the_card_says_what_is_owed_by_when_and_which_time_is_from_memory() -> None:
    card = text_of(clock_card(confirmed(), at(policy=cast.with_packs("uk_gdpr", "nis2"))))
    assert f"Early warning (NIS 2 Art. 23(4)(a)), by {when(cast.NOON + timedelta(hours=24))}" in card
    assert (
        "Final report (NIS 2 Art. 23(4)(d)), 1 month from when the report before this one was submitted"
        in card
    )
    assert (
        f"ICO (UK GDPR Art. 33(1)) (time from memory, check it), by {when(cast.NOON + timedelta(hours=72))}"
        in card
    )


def test_the_form_fits_with_every_pack_and_shows_each_criterion_with_its_mark() -> None:
    asked = asked_about(cast.assessed(), at(policy=cast.with_packs(*ALL)))
    view = opened(BUTTONS["confirm_regime"], asked)
    judged_view(view)
    shown = text_of(view)
    for pack in cast.with_packs(*ALL).regimes.packs:
        for criterion in pack.playbook.criteria:
            assert criterion.means in shown
    assert "from memory, with high confidence" in shown
    assert "checked against the source" in shown


def test_the_form_for_moments_fits() -> None:
    policy = cast.with_packs("dora")
    yes = ConfirmRegime(regime="dora", applies=True, criteria=("major",), reason=WHY)
    incident = cast.after(cast.assessed(), cast.deciding(cast.assessed(), yes, policy))
    view = opened(BUTTONS["state_moment"], asked_about(incident, at(policy=policy)))
    judged_view(view)
    assert "DORA: it was classified" in text_of(view)
