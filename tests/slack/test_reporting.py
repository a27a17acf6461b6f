"""Reporting a breach, in as few steps as can be, and from a message without its text."""

from __future__ import annotations

from pathlib import Path

from breachbot.incident.events import IncidentOpened, decode
from breachbot.slack.actions import Act
from breachbot.slack.links import built, read_link
from breachbot.workspace.seed import DPO, ENGINEER, GENERAL, GUEST, OUTSIDER, TRIAGE
from breachbot.workspace.state import View
from tests.slack.acts import opened, told
from tests.slack.world import World, play

MOST_FIELDS = 3
TITLE = "A list of customers went to the wrong firm"
CANARY = "Jane Doe, 4111 1111 1111 1111"


def asked(view: View) -> list[str]:
    return [block["block_id"] for block in view.content["blocks"] if block["type"] == "input"]


def the_opening(world: World) -> IncidentOpened:
    (incident,) = world.streams("pdb-")
    found = world.events(incident)[0]
    assert isinstance(found, IncidentOpened)
    return found


def test_from_the_card_of_an_alert_to_an_open_incident_is_one_click(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        clicks = 1
        await opened(world)
        assert (clicks, len(world.streams("pdb-"))) == (1, 1)
        assert await world.player.views(ENGINEER) == []

    play(tmp_path, story)


def test_the_command_asks_three_questions_at_most_and_one_answer_is_enough(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.command(OUTSIDER, "/breach")
        view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
        assert len(asked(view)) <= MOST_FIELDS
        assert (await world.player.submit(OUTSIDER, view.id, {"title": TITLE})).ok
        assert the_opening(world).message is None

    play(tmp_path, story)


def test_the_shortcut_asks_the_same(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.global_shortcut(OUTSIDER, Act.REPORT.value)
        view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
        assert asked(view) == ["title", "detected_at", "personal_data"]
        assert (await world.player.submit(OUTSIDER, view.id, {"title": TITLE})).ok
        assert the_opening(world).title == TITLE

    play(tmp_path, story)


def test_from_a_message_the_report_holds_its_address_and_not_its_text(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        ts = await world.player.say(OUTSIDER, TRIAGE, CANARY)
        await world.player.shortcut(OUTSIDER, Act.REPORT_MESSAGE.value, channel=TRIAGE, ts=ts)
        view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
        assert CANARY not in str(view.content)
        assert asked(view) == ["title", "detected_at", "personal_data"]
        assert view.values["detected_at"]["answer"]["selected_date_time"] <= float(ts)
        assert (await world.player.submit(OUTSIDER, view.id, {"title": TITLE})).ok
        opening = the_opening(world)
        assert opening.message == f"https://workspace.example/archives/{TRIAGE}/p{ts.replace('.', '')}"
        assert CANARY not in opening.model_dump_json()
        card = await world.card(Act.MORE, await world.channel())
        assert opening.message in str(card.blocks)

    play(tmp_path, story)


def test_where_the_app_may_not_ask_for_the_address_it_is_put_together(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.fault("chat.getPermalink", "refused", error="channel_not_found")
        ts = await world.player.say(OUTSIDER, GENERAL, CANARY)
        await world.player.shortcut(OUTSIDER, Act.REPORT_MESSAGE.value, channel=GENERAL, ts=ts)
        view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
        await world.player.submit(OUTSIDER, view.id, {"title": TITLE})
        expected = f"https://workspace.slack.com/archives/{GENERAL}/p{ts.replace('.', '')}"
        assert the_opening(world).message == expected

    play(tmp_path, story)


def test_a_forged_address_is_dropped_and_the_report_is_kept(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.global_shortcut(OUTSIDER, Act.REPORT.value)
        view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
        values = {**view.values, "title": {"answer": {"type": "plain_text_input", "value": TITLE}}}
        forged = "https://evil.example/archives/C0NOWHERE/p1<!channel>"
        await world.player.forged_submission(OUTSIDER, Act.REPORT.value, forged, values)
        assert (the_opening(world).title, the_opening(world).message) == (TITLE, None)

    play(tmp_path, story)


def test_personal_data_in_the_title_are_refused_at_the_field_and_what_was_written_is_kept(
    tmp_path: Path,
) -> None:
    async def story(world: World) -> None:
        await world.player.command(OUTSIDER, "/breach")
        view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
        told = "anna@example.com got a list of customers"
        answer = await world.player.submit(OUTSIDER, view.id, {"title": told})
        assert set(answer.errors) == {"title"}
        assert "e-mail address" in answer.errors["title"]
        assert "The details go into the private channel" in answer.errors["title"]
        assert "anna" not in answer.errors["title"]
        assert world.streams("pdb-") == []
        # The form stays open, so that the rest of it is not written twice.
        assert (await world.player.submit(OUTSIDER, view.id, {"title": TITLE})).ok
        assert the_opening(world).title == TITLE

    play(tmp_path, story)


def test_guests_are_refused_before_they_fill_anything_in(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.global_shortcut(GUEST, Act.REPORT.value)

        async def look() -> bool | None:
            return any("Guests cannot" in view.words for view in await world.player.views(GUEST)) or None

        await world.player.wait_for(look, "a refusal")
        assert world.streams("pdb-") == []

    play(tmp_path, story)


class TestTheCardIsPinned:
    def test_once_in_its_channel(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await opened(world)
            card = await world.card(Act.AWARE, channel)

            async def look() -> list[str]:
                return (await world.player.channel(channel)).pins

            assert await world.player.wait_for(look, "a pin") == [card.ts]
            await world.state_awareness_by_hand()
            await world.player.wait_for_message(channel, "left* (as of")
            pins = [one for one in await world.player.traffic() if one.method == "pins.add"]
            assert len(pins) == 1

        play(tmp_path, story)

    def test_without_the_permission_the_work_goes_on_and_the_dpo_hears_of_it_once(
        self, tmp_path: Path
    ) -> None:
        async def story(world: World) -> None:
            await world.player.fault("pins.add", "refused", times=9, error="missing_scope")
            await opened(world)
            await told(world, DPO, "could not be pinned")
            await world.player.command(OUTSIDER, "/breach")
            view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
            await world.player.submit(OUTSIDER, view.id, {"title": TITLE})

            async def second() -> bool | None:
                pins = [one for one in await world.player.traffic() if one.method == "pins.add"]
                return len(pins) == 2 or None

            await world.player.wait_for(second, "the second pin")
            said = [m for m in await world.player.direct_messages(DPO) if "could not be pinned" in m.words]
            assert len(said) == 1

        play(tmp_path, story)

    def test_a_busy_slack_pins_it_later_and_posts_no_second_card(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.player.fault("pins.add", "rate_limited", seconds=1)
            channel = await opened(world)

            async def look() -> list[str]:
                return (await world.player.channel(channel)).pins

            await world.player.wait_for(look, "a pin")
            cards = [m for m in await world.player.messages(channel) if Act.AWARE.value in m.action_ids]
            assert len(cards) == 1

        play(tmp_path, story)


def test_an_opening_stored_before_there_were_addresses_is_read_as_it_was() -> None:
    old = (
        b'{"at":"2026-11-24T12:00:00Z","by":"U0ENGINEER","detected_at":"2026-11-24T12:00:00Z","kind":"incident_opened",'
        b'"playbook":"gdpr","playbook_sha256":"aa","playbook_version":"1","signal":null,"title":"Export"}'
    )
    event = decode(old)
    assert isinstance(event, IncidentOpened)
    assert event.message is None


def test_only_an_address_of_a_message_is_one() -> None:
    good = "https://acme.slack.com/archives/C0GENERAL/p1732412345000100"
    assert read_link(good) == good
    assert read_link(f"{good}?thread_ts=1732412345.000100&cid=C0GENERAL")
    for bad in (
        "",
        "http://acme.slack.com/archives/C0GENERAL/p1732412345000100",
        f"{good} ",
        f"{good}|x>",
        f"{good}?x=1",
    ):
        assert read_link(bad) is None
    assert built("acme", "C0GENERAL", "1732412345.000100") == good
    assert built("", "C0GENERAL", "1732412345.000100") == ""
    assert built("a|b", "C0GENERAL", "1732412345.000100") == ""
