"""Home, shortcuts, pins, forms upon forms, the clock, the traffic and the published page, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from breachbot.workspace.page.routes import Beside
from breachbot.workspace.seed import DPO, ENGINEER, GENERAL, OUTSIDER, TRIAGE, default_seed, with_manifest
from tests.workspace.browser import browsing, post
from tests.workspace.conftest import SECRETS, House
from tests.workspace.test_bot_story import card, modal, plain

Json = dict[str, Any]
Play = Callable[..., None]


def offering() -> Any:
    return default_seed().model_copy(
        update={
            "commands": {"/breach": "Report a possible breach"},
            "shortcuts": {"report_message": "Report as breach"},
            "global_shortcuts": {"report": "Report a breach"},
            "events": frozenset({"app_home_opened"}),
            "hears_direct": False,
        }
    )


def test_opening_home_tells_the_app_and_shows_what_it_publishes(play: Play) -> None:
    async def story(house: House) -> None:
        opened: list[Json] = []

        @house.app.event("app_home_opened")
        async def on_open(event: Json, client: Any) -> None:
            opened.append(event)
            blocks = [{"type": "header", "text": plain(f"For {event['user']}")}, *card()]
            await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

        @house.app.action("claim")
        async def on_claim(ack: Any, body: Json, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=modal())

        async with browsing(house) as browser:
            assert "has not published a Home" in (await browser.get(f"/as/{DPO}/home"))[1]
            assert opened == [], "looking again is not opening"
            assert await browser.act(DPO, "open_home") is None
            home = await house.player.wait_for(lambda: house.player.home(DPO), "the Home of the DPO")
            assert "For U0DPO" in (await browser.get(f"/as/{DPO}/home"))[1]
            assert "For U0DPO" not in (await browser.get(f"/as/{OUTSIDER}/home"))[1]
            click = {"action_id": "claim", "block_id": "do", "view_id": home.id}
            assert await browser.act(OUTSIDER, "click", **click), "another one's Home"
            assert await browser.act(DPO, "click", **click) is None
            await house.player.wait_for_view(DPO, "report")
            await browser.act(DPO, "open_home")
        assert [(each["tab"], each["channel"][0], "view" in each) for each in opened] == [
            ("home", "D", False),
            ("home", "D", True),
        ]

    play(story, offering())


def test_an_app_without_a_home_tab_publishes_none(play: Play) -> None:
    async def story(house: House) -> None:
        view = {"type": "home", "blocks": card()}
        with pytest.raises(SlackApiError) as refused:
            await house.client.views_publish(user_id=DPO, view=view)
        assert refused.value.response["error"] == "not_enabled"

    play(story, with_manifest(default_seed(), {"features": {"app_home": {"home_tab_enabled": False}}}))


def test_shortcuts_and_commands_are_offered_by_their_names(play: Play) -> None:
    async def story(house: House) -> None:
        chosen: list[tuple[str, str]] = []

        @house.app.shortcut("report_message")
        async def on_message(ack: Any, shortcut: Json) -> None:
            chosen.append(("message", shortcut["message"]["text"]))
            await ack()

        @house.app.shortcut("report")
        async def on_global(ack: Any, shortcut: Json) -> None:
            chosen.append(("global", shortcut["user"]["id"]))
            await ack()

        await house.player.say(OUTSIDER, GENERAL, "I mailed the wrong list")
        ts = (await house.player.messages(GENERAL))[0].ts
        async with browsing(house) as browser:
            _, html = await browser.get(f"/as/{ENGINEER}/c/{GENERAL}")
            assert 'data-shortcut="report_message">Report as breach</button>' in html
            assert 'data-global="report">Report a breach</button>' in html
            assert "<code>/breach</code> Report a possible breach" in html
            shortcut = {"callback_id": "report_message", "channel": GENERAL, "ts": ts}
            assert await browser.act(ENGINEER, "shortcut", **shortcut) is None
            assert await browser.act(ENGINEER, "global_shortcut", callback_id="report") is None
            told = await browser.act(ENGINEER, "command", command="/nonsense", channel=GENERAL)
            assert told == "The app has no command /nonsense."
        assert chosen == [("message", "I mailed the wrong list"), ("global", ENGINEER)]

    play(story, offering())


def test_pins_edits_and_archived_channels_are_shown(play: Play) -> None:
    async def story(house: House) -> None:
        made = await house.client.conversations_create(name="pdb-1", is_private=True)
        channel = made["channel"]["id"]
        await house.client.conversations_invite(channel=channel, users=DPO)
        await house.client.conversations_setTopic(channel=channel, topic="No names <here>")
        ts = await post(house, channel, "The card <!channel>")
        await house.client.pins_add(channel=channel, timestamp=ts)
        await house.client.chat_update(channel=channel, ts=ts, text="The card, newer")
        async with browsing(house) as browser:
            _, html = await browser.get(f"/as/{DPO}/c/{channel}")
            assert f'<a href="#m-{ts}">Pinned: The card, newer</a>' in html
            assert "Edited. What it said before" in html
            assert "No names &lt;here&gt;" in html
            await house.client.conversations_archive(channel=channel)
            _, html = await browser.get(f"/as/{DPO}/c/{channel}")
            assert "This channel is archived: nobody can write here." in html

    play(story)


def test_nobody_writes_to_an_app_that_reads_nothing(play: Play) -> None:
    async def story(house: House) -> None:
        await post(house, DPO, "Please look")
        async with browsing(house) as browser:
            _, html = await browser.get(f"/as/{DPO}/dm")
            assert "breachbot reads nothing here" in html
            assert '<form class="composer"' not in html
            direct = next(c.id for c in await house.player.channels() if c.im_user == DPO)
            assert await browser.act(DPO, "say", channel=direct, text="x")

    play(story, offering())


def test_forms_stand_upon_one_another_and_one_below_comes_back(play: Play) -> None:
    async def story(house: House) -> None:
        answers: list[Json] = [
            {"response_action": "push", "view": modal("second", title=plain("Second"))},
            {"response_action": "update", "view": modal("third", title=plain("Third"))},
            {},
            {"response_action": "clear"},
        ]

        @house.app.command("/breach")
        async def on_command(ack: Any, body: Json, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=modal("first", title=plain("First")))

        async def on_submit(ack: Any) -> None:
            await ack(**answers.pop(0))

        for name in ("first", "second", "third"):
            house.app.view(name)(on_submit)

        async with browsing(house) as browser:

            async def title() -> str | None:
                _, html = await browser.get(f"/as/{ENGINEER}/c/{TRIAGE}")
                for name in ("First", "Second", "Third"):
                    if f'id="modal-title" tabindex="-1">{name}</h2>' in html:
                        return name
                return None

            async def submit() -> None:
                view = (await house.player.views(ENGINEER))[-1]
                values = {"what": {"text": "Rows"}, "kind": {"pick": None}}
                assert await browser.act(ENGINEER, "submit", view_id=view.id, values=values) is None

            await browser.act(ENGINEER, "command", command="/breach", channel=TRIAGE)
            await house.player.wait_for_view(ENGINEER, "first")
            seen = [await title()]
            for _ in range(4):
                await submit()
                seen.append(await title())
            assert seen == ["First", "Second", "Third", "First", None]

    play(story)


def test_a_choice_in_a_message_reaches_the_app_at_once(play: Play) -> None:
    async def story(house: House) -> None:
        chosen: list[Json] = []
        option = {"text": plain("High"), "value": "high"}
        elements = [
            {"type": "static_select", "action_id": "level", "options": [option]},
            {"type": "datetimepicker", "action_id": "at"},
        ]

        async def on_choice(ack: Any, action: Json) -> None:
            chosen.append(action)
            await ack()

        for name in ("level", "at"):
            house.app.action(name)(on_choice)
        ts = await post(
            house, TRIAGE, "Alert", blocks=[{"type": "actions", "block_id": "do", "elements": elements}]
        )
        async with browsing(house) as browser:
            place = {"block_id": "do", "channel": TRIAGE, "ts": ts, "seen": ts}
            assert await browser.act(ENGINEER, "click", action_id="level", value="high", **place) is None
            assert (
                await browser.act(ENGINEER, "click", action_id="at", value="2026-11-24T09:15", **place)
                is None
            )
            assert await browser.act(ENGINEER, "click", action_id="level", value="unheard of", **place)
            assert await browser.act(ENGINEER, "submit", view_id="V0", values={"what": {"text": "x"}})
        assert [each.get("selected_option") or each["selected_date_time"] for each in chosen] == [
            option,
            1_795_511_700,
        ]

    play(story)


def test_a_time_is_typed_in_the_readers_own_zone(play: Play) -> None:
    async def story(house: House) -> None:
        sent: list[Json] = []
        moment = {"type": "datetimepicker", "action_id": "at", "initial_date_time": 1_764_000_000}
        blocks = [{"type": "input", "block_id": "when", "label": plain("When"), "element": moment}]

        @house.app.command("/breach")
        async def on_command(ack: Any, body: Json, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=modal(blocks=blocks))

        @house.app.view("report")
        async def on_submit(ack: Any, view: Json) -> None:
            sent.append(view["state"]["values"]["when"]["at"])
            await ack()

        async with browsing(house) as browser:
            browser.session.headers["Cookie"] = "zone=Asia/Kolkata"
            await browser.act(ENGINEER, "command", command="/breach", channel=TRIAGE)
            view = await house.player.wait_for_view(ENGINEER, "report")
            _, html = await browser.get(f"/as/{ENGINEER}/c/{TRIAGE}")
            assert 'value="2025-11-24T21:30"' in html
            when = {"when": {"at": "2025-11-24T21:45"}}
            assert await browser.act(ENGINEER, "submit", view_id=view.id, values={"when": {"at": "soon"}})
            assert await browser.act(ENGINEER, "submit", view_id=view.id, values=when) is None
        assert sent == [{"type": "datetimepicker", "selected_date_time": 1_764_000_000 + 15 * 60}]

    play(story)


@dataclass
class HandClock:
    """A clock that a demo may move."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 9, 15, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def move_to(self, moment: datetime) -> None:
        self.at = moment


