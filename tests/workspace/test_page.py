"""The page over HTTP: who sees what, what a person can do, and who is turned away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from breachbot.workspace.api import chat
from breachbot.workspace.page.routes import SCRIPTS
from breachbot.workspace.page.sight import Sight
from breachbot.workspace.seed import DPO, ENGINEER, GUEST, OUTSIDER, TRIAGE, default_seed
from breachbot.workspace.state import Workspace
from tests.workspace.browser import browsing, post
from tests.workspace.conftest import House
from tests.workspace.test_bot_story import card, listen_for_reports

Json = dict[str, Any]
Play = Callable[..., None]


def test_one_begins_as_the_first_person_where_something_is_new(play: Play) -> None:
    async def story(house: House) -> None:
        await post(house, TRIAGE, "Something happened")
        async with browsing(house) as browser:
            status, html = await browser.get("/")
            assert status == 200
            assert "Local workspace, not Slack" in html
            assert "Something happened" in html
            for part in ("On-call engineer", "Second responder", "DPO", "Deputy DPO", "Outsider"):
                assert f">{part}</a>" in html

    play(story)


def test_a_private_channel_does_not_exist_for_whoever_is_not_in_it(play: Play) -> None:
    async def story(house: House) -> None:
        made = await house.client.conversations_create(name="pdb-secret", is_private=True)
        channel = made["channel"]["id"]
        await house.client.conversations_invite(channel=channel, users=ENGINEER)
        await post(house, channel, "Rows of others")
        await post(house, TRIAGE, f"See <#{channel}>")
        async with browsing(house) as browser:
            status, html = await browser.get(f"/as/{ENGINEER}/c/{channel}")
            assert (status, "Rows of others" in html) == (200, True)
            status, html = await browser.get(f"/as/{OUTSIDER}/c/{channel}")
            assert (status, "pdb-secret" in html, "Rows of others" in html) == (404, False, False)
            _, html = await browser.get(f"/as/{OUTSIDER}/c/{TRIAGE}")
            assert "pdb-secret" not in html
            assert "#private channel" in html
            assert await browser.act(OUTSIDER, "say", channel=channel, text="hello")

    play(story)


def test_what_is_for_one_alone_is_shown_to_them_alone(play: Play) -> None:
    async def story(house: House) -> None:
        await house.client.chat_postEphemeral(channel=TRIAGE, user=OUTSIDER, text="Not for you to open")
        await post(house, DPO, "Please look")
        async with browsing(house) as browser:
            _, html = await browser.get(f"/as/{OUTSIDER}/c/{TRIAGE}")
            assert "Not for you to open" in html
            assert "Only you can see this" in html
            assert "Not for you to open" not in (await browser.get(f"/as/{ENGINEER}/c/{TRIAGE}"))[1]
            assert "Please look" in (await browser.get(f"/as/{DPO}/dm"))[1]
            assert "Please look" not in (await browser.get(f"/as/{ENGINEER}/dm"))[1]

    play(story)


def test_what_is_new_is_counted_until_it_is_read(play: Play) -> None:
    async def story(house: House) -> None:
        await post(house, TRIAGE, "one")
        await post(house, DPO, "two")
        async with browsing(house) as browser:
            assert f'id="as-{DPO}-new">2<' in (await browser.get(f"/as/{DPO}/home"))[1]
            await browser.get(f"/as/{DPO}/c/{TRIAGE}")
            await browser.get(f"/as/{DPO}/dm")
            html = (await browser.get(f"/as/{DPO}/home"))[1]
            assert f'id="as-{DPO}-new"' not in html
            assert f'id="as-{ENGINEER}-new">1<' in html, "each has read for themselves"

    play(story)


def test_a_command_opens_a_form_whose_errors_stand_beside_the_questions(play: Play) -> None:
    async def story(house: House) -> None:
        refusal = {"response_action": "errors", "errors": {"what": "Say <b>more</b>."}}
        submissions = listen_for_reports(house, refusal)
        async with browsing(house) as browser:
            assert await browser.act(ENGINEER, "command", command="/breach", channel=TRIAGE) is None
            view = await house.player.wait_for_view(ENGINEER, "report")
            values = {"what": {"text": "Rows"}, "kind": {"pick": "names"}}
            assert await browser.act(ENGINEER, "submit", view_id=view.id, values=values) is None
            assert (
                submissions[0]["view"]["state"]["values"]["kind"]["pick"]["selected_option"]["value"]
                == "names"
            )
            _, html = await browser.get(f"/as/{ENGINEER}/c/{TRIAGE}")
            assert "Say &lt;b&gt;more&lt;/b&gt;." in html
            assert 'value="Rows"' in html
            assert 'aria-invalid="true"' in html
            assert await browser.act(ENGINEER, "close", view_id=view.id) is None
            assert '<form class="modal"' not in (await browser.get(f"/as/{ENGINEER}/c/{TRIAGE}"))[1]

    play(story)


def test_a_double_click_is_two_requests_of_which_one_wins(play: Play) -> None:
    async def story(house: House) -> None:
        claimed: list[str] = []

        @house.app.action("claim")
        async def claim(ack: Any, body: Json, client: Any) -> None:
            await ack()
            if not claimed:
                claimed.append(body["user"]["id"])
                await client.chat_update(channel=TRIAGE, ts=body["message"]["ts"], text="Claimed")

        ts = await post(house, TRIAGE, "Alert", blocks=card())
        async with browsing(house) as browser:
            click = {"action_id": "claim", "block_id": "do", "channel": TRIAGE, "ts": ts, "seen": ts}
            assert await browser.act(ENGINEER, "click", **click) is None
            await house.player.wait_for_message(TRIAGE, "Claimed")
            assert await browser.act(ENGINEER, "click", **click) is None, (
                "the old button was still on the screen"
            )
            assert claimed == [ENGINEER]
            _, html = await browser.get(f"/as/{ENGINEER}/c/{TRIAGE}")
            assert "What it said before" in html

    play(story)


def test_a_dead_bot_is_told_in_words(play: Play) -> None:
    async def story(house: House) -> None:
        async with browsing(house) as browser:
            told = await browser.act(ENGINEER, "command", command="/breach", channel=TRIAGE)
            assert told == "/breach: breachbot is not running, so nothing happened. (unreachable)"

    play(story, with_bot=False)


def test_what_a_person_types_acts_as_nothing(play: Play) -> None:
    async def story(house: House) -> None:
        async with browsing(house) as browser:
            words = "<script>alert(1)</script> <!channel> *so*"
            assert await browser.act(ENGINEER, "say", channel=TRIAGE, text=words) is None
            _, html = await browser.get(f"/as/{DPO}/c/{TRIAGE}")
            assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;!channel&gt; <strong>so</strong>" in html

    play(story)


def test_of_a_long_conversation_the_newest_messages_are_shown() -> None:
    ws = Workspace(default_seed(), now=lambda: 1_795_511_700.0)
    triage, sight = ws.channels[TRIAGE], Sight(ws)
    for number in range(4):
        chat.add(ws, triage, ENGINEER, {"text": str(number)})
    reader = sight.reader(DPO, "UTC")

    def shown(most: int | None) -> tuple[int, list[str]]:
        left_out, days = sight.timeline(reader, triage, most)
        return left_out, [one.message.text for _, said in days for one in said]

    assert shown(3) == (1, ["1", "2", "3"])
    assert shown(4) == shown(5) == shown(None) == (0, ["0", "1", "2", "3"])


def test_replies_stand_in_their_thread(play: Play) -> None:
    async def story(house: House) -> None:
        ts = await post(house, TRIAGE, "Alert")
        async with browsing(house) as browser:
            assert await browser.act(DPO, "say", channel=TRIAGE, text="Seen", thread_ts=ts) is None
            _, html = await browser.get(f"/as/{ENGINEER}/c/{TRIAGE}")
            assert ("1 reply" in html, "Seen" in html) == (True, False)
            assert "Seen" in (await browser.get(f"/as/{ENGINEER}/c/{TRIAGE}/t/{ts}"))[1]

    play(story)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "10.0.0.1"])
def test_other_names_of_this_machine_are_turned_away(play: Play, host: str) -> None:
    async def story(house: House) -> None:
        async with browsing(house) as browser:
            status, html = await browser.get(f"/as/{ENGINEER}/home", Host=host)
            assert (status, "engineer" in html) == (421, False)

    play(story)


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://127.0.0.1"])
def test_other_sites_can_do_nothing(play: Play, origin: str | None) -> None:
    async def story(house: House) -> None:
        async with browsing(house) as browser:
            said = {"kind": "say", "channel": TRIAGE, "text": "forged"}
            status, _ = await browser.post(f"/as/{ENGINEER}/act", said, origin=origin)
            assert status == 403
            assert await house.player.messages(TRIAGE) == []

    play(story)


def test_no_script_or_style_runs_that_is_not_a_file_of_the_page(play: Play) -> None:
    async def story(house: House) -> None:
        async with browsing(house) as browser, browser.session.get(f"{house.url}/as/{DPO}/home") as response:
            policy, html = response.headers["Content-Security-Policy"], await response.text()
            assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
            assert "frame-ancestors 'none'" in policy
            assert " style=" not in html
            assert " onclick=" not in html
            assert "<main" in html
            assert "inert>" in html, "no click is lost while the script is on its way"
            for name in ("page.css", "icon.svg", *SCRIPTS):
                assert (await browser.get(f"/page/static/{name}"))[0] == 200
            for name in ("..%2frender.py", "nothing.js"):
                assert (await browser.get(f"/page/static/{name}"))[0] == 404

    play(story)


def test_one_acts_only_as_those_with_a_part_and_only_as_a_client_can(play: Play) -> None:
    async def story(house: House) -> None:
        async with browsing(house) as browser:
            assert (await browser.get(f"/as/{GUEST}/home"))[0] == 404
            forged = {"kind": "forged_click", "action_id": "x", "value": "y", "channel": TRIAGE, "ts": "1"}
            assert (await browser.post(f"/as/{DPO}/act", forged, origin=house.url))[0] == 422
            assert (await browser.post(f"/as/{DPO}/act", [], origin=house.url))[0] == 422
            assert (await browser.post("/clock", {"hours": 1}, origin=house.url))[0] == 404
            assert (await browser.get("/security/index.html"))[0] == 404

    play(story, default_seed())


def test_the_page_hears_of_every_change(play: Play) -> None:
    async def story(house: House) -> None:
        async with browsing(house) as browser, browser.session.get(f"{house.url}/as/{DPO}/changes") as stream:
            assert stream.content_type == "text/event-stream"
            first = await stream.content.readline()
            await stream.content.readline()
            await post(house, TRIAGE, "Something happened")
            second = await stream.content.readline()
            assert first.startswith(b"data: ")
            assert int(second[6:]) > int(first[6:])

    play(story)
