"""Every way in that is registered, asked by somebody without a name and by somebody whom Slack cannot confirm.

The routes are those that the listeners register, so a new one is covered at once or its count is missed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.app import LATE, build_app
from breachbot.slack.desk import Desk
from breachbot.slack.listeners.register import register
from breachbot.slack.people import SENTENCES, UNNAMED, Directory
from breachbot.store.store import DatabaseStore
from breachbot.usecases.house import House
from breachbot.usecases.standing import confirm
from breachbot.workspace.seed import DPO, ENGINEER, GENERAL, TEAM
from tests.conftest import Database
from tests.slack.odd_slack import OddSlack, Reply, odd_slack, said, user
from tests.usecases.stage import Stage

Route = tuple[str, str]
DOWN = Reply(b"upstream error", 503, "text/plain")
REF = "pdb-aaaaaaaa"


@dataclass
class Recorder:
    """In the place of the Bolt app, it notes what is registered."""

    routes: list[Route] = field(default_factory=list)

    def _note(self, kind: str, name: Any) -> Callable[[Any], Any]:
        if isinstance(name, dict):
            kind, name = name["type"], name["callback_id"]
        self.routes.append((kind, str(name)))
        return lambda listener: listener

    def command(self, name: str) -> Any:
        return self._note("command", name)

    def shortcut(self, name: Any) -> Any:
        return self._note("shortcut", name)

    def action(self, name: str) -> Any:
        return self._note("action", name)

    def view(self, name: str) -> Any:
        return self._note("view", name)

    def event(self, name: str) -> Any:
        return self._note("event", name)


def registered() -> list[Route]:
    recorder = Recorder()
    register(recorder, None)  # type: ignore[arg-type]  # nothing is called, so neither the app nor the desk matters
    return recorder.routes


ROUTES = registered()
REPORTING = {
    ("command", "/breach"),
    ("shortcut", Act.REPORT.value),
    ("message_action", Act.REPORT_MESSAGE.value),
    ("action", Act.REPORT.value),
    ("action", Act.REPORT_WORDS.value),
    ("view", Act.REPORT.value),
}
NOTHING_DONE = {
    ("action", Act.SOURCE.value),
    ("action", Act.FORM.value),
    ("event", "app_home_opened"),
    ("event", "member_joined_channel"),
}
"""A link that Slack opens itself; and the Home tab, which is drawn later, when the person is asked about again."""
GUARDED = [route for route in ROUTES if route not in REPORTING | NOTHING_DONE]


def body_of(route: Route, who: Any) -> dict[str, Any]:
    """What Slack sends on a route."""
    kind, name = route
    person = {"id": who, "team_id": TEAM}
    at = {"trigger_id": "1.2", "team": {"id": TEAM, "domain": "acme"}, "user": person}
    field_ = {
        "type": "input",
        "block_id": "reason",
        "element": {"type": "plain_text_input", "action_id": "answer"},
    }
    view = {
        "id": "V1",
        "hash": "1.2",
        "callback_id": name,
        "private_metadata": REF,
        "blocks": [field_],
        "state": {"values": {}},
        "type": "modal",
    }
    match kind:
        case "command":
            return {
                "command": name,
                "user_id": who,
                "team_id": TEAM,
                "trigger_id": "1.2",
                "channel_id": GENERAL,
            }
        case "shortcut":
            return at | {"type": kind, "callback_id": name, "action_ts": "1.2"}
        case "message_action":
            place = {"channel": {"id": GENERAL}, "message_ts": "1700000000.000100", "message": {"text": "?"}}
            return at | place | {"type": kind, "callback_id": name, "action_ts": "1.2"}
        case "action":
            click = {"action_id": name, "block_id": "b", "type": "button", "value": REF, "action_ts": "1.2"}
            place = {"channel": {"id": GENERAL}, "container": {"message_ts": "1.2"}, "view": view}
            return at | place | {"type": "block_actions", "actions": [click]}
        case "view":
            return at | {"type": "view_submission", "view": view}
        case "event":
            event = {"type": name, "user": who, "tab": "home", "channel": "D0HOME"}
            return {"type": "event_callback", "event_id": "Ev1", "team_id": TEAM, "event": event}
    raise AssertionError(kind)


@pytest.fixture
def house(sqlite_database: Database) -> Iterator[House]:
    store: DatabaseStore = sqlite_database.open()
    yield Stage(store).team(Team(responders=(ENGINEER,), dpo=DPO)).house
    store.close()


@dataclass
class Asked:
    """What came of a request: the acknowledgement, what Slack was asked, and what was said to it."""

    status: int
    acknowledged: str
    methods: list[str]
    sent: str

    @property
    def words(self) -> str:
        return self.acknowledged + self.sent


def ask(house: House, route: Route, who: Any, about: Reply = DOWN) -> Asked:
    """Let a request of a route come in; `about` is what Slack says of the person."""

    async def story(slack: OddSlack) -> Asked:
        slack.replies |= {
            "users.info": about,
            "views.open": said({"ok": True, "view": {"id": "V1"}}),
            "views.update": said({"ok": True, "view": {"id": "V1"}}),
            "chat.postEphemeral": said({"ok": True, "message_ts": "1.3"}),
            "chat.getPermalink": said(
                {"ok": True, "permalink": "https://acme.slack.com/archives/C0GENERAL/p1"}
            ),
        }
        app = build_app(house, slack.client, Directory(slack.client, house, TEAM))
        for listener in app._async_listeners:
            listener.ack_timeout = 30  # a busy machine's seconds are no concern of this test
        found = await app.async_dispatch(AsyncBoltRequest(body=body_of(route, who), mode="socket_mode"))
        async with asyncio.timeout(60):
            while (rest := asyncio.all_tasks() - {asyncio.current_task()}) and _ours(rest):
                await asyncio.sleep(0.01)
        return Asked(found.status, found.body, slack.asked, " ".join(slack.sent))

    return asyncio.run(_with(story))


def _ours(tasks: set[Any]) -> bool:
    """Whether a listener is still at work after its acknowledgement."""
    return any("run_ack_function" in repr(task.get_coro()) for task in tasks)


async def _with(story: Callable[[OddSlack], Awaitable[Asked]]) -> Asked:
    async with odd_slack() as slack:
        return await story(slack)


def recorded(house: House) -> tuple[Any, ...]:
    """What a request leaves behind: streams beside the team's, and effects."""
    return house.store.read(lambda tx: ([s for s in tx.streams() if s != "team"], tx.undone()))