@pytest.mark.parametrize(
    "wrong", [{"hours": 0}, {"hours": -1}, {"hours": 1e9}, {"hours": "x"}, {}, [], {"hours": "nan"}]
)
def test_the_clock_goes_forwards_alone(play: Play, wrong: Any) -> None:
    clock = HandClock()

    async def story(house: House) -> None:
        async with browsing(house) as browser:
            status, _ = await browser.post("/clock", wrong, origin=house.url)
            assert status == 422
            assert clock.at.hour == 9

    play(story, beside=Beside(clock))


def test_moving_the_clock_moves_what_people_see_and_nothing_of_slack(play: Play) -> None:
    clock = HandClock()

    async def story(house: House) -> None:
        first = await post(house, TRIAGE, "before")
        async with browsing(house) as browser:
            assert (await browser.post("/clock", {"hours": 24}, origin=house.url))[0] == 200
            assert clock.at == datetime(2026, 11, 25, 9, 15, tzinfo=UTC)
            second = await post(house, TRIAGE, "after")
            assert float(second) - float(first) < 60
            _, html = await browser.get(f"/as/{DPO}/c/{TRIAGE}")
            assert "Wed 25 Nov 2026, 09:15" in html
            assert html.index("Yesterday") < html.index("before") < html.index("Today") < html.index("after")
            assert (await browser.post("/clock", {"hours": 24}, origin="http://evil.example"))[0] == 403

    play(story, beside=Beside(clock))


