"""The doctor asks a Slack with every fault: the local workspace, and where that cannot answer, a server that can."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web

from breachbot.cli.doctor_house import SKEW, compare_clocks
from breachbot.cli.doctor_live import offers, wanted
from breachbot.cli.doctor_slack import examine_slack
from breachbot.cli.findings import Examined
from breachbot.errors import NotReady
from breachbot.incident.team import Team
from breachbot.settings import Settings
from breachbot.slack.manifest import SCOPES, manifest
from breachbot.workspace.player import Player
from breachbot.workspace.seed import (
    BOT,
    DEPUTY,
    DPO,
    ENGINEER,
    GUEST,
    OUTSIDER,
    TEAM,
    Seed,
    SeededChannel,
    default_seed,
    with_manifest,
)
from breachbot.workspace.server import Secrets, listen, serving
from tests.conftest import Database
from tests.usecases.stage import Stage

SECRETS = Secrets("xoxb-" + "1" * 20, "s" * 32, "p" * 32, "xapp-" + "2" * 20)
NOWHERE = "http://127.0.0.1:9/"
PRIVATE = "G0TRIAGE"
Prepare = Callable[[Player], Awaitable[None]]


def seed() -> Seed:
    """The usual people, the scopes of the manifest, and a private channel for triage."""
    usual = with_manifest(default_seed(), manifest("https://breachbot.example.com"))
    channel = SeededChannel(id=PRIVATE, name="triage", members=(ENGINEER, DPO, BOT), is_private=True)
    return usual.model_copy(update={"channels": (*usual.channels, channel)})


def settings(url: str, **changed: Any) -> Settings:
    given = {
        "slack_api_url": f"{url}/api/",
        "slack_bot_token": SECRETS.bot_token,
        "slack_team_id": TEAM,
        "triage_channel": PRIVATE,
        "responders": ENGINEER,
        "dpo": DPO,
        "deputies": DEPUTY,
    }
    return Settings(_env_file=None, _env_prefix="BREACHBOT_NOBODY_", **given | changed)


def examine(
    opened: Seed | None = None, prepare: Prepare | None = None, *, live: bool = False, **changed: Any
) -> dict[str, Examined]:
    """What the doctor finds in such a workspace, by name."""

    async def whole() -> list[Examined]:
        sock = listen("127.0.0.1", 0)
        url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        async with (
            serving(opened or seed(), SECRETS, NOWHERE, sock, time.time),
            Player(url, SECRETS.player_token) as player,
        ):
            if prepare:
                await prepare(player)
            return await examine_slack(settings(url, **changed), live=live)

    return {finding.name: finding for finding in asyncio.run(whole())}


def without(user: str, **traits: Any) -> Seed:
    """The workspace with one person changed."""
    people = tuple(u.model_copy(update=traits) if u.id == user else u for u in seed().users)
    return seed().model_copy(update={"users": people})


def test_all_is_well_and_what_cannot_be_known_is_said_to_be_so() -> None:
    found = examine(slack_app_token=SECRETS.app_token)
    assert {f.name: f.says for f in found.values() if f.state == "wrong"} == {}
    assert [f.name for f in found.values() if f.state == "unknown"] == ["slack events"]
    assert list(found) == [
        "slack clock",
        "slack token",
        "slack scopes",
        "slack events",
        "socket mode",
        "triage channel",
        "DPO",
        "deputy",
        "responder",
    ]


def test_nothing_is_posted_and_nobody_is_told() -> None:
    seen: list[Any] = []

    async def whole() -> None:
        sock = listen("127.0.0.1", 0)
        url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        async with (
            serving(seed(), SECRETS, NOWHERE, sock, time.time),
            Player(url, SECRETS.player_token) as player,
        ):
            await examine_slack(settings(url), live=True)
            for channel in await player.channels():
                seen.extend(await player.messages(channel.id))

    asyncio.run(whole())
    assert seen == []


@pytest.mark.parametrize(
    ("changed", "name", "said"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, "slack token", "(invalid_auth): copy it from"),
        (
            {"slack_team_id": "T0OTHER"},
            "slack token",
            f"belongs to {TEAM}, but BREACHBOT_SLACK_TEAM_ID says T0OTHER",
        ),
        ({"slack_app_token": "xapp-wrong"}, "socket mode", "(invalid_auth): switch Socket Mode on"),
        ({"triage_channel": "C0NOWHERE"}, "triage channel", "C0NOWHERE cannot be seen by the app"),
        ({"dpo": "U0NOBODY"}, "DPO", "U0NOBODY cannot be reached (users.info is refused: user_not_found)"),
        ({"deputies": GUEST}, "deputy", f"{GUEST} is a guest"),
        ({"responders": BOT}, "responder", f"{BOT} is a bot"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(changed: dict[str, Any], name: str, said: str) -> None:
    finding = examine(**changed)[name]
    assert finding.state == "wrong"
    assert said in finding.says


def test_a_token_that_slack_does_not_take_leaves_the_rest_unknown() -> None:
    found = examine(slack_bot_token="xoxb-wrong")
    assert {found[name].state for name in ("slack scopes", "triage channel", "people")} == {"unknown"}


def test_scopes_that_are_missing_are_listed_and_more_than_needed_are_mentioned() -> None:
    held = frozenset(SCOPES) - {"im:write", "users:read"}
    fewer = examine(seed().model_copy(update={"scopes": held}))
    assert "the token lacks im:write, users:read" in fewer["slack scopes"].says
    assert fewer["DPO"].state == "wrong"
    more = examine(seed().model_copy(update={"scopes": frozenset(SCOPES) | {"channels:history"}}))
    assert (more["slack scopes"].state, "channels:history" in more["slack scopes"].says) == ("ok", True)


def test_scopes_for_files_are_missed_only_where_files_are_handed_over() -> None:
    bare = seed().model_copy(update={"scopes": frozenset(SCOPES) - {"files:read", "files:write"}})
    assert "the token lacks files:read, files:write" in examine(bare)["slack scopes"].says
    assert examine(bare, slack_files=False)["slack scopes"].state == "ok"


def test_a_dpo_who_left_is_found_before_an_approval_is_needed() -> None:
    finding = examine(without(DPO, deleted=True))["DPO"]
    assert (finding.state, f"{DPO} is deactivated" in finding.says) == ("wrong", True)


def test_without_a_deputy_it_says_what_that_means() -> None:
    assert "nobody can approve" in examine(deputies=())["deputy"].says


def test_a_public_channel_cannot_be_looked_at_and_one_without_the_app_is_not_there() -> None:
    everybody = SeededChannel(id="C0TRIAGE0", name="triage", members=(DPO,))
    public = seed().model_copy(update={"channels": (everybody,)})
    assert examine(public, triage_channel="C0TRIAGE0")["triage channel"].state == "unknown"
    channel = SeededChannel(id="G0OTHERS", name="others", members=(DPO,), is_private=True)
    closed = seed().model_copy(update={"channels": (channel,)})
    assert "invite the app" in examine(closed, triage_channel="G0OTHERS")["triage channel"].says


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("rate_limited", "asks for fewer calls"),
        ("server_error", "HTTP 503"),
        ("not_slack", "is there a proxy in the way"),
    ],
)
def test_a_busy_or_broken_slack_is_unknown_and_not_wrong(kind: str, said: str) -> None:
    async def prepare(player: Player) -> None:
        await player.fault("conversations.info", kind, status=403 if kind == "not_slack" else 503)

    finding = examine(prepare=prepare)["triage channel"]
    assert finding.state == "unknown"
    assert said in finding.says


def test_a_slack_that_is_not_there_is_wrong() -> None:
    found = asyncio.run(examine_slack(settings("http://127.0.0.1:9"), live=False))
    assert found[0].state == "wrong"
    assert "is BREACHBOT_SLACK_API_URL right?" in found[0].says


NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize(("seconds", "well"), [(29, True), (30, True), (31, False)])
def test_clocks_may_differ_by_half_a_minute(side: int, seconds: int, well: bool) -> None:
    ours = NOW + side * timedelta(seconds=seconds)
    if well:
        assert f"within {SKEW.seconds} s" in compare_clocks(NOW, ours, "Slack's")
    else:
        with pytest.raises(NotReady, match=r"31 s (ahead of|behind) Slack's: set it by NTP"):
            compare_clocks(NOW, ours, "Slack's")


def test_live_lets_slack_judge_the_forms_and_says_what_it_wants_for_the_manifest() -> None:
    found = examine(live=True)
    assert found["live: forms"].state == "ok"
    assert "never" not in found["live: forms"].says
    assert "BREACHBOT_SLACK_CONFIG_TOKEN is not set" in found["live: manifest"].says


class Answering:
    """A Slack of canned answers, for what the workspace does not speak: configuration tokens, a wrong clock."""

    def __init__(self, answers: dict[str, dict[str, Any]], date: str = "") -> None:
        self.answers, self.date, self.asked = answers, date, dict[str, dict[str, str]]()

    async def handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.asked[method] = {str(k): str(v) for k, v in (await request.post()).items()}
        body = self.answers.get(method, {"ok": False, "error": "unknown_method"})
        headers = {"x-oauth-scopes": ",".join(SCOPES)} | ({"Date": self.date} if self.date else {})
        return web.json_response(body, headers=headers)

    def examine(self, **changed: Any) -> dict[str, Examined]:
        async def whole() -> list[Examined]:
            served = web.Application()
            served.router.add_post("/api/{method}", self.handle)
            runner, sock = web.AppRunner(served), listen("127.0.0.1", 0)
            await runner.setup()
            await web.SockSite(runner, sock).start()
            try:
                url = f"http://127.0.0.1:{sock.getsockname()[1]}"
                return await examine_slack(settings(url, **changed), live=True)
            finally:
                await runner.cleanup()

        return {finding.name: finding for finding in asyncio.run(whole())}


WELL: dict[str, dict[str, Any]] = {
    "api.test": {"ok": True},
    "auth.test": {"ok": True, "team_id": TEAM, "user_id": BOT, "bot_id": "B1"},
    "bots.info": {"ok": True, "bot": {"app_id": "A1"}},
    "apps.manifest.validate": {"ok": True},
    "apps.manifest.export": {"ok": True, "manifest": manifest("https://breachbot.example.com")},
}
CONFIG = "xoxe.xoxp-1"


def test_a_clock_that_is_wrong_is_found() -> None:
    found = Answering(WELL, "Sat, 28 Nov 2015 12:00:00 GMT").examine()
    assert (found["slack clock"].state, "set it by NTP" in found["slack clock"].says) == ("wrong", True)
    unreadable = Answering(WELL, "yesterday").examine()
    assert unreadable["slack clock"].state == "unknown"


def test_with_a_configuration_token_the_installed_app_is_compared_with_the_manifest() -> None:
    slack = Answering(WELL)
    found = slack.examine(slack_config_token=CONFIG)
    assert (found["slack events"].state, found["live: manifest"].state) == ("ok", "ok")
    assert slack.asked["apps.manifest.export"]["app_id"] == "A1"
    assert json.loads(slack.asked["apps.manifest.validate"]["manifest"]) == manifest(
        "https://breachbot.example.com"
    )

    deaf = {**manifest("https://breachbot.example.com"), "settings": {}}
    lacking = Answering(WELL | {"apps.manifest.export": {"ok": True, "manifest": deaf}})
    finding = lacking.examine(slack_config_token=CONFIG)["slack events"]
    assert (finding.state, "differs from the manifest in its events" in finding.says) == ("wrong", True)


def test_slacks_objections_are_passed_on() -> None:
    refusing = {
        "apps.manifest.validate": {"ok": False, "error": "invalid_manifest"},
        "blocks.validate": {
            "ok": False,
            "error": "invalid_view",
            "errors": [{"pointer": "/title/text", "code": "failed_constraint", "message": "too long"}],
        },
    }
    found = Answering(WELL | refusing).examine(slack_config_token=CONFIG)
    assert "(invalid_manifest)" in found["live: manifest"].says
    assert "the form “loading” (invalid_view: /title/text: too long)" in found["live: forms"].says
    assert Answering(WELL).examine()["live: forms"].state == "unknown"


def test_the_manifest_that_is_judged_is_the_one_for_this_way_of_serving() -> None:
    assert wanted(settings("http://x"))["settings"]["socket_mode_enabled"] is False
    over_socket = wanted(settings("http://x", slack_app_token=SECRETS.app_token))
    assert over_socket["settings"]["socket_mode_enabled"] is True
    assert offers(over_socket) == offers(wanted(settings("http://x")))
    assert offers({}) == {"events": set(), "commands": set(), "shortcuts": set(), "scopes": set()}


def test_it_asks_about_the_people_whom_the_team_has_now(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    Stage(store).team(Team(responders=(ENGINEER, GUEST), dpo=DEPUTY, deputies=(OUTSIDER,)))
    store.close()
    found = examine(data_dir=sqlite_database.data_dir, database_url=sqlite_database.url)
    assert f"{DEPUTY} is an active member" in found["DPO"].says
    assert f"{OUTSIDER} is an active member" in found["deputy"].says
    assert f"{GUEST} is a guest" in found["responder"].says