def test_these_are_all_the_ways_in(house: House) -> None:
    app = AsyncApp(signing_secret="s", token=None, authorize=lambda: None)  # type: ignore[arg-type,return-value]
    register(app, Desk(house, None, None))  # type: ignore[arg-type]  # nothing is called
    assert len(app._async_listeners) == len(ROUTES) == len(set(ROUTES))
    assert set(ROUTES) >= REPORTING | NOTHING_DONE


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_a_request_that_names_nobody_goes_no_further(house: House, route: Route) -> None:
    confirm(house, DPO, TEAM, "member")
    for who in ("", None, "u0dpo", "<!channel>", {"id": DPO}):
        found = ask(house, route, who, user(DPO))
        assert found.status == 200
        assert found.methods == []
        assert recorded(house) == ([], [])
        if route[0] in ("command", "view"):
            assert UNNAMED in found.acknowledged


@pytest.mark.parametrize("route", GUARDED, ids=" ".join)
def test_while_slack_is_down_a_role_counts_that_was_confirmed_and_no_other(
    house: House, route: Route
) -> None:
    """On every way but a report. It is the DPO who asks: the role alone is not enough."""
    found = ask(house, route, DPO)
    assert found.status == 200
    assert SENTENCES["unknown"] in found.words
    confirm(house, DPO, TEAM, "guest")
    assert SENTENCES["guest"] in ask(house, route, DPO).words
    assert recorded(house) == ([], [])
    confirm(house, DPO, TEAM, "member")
    admitted = ask(house, route, DPO).words
    assert not any(sentence in admitted for sentence in SENTENCES.values())


@pytest.mark.parametrize("route", sorted(REPORTING), ids=" ".join)
def test_whom_slack_cannot_confirm_may_report_and_a_guest_may_not(house: House, route: Route) -> None:
    found = ask(house, route, "U0NOBODYYET")
    assert SENTENCES["unknown"] not in found.words
    if route != ("view", Act.REPORT.value):
        assert "What happened?" in found.sent
    confirm(house, "U0NOBODYYET", TEAM, "guest")
    assert SENTENCES["guest"] in ask(house, route, "U0NOBODYYET").words
    assert recorded(house) == ([], [])


def test_every_request_is_answered_for_longer_than_slack_waits(quick_records: House) -> None:
    async def patience() -> set[int]:
        async with odd_slack() as slack:
            app = build_app(quick_records, slack.client, Directory(slack.client, quick_records, TEAM))
            return {listener.ack_timeout for listener in app._async_listeners}

    assert asyncio.run(patience()) == {LATE}