def test_the_traffic_shows_each_request_and_no_secret(play: Play) -> None:
    async def story(house: House) -> None:
        @house.app.command("/breach")
        async def on_command(ack: Any) -> None:
            await ack()

        await house.player.command(ENGINEER, "/breach", "names of customers")
        await house.client.chat_postMessage(channel=TRIAGE, text="hello")
        await house.player.replay("command", "wrong")
        async with browsing(house) as browser:
            _, html = await browser.get(f"/as/{OUTSIDER}/traffic")
        for words in (
            "chat.postMessage",
            "bearer token",
            "v0=00000000…",
            "wrong",
            "401",
            "requests between",
            "dispatch_failed",
        ):
            assert words in html
        for secret in (
            SECRETS.bot_token,
            SECRETS.signing_secret,
            SECRETS.player_token,
            "names of customers",
            "hello",
        ):
            assert secret not in html

    play(story)


def test_the_published_page_is_shown_as_it_is_and_runs_nothing(play: Play, tmp_path: Path) -> None:
    public = tmp_path / "public"
    beside = Beside(published=public)

    async def story(house: House) -> None:
        async with browsing(house) as browser:
            assert "Nothing has been published yet" in (await browser.get(f"/as/{DPO}/security"))[1]
            assert (await browser.get("/security/"))[0] == 404
            (public / "pdb-1").mkdir(parents=True)
            (public / "index.html").write_text("<h1>Security notices</h1>")
            (public / "pdb-1" / "index.html").write_text("<h1>A notice</h1>")
            (tmp_path / "master.key").write_text("secret")
            assert '<iframe class="public" src="/security/"' in (await browser.get(f"/as/{DPO}/security"))[1]
            assert await browser.get("/security/") == (200, "<h1>Security notices</h1>")
            assert await browser.get("/security/pdb-1/") == (200, "<h1>A notice</h1>")
            for path in (
                "../master.key",
                "%2e%2e/master.key",
                "..%2fmaster.key",
                "pdb-1/%2e%2e/%2e%2e/master.key",
                "no",
            ):
                assert (await browser.get(f"/security/{path}"))[0] == 404
            async with browser.session.get(f"{house.url}/security/") as response:
                policy = response.headers["Content-Security-Policy"]
                assert policy.startswith("default-src 'none'; style-src")
                assert "script-src" not in policy

    play(story, beside=beside)


