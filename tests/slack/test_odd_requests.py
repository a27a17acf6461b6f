"""Requests that Slack signed and that nothing of Slack's looks like: one calm answer, one line without content."""

from __future__ import annotations

import asyncio
import copy
import io
import json
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from structlog.testing import capture_logs

from breachbot.slack.actions import Act
from breachbot.slack.app import build_app, routes
from breachbot.slack.buttons import BUTTONS
from breachbot.slack.manifest import PATH
from breachbot.slack.people import Directory
from breachbot.slack.shape import has_shape
from breachbot.usecases.house import House
from breachbot.usecases.standing import confirm
from breachbot.workspace.seed import ENGINEER, TEAM
from tests.slack import samples
from tests.slack.odd_slack import OddSlack, odd_slack, said, user
from tests.slack.test_forms import submitted
from tests.slack.test_routes import ROUTES, body_of
from tests.slack.test_routes import house as house  # the fixture

SECRET = "a signing secret of a test"
MARK = "what a customer wrote"
Path = tuple[str | int, ...]


ELSEWHERE = {
    "approve",
    "reject",
    "confirm_awareness",
    "explain",
    "name_controllers",
    "record_measure",
    "add_measure",
    "countersign",
    "snooze",
    "translate",
}
"""Acts whose forms are about what this incident does not have, or does not ask about."""


def forms() -> Iterator[dict[str, Any]]:
    """What comes back from every form that can be opened in an incident in which everything happened."""
    asked = samples.asked_about(samples.incident(MARK))
    for button in BUTTONS.values():
        if button.form and button.act not in ELSEWHERE:
            yield submitted(button.form(asked)) | {"id": "V1", "hash": "1.2"}


SENT = [body_of(route, ENGINEER) for route in ROUTES]
SENT += [body_of(("view", view["callback_id"]), ENGINEER) | {"view": view} for view in forms()]
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        7,
        -1,
        10**30,
        1.5,
        "",
        "\x00",
        "\ud800",
        "x" * 3_500,
        MARK,
        [],
        [None],
        [[]],
        {},
        {"id": None},
        {"value": {}},
    ]
)


