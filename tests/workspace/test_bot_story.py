"""A small real Bolt app is the bot: signatures, views, response URLs, replays, duplicates and a dead bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from breachbot.workspace.player import ImpossibleAct
from breachbot.workspace.protocol import Click
from breachbot.workspace.seed import DPO, ENGINEER, FOREIGN, GENERAL, GUEST, OUTSIDER, TRIAGE, default_seed
from tests.workspace.conftest import House

Json = dict[str, Any]
Play = Callable[..., None]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def modal(callback_id: str = "report", **fields: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain("Report"),
        "submit": plain("Send"),
        "private_metadata": "pdb-1",
        "blocks": [
            {
                "type": "input",
                "block_id": "what",
                "label": plain("What"),
                "element": {"type": "plain_text_input", "action_id": "text", "max_length": 20},
            },
            {
                "type": "input",
                "block_id": "kind",
                "optional": True,
                "label": plain("Kind"),
                "element": {
                    "type": "static_select",
                    "action_id": "pick",
                    "options": [{"text": plain("Names"), "value": "names"}],
                },
            },
        ],
        **fields,
    }


def card() -> list[Json]:
    button = {"type": "button", "text": plain("Claim"), "action_id": "claim", "value": "sig-1"}
    return [{"type": "actions", "block_id": "do", "elements": [button]}]


def listen_for_reports(house: House, answer: Json | None = None) -> list[Json]:
    """The bot opens a modal for /breach and answers its submission."""
    submissions: list[Json] = []

    @house.app.command("/breach")
    async def command(ack: Any, body: Json, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @house.app.view("report")
    async def submitted(ack: Any, body: Json) -> None:
        submissions.append(body)
        await ack(**(answer or {}))

    return submissions


def test_a_person_reports_through_a_modal(play: Play) -> None:
    async def story(house: House) -> None:
        submissions = listen_for_reports(house)
        assert (await house.player.command(ENGINEER, "/breach")).ok
        view = await house.player.wait_for_view(ENGINEER, "report")
        answer = await house.player.submit(ENGINEER, view.id, {"what": "an export", "kind": "names"})
        assert answer.ok
        assert answer.status == 200
        values = submissions[0]["view"]["state"]["values"]
        assert values["what"]["text"] == {"type": "plain_text_input", "value": "an export"}
        assert values["kind"]["pick"]["selected_option"]["value"] == "names"
        assert submissions[0]["view"]["private_metadata"] == "pdb-1"
        assert await house.player.views(ENGINEER) == []

    play(story)


def test_objections_stay_in_the_view_until_it_is_put_right(play: Play) -> None:
    async def story(house: House) -> None:
        listen_for_reports(house, {"response_action": "errors", "errors": {"what": "Say more."}})
        await house.player.command(ENGINEER, "/breach")
        view = await house.player.wait_for_view(ENGINEER, "report")
        answer = await house.player.submit(ENGINEER, view.id, {"what": "x"})
        assert answer.errors == {"what": "Say more."}
        assert not answer.ok
        (still_open,) = await house.player.views(ENGINEER)
        assert still_open.errors == {"what": "Say more."}
        assert still_open.values["what"]["text"]["value"] == "x"

    play(story)


def test_the_acknowledgement_changes_the_stack_of_views(play: Play) -> None:
    async def story(house: House) -> None:
        answer: Json = {}
        listen_for_reports(house, answer)
        cases: list[tuple[Json, str | None, list[str]]] = [
            ({"response_action": "update", "view": modal("second")}, None, ["second"]),
            ({"response_action": "push", "view": modal("second")}, None, ["report", "second"]),
            ({"response_action": "clear"}, None, []),
            ({"response_action": "errors", "errors": {"elsewhere": "?"}}, "bad_response", ["report"]),
        ]
        for action, error, open_after in cases:
            answer.clear()
            answer.update(action)
            await house.player.command(ENGINEER, "/breach")
            view = await house.player.wait_for_view(ENGINEER, "report")
            given = await house.player.submit(ENGINEER, view.id, {"what": "x"})
            assert given.error == error
            assert [each.callback_id for each in await house.player.views(ENGINEER)] == open_after

    play(story)


def test_a_choice_in_a_message_and_in_a_home_tab_reaches_the_bot_with_its_state(play: Play) -> None:
    async def story(house: House) -> None:
        bodies: list[Json] = []

        @house.app.action("pick")
        async def picked(ack: Any, body: Json) -> None:
            bodies.append(body)
            await ack()

        row = {"type": "actions", "block_id": "row", "elements": [modal()["blocks"][1]["element"]]}
        posted = await house.client.chat_postMessage(channel=TRIAGE, text="x", blocks=[row])
        await house.player.click(ENGINEER, "pick", channel=TRIAGE, ts=posted["ts"], value="names")
        await house.client.views_publish(user_id=DPO, view={"type": "home", "blocks": [row]})
        tab = await house.player.home(DPO)
        assert tab is not None
        await house.player.click(DPO, "pick", view_id=tab.id, value="names")
        chosen = [body["actions"][0]["selected_option"]["value"] for body in bodies]
        states = [bodies[0]["state"], bodies[1]["view"]["state"]]
        held = [state["values"]["row"]["pick"]["selected_option"]["value"] for state in states]
        assert (chosen, held) == (["names", "names"], ["names", "names"])

    play(story)


def test_a_person_fills_in_only_what_is_there(play: Play) -> None:
    async def story(house: House) -> None:
        listen_for_reports(house)
        await house.player.command(ENGINEER, "/breach")
        view = await house.player.wait_for_view(ENGINEER, "report")
        for values, why in [
            ({}, "What"),
            ({"what": "x" * 21}, "20"),
            ({"what": "x", "kind": "shoes"}, "names"),
            ({"what": "x", "more": "y"}, "more"),
        ]:
            with pytest.raises(ImpossibleAct, match=why):
                await house.player.submit(ENGINEER, view.id, values)
        with pytest.raises(ImpossibleAct, match="before them"):
            await house.player.submit(DPO, view.id, {"what": "x"})

    play(story)


def test_a_click_reaches_the_bot_and_its_message_changes(play: Play) -> None:
    async def story(house: House) -> None:
        @house.app.action("claim")
        async def claim(ack: Any, body: Json, respond: Any) -> None:
            await ack()
            assert body["actions"][0]["value"] == "sig-1"
            await respond(text="Claimed", replace_original=True)

        posted = await house.client.chat_postMessage(channel=TRIAGE, text="A signal", blocks=card())
        assert (await house.player.click(ENGINEER, "claim", channel=TRIAGE, ts=posted["ts"])).ok
        seen = await house.player.wait_for_message(TRIAGE, "Claimed")
        assert (seen.ts, seen.action_ids) == (posted["ts"], [])
        assert seen.edits[0]["text"] == "A signal"

    play(story)


def test_a_click_needs_a_message_that_is_seen_and_an_element_that_is_there(play: Play) -> None:
    async def story(house: House) -> None:
        secret = await house.client.conversations_create(name="pdb-1", is_private=True)
        channel = secret["channel"]["id"]
        posted = await house.client.chat_postMessage(channel=channel, text="x", blocks=card())
        triage = await house.client.chat_postMessage(channel=TRIAGE, text="x", blocks=card())
        with pytest.raises(ImpossibleAct, match="sees no channel"):
            await house.player.click(OUTSIDER, "claim", channel=channel, ts=posted["ts"])
        with pytest.raises(ImpossibleAct, match="sees no channel"):
            await house.player.click(GUEST, "claim", channel=TRIAGE, ts=triage["ts"])
        with pytest.raises(ImpossibleAct, match="no approve"):
            await house.player.click(ENGINEER, "approve", channel=TRIAGE, ts=triage["ts"])
        with pytest.raises(ImpossibleAct, match="sees no message"):
            await house.player.click(ENGINEER, "claim", channel=TRIAGE, ts="1.000000")

    play(story)


def test_a_forged_click_and_a_forged_submission_reach_the_bot_all_the_same(play: Play) -> None:
    async def story(house: House) -> None:
        reached: list[str] = []

        @house.app.action("approve")
        async def approve(ack: Any, body: Json) -> None:
            reached.append(body["user"]["id"] + body["actions"][0]["value"])
            await ack()

        @house.app.view("awareness")
        async def aware(ack: Any, body: Json) -> None:
            reached.append(body["user"]["team_id"] + body["view"]["private_metadata"])
            await ack()

        assert (await house.player.forged_click(OUTSIDER, "approve", "v9", channel="C1", ts="1.0")).ok
        assert (await house.player.forged_submission(FOREIGN, "awareness", "pdb-1")).ok
        assert reached == [OUTSIDER + "v9", "T0ELSEWHEREpdb-1"]

    play(story)


def test_bolt_takes_a_replay_and_refuses_a_spoilt_signature(play: Play) -> None:
    async def story(house: House) -> None:
        submissions = listen_for_reports(house)
        await house.player.command(ENGINEER, "/breach")
        view = await house.player.wait_for_view(ENGINEER, "report")
        await house.player.submit(ENGINEER, view.id, {"what": "x"})
        assert (await house.player.replay("view_submission")).status == 200
        assert submissions[0] == submissions[1]
        for spoilt in ("wrong", "missing", "stale"):
            answer = await house.player.replay("view_submission", spoilt)
            assert (answer.status, answer.error) == (401, "dispatch_failed")
        sent = [one for one in await house.player.traffic() if one.method == "view_submission"]
        assert [one.signature for one in sent] == ["valid", "replayed", "wrong", "missing", "stale"]
        with pytest.raises(ImpossibleAct, match="no event was sent"):
            await house.player.replay("event")

    play(story)


def test_a_duplicate_is_two_requests_of_the_same_bytes(play: Play) -> None:
    async def story(house: House) -> None:
        submissions = listen_for_reports(house)
        await house.player.fault("view_submission", "duplicate")
        await house.player.command(ENGINEER, "/breach")
        view = await house.player.wait_for_view(ENGINEER, "report")
        await house.player.submit(ENGINEER, view.id, {"what": "x"})
        assert len(submissions) == 2
        assert submissions[0] == submissions[1]

    play(story)


def test_an_event_is_sent_again_with_its_number_until_it_is_taken(play: Play) -> None:
    async def story(house: House) -> None:
        ids: list[str] = []

        @house.app.event("app_home_opened")
        async def opened(body: Json) -> None:
            ids.append(body["event_id"])

        await house.player.fault("event", "retry")
        assert (await house.player.event(DPO, "app_home_opened", tab="home")).ok
        assert (await house.player.event(DPO, "nobody_listens")).error == "dispatch_failed"

        async def all_tries() -> bool:
            return len(house.seen) == 6

        await house.player.wait_for(all_tries, "both events, sent again")
        assert sorted(house.seen) == ["1", "1", "2", "3", "first", "first"]
        assert len(set(ids)) == 1

    play(story)


def test_a_slow_bot_is_a_timeout_and_a_dead_one_unreachable(play: Play) -> None:
    async def slow(house: House) -> None:
        @house.app.command("/breach")
        async def command(ack: Any) -> None:
            await asyncio.sleep(0.5)
            await ack()

        answer = await house.player.command(ENGINEER, "/breach")
        assert (answer.status, answer.error) == (None, "operation_timeout")
        assert answer.ms >= 290

    async def dead(house: House) -> None:
        answer = await house.player.command(ENGINEER, "/breach")
        assert (answer.status, answer.error) == (None, "unreachable")

    play(slow, ack_seconds=0.3)
    play(dead, with_bot=False)


def test_what_comes_with_the_acknowledgement_is_shown_to_that_person_alone(play: Play) -> None:
    async def story(house: House) -> None:
        @house.app.command("/breach")
        async def command(ack: Any) -> None:
            await ack("Only responders may do this.")

        await house.player.command(OUTSIDER, "/breach", channel=GENERAL)
        assert [m.text for m in await house.player.ephemerals(OUTSIDER)] == ["Only responders may do this."]
        assert await house.player.messages(GENERAL, viewer=ENGINEER) == []

    play(story)


def test_a_response_url_takes_five_posts_in_half_an_hour(play: Play) -> None:
    async def story(house: House) -> None:
        urls: list[str] = []

        @house.app.command("/breach")
        async def command(ack: Any, body: Json) -> None:
            urls.append(body["response_url"])
            await ack()

        await house.player.command(ENGINEER, "/breach")
        await house.player.command(ENGINEER, "/breach")
        first, second = (AsyncWebhookClient(url) for url in urls)
        answers = [await first.send(text=f"line {n}") for n in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [404]
        assert answers[5].body == "used_url"
        house.clock.ahead = 30 * 60 + 1
        assert (await second.send(text="too late")).body == "expired_url"

    play(story)


def test_a_message_shortcut_and_a_closed_view_reach_the_bot(play: Play) -> None:
    async def story(house: House) -> None:
        heard: list[str] = []

        @house.app.shortcut("report_message")
        async def chosen(ack: Any, body: Json, client: Any) -> None:
            await ack()
            heard.append(body["message"]["text"])
            await client.views_open(trigger_id=body["trigger_id"], view=modal(notify_on_close=True))

        @house.app.view_closed("report")
        async def closed(ack: Any, body: Json) -> None:
            await ack()
            heard.append(f"closed, cleared {body['is_cleared']}")

        ts = await house.player.say(ENGINEER, TRIAGE, "Customers see each other's data")
        assert (await house.player.shortcut(DPO, "report_message", channel=TRIAGE, ts=ts)).ok
        view = await house.player.wait_for_view(DPO, "report")
        assert (await house.player.close(DPO, view.id)).ok
        assert heard == ["Customers see each other's data", "closed, cleared False"]
        assert await house.player.views(DPO) == []

    play(story)


def test_a_click_on_what_was_on_the_screen_before_an_edit_still_reaches_the_bot(play: Play) -> None:
    async def story(house: House) -> None:
        clicked: list[str] = []

        @house.app.action("claim")
        async def claim(ack: Any, action: Json) -> None:
            clicked.append(action["value"])
            await ack()

        posted = await house.client.chat_postMessage(channel=TRIAGE, text="x", blocks=card())
        await house.client.chat_update(channel=TRIAGE, ts=posted["ts"], text="done", blocks=[])
        with pytest.raises(ImpossibleAct, match="no claim"):
            await house.player.click(ENGINEER, "claim", channel=TRIAGE, ts=posted["ts"])
        act = Click(user=ENGINEER, action_id="claim", channel=TRIAGE, ts=posted["ts"], seen=posted["ts"])
        assert (await house.player.act(act)).ok
        assert clicked == ["sig-1"]

    play(story)


def test_a_global_shortcut_opens_a_view_and_an_event_needs_a_subscription(play: Play) -> None:
    offer = {"global_shortcuts": {"report": "Report"}, "events": frozenset({"app_home_opened"})}

    async def story(house: House) -> None:
        @house.app.shortcut("report")
        async def report(ack: Any, body: Json) -> None:
            await ack()
            await house.client.views_open(trigger_id=body["trigger_id"], view=modal())

        assert (await house.player.global_shortcut(OUTSIDER, "report")).ok
        assert (await house.player.wait_for_view(OUTSIDER, "report")).words
        with pytest.raises(ImpossibleAct, match="no global shortcut"):
            await house.player.global_shortcut(OUTSIDER, "other")
        with pytest.raises(ImpossibleAct, match="did not subscribe"):
            await house.player.event(OUTSIDER, "team_join")

    play(story, default_seed().model_copy(update=offer))