def test_two_people_can_be_open_side_by_side(play: Play) -> None:
    async def story(house: House) -> None:
        async with browsing(house) as browser:
            said = [browser.act(user, "say", channel=TRIAGE, text=user) for user in (ENGINEER, DPO)]
            assert await asyncio.gather(*said) == [None, None]
            _, html = await browser.get(f"/as/{OUTSIDER}/c/{TRIAGE}")
            assert f'href="/as/{DPO}/c/{TRIAGE}"' in html, "one goes on as another person in the same place"

    play(story)


def test_lists_come_by_pages(play: Play) -> None:
    async def story(house: House) -> None:
        for number in range(3):
            await house.client.conversations_create(name=f"pdb-{number}", is_private=True)
        names, cursor, channel = [], "", ""
        for _ in range(3):
            page = await house.client.conversations_list(types="private_channel", limit=2, cursor=cursor)
            names += [each["name"] for each in page["channels"]]
            channel = page["channels"][0]["id"]
            cursor = page["response_metadata"]["next_cursor"]
            if not cursor:
                break
        assert names == ["security-triage", "pdb-0", "pdb-1", "pdb-2"]
        for wrong in ({"limit": "x"}, {"limit": 1001}, {"cursor": "?"}, {"cursor": "bmV4dDo5OQ=="}):
            with pytest.raises(SlackApiError) as refused:
                await house.client.api_call("conversations.members", params={"channel": channel, **wrong})
            assert refused.value.response["error"] == f"invalid_{next(iter(wrong))}"

    play(story)


def test_moments_of_the_page_are_those_of_its_clock() -> None:
    clock = HandClock()
    wall = Beside(clock).wall
    assert wall is not None
    before = wall()
    clock.move_to(clock.now() + timedelta(hours=1))
    assert wall() - before == 3600
    assert Beside().wall is None