def places(value: Any, at: Path = ()) -> Iterator[Path]:
    """Everywhere in a payload."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inner:
        yield from places(part, (*at, name))


def changed(body: Any, at: Path, value: Any, *, gone: bool) -> Any:
    """The payload with another value at a place, or with none."""
    if not at:
        return value
    spoilt = copy.deepcopy(body)
    holder = spoilt
    for name in at[:-1]:
        holder = holder[name]
    if gone:
        del holder[at[-1]]
    else:
        holder[at[-1]] = value
    return spoilt


Change = tuple[int, Any, bool]
"""At which place, which value instead, and whether what was there is just gone."""


def spoilt(number: int, changes: list[Change]) -> Any:
    """One of the requests that Slack sends, with some places changed, one after the other."""
    body = SENT[number]
    for place, value, gone in changes:
        everywhere = list(places(body))
        body = changed(body, everywhere[place % len(everywhere)], value, gone=gone)
    return body


def request_of(body: Any) -> tuple[bytes, str]:
    """The bytes of a request as Slack forms them: an event as JSON, a command as a form, all else as JSON in a form."""
    if isinstance(body, dict) and "event" in body:
        return json.dumps(body).encode(), "application/json"
    if isinstance(body, dict) and "command" in body:
        fields = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()
        }
        return urlencode(fields, errors="surrogatepass").encode(), "application/x-www-form-urlencoded"
    return urlencode({"payload": json.dumps(body)}).encode(), "application/x-www-form-urlencoded"


def app_of(house: House, slack: OddSlack) -> AsyncApp:
    directory = Directory(slack.client, house, TEAM)
    return build_app(house, slack.client, directory, signing_secret=SECRET)


def post(house: House, raw: bytes, kind: str, *, breaks: bool = False) -> tuple[int, str]:
    """The answer to a signed request, and what was logged meanwhile."""

    async def story() -> int:
        async with odd_slack() as slack:
            slack.replies |= {
                "users.info": user(ENGINEER),
                "views.open": said({"ok": True, "view": {"id": "V1"}}),
                "views.update": said({"ok": True, "view": {"id": "V1"}}),
                "chat.postEphemeral": said({"ok": True, "message_ts": "1.3"}),
                "chat.postMessage": said({"ok": True, "ts": "1.3"}),
            }
            app = app_of(house, slack)
            if breaks:
                app.action("broken")(_breaks)
            for listener in app._async_listeners:
                listener.ack_timeout = 30  # a busy machine's seconds are no concern of this test
            at = str(int(time.time()))
            signature = SignatureVerifier(SECRET).generate_signature(timestamp=at, body=raw)
            headers = {
                "content-type": kind,
                "x-slack-request-timestamp": at,
                "x-slack-signature": str(signature),
            }
            transport = httpx.ASGITransport(Starlette(routes=routes(app, SECRET)))
            async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
                answer = await client.post(PATH, content=raw, headers=headers)
            async with asyncio.timeout(60):
                while len(asyncio.all_tasks()) > 1 and _at_work():
                    await asyncio.sleep(0.005)
            return answer.status_code

    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed), capture_logs() as logged:
        status = asyncio.run(story())
    return status, printed.getvalue() + repr(logged)


async def _breaks() -> None:
    raise KeyError(MARK)


def _at_work() -> bool:
    """Whether a listener is still at work after its acknowledgement."""
    return any("run_ack_function" in repr(task.get_coro()) for task in asyncio.all_tasks())


@pytest.mark.parametrize("body", SENT, ids=range(len(SENT)))
def test_what_slack_sends_has_its_shape(body: dict[str, Any]) -> None:
    assert has_shape(body)


def test_what_slack_sends_is_answered(house: House) -> None:
    confirm(house, ENGINEER, TEAM, "member")
    assert post(house, *request_of(body_of(("view", Act.REPORT.value), ENGINEER)))[0] == 200


def test_a_fault_of_ours_is_still_a_fault(house: House) -> None:
    body = body_of(("action", "broken"), ENGINEER)
    status, logged = post(house, *request_of(body), breaks=True)
    assert status == 500
    assert "listener_broke" in logged


def answered_calmly(house: House, body: Any) -> int:
    """The status of the answer."""
    confirm(house, ENGINEER, TEAM, "member")
    status, logged = post(house, *request_of(body))
    assert status in (200, 400, 404)  # 404: for a button or form that breachbot does not have
    assert "Traceback" not in logged
    assert "listener_broke" not in logged
    assert MARK not in logged
    if status == 400:
        assert logged.count("odd_request") == 1
    return status


CLICK, FORM = body_of(("action", Act.CLAIM.value), ENGINEER), body_of(("view", Act.REPORT.value), ENGINEER)


@pytest.mark.parametrize(
    "body",
    [
        changed(CLICK, ("actions",), [], gone=False),
        changed(CLICK, ("trigger_id",), None, gone=True),
        changed(FORM, ("view",), None, gone=False),
        changed(FORM, ("view", "state", "values"), [], gone=False),
        changed(FORM, ("view", "id"), "V1\x00", gone=False),
    ],
    ids=["no action", "no trigger", "no view", "answers as a list", "a NUL"],
)
def test_what_has_not_the_shape_is_turned_away_before_anything_reads_it(house: House, body: Any) -> None:
    assert answered_calmly(house, body) == 400


def test_a_menu_of_a_form_outside_any_form_changes_nothing(house: House) -> None:
    menu = body_of(("action", Act.OBJECT.value), ENGINEER)
    assert answered_calmly(house, changed(menu, ("view",), None, gone=True)) == 200


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(
    number=st.integers(0, len(SENT) - 1),
    changes=st.lists(st.tuples(st.integers(0, 9999), ODD, st.booleans()), min_size=1, max_size=3),
)
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_else_came_of_it_the_answer_is_calm(
    house: House, number: int, changes: list[Change]
) -> None:
    answered_calmly(house, spoilt(number, changes))
