"""What is between us and Slack may answer anything. Only codes of Slack's own that are known as final end a message."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web

from breachbot.errors import DeliveryError
from breachbot.outbox.deliver import MOST_FAULTS
from breachbot.slack.actions import Act
from breachbot.slack.api import ApiFailure, call
from breachbot.slack.app import make_client
from breachbot.slack.codes import FINAL, ORGANISATION, PASSING, REPAIRABLE, SHUT_OUT
from breachbot.workspace.seed import DPO, TRIAGE
from tests.slack.acts import opened, told
from tests.slack.world import World, play

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
JSON = "application/json; charset=utf-8"


def says(status: int, body: bytes | str, content_type: str = JSON, **headers: str) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        raw = body.encode() if isinstance(body, str) else body
        return web.Response(status=status, body=raw, headers={"Content-Type": content_type, **headers})

    return answer


async def _closes(request: web.Request) -> web.StreamResponse:
    assert request.transport
    request.transport.abort()
    return web.Response()


async def _breaks_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": JSON, "Content-Length": "500"})
    await response.prepare(request)
    await response.write(b'{"ok": true, "channel": "C1"')
    assert request.transport
    request.transport.abort()
    return response


async def _hangs(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(60)
    return web.Response()


@contextlib.asynccontextmanager
async def somebody(answer: Answer) -> AsyncIterator[str]:
    """A real server where Slack should be; gives the address of its API."""
    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


def failure(answer: Answer, method: str = "chat.postMessage", **arguments: object) -> DeliveryError:
    """What a call comes to."""

    async def story() -> DeliveryError:
        async with somebody(answer) as url:
            client = make_client("xoxb-1", url)
            client.timeout = 1
            with pytest.raises(DeliveryError) as error:
                await call(client, method, **(arguments or {"channel": TRIAGE, "text": "x"}))
            return error.value

    return asyncio.run(story())


HTML = "<html><body>The proxy blocks this</body></html>"
PLAIN, PAGE = "text/plain", "text/html; charset=utf-8"
REFUSED = '{"ok": false, "error": "%s"}'
NOT_SLACKS: dict[str, Answer] = {
    **{
        f"{status} html": says(status, HTML, PAGE) for status in (200, 201, 400, 401, 403, 404, 407, 413, 502)
    },
    **{
        f"{status} json": says(status, REFUSED % "invalid_blocks")
        for status in (201, 400, 401, 403, 404, 407, 413)
    },
    **{
        f"200 {body[:30]}": says(200, body)
        for body in (
            "{}",
            "[]",
            "[1]",
            "null",
            "true",
            "0",
            '"ok"',
            "",
            "{",
            '{"ok": true',
            '{"ok": true}',
            '{"ok": "true"}',
            '{"ok": 1, "channel": "C1", "ts": "1.1"}',
            '{"ok": true, "channel": "C1"}',
            '{"ok": true, "ts": "1.1"}',
            '{"ok": true, "channel": {}, "ts": 1}',
            '{"ok": true, "channel": "", "ts": ""}',
            '{"ok": false}',
            '{"ok": false, "error": null}',
            '{"ok": false, "error": ["msg_too_long"]}',
            '{"ok": null, "error": "no_text"}',
            '{"error": "msg_too_long"}',
            '{"ok": false, "error": "Blocked by <b>policy</b>"}',
            "[" * 100_000,
        )
    },
    "200 text": says(200, '{"ok": true, "channel": "C1", "ts": "1.1"}', PLAIN),
    "200 gzip": says(200, b"\x1f\x8b\x08", "application/gzip"),
    "200 not gzip": says(200, "{}", **{"Content-Encoding": "gzip"}),
    "200 no charset": says(200, b"\xff\xfe\x00", "application/json; charset=nonsense"),
    "200 bytes": says(200, b"\xff\xfe\x00"),
    "200 empty html": says(200, "", PAGE),
    "closes": _closes,
    "breaks off": _breaks_off,
    "hangs": _hangs,
}


@pytest.mark.parametrize("name", NOT_SLACKS)
def test_an_answer_that_is_not_slacks_is_neither_a_success_nor_the_end_of_a_message(name: str) -> None:
    error = failure(NOT_SLACKS[name])
    assert (error.permanent, error.repair, error.retry_after) == (False, None, None)
    assert not isinstance(error, ApiFailure)
    assert "policy" not in str(error)


VIEW = {"type": "home", "blocks": [{"type": "divider"}]}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [{"type": "divider"}]}


@pytest.mark.parametrize(
    ("method", "body", "arguments"),
    [
        (
            "conversations.create",
            '{"ok": true, "channel": "C1"}',
            {"name": "pdb-test0001", "is_private": True},
        ),
        ("users.info", '{"ok": true, "user": {}}', {"user": DPO}),
        ("users.info", '{"ok": true}', {"user": DPO}),
        ("views.publish", '{"ok": true}', {"user_id": DPO, "view": VIEW}),
        ("views.open", '{"ok": true, "view": []}', {"trigger_id": "1", "view": MODAL}),
        ("conversations.list", '{"ok": true}', {"limit": "9"}),
        ("conversations.list", '{"ok": true, "channels": {"id": "C1"}}', {"limit": "9"}),
        ("users.conversations", '{"ok": true, "channels": ["C1"]}', {"user": DPO}),
        ("auth.test", '{"ok": true, "user_id": "U1"}', {"limit": "9"}),
    ],
)
def test_a_yes_without_what_the_method_returns_is_no_yes(
    method: str, body: str, arguments: dict[str, object]
) -> None:
    error = failure(says(200, body), method, **arguments)
    assert (error.permanent, str(error)) == (False, f"{method}: an answer that is not Slack's")


@pytest.mark.parametrize(
    "code", ["surprising_new_error", "unknown_error", "unknown_method", "team_not_found", "guest"]
)
def test_a_code_that_nobody_knows_is_tried_again(code: str) -> None:
    error = failure(says(200, REFUSED % code))
    assert (error.permanent, error.repair) == (False, None)
    assert str(error) == f"chat.postMessage: {code}" or code == "guest"


@pytest.mark.parametrize(
    "code",
    [
        "access_denied",
        "accesslimited",
        "org_login_required",
        "ekm_access_denied",
        "team_access_not_granted",
        "two_factor_setup_required",
        "no_permission",
        "message_limit_exceeded",
        "missing_scope",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "enterprise_is_restricted",
        "messages_tab_disabled",
        "not_enabled",
        "is_archived",
        "not_in_channel",
        "is_inactive",
        "user_disabled",
        "posting_to_channel_denied",
        "plan_upgrade_required",
        "user_is_restricted",
        "app_restricted_org_wide",
    ],
)
@pytest.mark.parametrize("place", [TRIAGE, DPO])
def test_what_somebody_can_mend_holds_a_message_up(code: str, place: str) -> None:
    error = failure(says(200, REFUSED % code), channel=place, text="x")
    assert (error.permanent, error.tellable) == (False, True)
    assert error.repair is not None
    assert error.repair.startswith(code)


def test_every_final_code_ends_a_message_and_no_code_is_of_two_kinds() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        code = (await request.json())["text"]
        return web.json_response({"ok": False, "error": code})

    async def story() -> None:
        async with somebody(answer) as url:
            client = make_client("xoxb-1", url)
            for code in FINAL:
                with pytest.raises(ApiFailure) as error:
                    await call(client, "chat.postMessage", channel=TRIAGE, text=code)
                assert error.value.permanent

    asyncio.run(story())
    kinds = (FINAL, PASSING, SHUT_OUT, REPAIRABLE)
    assert len(frozenset[str]().union(*kinds)) == sum(map(len, kinds))
    assert ORGANISATION < REPAIRABLE


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("7", 7), ("0", 0), ("", 1), ("²", 1), ("-5", 1), ("9" * 8, 3600), ("9" * 400, 1), ("soon", 1)],
)
def test_the_pause_that_is_asked_for_has_an_end(given: str, seconds: float) -> None:
    headers = {"Retry-After": given.encode().decode("latin-1")}
    error = failure(says(429, REFUSED % "ratelimited", **headers))
    assert (error.permanent, error.retry_after) == (False, seconds)


@pytest.mark.parametrize(
    ("needed", "said"),
    [
        ("pins:write", "pins:write"),
        ("<!channel>", "permission"),
        (7, "permission"),
        ("x" * 300, "permission"),
    ],
)
def test_a_missing_permission_is_named_as_slack_names_it(needed: object, said: str) -> None:
    body = json.dumps({"ok": False, "error": "missing_scope", "needed": needed, "provided": "chat:write"})
    error = failure(says(200, body))
    assert f"lacks {said}" in str(error) or f"lacks a {said}" in str(error)
    assert "<!" not in str(error)


IN_THE_WAY = [
    *((status, "text/html", HTML) for status in (403, 401, 404, 407, 413, 200)),
    *((200, "application/json", body) for body in ("{}", "[]", '{"ok": true}')),
]
REQUESTS = 8
"""So many are answered in each of these ways, twice: the second time they meet messages that may step aside."""


async def blocked(world: World) -> None:
    """Something answers in Slack's place, in one way after another, and then in one way for good."""
    for status, content_type, body in (*IN_THE_WAY, *IN_THE_WAY):
        await world.player.fault(
            "*", "not_slack", times=REQUESTS, status=status, content_type=content_type, body=body
        )
    await world.player.fault("*", "not_slack", times=9999, status=403)


def test_a_proxy_in_the_way_loses_nothing_and_makes_no_noise_afterwards(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await opened(world)
        await world.card(Act.AWARE, channel)
        await blocked(world)
        await world.state_awareness_by_hand()

        async def each_way_was_met() -> bool | None:
            world.hurry()
            met = [one for one in await world.player.traffic() if one.error == "not_slack"]
            return len(met) > REQUESTS * len(IN_THE_WAY) * 2 or None

        await world.player.wait_for(each_way_was_met, "an answer of each kind")
        waiting = world.house.store.read(lambda tx: tx.undone())
        assert len(waiting) > 1
        assert max(row.attempts for row in waiting) > MOST_FAULTS
        assert [row for row in waiting if row.aside or row.state == "failed"] == []
        await world.comes_right()
        await world.player.wait_for_message(channel, "stated awareness")
        await told(world, DPO, "awareness was stated")
        assert not [m for m in await world.player.direct_messages(DPO) if "could not" in m.words]

    play(tmp_path, story)
