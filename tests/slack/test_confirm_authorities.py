"""The forms for several authorities fit, show what is proposed and what is not known, and give what was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.incident.acts.confirm_authorities import ConfirmAuthorities
from breachbot.incident.acts.file import File
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.buttons import BUTTONS
from breachbot.slack.clock_card import clock_card
from breachbot.slack.listeners.acts import opened
from breachbot.slack.notice_files import filing
from breachbot.workspace import seed
from tests.incident import cast
from tests.incident.cast import DPO, NOON
from tests.slack.acts import aware
from tests.slack.judges import judged_message, judged_view, text_of
from tests.slack.samples import asked_about, at
from tests.slack.world import World, play

ABROAD = cast.in_the_directory("none")
WHY = "The people live in Ireland, Germany and France, and we have no seat in the EEA."
EVERYWHERE = [one.country for one in ABROAD.authorities if one.land is None and one.law == "gdpr"]


def confirmed(*ids: str) -> Incident:
    command = ConfirmAuthorities(authorities=ids, reason=WHY)
    incident = cast.after(cast.assessed(), cast.deciding(cast.assessed(), command, ABROAD, DPO))
    return cast.approving(cast.drafting(incident), "authority")


def test_the_form_fits_with_every_country_and_shows_reasons_marks_and_what_is_not_known() -> None:
    incident = cast.stating(cast.assessed(), countries=sorted({*EVERYWHERE, "DE", "GB", "CH", "US", "other"}))
    view = opened(BUTTONS["confirm_authorities"], asked_about(incident, at(by=seed.DPO, policy=ABROAD)))
    judged_view(view)
    (asked,) = [one for one in view["blocks"] if one.get("label", {}).get("text") == "File the notice with"]
    assert (
        asked["element"]["options"][0]["value"] == asked["element"]["initial_options"][0]["value"] == "at-dsb"
    )
    shown = text_of(view)
    assert "the company has no establishment in the EEA" in shown
    assert "EDPB Guidelines 9/2022 v2.0, para 73; checked against the source" in shown
    assert "Germany: the part of the country decides" in shown
    assert "a country that nobody has named" in shown


def test_the_form_of_a_filing_asks_with_whom_those_first_that_have_nothing() -> None:
    incident = confirmed("ie-dpc", "fr-cnil")
    receipt = {"version": 1, "filed_at": NOON, "channel": "web form", "reference": "IN-26-1"}
    incident = cast.after(incident, cast.deciding(incident, File.of(**receipt, authority="ie-dpc"), ABROAD))
    view = opened(BUTTONS["file"], asked_about(incident, at(policy=ABROAD)))
    judged_view(view)
    (asked,) = [one for one in view["blocks"] if one.get("label", {}).get("text") == "With which authority?"]
    assert asked["element"]["initial_option"]["value"] == "fr-cnil"
    assert [one["value"] for one in asked["element"]["options"]] == ["fr-cnil", "ie-dpc"]
    card = clock_card(incident, at(policy=ABROAD))
    judged_message(card)
    assert "Commission Nationale de l'Informatique et des Libertés still to be notified" in text_of(card)
    said = "".join(map(str, filing(incident, at(policy=ABROAD))))
    assert "https://notifications.cnil.fr/notifications/" in said
    assert "forms.dataprotection.ie" not in said


def test_an_address_that_nobody_has_checked_says_so_and_one_that_is_not_known_as_well() -> None:
    said = "".join(map(str, filing(confirmed("nl-ap", "de-be"), at(policy=ABROAD))))
    assert (
        "https://datalekken.autoriteitpersoonsgegevens.nl/ (only seen in somebody else's list, check it)"
        in said
    )
    assert "The form of Berliner Beauftragte für Datenschutz und Informationsfreiheit: not known" in said


def test_without_a_list_the_form_asks_nothing_more() -> None:
    view = opened(BUTTONS["file"], asked_about(cast.approving(cast.drafted(), "authority"), at()))
    assert "With which authority?" not in text_of(view)


@pytest.mark.slow
def test_the_dpo_confirms_in_slack_and_the_channel_hears_of_it(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await aware(world)
        chosen = {"authorities": ["ie-dpc", "fr-cnil"], "reason": WHY}
        assert (await world.fill(seed.DPO, Act.AUTHORITIES, channel, chosen)).ok
        await world.player.wait_for_message(channel, "confirmed with which authorities the notice is filed")
        (said,) = world.incident().authorities
        assert (said.by, {*said.authorities}) == (seed.DPO, {"ie-dpc", "fr-cnil"})

    play(tmp_path, story, ABROAD)
